"""`societaire companies`."""

import json

import pytest

from societaire.companies.access import Profile
from tests.delivery.cli.desk import DURAND, MARTIN, PEOPLE, Desk

AS = ("--as", "I001")


def test_a_company_is_shown_with_accesses_and_contracts(desk: Desk) -> None:
    text = desk.type("companies", "show", str(MARTIN))
    assert text.status == 0
    for told in ("Maçonnerie Martin", "1 rue du Port 69000 Lyon", "claire@martin.example", "RCD-1", "01/01/2013"):
        assert told in text.out
    data = json.loads(desk.type("companies", "show", str(MARTIN), "--json").out)
    assert (data["siren"], data["status"]) == ("552000002", "active")
    assert [each["code"] for each in data["accesses"]] == ["P1"]
    assert [each["number"] for each in data["contracts"]] == ["RCD-1"]


@pytest.mark.parametrize(("siren", "status"), [("732829320", 1), ("552000003", 2), ("abc", 2), ("$(id)", 2)])
def test_no_company_is_refused_and_no_siren_is_wrong_usage(desk: Desk, siren: str, status: int) -> None:
    done = desk.type("companies", "show", siren)
    assert (done.status, done.out) == (status, "")
    assert siren in done.err


def test_a_person_is_attached_and_told(desk: Desk) -> None:
    done = desk.type("companies", "attach", str(MARTIN), "P2", "--profile", "collaborateur", *AS)
    assert (done.status, done.out) == (0, "")
    assert desk.tables.accesses[(PEOPLE["P2"].id, MARTIN)].profile is Profile.COLLABORATOR
    assert [message.kind for message in desk.tables.outbox.values()] == ["company_attached"]


def test_a_profile_is_one_of_two(desk: Desk) -> None:
    done = desk.type("companies", "attach", str(MARTIN), "P2", "--profile", "chef", *AS)
    assert done.status == 2
    assert "administrateur" in done.err


def test_an_access_that_is_there_is_refused(desk: Desk) -> None:
    assert desk.type("companies", "attach", str(MARTIN), "P1", "--profile", "administrateur", *AS).status == 1


def test_detaching_says_who_loses_what_before_it_is_agreed(desk: Desk) -> None:
    done = desk.type("companies", "detach", str(DURAND), "P1", *AS, answer="o")
    assert done.status == 0
    assert "Claire Müller (claire@martin.example) perdra aussitôt l'accès à Charpente Durand" in done.err
    assert not desk.tables.accesses[(PEOPLE["P1"].id, DURAND)].is_live
    assert desk.tables.accesses[(PEOPLE["P1"].id, MARTIN)].is_live


@pytest.mark.parametrize(("answer", "status"), [("non", 1), (None, 2)])
def test_nobody_is_detached_without_agreement(desk: Desk, answer: str | None, status: int) -> None:
    assert desk.type("companies", "detach", str(DURAND), "P1", *AS, answer=answer).status == status
    assert desk.tables.accesses[(PEOPLE["P1"].id, DURAND)].is_live
    assert not desk.tables.outbox


def test_the_last_administrator_stays(desk: Desk) -> None:
    done = desk.type("companies", "detach", str(MARTIN), "P1", "--yes", *AS)
    assert done.status == 1
    assert "seul administrateur" in done.err
    assert desk.tables.accesses[(PEOPLE["P1"].id, MARTIN)].is_live
