"""Importing persons and accesses: addresses pass from one to another, a company keeps an administrator."""

from datetime import timedelta

import pytest
from attrs import evolve

from societaire.identity.links import Link, Purpose
from societaire.identity.person import Person
from societaire.notifications import MessageKind
from societaire.records.rows import (
    AccessRow,
    RecordKind,
)
from societaire.values import Email, PersonId, Siren
from tests.core.import_desk import (
    ADMINISTRATOR,
    BASE,
    COLLABORATOR,
    NOON,
    ONE,
    Desk,
    person,
    refusals,
    total,
)


@pytest.fixture
def desk() -> Desk:
    """Nothing imported yet."""
    return Desk()


@pytest.fixture
def loaded(desk: Desk) -> Desk:
    """The base export imported."""
    assert desk.load(BASE).refused_total == 0
    return desk


# Addresses.


def test_one_address_on_two_codes_is_the_first_ones(desk: Desk) -> None:
    report = desk.load({RecordKind.PERSON: [person(1), person(2, "1@martin.example"), person(3)]})
    assert refusals(report) == [("person", 3, "email", "email_taken")]
    assert total(report) == (2, 0, 0, 0, 1)


def test_an_address_stays_with_whoever_keeps_it(loaded: Desk) -> None:
    report = loaded.load({RecordKind.PERSON: [person(3, "1@martin.example"), person(1)]})
    assert refusals(report) == [("person", 2, "email", "email_taken")]


@pytest.mark.parametrize("filler", [0, 1, 20])
def test_two_codes_may_swap_their_addresses_however_far_apart(filler: int) -> None:
    loaded = Desk(batch=2)
    loaded.load(BASE)
    others = [person(number) for number in range(10, 10 + filler)]
    report = loaded.load({RecordKind.PERSON: [person(1, "2@martin.example"), *others, person(2, "1@martin.example")]})
    assert (report.refused_total, total(report)[1]) == (0, 2)
    assert loaded.person("P1").email == Email("2@martin.example")
    assert loaded.person("P2").email == Email("1@martin.example")


def test_addresses_may_be_passed_along_or_round(desk: Desk) -> None:
    desk.load({RecordKind.PERSON: [person(number) for number in range(1, 7)]})
    moved = [
        person(1, "2@martin.example"),
        person(2, "3@martin.example"),
        person(3, "1@martin.example"),
        person(4, "5@martin.example"),
        person(5, "6@martin.example"),
        person(6, "new@martin.example"),
        person(7, "4@martin.example"),
        person(8, "4@martin.example"),
    ]
    report = desk.load({RecordKind.PERSON: moved})
    assert refusals(report) == [("person", 9, "email", "email_taken")]
    assert [desk.person(f"P{n}").email.address[0] for n in range(1, 8)] == ["2", "3", "1", "5", "6", "n", "4"]


def test_a_swap_with_somebody_who_stays_is_refused(loaded: Desk) -> None:
    loaded.load({RecordKind.PERSON: [person(3)]})
    report = loaded.load({RecordKind.PERSON: [person(1, "2@martin.example"), person(2, "3@martin.example")]})
    assert [line for _, line, _, _ in refusals(report)] == [2, 3]
    assert loaded.person("P1").email == Email("1@martin.example")


def test_both_addresses_are_told_and_open_links_closed(loaded: Desk) -> None:
    known = loaded.person("P1")
    with loaded.database.write() as unit:
        unit.links.add(Link("d", Purpose.ACTIVATION, known.id, known.email, NOON, NOON + timedelta(days=7)))
        unit.commit()
    loaded.load({RecordKind.PERSON: [person(1, "new@martin.example")]})
    assert loaded.person("P1").id == known.id
    assert [(m.kind, m.recipient.address, m.person_id) for m in loaded.messages()] == [
        (MessageKind.EMAIL_CHANGED, "1@martin.example", known.id),
        (MessageKind.EMAIL_CHANGED, "new@martin.example", known.id),
    ]
    assert loaded.database.tables.links["d"].replaced_at == NOON
    assert [event.stream for event in loaded.events_named("EmailChanged")] == [f"person:{known.id}"]


def test_a_person_added_in_the_portal_becomes_the_insurers(loaded: Desk) -> None:
    added = Person(PersonId("f" * 32), Email("9@martin.example"), "Durand", "Claire")
    with loaded.database.write() as unit:
        unit.persons.save(added)
        unit.commit()
    assert total(loaded.load({RecordKind.PERSON: [person(9)]})) == (0, 1, 0, 0, 0)
    assert loaded.person("P9").id == added.id
    assert loaded.messages() == []


def test_two_codes_are_never_made_one_person(loaded: Desk) -> None:
    added = Person(PersonId("f" * 32), Email("9@martin.example"), "Durand", "Claire")
    with loaded.database.write() as unit:
        unit.persons.save(added)
        unit.commit()
    report = loaded.load({RecordKind.PERSON: [person(1, "9@martin.example")]})
    assert refusals(report) == [("person", 2, "email", "email_taken")]


# Accesses.


def test_a_company_keeps_an_administrator(loaded: Desk) -> None:
    report = loaded.load({RecordKind.ACCESS: [AccessRow("P1", ONE, COLLABORATOR)]})
    assert refusals(report) == [("access", 2, "profile", "last_administrator")]
    assert loaded.profiles() == {"P1": ADMINISTRATOR, "P2": COLLABORATOR}


def test_an_administrator_may_be_replaced_within_an_export(loaded: Desk) -> None:
    rows = [AccessRow("P1", ONE, COLLABORATOR), AccessRow("P2", ONE, ADMINISTRATOR)]
    assert total(loaded.load({RecordKind.ACCESS: rows})) == (0, 2, 0, 0, 0)
    assert loaded.profiles() == {"P1": COLLABORATOR, "P2": ADMINISTRATOR}


def test_the_last_of_several_administrators_stays(loaded: Desk) -> None:
    loaded.load({RecordKind.ACCESS: [AccessRow("P2", ONE, ADMINISTRATOR)]})
    rows = [AccessRow("P1", ONE, COLLABORATOR), AccessRow("P2", ONE, COLLABORATOR)]
    assert refusals(loaded.load({RecordKind.ACCESS: rows})) == [("access", 3, "profile", "last_administrator")]
    assert loaded.profiles() == {"P1": COLLABORATOR, "P2": ADMINISTRATOR}


def test_an_access_removed_in_the_portal_is_superseded(loaded: Desk) -> None:
    known = loaded.person("P2")
    with loaded.database.write() as unit:
        access = unit.accesses.get(known.id, Siren(ONE))
        assert access
        unit.accesses.save(access.removed(NOON))
        unit.commit()
    assert total(loaded.load(BASE)) == (0, 0, 8, 1, 0)
    assert loaded.profiles() == {"P1": ADMINISTRATOR}


def test_an_administrator_changed_in_the_portal_is_superseded_too(loaded: Desk) -> None:
    known = loaded.person("P1")
    with loaded.database.write() as unit:
        access = unit.accesses.get(known.id, Siren(ONE))
        assert access
        unit.accesses.save(evolve(access, changed_in_portal=True))
        unit.commit()
    assert total(loaded.load({RecordKind.ACCESS: [AccessRow("P1", ONE, COLLABORATOR)]})) == (0, 0, 0, 1, 0)
