"""What each page shows, to each kind of person."""

from datetime import timedelta

import pytest
from attrs import evolve
from flask import Flask

from societaire_web.gate import is_public
from societaire_wording import addresses
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import SignIn
from tests.delivery.web.world import PASSWORD, REMOVED, UNKNOWN, A, B, World, group_siren


def test_every_page_is_sound_html_and_offers_to_sign_out(as_: SignIn, world: World) -> None:
    browser, contract = as_("claire"), world.contract("RCD-0001").id
    paths = ["/", "/societes", "/societes?q=mart", "/compte", "/agences", f"/s/{A}/", f"/s/{B}/", f"/s/{A}/contrats"]
    details = f"/s/{A}/contrats/{contract}"
    paths += [
        details,
        f"{details}?annee=2025",
        f"{details}?type=cotisations&page=2",
        f"{details}?q=rien",
        f"/s/{UNKNOWN}/",
    ]
    for path in [*paths, f"/s/{A}/contrats/{'0' * 32}", f"/s/{A}/?compte=other"]:
        browser.get(path)
        assert browser.page.faults == [], path
        assert browser.page.root.all("form", action="/deconnexion"), path
    assert {browser.get(path).status_code for path in paths[:-1]} == {200}


def test_every_public_page_is_sound_html(browser: Browser) -> None:
    for path in (
        "/connexion",
        "/agences",
        "/mot-de-passe-oublie",
        "/mot-de-passe-oublie/demande",
        "/activation",
        "/rien",
    ):
        browser.get(path)
        assert browser.page.faults == [], path
        assert not browser.page.root.all("form", action="/deconnexion")


def test_only_what_a_stranger_needs_is_public(app: Flask) -> None:
    with app.app_context():
        assert {endpoint for endpoint in app.view_functions if is_public(endpoint)} == {
            "static",
            "signing_in.sign_in_page",
            "signing_in.sign_in",
            "signing_in.sign_out",
            "passwords.help_page",
            "passwords.ask_help",
            "passwords.help_asked",
            "passwords.advise",
            "links.activation_link",
            "links.activation_page",
            "links.activate",
            "links.reset_link",
            "links.reset_page",
            "links.reset",
            "agencies.show",
            "help.show",
            "invitations.accept",
            "invitations.link",
            "invitations.show",
            "probes.alive",
            "probes.counts",
            "probes.ready",
            "unsubscribing.look",
            "unsubscribing.unsubscribe",
        }


def test_the_home_shows_contracts_documents_and_whom_to_call(as_: SignIn) -> None:
    browser = as_("alice")
    root = browser.page.root
    assert {"Décennale bâtiment", "Locaux", "Flotte"} <= {a.text for a in root.all("a")}
    assert root.all("a", href="tel:0465712375")
    assert root.all("a", href="mailto:h.garnier@assureur.example")
    assert "Agence de Lyon" in root.text
    assert "du lundi au vendredi" in root.text


def test_details_tell_the_policy(as_: SignIn, world: World) -> None:
    browser = as_("albert")
    browser.get(f"/s/{A}/contrats/{world.contract('RCD-0001').id}")
    policy = {
        row.one("dt").text: row.one("dd").text.replace("\u202f", " ").replace("\xa0", " ")
        for row in browser.page.root.one("dl").all("div")
    }
    assert policy == {
        "Produit": "Responsabilité décennale",
        "État": "Actif",
        "Date d'effet": "1er janvier 2014",
        "Cotisation": "Cotisation sur relevé de bases",
        "Activités garanties": "Maçonnerie Charpente",
        "Plafond d'opération": "15 000 000 €",
        "Plafond de marché": "500 000,50 €",
        "Franchise": "1 500 €",
        "Contrat collectif de responsabilité décennale (CCRD)": "Oui",
        "Adresse": "3 impasse des Lilas 69003 Lyon",
    }


def test_thirteen_years_of_documents_are_there_by_year(as_: SignIn, world: World) -> None:
    browser, path = as_("alice"), f"/s/{A}/contrats/{world.contract('RCD-0001').id}"
    browser.get(f"{path}?type=attestations")
    assert [h.text for h in browser.page.root.all("h3")][:13] == [str(year) for year in range(2026, 2013, -1)]
    browser.get(f"{path}?type=cotisations&annee=2019")
    assert [a.text for a in browser.page.root.one("ul", **{"class": "list"}).all("a")] == ["Libellé APP-2019"]
    browser.get(f"{path}?q=rel-2025")
    assert [a.text for a in browser.page.root.one("ul", **{"class": "list"}).all("a")] == ["Libellé REL-2025"]


def test_a_thousand_documents_come_page_by_page(as_: SignIn, world: World) -> None:
    browser, path = as_("alice"), f"/s/{A}/contrats/{world.contract('FLO-0003').id}"
    seen, pages = set[str](), 0
    browser.get(path)
    while True:
        pages += 1
        found = {a.attributes["href"] for a in browser.page.root.all("a") if "/documents/" in a.attributes["href"]}
        assert 0 < len(found) <= 26
        seen |= found
        following = browser.page.root.all("a", rel="next")
        if not following:
            break
        browser.get(following[0].attributes["href"])
    assert (len(seen), pages) == (1050, 42)


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e9", "١", "9" * 30, "99999", "2&page=3"])
def test_odd_page_numbers_break_nothing(as_: SignIn, world: World, page: str) -> None:
    browser = as_("alice")
    for path in ("/societes", f"/s/{A}/contrats/{world.contract('FLO-0003').id}"):
        assert browser.get(f"{path}?page={page}").status_code == 200
        assert browser.page.faults == []


