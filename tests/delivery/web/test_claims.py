"""Declaring and following a claim through the portal, as one would without JavaScript (RULES H)."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from societaire.claims.claim import ClaimState
from societaire.events import Actor, ActorKind
from tests.delivery.web.browser import Browser, held
from tests.delivery.web.conftest import SignIn
from tests.delivery.web.world import A, B, World

LIST = f"/s/{A}/sinistres"
STAFF = Actor(ActorKind.STAFF, "C1", "agent")
STORY = "Un client réclame au sujet d'un chantier dont nous ne retrouvons pas le dossier."
HEAD = {"danger": "no", "known_on": "2026-11-20"}
DAMAGE = {"description": STORY}
CLOSING = {"follow_up.name": "Claire Martin", "preferred_channel": "mail"}


@pytest.fixture
def claire(as_: SignIn) -> Browser:
    return as_("claire")


def _main(browser: Browser) -> str:
    return browser.page.root.one("main").text


def _begin(browser: Browser, cause: str = "F3") -> str:
    """Choose what happened; returns where the draft lies."""
    browser.get(f"{LIST}/declarer")
    browser.answer(f"{LIST}/declarer", {"cause": cause})
    assert browser.status == 200
    return browser.path.rsplit("/", 1)[0]


def _fill(browser: Browser, draft: str, page: str, **values: str) -> None:
    browser.get(f"{draft}/{page}")
    browser.answer(f"{draft}/{page}", {"action": "next", **values})


def complete(browser: Browser) -> str:
    draft = _begin(browser)
    _fill(browser, draft, "head", **HEAD)
    _fill(browser, draft, "damage", **DAMAGE)
    _fill(browser, draft, "closing", **CLOSING)
    return draft


def _sent(browser: Browser) -> str:
    """A claim that was sent; returns its page."""
    draft = complete(browser)
    browser.get(f"{draft}/check")
    browser.answer(f"{draft}/envoi", {"certified": "yes"})
    return browser.path


class TestDeclaring:
    def test_the_first_page_tells_what_to_gather_and_whom_to_call_first(self, claire: Browser) -> None:
        claire.get(f"{LIST}/declarer")
        told = _main(claire)
        for words in ("Appelez d'abord", "112", "À rassembler", "Je ne sais pas", "Trois étapes"):
            assert words in told

    def test_nothing_is_begun_without_a_choice(self, claire: Browser, world: World) -> None:
        claire.get(f"{LIST}/declarer")
        claire.answer(f"{LIST}/declarer", {"cause": ""})
        assert claire.status == 422
        assert world.parts.database.tables.claim_declarations == {}

    def test_a_claim_is_declared_step_by_step_and_followed(self, claire: Browser, world: World) -> None:
        page = _sent(claire)
        assert claire.status == 200
        told = _main(claire)
        assert "D2026-000001" in told
        assert "Votre déclaration est envoyée" in told
        claire.get(f"{page}/reponses")
        assert STORY in _main(claire)
        response = claire.request("GET", f"{page}/recepisse.pdf")
        assert response.mimetype == "application/pdf"
        claire.get(LIST)
        assert "D2026-000001" in _main(claire)
        assert len(world.parts.database.tables.claims) == 1

    def test_a_day_that_may_be_that_of_knowledge_is_not_said_to_be_that_of_the_event(self, claire: Browser) -> None:
        _sent(claire)
        assert "Survenu ou connu le" in _main(claire)
        assert "Survenu le" not in _main(claire)
        claire.get(LIST)
        assert "Survenu ou connu le" in _main(claire)
        assert "Survenu le" not in _main(claire)

    def test_what_is_missing_keeps_the_page_and_may_be_left_for_later(self, claire: Browser) -> None:
        draft = _begin(claire)
        _fill(claire, draft, "head", danger="no")
        assert "À compléter sur cette page" in _main(claire)
        assert "Quand avez-vous eu connaissance du sinistre" in _main(claire)
        claire.answer(f"{draft}/head", {"action": "later"})
        assert "À compléter sur cette page" not in _main(claire)
        claire.get(f"{draft}/check")
        assert "À compléter avant d'envoyer" in _main(claire)
        assert not [form for form in claire.page.root.all("form") if form.attributes.get("action") == f"{draft}/envoi"]

    def test_what_cannot_be_read_is_told_and_kept(self, claire: Browser) -> None:
        draft = _begin(claire)
        _fill(claire, draft, "head", danger="no", known_on="bientôt")
        assert held(claire.form(f"{draft}/head"))["known_on"] == "bientôt"

    def test_a_page_that_the_answers_do_not_ask_for_leads_to_where_it_goes_on(self, claire: Browser) -> None:
        draft = _begin(claire)
        claire.get(f"{draft}/summons")
        assert claire.path.endswith("/head")

    def test_another_choice_sets_answers_aside_and_brings_them_back(self, claire: Browser) -> None:
        draft = _begin(claire, "A4")
        _fill(claire, draft, "summons", case_number="RG 26/01234", action="later")
        _fill(claire, draft, "cause", cause="F3")
        claire.get(f"{draft}/check")
        assert "RG 26/01234" not in _main(claire)
        _fill(claire, draft, "cause", cause="A4")
        claire.get(f"{draft}/check")
        assert "RG 26/01234" in _main(claire)

    def test_a_hearing_in_a_few_days_shows_the_telephone_first(self, claire: Browser) -> None:
        draft = _begin(claire, "A4")
        _fill(claire, draft, "summons", hearing_on="2026-11-24", action="later")
        claire.get(f"{draft}/operation")
        assert "Votre audience est proche" in _main(claire)

    def test_rows_are_added_and_taken_away_without_a_script(self, claire: Browser) -> None:
        draft = _begin(claire, "D1")
        _fill(claire, draft, "theft", **{"objects.0.label": "Perceuse", "action": "add:objects"})
        assert "objects.1.label" in held(claire.form(f"{draft}/theft"))
        claire.answer(f"{draft}/theft", {"objects.1.label": "Laser", "action": "remove:objects:0"})
        assert held(claire.form(f"{draft}/theft"))["objects.0.label"] == "Laser"

    def test_a_script_saves_and_is_told_the_truth(self, claire: Browser) -> None:
        draft = _begin(claire)
        claire.get(f"{draft}/head")
        form = held(claire.form(f"{draft}/head"))
        claire.headers["X-CSRFToken"] = form["csrf_token"]
        answer = _script(claire, draft, version=form["version"], known_on="hier", danger="no")
        assert answer.json["saved"].startswith("Enregistré le")
        assert [one["path"] for one in answer.json["unread"]] == ["known_on"]
        stale = _script(claire, draft, version=form["version"], known_on="2026-11-19", danger="yes")
        assert (stale.status_code, stale.json["code"]) == (409, "claim_draft_changed")

    def test_two_people_see_each_others_answers_before_either_loses_a_word(self, claire: Browser, as_: SignIn) -> None:
        draft = _begin(claire)
        claire.get(f"{draft}/damage")
        albert = as_("albert")
        _fill(albert, draft, "damage", description="La version de Albert, assez longue pour être lue en entier.")
        claire.answer(f"{draft}/damage", {"description": "La version de Claire"})
        assert claire.status == 409
        told = _main(claire)
        assert "La version de Claire" in told
        assert "La version de Albert" in claire.response.text

    def test_what_was_ticked_beside_a_colleague_shows_in_words(self, claire: Browser, as_: SignIn) -> None:
        draft = _begin(claire, "D1")
        claire.get(f"{draft}/head")
        _fill(as_("albert"), draft, "head", danger="no")
        claire.answer(f"{draft}/head", {"danger": "yes", "known_on": "2026-11-20"})
        assert claire.status == 409
        (unsaved,) = [one for one in claire.page.root.all("section") if "pas encore enregistrées" in one.text]
        assert "Oui" in unsaved.text
        assert "20/11/2026" in unsaved.text
        claire.get(f"{draft}/documents")
        _fill(as_("albert"), draft, "documents", later="complaint_receipt")
        claire.answer(f"{draft}/documents", {"later": "objects_list"})
        assert "Liste des biens touchés" in _main(claire).partition("Attendus pour")[0]
        claire.get(f"{draft}/cause")
        _fill(as_("albert"), draft, "cause", cause="D2")
        claire.answer(f"{draft}/cause", {"cause": "D8"})
        assert "Ce qui se passe" in _main(claire)

    def test_a_page_that_a_colleague_made_pointless_still_shows_what_was_typed(
        self, claire: Browser, as_: SignIn
    ) -> None:
        draft = _begin(claire, "D1")
        claire.get(f"{draft}/theft")
        _fill(as_("albert"), draft, "cause", cause="D2")
        claire.answer(f"{draft}/theft", {"theft_place.city": "Valence"})
        assert claire.status == 409
        assert "Valence" in _main(claire)

    def test_a_text_beyond_measure_stays_on_the_page_to_be_made_shorter(self, claire: Browser) -> None:
        draft = _begin(claire)
        _fill(claire, draft, "damage", description="Fissure. " * 600)
        assert claire.status == 422
        assert held(claire.form(f"{draft}/damage"))["description"].startswith("Fissure. Fissure.")

    def test_an_answer_that_reads_like_a_code_is_kept(self, claire: Browser, world: World) -> None:
        draft = _begin(claire)
        _fill(claire, draft, "head", existing_reference="unknown")
        (kept,) = world.parts.database.tables.claim_declarations.values()
        assert kept.entries["existing_reference"] == "unknown"

    def test_answers_are_read_again_in_french(self, claire: Browser) -> None:
        draft = _begin(claire, "A1")
        row = {"subcontracted": "yes", "subcontractors.0.name": "Dupont", "subcontractors.0.attestation": "yes"}
        _fill(claire, draft, "head", known_on="2026-11-20", danger="no")
        _fill(claire, draft, "work", **row)
        claire.get(f"{draft}/check")
        told = _main(claire)
        assert "20/11/2026" in told
        assert "Attestation en votre possession ? Oui" in told

    def test_sending_twice_gives_one_claim(self, claire: Browser, world: World) -> None:
        draft = complete(claire)
        claire.get(f"{draft}/check")
        form = held(claire.form(f"{draft}/envoi")) | {"certified": "yes"}
        for _ in range(2):
            assert claire.request("POST", f"{draft}/envoi", data=form).status_code == 303
        assert len(world.parts.database.tables.claims) == 1
        claire.get(draft)
        assert claire.path == f"{LIST}/{draft.rsplit('/', 1)[1]}"

    def test_without_sincerity_nothing_is_sent(self, claire: Browser, world: World) -> None:
        draft = complete(claire)
        claire.get(f"{draft}/check")
        claire.answer(f"{draft}/envoi", {})
        assert claire.status == 422
        assert "sincères" in _main(claire)
        assert world.parts.database.tables.claims == {}

    def test_a_number_that_cannot_be_called_leads_to_its_question(self, claire: Browser, world: World) -> None:
        draft = complete(claire)
        wanted = {"follow_up.phone": "le soir", "call_back": "yes", "call_back_when": "le matin"}
        _fill(claire, draft, "closing", **CLOSING, **wanted)
        claire.get(f"{draft}/check")
        assert "Ce n'est pas un numéro" in _main(claire)
        assert claire.page.root.all("a", href=f"{draft}/closing?verifie=1&retour=1#question-follow_up")
        assert not claire.page.root.all("form", action=f"{draft}/envoi")
        assert world.parts.database.tables.claims == {}

    def test_a_page_opened_from_the_check_leads_back_to_it(self, claire: Browser) -> None:
        draft = complete(claire)
        claire.get(f"{draft}/check")
        assert claire.page.root.all("a", href=f"{draft}/head?retour=1")
        claire.get(f"{draft}/head?retour=1")
        assert "Enregistrer et revenir à la vérification" in _main(claire)
        assert "Précédent" not in _main(claire)
        claire.answer(f"{draft}/head?retour=1", {"action": "next", "known_on": "2026-11-19"})
        assert claire.path == f"{draft}/check"
        assert "19/11/2026" in _main(claire)

    def test_a_page_opened_from_the_check_that_misses_an_answer_still_leads_back(self, claire: Browser) -> None:
        draft = complete(claire)
        claire.get(f"{draft}/head?retour=1")
        claire.answer(f"{draft}/head?retour=1", {"action": "next", "known_on": ""})
        assert "À compléter sur cette page" in _main(claire)
        claire.answer(f"{draft}/head?retour=1", {"action": "next", "known_on": "2026-11-20"})
        assert claire.path == f"{draft}/check"

    def test_a_refused_page_opened_from_the_check_still_leads_back(self, claire: Browser) -> None:
        draft = complete(claire)
        claire.get(f"{draft}/damage?retour=1")
        claire.answer(f"{draft}/damage?retour=1", {"action": "next", "description": STORY * 1000})
        assert claire.status == 422
        claire.answer(f"{draft}/damage?retour=1", {"action": "next", "description": STORY})
        assert claire.path == f"{draft}/check"

    def test_words_of_ours_are_typeset_and_acronyms_stay(self, claire: Browser) -> None:
        draft = _begin(claire, "A1")
        claire.get(f"{draft}/documents")
        claire.answer(f"{draft}/documents", {"action": "next"})
        assert "À transmettre plus tard : acte reçu" in _main(claire)
        assert "marché, CCTP" in _main(claire)
        claire.get(f"{draft}/operation")
        assert "Déclarer un sinistre\u00a0: L’opération de construction" in claire.response.text

    def test_a_negative_amount_is_asked_for_again_without_a_word_of_premiums(self, claire: Browser) -> None:
        draft = _begin(claire, "D1")
        _fill(claire, draft, "damage", estimated_amount="-5", action="stay")
        claire.get(f"{draft}/check")
        assert "Indiquez un montant positif." in _main(claire)
        assert "avoirs" not in _main(claire)

    def test_a_file_added_meanwhile_keeps_all_from_being_sent(self, claire: Browser, world: World) -> None:
        draft = complete(claire)
        claire.get(f"{draft}/check")
        form = held(claire.form(f"{draft}/envoi")) | {"certified": "yes"}
        _attach(claire, draft)
        refused = claire.request("POST", f"{draft}/envoi", data=form)
        assert refused.status_code == 409
        assert world.parts.database.tables.claims == {}
        claire.get(f"{draft}/check")
        claire.answer(f"{draft}/envoi", {"certified": "yes"})
        assert len(world.parts.database.tables.claims) == 1

    def test_a_document_may_come_later(self, claire: Browser, world: World) -> None:
        draft = _begin(claire, "D1")
        claire.get(f"{draft}/documents")
        claire.answer(f"{draft}/documents", {"later": "complaint_receipt", "action": "leave"})
        (kept,) = world.parts.database.tables.claim_declarations.values()
        assert kept.later == {"complaint_receipt"}
        assert "Déclarations commencées" in _main(claire)

    def test_what_was_begun_stands_on_the_home_page(self, claire: Browser) -> None:
        draft = _begin(claire)
        claire.get(f"/s/{A}/")
        assert "Déclaration de sinistre commencée" in _main(claire)
        assert f'href="{draft}"' in claire.response.text

    def test_a_draft_given_up_is_gone(self, claire: Browser, world: World) -> None:
        draft = _begin(claire)
        claire.get(f"{draft}/check")
        claire.answer(f"{draft}/abandon", {})
        assert "effacé" in _main(claire)
        assert world.parts.database.tables.claim_declarations == {}


class TestFollowing:
    def test_messages_go_both_ways_and_a_closed_claim_is_asked_to_reopen(self, claire: Browser, world: World) -> None:
        page = _sent(claire)
        claire.answer(f"{page}/messages", {"text": "Quand passe l'expert ?"})
        assert "Quand passe l'expert" in _main(claire)
        claire.answer(f"{page}/messages", {"text": "  "})
        assert claire.status == 422
        office = world.service.claim_office
        office.say("D2026-000001", "Mardi à 9 h.", STAFF)
        office.move("D2026-000001", ClaimState.CLOSED, STAFF)
        claire.get(page)
        assert "Mardi à 9 h." in _main(claire)
        claire.answer(f"{page}/messages", {"text": "Le dommage est revenu."})
        assert "demande de réouverture" in _main(claire)

    def test_documents_asked_for_are_sent_and_the_handler_told(self, claire: Browser, world: World) -> None:
        page = _sent(claire)
        world.service.claim_office.request_documents(
            "D2026-000001", ["invoices"], "Celles de 2025", date(2026, 12, 1), STAFF
        )
        claire.get(f"/s/{A}/")
        assert "Document demandé pour un sinistre" in _main(claire)
        assert "au plus tard le 1er décembre 2026" in _main(claire)
        claire.get(page)
        assert "Attendu de votre part" in _main(claire)
        claire.get(f"{page}/pieces")
        assert "Demandé par le gestionnaire, pour le 01/12/2026. Celles de 2025" in _main(claire)
        claim_id = page.rsplit("/", 1)[1]
        _post_file(claire, f"/s/{A}/fichiers/sinistre-suite/{claim_id}/envoi", "invoices", f"{page}/pieces")
        claire.get(f"{page}/pieces")
        claire.answer(f"{page}/pieces", {})
        assert "Attendu de votre part" not in _main(claire)
        assert "prévenu" in _main(claire)

    def test_one_asks_to_be_called_back_in_a_slot_and_takes_it_back(self, claire: Browser) -> None:
        page = _sent(claire)
        claire.get(f"{page}/rappel")
        slot = claire.form(f"{page}/rappel").all("input", name="slot")[0].attributes["value"]
        claire.answer(f"{page}/rappel", {"reason": "", "phone": "12", "slot": "hier"})
        assert claire.status == 422
        claire.answer(f"{page}/rappel", {"reason": "La suite", "phone": "04 72 00 00 01", "slot": slot})
        assert "Rappel demandé" in _main(claire)
        (action,) = [
            form.attributes["action"]
            for form in claire.page.root.all("form", method="post")
            if form.attributes.get("action", "").endswith("/retrait")
        ]
        claire.answer(action, {})
        assert "Votre demande de rappel est retirée" in _main(claire)

    def test_the_list_is_narrowed_and_says_when_nothing_matches(self, claire: Browser) -> None:
        claire.get(LIST)
        assert "Aucun sinistre déclaré" in _main(claire)
        _sent(claire)
        claire.get(f"{LIST}?etat=clos")
        assert "Aucun sinistre ne correspond" in _main(claire)
        claire.get(f"{LIST}?q=D2026&etat=en_cours")
        assert "D2026-000001" in _main(claire)

    def test_another_companys_claim_answers_as_if_there_were_none(self, claire: Browser, as_: SignIn) -> None:
        page = _sent(claire)
        claim_id = page.rsplit("/", 1)[1]
        stranger = as_("bruno")
        for path in (f"/s/{B}/sinistres/{claim_id}", f"/s/{B}/sinistres/{claim_id}/recepisse.pdf"):
            assert stranger.request("GET", path).status_code == 404


def _script(browser: Browser, draft: str, **values: str) -> Any:
    return browser.request("POST", f"{draft}/head", data=values, headers={"Accept": "application/json"})


def _attach(browser: Browser, draft: str) -> None:
    draft_id = draft.rsplit("/", 1)[1]
    _post_file(browser, f"/s/{A}/fichiers/sinistre/{draft_id}/envoi", "photographs", f"{draft}/documents")


def _post_file(browser: Browser, target: str, slot: str, page: str) -> None:
    browser.get(page)
    token = held(browser.form(target))["csrf_token"]
    content = (BytesIO(b"\xff\xd8\xff" + b"0" * 20 + b"\xff\xd9"), "photo.jpg")
    data = {"csrf_token": token, "slot": slot, "next": page, "file": content}
    answer = browser.request("POST", target, data=data, content_type="multipart/form-data")
    assert answer.status_code == 303
