"""Declaring the bases of a contract through the portal, as one would without JavaScript (RULES E)."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from flask import Flask

from societaire.app import Societaire
from societaire.events import Actor, ActorKind
from societaire.records.codes import RequestedDocument
from societaire.values import ContractNumber, day_in_paris
from societaire_web import create_app
from tests.delivery.web.browser import Browser, held
from tests.delivery.web.conftest import CONFIG, URL, SignIn
from tests.delivery.web.periods import open_period
from tests.delivery.web.world import PASSWORD, A, World

BUTTON = "Saisir vos relevés de bases"
CONTRACT = "RCD-0001"
STAFF = Actor(ActorKind.STAFF, "C1", "agent")
SIGNED = {"declarant_role": "Gérante", "certified": "yes", "action": "send"}


@pytest.fixture
def hub(world: World) -> str:
    """A period of a contract that is asked a single figure, no document requested."""
    return open_period(world, product="BRM", requested=())


def _fill(browser: Browser, hub: str, **others: str) -> None:
    browser.get(f"{hub}/saisie")
    given = {"equipment_value": "125 000", "action": "save", **others}
    browser.answer(f"{hub}/saisie", given)
    assert browser.status == 200


def _send(browser: Browser, hub: str, **others: str) -> None:
    browser.get(f"{hub}/verification")
    browser.answer(f"{hub}/verification", {**SIGNED, **others})


def _script(browser: Browser, hub: str, **values: str) -> Any:
    """What the page's script would send, and be told."""
    if not browser.response.is_json:
        browser.headers["X-CSRFToken"] = held(browser.form(f"{hub}/saisie"))["csrf_token"]
    headers = {"Accept": "application/json"}
    return browser.request("POST", f"{hub}/saisie", data=values, headers=headers)


def _main(browser: Browser) -> str:
    return browser.page.root.one("main").text


class TestFinding:
    """Where members find what they have to declare."""

    def test_the_button_stands_in_the_list_on_the_contract_and_on_the_home_page(
        self, as_: SignIn, world: World, hub: str
    ) -> None:
        browser = as_("alice")
        contract = hub.partition("/releves")[0]
        for path in (f"/s/{A}/", f"/s/{A}/contrats", contract):
            browser.get(path)
            assert browser.page.faults == []
            (button,) = (a for a in browser.page.root.one("main").all("a", href=hub) if BUTTON in a.text)
            assert CONTRACT in button.text
        assert world.parts.clock.now().date() == date(2026, 11, 22)
        browser.get(f"/s/{A}/")
        assert "39 jours restants" in _main(browser)

    def test_before_the_letter_there_is_nothing_to_see(self, as_: SignIn, world: World) -> None:
        hub = open_period(world, letter=date(2026, 11, 23))
        browser = as_("alice")
        for path in (f"/s/{A}/", f"/s/{A}/contrats", hub.partition("/releves")[0]):
            assert BUTTON not in browser.get(path).text
        for end in ("", "/saisie", "/formulaire.pdf", "/depot", "/pieces", "/verification"):
            assert browser.get(f"{hub}{end}").status_code == 404

    def test_a_late_declaration_is_still_awaited_and_told_so(self, as_: SignIn, world: World, hub: str) -> None:
        world.parts.clock.advance(timedelta(days=42))
        browser = as_("alice")
        browser.get(f"/s/{A}/")
        assert "En retard de 3 jours, toujours possible" in _main(browser)
        browser.get(hub)
        assert BUTTON in _main(browser)

    def test_without_online_form_two_ways_are_left(self, as_: SignIn, world: World) -> None:
        hub = open_period(world, online=False, form=None)
        browser = as_("alice")
        browser.get(hub)
        ways = [h3.text for h3 in browser.page.root.one("main").all("ul", **{"class": "manners"})[0].all("h3")]
        assert ways == ["Télécharger le formulaire", "Déposer le formulaire rempli"]
        assert browser.get(f"{hub}/saisie").status_code == 403
        assert browser.get(f"{hub}/formulaire.pdf").mimetype == "application/pdf"


