"""What any database must do with changes: all or nothing, one after the other, nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from attrs import evolve

from societaire.companies.access import LastAdministrator, left_without_administrator
from societaire.errors import Conflict
from societaire.events import SYSTEM, PersonInvited, is_intact
from societaire.identity.links import Purpose
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.testing.conformance_identity import link
from societaire.testing.conformance_journal import message
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id
from societaire.values import PersonId, Siren

HOUR = timedelta(hours=1)
MANY = 20


class UnitsOfWorkConformance(DatabaseConformance):
    """One change."""

    def test_leaving_without_commit_undoes_everything(self, database: Database, world: World) -> None:
        person = world.person()
        with database.write() as unit:
            unit.persons.save(evolve(person, phone="1"))
            unit.outbox.add([message(1)])
            unit.attempts.save("k", (NOON,))
        with database.read() as kept:
            assert kept.persons.get(person.id) == person
            assert (kept.outbox.counts(), kept.attempts.of("k")) == ({}, ())

    def test_an_error_undoes_everything_and_goes_through(self, database: Database) -> None:
        with pytest.raises(ZeroDivisionError), database.write() as unit:  # noqa: PT012 - it comes after a write
            unit.attempts.save("k", (NOON,))
            raise ZeroDivisionError
        with database.read() as kept:
            assert kept.attempts.of("k") == ()

    def test_a_unit_is_over_once_committed(self, database: Database) -> None:
        # The error is the database's own: only the refusal is a claim.
        with pytest.raises(Exception), database.write() as unit:  # noqa: B017, PT011, PT012
            unit.attempts.save("first", (NOON,))
            unit.commit()
            unit.attempts.save("second", (NOON,))
        with database.read() as kept:
            assert (kept.attempts.of("first"), kept.attempts.of("second")) == ((NOON,), ())

    def test_a_reader_sees_committed_state_only(self, database: Database) -> None:
        with database.write() as unit:
            unit.attempts.save("k", (NOON,))
            with database.read() as kept:
                assert kept.attempts.of("k") == ()
            unit.commit()
        with database.read() as kept:
            assert kept.attempts.of("k") == (NOON,)

    def test_a_reader_can_not_write(self, database: Database) -> None:
        # The error is the database's own: only the refusal is a claim.
        with pytest.raises(Exception), database.read() as kept:  # noqa: B017, PT011
            kept.attempts.save("k", (NOON,))
        with database.read() as kept:
            assert kept.attempts.of("k") == ()

    def test_a_refused_unit_leaves_the_database_usable(self, database: Database, world: World) -> None:
        person = world.person()
        for _ in range(MANY):
            with pytest.raises(StaleWrite), database.write() as unit:
                unit.persons.save(evolve(person, version=7))
        with database.write() as unit:
            unit.persons.save(person)
            unit.commit()


class ConcurrencyConformance(DatabaseConformance):
    """Many at once."""

    def test_attempts_reserved_at_once_on_one_key_are_all_kept(
        self, database: Database, threads: ThreadPoolExecutor
    ) -> None:
        start = Barrier(MANY)

        def reserve(number: int) -> None:
            start.wait()
            with database.write() as unit:
                failures = unit.attempts.of("account:p@x.example")
                unit.attempts.save("account:p@x.example", (*failures, NOON + timedelta(seconds=number)))
                unit.commit()

        list(threads.map(reserve, range(MANY)))
        with database.read() as kept:
            assert len(set(kept.attempts.of("account:p@x.example"))) == MANY

    def test_two_workers_never_lease_the_same_message(self, database: Database, threads: ThreadPoolExecutor) -> None:
        with database.write() as unit:
            unit.outbox.add([message(number) for number in range(60)])
            unit.commit()
        start = Barrier(MANY)

        def lease(_: int) -> list[str]:
            start.wait()
            with database.write() as unit:
                taken = unit.outbox.lease(NOON + HOUR, NOON + 2 * HOUR, 3)
                unit.commit()
            return [one.id for one in taken]

        taken = [identifier for ids in threads.map(lease, range(MANY)) for identifier in ids]
        assert len(taken) == len(set(taken))
        # Passing over what another is taking may leave some for the next round, never lose them.
        with database.write() as unit:
            left = [one.id for one in unit.outbox.lease(NOON + HOUR, NOON + 2 * HOUR, 100)]
        assert sorted(taken + left) == [message(number).id for number in range(60)]

    def test_writers_of_one_stream_keep_it_unbroken(self, database: Database, threads: ThreadPoolExecutor) -> None:
        start = Barrier(MANY)

        def tell(number: int) -> None:
            start.wait()
            with database.write() as unit:
                for concerned in (person_id(0), person_id(1 + number % 2), person_id(0)):
                    unit.record(PersonInvited(concerned), SYSTEM)
                unit.commit()

        list(threads.map(tell, range(MANY)))
        with database.read() as kept:
            streams = [kept.events.of_stream(stream) for stream in kept.events.streams()]
        assert [len(stream) for stream in streams] == [2 * MANY, MANY // 2, MANY // 2]
        assert all(is_intact(stream) for stream in streams)

    def test_of_many_writers_of_one_version_one_wins(
        self, database: Database, world: World, threads: ThreadPoolExecutor
    ) -> None:
        person = world.person()
        start = Barrier(MANY)

        def change(number: int) -> bool:
            start.wait()
            try:
                with database.write() as unit:
                    unit.persons.save(evolve(person, phone=str(number)))
                    unit.commit()
            except StaleWrite:
                return False
            return True

        assert sum(threads.map(change, range(MANY))) == 1

    def test_a_link_opened_many_times_at_once_is_used_once(
        self, database: Database, world: World, threads: ThreadPoolExecutor
    ) -> None:
        reset = link(world.person(), "token")
        with database.write() as unit:
            unit.links.add(reset)
            unit.commit()
        start = Barrier(MANY)

        def consume(_: int) -> bool:
            start.wait()
            try:
                with database.write() as unit:
                    found = unit.links.by_digest(reset.digest, Purpose.RESET)
                    assert found is not None
                    found.check(NOON)
                    unit.links.save(found.used(NOON))
                    unit.commit()
            except Conflict:
                return False
            return True

        assert sum(threads.map(consume, range(MANY))) == 1

    def test_links_made_at_once_leave_one_open(
        self, database: Database, world: World, threads: ThreadPoolExecutor
    ) -> None:
        person = world.person()
        made = [link(person, str(number)) for number in range(MANY)]
        start = Barrier(MANY)

        def make(number: int) -> None:
            start.wait()
            with database.write() as unit:
                unit.links.add(made[number])
                unit.commit()

        list(threads.map(make, range(MANY)))
        with database.read() as kept:
            found = [kept.links.by_digest(one.digest, one.purpose) for one in made]
        assert sum(one is not None and one.replaced_at is None for one in found) == 1

    def test_administrators_removed_at_once_leave_one(
        self, database: Database, world: World, threads: ThreadPoolExecutor
    ) -> None:
        company = world.company()
        persons = [world.person(number) for number in range(1, MANY + 1)]
        for person in persons:
            world.access(person, company)
        start = Barrier(MANY)

        def remove(number: int) -> bool:
            start.wait()
            return remove_access(database, persons[number].id, company.siren)

        assert sum(threads.map(remove, range(MANY))) == MANY - 1
        with database.read() as kept:
            assert sum(access.is_live for access, _ in kept.accesses.of_company(company.siren)) == 1


def remove_access(database: Database, removed: PersonId, siren: Siren) -> bool:
    """End an access unless it is the last administrator's (RULES C8)."""
    try:
        with database.write() as unit:
            everybody = tuple(access for access, _ in unit.accesses.of_company(siren))
            access = next(access for access in everybody if access.person_id == removed)
            if left_without_administrator(everybody, access):
                raise LastAdministrator()
            unit.accesses.save(access.removed(NOON))
            unit.commit()
    except LastAdministrator:
        return False
    return True
