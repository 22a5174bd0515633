"""What only a server with several writers can get wrong about details, addresses and the order of events."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from attrs import evolve

from societaire.app import Societaire
from societaire.companies.company import CompanyStatus
from societaire.errors import Conflict
from societaire.events import SYSTEM, Actor, ActorKind, PersonInvited
from societaire.ports.records import Batch
from societaire.preferences.address_request import AddressPending
from societaire.records.rows import CompanyRow, RecordKind
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_feed import read_from
from societaire.testing.conformance_world import NOON, World, person_id, siren
from societaire_db.database import SqlDatabase
from tests.databases import opened

STAFF = Actor(ActorKind.STAFF, "C1", "agent")
BLOCKED = 0.3
"""Seconds after which a thread that waits for a lock is taken to wait for it."""


@pytest.fixture
def database(migrated_postgresql_url: str) -> Iterator[SqlDatabase]:
    with opened(migrated_postgresql_url) as database:
        yield database


@pytest.fixture
def service(database: SqlDatabase) -> Societaire:
    ports = MemoryParts.at(NOON).ports()
    return Societaire.from_ports(evolve(ports, database=database))


def test_what_is_committed_late_comes_late(database: SqlDatabase) -> None:
    with database.write() as late:
        late.record(PersonInvited(person_id(1)), SYSTEM)
        assert late.events.of_stream(f"person:{person_id(1)}")
        with database.write() as early:
            early.record(PersonInvited(person_id(2)), SYSTEM)
            early.commit()
        first, place = read_from(database, 0)
        late.commit()
    second, _ = read_from(database, place)
    assert [event.stream for event in first] == [f"person:{person_id(2)}"]
    assert [event.stream for event in second] == [f"person:{person_id(1)}"]
    assert read_from(database, 0)[0] == [*first, *second]


def test_readers_at_once_never_give_a_place_twice(database: SqlDatabase) -> None:
    with database.write() as unit:
        for number in range(50):
            unit.record(PersonInvited(person_id(number)), SYSTEM)
        unit.commit()
    start = Barrier(4)

    def read(_: int) -> list[str]:
        start.wait()
        return [event.stream for event in read_from(database, 0)[0]]

    with ThreadPoolExecutor(4) as threads:
        first, *others = list(threads.map(read, range(4)))
    assert len(first) == 50
    assert all(other == first for other in others)


def test_an_import_that_waits_for_the_portal_leaves_what_it_changed(database: SqlDatabase) -> None:
    world = World(database)
    company = world.company()
    row = CompanyRow(str(company.siren), company.name, CompanyStatus.ACTIVE, "A1", phone="0472999999", city="Bron")

    def load() -> None:
        with database.write() as unit:
            unit.records.apply(Batch("run", RecordKind.COMPANY, [row]))
            unit.commit()

    with ThreadPoolExecutor(1) as threads, database.write() as portal:
        portal.companies.save(company.with_phone("0472000001"))
        loaded = threads.submit(load)
        sleep(BLOCKED)
        assert not loaded.done()
        portal.commit()
        loaded.result()
    with database.read() as kept:
        found = kept.companies.get(company.siren)
    assert found is not None
    assert (found.phone, found.phone_changed_here, found.address.city) == ("0472000001", True, "Bron")


def test_of_two_answers_at_once_one_counts(database: SqlDatabase, service: Societaire) -> None:
    world = World(database)
    company, person = world.company(), world.person()
    world.access(person, company)
    world.contract(company)
    request = service.contact_details.ask_address(person.id, company.siren, "2 rue du Lac", "69500", "Bron")
    start = Barrier(2)

    def answer(yes: bool) -> str:
        start.wait()
        try:
            if yes:
                service.address_office.approve(request.id, STAFF)
            else:
                service.address_office.refuse(request.id, "Non", STAFF)
        except Conflict as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(2) as threads:
        ends = sorted(threads.map(answer, (True, False)))
    assert ends[0] in {"address_settled", "done", "stale_write"}
    assert ends.count("done") == 1


def test_of_two_requests_at_once_one_is_kept(database: SqlDatabase, service: Societaire) -> None:
    world = World(database)
    company = world.company()
    persons = [world.person(number) for number in (1, 2)]
    for person in persons:
        world.access(person, company)
    start = Barrier(2)

    def ask(number: int) -> bool:
        start.wait()
        try:
            service.contact_details.ask_address(persons[number].id, siren(1), f"{number} rue du Lac", "69500", "Bron")
        except AddressPending:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(ask, range(2))) == [False, True]
    with database.read() as kept:
        assert len(kept.address_requests.pending()) == 1