class TestFillingIn:
    """The online form."""

    def test_opening_the_form_begins_nothing(self, as_: SignIn, world: World, hub: str) -> None:
        browser = as_("alice")
        browser.get(f"{hub}/saisie")
        assert browser.page.faults == []
        assert world.parts.database.tables.declarations == {}

    def test_last_years_figures_stand_beside_the_fields(self, as_: SignIn, world: World) -> None:
        browser = as_("alice")
        browser.get(open_period(world) + "/saisie")
        (former,) = browser.page.root.all("p", id="turnover_total-avant")
        assert former.text == "Année précédente : 600 000 €"
        described = browser.page.root.one("input", id="turnover_total").attributes["aria-describedby"]
        assert "turnover_total-avant" in described

    def test_activities_of_the_contract_come_first_even_those_that_the_insurer_named(
        self, as_: SignIn, world: World
    ) -> None:
        hub = open_period(world)
        with world.parts.database.write() as unit:
            contract = unit.tables.contracts[ContractNumber(CONTRACT)]
            unit.tables.contracts[contract.number] = evolve(contract, activities=("MAC", "DEM"))
            unit.commit()
        browser = as_("alice")
        browser.get(f"{hub}/saisie")
        choices = browser.page.root.one("select", id="activities.0.activity")
        assert [each.attributes["value"] for each in choices.all("option")][:4] == ["", "MAC", "DEM", "CHA"]

    def test_what_cannot_be_read_is_kept_and_told_beside_its_field(self, as_: SignIn, hub: str) -> None:
        browser = as_("alice")
        _fill(browser, hub, equipment_value="1,5 M")
        browser.get(f"{hub}/saisie")
        field = browser.page.root.one("input", id="equipment_value").attributes
        assert (field["value"], field["aria-invalid"]) == ("1,5 M", "true")
        assert "1 500 000" in browser.page.root.one("ul", id="equipment_value-erreur").text

    def test_a_colleague_goes_on_where_one_stopped(self, as_: SignIn, hub: str) -> None:
        _fill(as_("alice"), hub)
        browser = as_("albert")
        browser.get(f"{hub}/saisie")
        assert browser.page.root.one("input", id="equipment_value").attributes["value"] == "125 000"
        assert "par Alice Martin" in _main(browser)

    def test_rows_are_added_and_removed_by_plain_buttons(self, as_: SignIn, world: World) -> None:
        hub = open_period(world)
        browser = as_("alice")
        browser.get(f"{hub}/saisie")
        rows = {"activities.0.activity": "MAC", "activities.0.amount": "10", "action": "add:activities"}
        browser.answer(f"{hub}/saisie", rows)
        assert browser.page.root.one("ol", **{"data-rows": "activities"}).all("li", id="") == []
        browser.answer(
            f"{hub}/saisie",
            {"activities.1.activity": "", "activities.1.amount": "20", "action": "remove:activities:0"},
        )
        (draft,) = world.parts.database.tables.declarations.values()
        assert {path: text for path, text in draft.entries.items() if path.startswith("activities")} == {
            "activities.0.amount": "20"
        }

    def test_a_script_is_told_what_is_saved_summed_and_unreadable(self, as_: SignIn, world: World) -> None:
        hub = open_period(world)
        browser = as_("alice")
        browser.get(f"{hub}/saisie")
        answer = _script(browser, hub, version="0", trading="1 000,50", turnover_total="abc")
        assert answer.status_code == 200
        told = answer.get_json()
        assert told["saved"] == "Enregistré à 10\u00a0h\u00a000"
        assert told["totals"]["turnover_sum"] == "1\u202f000,50\u00a0€"
        assert [one["path"] for one in told["unread"]] == ["turnover_total"]
        assert _script(browser, hub, version=str(told["version"]), trading="2").get_json()["version"] > told["version"]

    def test_what_the_form_does_not_ask_is_not_kept(self, as_: SignIn, world: World, hub: str) -> None:
        _fill(as_("alice"), hub, turnover_total="5", unknown="6", **{"activities.0.amount": "7"})
        (draft,) = world.parts.database.tables.declarations.values()
        assert set(draft.entries) == {"period_start", "period_end", "equipment_value"}

    def test_a_script_whose_session_is_over_is_told_so_and_a_person_comes_back(
        self, as_: SignIn, world: World, hub: str
    ) -> None:
        browser = as_("alice")
        browser.get(f"{hub}/saisie")
        page = browser.page
        world.parts.clock.advance(timedelta(minutes=31))
        answer = _script(browser, hub, version="0", equipment_value="5")
        assert (answer.status_code, answer.get_json()["code"]) == (401, "session_over")
        token = page.root.one("main").all("input", name="csrf_token")[0].attributes["value"]
        sent = browser.request("POST", f"{hub}/saisie", data={"csrf_token": token, "version": "0"})
        assert sent.headers["Location"] == f"/connexion?next={hub}/saisie"

    def test_a_text_beyond_measure_stays_on_the_page_to_be_made_shorter(self, as_: SignIn, hub: str) -> None:
        browser = as_("alice")
        browser.get(f"{hub}/saisie")
        browser.answer(f"{hub}/saisie", {"equipment_value": "1" * 5001, "action": "save"})
        assert (browser.status, browser.page.faults) == (422, [])
        assert held(browser.form(f"{hub}/saisie"))["equipment_value"] == "1" * 5001
        assert "a enregistré ce relevé" not in _main(browser)


