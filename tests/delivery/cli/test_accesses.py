"""`societaire accesses`, and what staff does of administrators and addresses."""

import json
from datetime import timedelta

import pytest

from societaire.companies.access import Profile
from tests.delivery.cli.desk import DURAND, MARTIN, PEOPLE, Desk

AS = ("--as", "I001")


def test_a_company_s_accesses_and_invitations_are_listed(desk: Desk) -> None:
    service = desk.composition.service
    service.inviting.invite(PEOPLE["P1"].id, MARTIN, "Absent", "Paul", "paul@martin.example", "Comptable")
    text = desk.type("accesses", "list", str(MARTIN))
    assert text.status == 0
    for told in ("claire@martin.example", "Administrateur", "paul@martin.example", "En attente"):
        assert told in text.out
    data = json.loads(desk.type("accesses", "list", str(MARTIN), "--json").out)
    assert [(each["code"], each["profile"], each["state"]) for each in data["accesses"]] == [
        ("P1", "administrator", "live")
    ]
    assert [(each["email"], each["label"], each["state"]) for each in data["invitations"]] == [
        ("paul@martin.example", "Comptable", "pending")
    ]
    desk.parts.clock.advance(timedelta(days=8))
    assert "Expirée" in desk.type("accesses", "list", str(MARTIN)).out


@pytest.mark.parametrize("words", [(), (str(MARTIN), "--to-review"), ("--to-review", "--role-mailboxes")])
def test_a_list_is_of_one_thing(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk.type("accesses", "list", *words).status == 2


def test_accesses_and_companies_to_review_are_told(desk: Desk) -> None:
    assert json.loads(desk.type("accesses", "review", "--json").out) == {"asked": None, "reviews": []}
    desk.parts.clock.advance(timedelta(days=92))
    assert desk.type("accesses", "review", "--ask").status == 2
    assert desk.type("accesses", "review", "--ask", "--as", "X999").status == 1
    assert not desk.tables.outbox
    data = json.loads(desk.type("accesses", "review", "--ask", "--json", *AS).out)
    assert data["asked"] == len(data["reviews"]) > 0
    assert {each["siren"] for each in data["reviews"]} >= {str(MARTIN)}
    lines = json.loads(desk.type("accesses", "list", "--to-review", "--json").out)["accesses"]
    assert str(MARTIN) in {each["siren"] for each in lines}
    (event,) = desk.tables.events[f"company:{MARTIN}"]
    assert (event.kind, event.actor.code) == ("AccessReviewAsked", "I001")
    assert json.loads(desk.type("accesses", "review", "--ask", "--json", *AS).out)["asked"] == 0


def test_a_malformed_address_is_not_allowed(desk: Desk) -> None:
    done = desk.type("accesses", "allow", str(MARTIN), "contact", *AS)
    assert done.status == 1
    assert desk.tables.allowed_mailboxes == {}


def test_an_administrator_is_replaced_once_it_is_agreed(desk: Desk) -> None:
    words = ("companies", "replace-administrator", str(MARTIN), "P1", "P2", *AS)
    assert desk.type(*words, answer="non").status == 1
    assert desk.tables.accesses[PEOPLE["P1"].id, MARTIN].is_live
    done = desk.type(*words, answer="oui")
    assert done.status == 0
    assert "perdra aussitôt son accès" in done.err
    assert not desk.tables.accesses[PEOPLE["P1"].id, MARTIN].is_live
    assert desk.tables.accesses[PEOPLE["P2"].id, MARTIN].profile is Profile.ADMINISTRATOR
    assert desk.tables.accesses[PEOPLE["P1"].id, DURAND].is_live


def test_an_address_changes_once_it_is_agreed(desk: Desk) -> None:
    words = ("people", "change-email", "P1", "claire@nouvelle.example", *AS)
    assert desk.type(*words).status == 2
    assert desk.type(*words, answer="oui").status == 0
    assert str(desk.tables.persons[PEOPLE["P1"].id].email) == "claire@nouvelle.example"
    assert desk.type(*words, answer="oui").status == 1
