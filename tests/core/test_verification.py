"""Verification finds each kind of damage, and nothing else; maintenance removes what time has ended."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from attrs import evolve, frozen

from societaire.app import Societaire
from societaire.companies.access import Access, AccessState, Profile
from societaire.companies.company import Company, CompanyStatus
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.contracts.document import Document, DocumentKind
from societaire.events import SYSTEM, PersonInvited, is_intact
from societaire.identity.person import Person
from societaire.identity.sessions import Session
from societaire.notifications import Message, MessageKind
from societaire.ports.journal import AccessLogEntry, Outcome
from societaire.testing.assembly import MemoryParts, memory_service
from societaire.testing.memory_tables import MemoryTables
from societaire.values import (
    AgencyCode,
    ContractId,
    ContractNumber,
    DocumentId,
    Email,
    PersonId,
    SessionId,
    Siren,
    Year,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MARTIN = Siren("732829320")
OWNER = "a" * 32
CLAIRE = Person(PersonId("c" * 32), Email("claire@martin.example"), "Martin", "Claire", version=1)


@frozen
class World:
    """A sound installation, to damage."""

    service: Societaire
    parts: MemoryParts

    @property
    def document(self) -> Document:
        return self.parts.database.tables.documents["D1"]

    def change(self, change: Callable[[MemoryTables], object]) -> None:
        with self.parts.database.write() as unit:
            change(unit.tables)
            unit.commit()

    def found(self, *, contents: bool = False) -> list[str]:
        return [finding.code for finding in self.service.verification.run(contents=contents)]


@pytest.fixture
def world() -> World:
    service, parts = memory_service(NOW)
    stored = parts.files.save(OWNER, BytesIO(b"%PDF attestation"))
    with parts.database.write() as unit:
        t = unit.tables
        t.companies[MARTIN] = Company(MARTIN, "Martin", CompanyStatus.ACTIVE, AgencyCode("A"), file_owner=OWNER)
        t.persons[CLAIRE.id] = CLAIRE
        t.accesses[CLAIRE.id, MARTIN] = Access(CLAIRE.id, MARTIN, Profile.ADMINISTRATOR, AccessState.LIVE, NOW)
        number = ContractNumber("K1")
        contract = Contract(
            ContractId("b" * 32), number, MARTIN, "RCD", "Décennale", ContractStatus.ACTIVE, date(2020, 1, 1),
            PremiumMode.FLAT,
        )  # fmt: skip
        t.contracts[number] = contract
        t.documents["D1"] = Document(
            DocumentId("d" * 32), "D1", MARTIN, number, contract.id, DocumentKind.ATTESTATION, Year(2026), "Label",
            date(2026, 1, 15), stored.key, stored.size, stored.sha256,
        )  # fmt: skip
        unit.record(PersonInvited(CLAIRE.id), SYSTEM)
        unit.record(PersonInvited(CLAIRE.id), SYSTEM)
        unit.commit()
    return World(service, parts)


def test_a_sound_installation_has_nothing_wrong(world: World) -> None:
    world.parts.clock.advance(timedelta(days=3))
    assert world.found(contents=True) == []


def test_a_row_without_its_file_is_found(world: World) -> None:
    key = world.document.file_key
    world.parts.files.delete(key)
    (finding,) = world.service.verification.run()
    assert (finding.code, dict(finding.values)) == (
        "verify_file_missing",
        {"name": "D1", "siren": "732829320", "key": key},
    )


def test_a_file_of_another_size_is_found(world: World) -> None:
    world.parts.files._held[world.document.file_key] = (b"%PDF", NOW)
    assert world.found() == ["verify_file_size"]


def test_another_content_of_the_same_size_is_found_by_reading_it(world: World) -> None:
    world.parts.files._held[world.document.file_key] = (b"%PDF falsified!!", NOW)
    assert world.found() == []
    assert world.found(contents=True) == ["verify_file_content"]


def test_a_row_that_names_another_content_than_its_own_is_found(world: World) -> None:
    other = evolve(world.document, file_sha256="f" * 64)
    world.change(lambda t: t.documents.update(D1=other))
    assert world.found() == ["verify_file_key"]


def test_a_file_that_no_row_names_is_found_after_a_day(world: World) -> None:
    world.parts.files.save(OWNER, BytesIO(b"lost"))
    assert world.found() == []
    world.parts.clock.advance(timedelta(hours=24, seconds=1))
    assert world.found() == ["verify_file_unnamed"]


@pytest.mark.parametrize("damage", ["altered", "end cut", "middle cut"])
def test_a_broken_chain_is_found(world: World, damage: str) -> None:
    stream = f"person:{CLAIRE.id}"
    first, second = world.parts.database.tables.events[stream]
    events = {"altered": (evolve(first, values="{}"), second), "end cut": (), "middle cut": (second,)}[damage]
    world.change(lambda t: t.events.update({stream: events}))
    assert world.found() == ["verify_chain"]


def test_rows_that_point_at_nothing_are_found(world: World) -> None:
    world.change(lambda t: t.contracts.clear())
    (finding,) = world.service.verification.run()
    assert dict(finding.values) == {"place": "documents.siren+contract", "count": 1}


def test_a_company_without_administrator_is_found(world: World) -> None:
    access = world.parts.database.tables.accesses[CLAIRE.id, MARTIN]
    world.change(lambda t: t.accesses.update({(CLAIRE.id, MARTIN): access.removed(NOW)}))
    assert world.found() == ["verify_administrator"]


def test_what_maintenance_should_have_removed_is_found_after_two_days_then_removed(world: World) -> None:
    session = Session(SessionId("s" * 32), "x", CLAIRE.id, NOW, NOW, "Firefox", "192.0.2.0")
    world.change(lambda t: t.sessions.update(x=session))
    world.parts.clock.advance(timedelta(days=2))
    assert world.found() == []
    world.parts.clock.advance(timedelta(hours=1))
    (finding,) = world.service.verification.run()
    assert dict(finding.values) == {"kind": "sessions", "count": 1}
    assert world.service.maintenance.run() == {"sessions": 1}
    assert world.found() == []


def test_an_outbox_that_nobody_empties_is_found(world: World) -> None:
    message = Message("m" * 32, MessageKind.ACTIVATION, CLAIRE.email, NOW, NOW)
    world.change(lambda t: t.outbox.update({message.id: message}))
    world.parts.clock.advance(timedelta(minutes=59))
    assert world.found() == []
    world.parts.clock.advance(timedelta(minutes=1))
    assert world.found() == ["verify_outbox"]
    world.change(lambda t: t.outbox.update({message.id: message.refused("gone")}))
    assert world.found() == []


def test_every_kind_of_damage_is_told_in_one_run(world: World) -> None:
    world.parts.files.delete(world.document.file_key)
    world.change(lambda t: t.contracts.clear())
    world.change(lambda t: t.events.update({f"person:{CLAIRE.id}": ()}))
    assert world.found() == ["verify_file_missing", "verify_chain", "verify_dangling"]


def test_maintenance_forgets_what_time_has_ended_and_says_so(world: World) -> None:
    world.parts.files.save(OWNER, BytesIO(b"lost"))
    entry = AccessLogEntry(NOW, "sign_in", Outcome.DONE, CLAIRE.id)
    world.change(lambda t: t.access_log.update({1: entry}))
    assert world.service.maintenance.run() == {}
    world.parts.clock.advance(timedelta(days=365, seconds=1))
    assert world.service.maintenance.run() == {"access_log": 1, "files": 1}
    assert world.service.maintenance.run() == {}
    assert [world.parts.files.size(key) for key in world.parts.files.keys(NOW + timedelta(days=900))] == [16]
    (event,) = world.parts.database.tables.events["maintenance"]
    assert is_intact((event,))
    assert event.actor is SYSTEM


def test_a_file_that_a_row_names_is_never_collected(world: World) -> None:
    world.parts.clock.advance(timedelta(days=900))
    world.service.maintenance.run()
    assert world.parts.files.size(world.document.file_key) == 16