class TestTwoPeople:
    """Two people, or two windows, on one draft."""

    def test_both_texts_are_shown_and_the_chosen_ones_kept(self, as_: SignIn, world: World, hub: str) -> None:
        alice, albert = as_("alice"), as_("albert")
        _fill(alice, hub)
        albert.get(f"{hub}/saisie")
        _fill(alice, hub, equipment_value="130 000")
        albert.answer(f"{hub}/saisie", {"equipment_value": "140 000", "action": "save"})
        assert (albert.status, albert.page.faults) == (409, [])
        main = _main(albert)
        assert "Alice Martin a enregistré ce relevé" in main
        assert "130 000 €" in main
        assert "140 000 €" in main
        albert.answer(f"{hub}/saisie", {"equipment_value": "140 000", "action": "save"})
        (draft,) = world.parts.database.tables.declarations.values()
        assert draft.entries["equipment_value"] == "140 000"
        assert draft.entries["period_start"] == "01/01/2025"

    def test_a_script_is_told_of_it_and_overwrites_nothing(self, as_: SignIn, world: World, hub: str) -> None:
        alice, albert = as_("alice"), as_("albert")
        _fill(alice, hub)
        albert.get(f"{hub}/saisie")
        _fill(alice, hub, equipment_value="130 000")
        answer = _script(albert, hub, version="2", equipment_value="140 000")
        assert (answer.status_code, answer.get_json()["code"]) == (409, "draft_changed")
        (draft,) = world.parts.database.tables.declarations.values()
        assert draft.entries["equipment_value"] == "130 000"


class TestSending:
    """Verified, certified, sent once."""

    def test_a_declaration_is_sent_once_whatever_is_clicked_twice(self, as_: SignIn, world: World, hub: str) -> None:
        browser = as_("alice")
        _fill(browser, hub)
        browser.get(f"{hub}/verification")
        assert browser.page.faults == []
        assert "Article L113-8" in _main(browser)
        assert "Article L113-9" in _main(browser)
        given = {**held(browser.form(f"{hub}/verification")), **SIGNED}
        for _ in range(2):
            browser._follow(browser.request("POST", f"{hub}/verification", data=given))
            assert (browser.status, browser.page.faults) == (200, [])
            assert "R2026-000001" in _main(browser)
        (sent,) = world.parts.database.tables.declarations.values()
        assert (sent.number, sent.declarant_name, sent.declarant_role) == ("R2026-000001", "Alice Martin", "Gérante")
        assert "L'assureur doit rappeler les dispositions du présent article" in _main(browser)
        receipt = browser.get(f"{hub}/recepisse/{sent.id}.pdf")
        assert (receipt.mimetype, "R2026-000001" in receipt.headers["Content-Disposition"]) == ("application/pdf", True)
        assert BUTTON not in browser.get(f"/s/{A}/").text

    def test_nothing_leaves_without_certification(self, as_: SignIn, hub: str) -> None:
        browser = as_("alice")
        _fill(browser, hub)
        _send(browser, hub, certified="", declarant_role="")
        assert browser.status == 422
        assert browser.page.faults == []
        assert {a.attributes["href"] for a in browser.page.root.one("div", id="erreurs").all("a")} == {
            "#declarant_role",
            "#certified",
        }

    def test_an_error_keeps_it_back_and_leads_to_its_field(self, as_: SignIn, hub: str) -> None:
        browser = as_("alice")
        _fill(browser, hub, equipment_value="")
        browser.get(f"{hub}/verification")
        assert browser.page.root.one("main").all("a", href=f"{hub}/saisie?verifie=1#equipment_value")
        assert "Envoyer à mon assureur" not in _main(browser)
        browser.get(f"{hub}/saisie?verifie=1")
        assert browser.page.root.all("ul", id="equipment_value-erreur")

    def test_a_warning_wants_a_reason_that_leaves_with_the_declaration(self, as_: SignIn, world: World) -> None:
        hub = open_period(world, product="BRM", requested=(RequestedDocument.TAX_RETURN,))
        browser = as_("alice")
        _fill(browser, hub)
        _send(browser, hub)
        assert browser.status == 422
        name = "reasons.document_missing:documents.tax_return"
        assert browser.page.root.one("textarea", name=name).attributes["aria-invalid"] == "true"
        _send(browser, hub, **{name: "Elle part demain."})
        assert browser.status == 200
        (sent,) = world.parts.database.tables.declarations.values()
        assert sent.reasons == {"document_missing:documents.tax_return": "Elle part demain."}

    def test_a_draft_that_changed_since_it_was_read_is_not_sent(self, as_: SignIn, world: World, hub: str) -> None:
        alice, albert = as_("alice"), as_("albert")
        _fill(alice, hub)
        alice.get(f"{hub}/verification")
        _fill(albert, hub, equipment_value="1")
        alice.answer(f"{hub}/verification", SIGNED)
        assert alice.status == 409
        (draft,) = world.parts.database.tables.declarations.values()
        assert draft.number is None

    def test_a_draft_is_thrown_away_when_asked(self, as_: SignIn, world: World, hub: str) -> None:
        browser = as_("alice")
        _fill(browser, hub)
        browser.get(hub)
        browser.answer(f"{hub}/abandon", {})
        assert "Le brouillon est effacé" in browser.page.root.text
        assert world.parts.database.tables.declarations == {}


