"""`societaire people`."""

import json
from datetime import UTC, datetime

import pytest

from societaire.events import ActorKind
from societaire.ports.journal import AccessLogEntry, Outcome
from societaire_cli.office import system_user
from tests.delivery.cli.desk import DURAND, PEOPLE, Desk

AS = ("--as", "I001")


def test_an_invitation_waits_in_the_outbox_and_tells_who_asked(desk: Desk) -> None:
    done = desk.type("people", "invite", "P1", *AS)
    assert done.status == 0
    assert "claire@martin.example" in done.out
    (message,) = desk.tables.outbox.values()
    assert message.recipient == PEOPLE["P1"].email
    (event,) = desk.tables.events[f"person:{PEOPLE['P1'].id}"]
    assert event.actor.kind is ActorKind.STAFF
    assert event.actor.code == "I001"
    assert event.actor.system_user == system_user() != ""


def test_a_person_is_found_by_address_too(desk: Desk) -> None:
    assert desk.type("people", "invite", "Claire@Martin.example ", *AS).status == 0


def test_an_unknown_staff_member_is_refused_and_nothing_is_done(desk: Desk) -> None:
    done = desk.type("people", "invite", "P1", "--as", "X999")
    assert (done.status, done.out) == (1, "")
    assert "X999" in done.err
    assert not desk.tables.outbox


def test_without_staff_member_nothing_is_written(desk: Desk) -> None:
    done = desk.type("people", "invite", "P1")
    assert (done.status, desk.opened) == (2, 0)
    assert "--as" in done.err


def test_the_staff_member_may_come_from_the_environment(desk: Desk) -> None:
    desk.patch.setenv("SOCIETAIRE_AS", "I001")
    assert desk.type("people", "invite", "P1").status == 0


@pytest.mark.parametrize("who", [(), ("P1", "--all"), ("--all", "--company", "552000002")])
def test_whom_to_invite_is_said_in_exactly_one_way(desk: Desk, who: tuple[str, ...]) -> None:
    assert desk.type("people", "invite", *who, *AS).status == 2
    assert not desk.tables.outbox


def test_everybody_without_password_is_invited(desk: Desk) -> None:
    desk.activate("P2")
    done = desk.type("people", "invite", "--all", "--json", *AS)
    data = json.loads(done.out)
    assert (done.status, data["count"]) == (0, 2)
    assert {each["code"] for each in data["invited"]} == {"P1", "P3"}
    assert len(desk.tables.outbox) == 2


def test_whoever_was_just_invited_is_left_out_and_counted(desk: Desk) -> None:
    assert desk.type("people", "invite", "P1", *AS).status == 0
    data = json.loads(desk.type("people", "invite", "--all", "--dry-run", "--json", *AS).out)
    assert (data["count"], data["set_aside"]) == (2, 1)
    done = desk.type("people", "invite", "--all", *AS)
    assert "claire@martin.example" not in done.out
    assert "moins de 24 heures : 1" in done.err
    assert len(desk.tables.outbox) == 3
    again = json.loads(desk.type("people", "invite", "--all", "--again", "--json", *AS).out)
    assert (again["count"], again["set_aside"]) == (3, 0)
    assert desk.type("people", "invite", "P1", "--again", *AS).status == 2


def test_a_company_is_invited_alone(desk: Desk) -> None:
    done = desk.type("people", "invite", "--company", "701 000 010", *AS)
    assert done.status == 0
    assert {str(message.recipient) for message in desk.tables.outbox.values()} == {
        "claire@martin.example",
        "yann@durand.example",
    }


def test_an_unknown_company_is_refused(desk: Desk) -> None:
    assert desk.type("people", "invite", "--company", "732829320", *AS).status == 1


def test_a_rehearsal_names_everybody_and_sends_nothing(desk: Desk) -> None:
    done = desk.type("people", "invite", "--all", "--dry-run", *AS)
    assert done.status == 0
    assert len(done.out.splitlines()) == 3
    assert not desk.tables.outbox
    assert not desk.tables.events


def test_somebody_who_has_a_password_is_not_invited(desk: Desk) -> None:
    desk.activate("P1")
    done = desk.type("people", "invite", "P1", *AS)
    assert done.status == 1
    assert "Mot de passe oublié" in done.err


def test_a_person_is_shown_with_companies_sessions_and_last_accesses(desk: Desk) -> None:
    desk.activate("P1", sessions=2)
    with desk.parts.database.write() as unit:
        unit.access_log.add(
            AccessLogEntry(
                datetime(2026, 11, 22, 8, tzinfo=UTC),
                "download",
                Outcome.DONE,
                PEOPLE["P1"].id,
                DURAND,
                "ATT-1",
                "192.0.2.0",
            )
        )
        unit.commit()
    text = desk.type("people", "show", "P1")
    assert text.status == 0
    for told in ("Mme Claire Müller", "claire@martin.example", "Sociétés (2)", "Maçonnerie Martin", "Administrateur",
                 "Sessions ouvertes (2)", "Téléchargement", "ATT-1", "22/11/2026 09:00"):  # fmt: skip
        assert told in text.out
    data = json.loads(desk.type("people", "show", "claire@martin.example", "--json").out)
    assert data["email"] == "claire@martin.example"
    assert data["companies_total"] == 2
    assert {each["profile"] for each in data["companies"]} == {"administrator", "collaborator"}
    assert data["access_log"][0]["target"] == "ATT-1"
    assert data["activated_at"].startswith("2026-11-19T")
    assert "plain$" not in json.dumps(data)


def test_an_unknown_person_is_refused(desk: Desk) -> None:
    done = desk.type("people", "show", "P9", "--json")
    assert (done.status, done.out) == (1, "")
    assert "P9" in done.err


def test_sessions_are_listed_and_stay(desk: Desk) -> None:
    desk.activate("P1", sessions=2)
    done = desk.type("people", "sessions", "P1", "--json")
    assert [each["browser"] for each in json.loads(done.out)["sessions"]] == ["Firefox", "Firefox"]
    assert len(desk.tables.sessions) == 2


def test_sessions_end_when_it_is_agreed(desk: Desk) -> None:
    desk.activate("P1", sessions=2)
    assert desk.type("people", "sessions", "P1", "--end", *AS, answer="oui").status == 0
    assert not desk.tables.sessions


def test_sessions_end_without_terminal_when_agreed_in_advance(desk: Desk) -> None:
    desk.activate("P1", sessions=2)
    assert desk.type("people", "sessions", "P1", "--end", "--yes", *AS).status == 0
    assert not desk.tables.sessions


@pytest.mark.parametrize(("answer", "status"), [("non", 1), ("", 1), ("n'importe quoi", 1), (None, 2)])
def test_sessions_stay_when_it_is_not_agreed(desk: Desk, answer: str | None, status: int) -> None:
    desk.activate("P1", sessions=2)
    assert desk.type("people", "sessions", "P1", "--end", *AS, answer=answer).status == status
    assert len(desk.tables.sessions) == 2


def test_sessions_end_for_a_staff_member_alone(desk: Desk) -> None:
    desk.activate("P1", sessions=1)
    assert desk.type("people", "sessions", "P1", "--end", "--yes").status == 2
    assert desk.type("people", "sessions", "P1", "--end", "--yes", "--as", "X999").status == 1
    assert len(desk.tables.sessions) == 1