@pytest.mark.parametrize("text", ["%", "_", "\\", "' OR 1=1--", "<b>x</b>", "a\0b", "{{7*7}}", "x" * 5000, "\u202e"])
def test_odd_searches_find_nothing_and_come_back_escaped(as_: SignIn, world: World, text: str) -> None:
    browser = as_("alice")
    for path in ("/societes", f"/s/{A}/contrats/{world.contract('RCD-0001').id}"):
        assert browser.request("GET", path, query_string={"q": text}).status_code == 200
        assert browser.page.faults == []
        assert browser.page.root.all("b") == []
        assert "49" not in browser.page.root.text.replace("1949", "")


def test_a_removed_company_and_a_terminated_contract_stay_readable(as_: SignIn, world: World) -> None:
    browser = as_("rose")
    assert "radiée" in browser.page.root.text
    browser.get(f"/s/{REMOVED}/contrats/{world.contract('RCD-0005').id}")
    assert "Ce contrat est résilié depuis le 30 juin 2022" in browser.page.root.text
    assert browser.get(f"/s/{REMOVED}/documents/{world.document('ATT-R').id}").status_code == 200


def test_active_contracts_come_first(as_: SignIn) -> None:
    browser = as_("alice")
    browser.get(f"/s/{A}/contrats")
    assert [h.text for h in browser.page.root.one("main").all("h2")] == ["Flotte", "Décennale bâtiment", "Locaux"]


def test_a_person_without_company_is_told_whom_to_call(as_: SignIn) -> None:
    browser = as_("denis")
    assert (browser.path, browser.status) == ("/", 200)
    assert "denis@exemple.fr" in browser.page.root.text
    assert browser.page.root.all("a", href="tel:0465712300")
    assert browser.page.faults == []


def test_the_last_company_visited_opens_first(as_: SignIn, world: World) -> None:
    browser = as_("claire")
    assert browser.path == "/societes"
    browser.get(f"/s/{A}/")
    world.parts.clock.advance(timedelta(minutes=1))
    browser.get(f"/s/{B}/")
    browser.get("/")
    assert browser.path == f"/s/{B}/"


def test_the_switcher_leads_to_the_other_companies(as_: SignIn) -> None:
    browser = as_("claire")
    browser.get(f"/s/{A}/contrats")
    switcher = browser.page.root.one("details", **{"class": "menu switcher"})
    assert [a.attributes["href"] for a in switcher.all("a")] == [f"/s/{B}/", "/societes"]
    assert switcher.all("a")[1].text == "Toutes mes sociétés (2)"


def test_thirty_companies_are_paged_and_searched(as_: SignIn) -> None:
    browser = as_("gérard")
    assert len(browser.page.root.one("main").one("ul", **{"class": "list"}).all("li")) == 20
    browser.get(browser.page.root.one("a", rel="next").attributes["href"])
    assert len(browser.page.root.one("main").one("ul", **{"class": "list"}).all("li")) == 10
    browser.get("/societes?q=BATI 07")
    assert [a.text for a in browser.page.root.one("ul", **{"class": "list"}).all("a")] == ["Groupe Bâti 07"]
    browser.get(f"/s/{group_siren(3)}/")
    assert len(browser.page.root.one("details", **{"class": "menu switcher"}).all("li")) == 8


def test_agencies_are_public(browser: Browser) -> None:
    browser.get("/agences")
    root = browser.page.root
    assert [h.text for h in root.all("h2")] == ["Lyon", "Autres agences"]
    assert [h.text for h in root.all("h3")] == ["Agence de Lyon", "Agence de Nice"]


@pytest.mark.parametrize("name", ["ACTIVATION", "RESET", "COMPANY", "SIGN_IN", "PASSWORD_HELP", "AGENCIES"])
def test_addresses_that_mails_link_to_are_pages(app: Flask, name: str) -> None:
    path = getattr(addresses, name).format(token="t" * 43, siren=A)
    endpoint, _ = app.url_map.bind("localhost").match(path, method="GET")
    assert endpoint in app.view_functions


def test_what_is_stored_comes_out_as_text(as_: SignIn, world: World) -> None:
    with world.parts.database.write() as unit:
        unit.tables.companies[A] = evolve(unit.tables.companies[A], name='<script>x</script>"><img src=x onerror=y>')
        unit.commit()
    browser = as_("claire")
    for path in (f"/s/{A}/", f"/s/{B}/", "/societes"):
        browser.get(path)
        assert browser.page.faults == []
        assert not browser.page.root.all("img")
        assert "<script>x</script>" in browser.page.root.text


def test_a_wrong_password_says_so_and_keeps_the_address(browser: Browser) -> None:
    browser.sign_in("alice@exemple.fr", PASSWORD + "x")
    assert browser.status == 403
    assert browser.page.faults == []
    assert browser.page.root.one("title").text.startswith("Erreur : ")
    assert browser.page.root.one("input", id="email").attributes["value"] == "alice@exemple.fr"
    assert PASSWORD not in browser.response.text
    known = browser.page.root.one("main").text
    browser.sign_in("personne@exemple.fr", PASSWORD)
    assert browser.page.root.one("main").text == known