class TestAfterwards:
    """What the insurer answers."""

    def test_a_requested_correction_shows_why_and_begins_with_what_was_sent(
        self, as_: SignIn, world: World, hub: str
    ) -> None:
        browser = as_("alice")
        _fill(browser, hub)
        _send(browser, hub)
        due = day_in_paris(world.parts.clock.now()) + timedelta(days=15)
        office = world.service.declaration_office
        office.request_correction("R2026-000001", "Le montant est hors taxes ?", due, STAFF, "equipment_value")
        browser.get(hub)
        assert "Le montant est hors taxes ?" in _main(browser)
        assert "Correction demandée" in _main(browser)
        browser.answer(hub, {"way": "online"})
        assert browser.path == f"{hub}/saisie"
        assert browser.page.root.one("input", id="equipment_value").attributes["value"] == "125 000"
        browser.get(hub)
        assert browser.page.root.one("main").all("a", href=f"{hub}/saisie#equipment_value")
        _fill(browser, hub, equipment_value="100 000")
        _send(browser, hub)
        assert "R2026-000002" in _main(browser)
        assert "Remplacé" in _main(browser)

    def test_what_is_validated_is_in_the_history_and_can_be_downloaded(
        self, as_: SignIn, world: World, hub: str
    ) -> None:
        browser = as_("alice")
        _fill(browser, hub)
        _send(browser, hub)
        world.service.declaration_office.validate("R2026-000001", STAFF)
        browser.get(hub)
        assert "Votre relevé est validé" in _main(browser)
        browser.get(hub.partition("/releves")[0] + "?type=releves")
        section = browser.page.root.one("section", **{"aria-labelledby": "releves"})
        assert "R2026-000001" in section.text
        assert "125 000 €" in section.text
        assert any("/documents/" in a.attributes["href"] for a in section.all("a"))

    def test_the_chart_of_former_years_has_its_table(self, as_: SignIn, world: World) -> None:
        hub = open_period(world)
        open_period(world, start=date(2024, 1, 1), letter=None)
        browser = as_("alice")
        browser.get(hub.partition("/releves")[0])
        assert browser.page.faults == []
        chart = browser.page.root.one("svg", role="img")
        assert "2023, 600\u202f000 €" in chart.attributes["aria-label"].replace("\u00a0", " ")
        assert len(chart.all("rect")) == 2
        (table,) = browser.page.root.one("section", **{"aria-labelledby": "releves"}).all("table")
        assert "Chiffre d'affaires" in table.text


class TestSecondSignature:
    """Where the insurer wants an administrator to certify."""

    @pytest.fixture
    def app(self, world: World) -> Flask:
        return create_app(
            Societaire.from_ports(evolve(world.parts.ports()), world.service.limits, second_signature=True), CONFIG
        )

    def test_a_collaborator_prepares_and_an_administrator_sends(self, app: Flask, world: World, hub: str) -> None:
        albert, alice = (Browser(app, URL) for _ in range(2))
        for browser, name in ((albert, "albert"), (alice, "alice")):
            browser.sign_in(world.person(name).email.address, PASSWORD)
        _fill(albert, hub)
        albert.get(f"{hub}/verification")
        assert "Envoyer à mon assureur" not in _main(albert)
        albert.answer(f"{hub}/verification", SIGNED)
        assert albert.status == 403
        albert.get(f"{hub}/verification")
        albert.answer(f"{hub}/verification", {"action": "prepare"})
        assert "attend un administrateur" in _main(albert)
        alice.get(hub)
        assert "attend votre certification" in _main(alice)
        _send(alice, hub)
        assert "R2026-000001" in _main(alice)
