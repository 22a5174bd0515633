"""What any database must do so that whoever reads its events in order misses none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from societaire.events import SYSTEM, AccessGranted, PersonInvited, RecordedEvent
from societaire.ports.database import Database
from societaire.testing.clock import FixedClock
from societaire.testing.conformance_world import DatabaseConformance, person_id, siren

WRITERS = 8


def number_all(database: Database, most: int = 100) -> int:
    """Number what waits, in a unit of its own."""
    with database.write() as unit:
        done = unit.feed.number(most)
        unit.commit()
    return done


def read_from(database: Database, number: int) -> tuple[list[RecordedEvent], int]:
    """Everything after a number, and where that ends."""
    number_all(database)
    with database.read() as kept:
        found = kept.feed.after(number, 1000)
    return [one.event for one in found], found[-1].number if found else number


class FeedConformance(DatabaseConformance):
    """The order of all events."""

    def test_events_are_numbered_in_the_order_of_their_streams(self, database: Database, clock: FixedClock) -> None:
        with database.write() as unit:
            unit.record(PersonInvited(person_id(2)), SYSTEM)
            unit.record(AccessGranted(siren(1), person_id(1), "administrator"), SYSTEM)
            unit.record(PersonInvited(person_id(2)), SYSTEM)
            unit.commit()
        clock.advance(timedelta(hours=-1))
        with database.write() as unit:
            unit.record(PersonInvited(person_id(1)), SYSTEM)
            unit.record(PersonInvited(person_id(2)), SYSTEM)
            unit.commit()
        with database.read() as kept:
            assert (kept.feed.after(0, 10), kept.feed.last()) == ((), 0)
        assert [number_all(database, 2), number_all(database, 2), number_all(database), number_all(database)] == [
            2,
            2,
            1,
            0,
        ]
        with database.read() as kept:
            found = kept.feed.after(0, 10)
            assert [one.number for one in found] == [1, 2, 3, 4, 5]
            assert kept.feed.last() == 5
            assert kept.feed.after(2, 2) == found[2:4]
            of_two = [one.event for one in found if one.event.stream == f"person:{person_id(2)}"]
            assert tuple(of_two) == kept.events.of_stream(f"person:{person_id(2)}")

    def test_what_was_read_never_changes_its_place(self, database: Database) -> None:
        for number in range(3):
            with database.write() as unit:
                unit.record(PersonInvited(person_id(3 - number)), SYSTEM)
                unit.commit()
            number_all(database)
        with database.read() as kept:
            streams = [one.event.stream for one in kept.feed.after(0, 10)]
        assert streams == [f"person:{person_id(number)}" for number in (3, 2, 1)]

    def test_a_numbering_that_is_undone_leaves_no_trace(self, database: Database) -> None:
        with database.write() as unit:
            unit.record(PersonInvited(person_id(1)), SYSTEM)
            unit.commit()
        with database.write() as unit:
            assert unit.feed.number(10) == 1
        with database.read() as kept:
            assert kept.feed.after(0, 10) == ()
        assert number_all(database) == 1

    def test_a_reader_among_writers_misses_none(self, database: Database, threads: ThreadPoolExecutor) -> None:
        start = Barrier(WRITERS + 2)

        def write(writer: int) -> list[RecordedEvent]:
            start.wait()
            for _ in range(5):
                with database.write() as unit:
                    unit.record(PersonInvited(person_id(writer)), SYSTEM)
                    unit.commit()
            return []

        def read(_: int) -> list[RecordedEvent]:
            start.wait()
            found: list[RecordedEvent] = []
            place = 0
            for _ in range(20):
                more, place = read_from(database, place)
                found += more
            return found + read_from(database, place)[0]

        writers = [threads.submit(write, number) for number in range(WRITERS)]
        readers = [threads.submit(read, number) for number in range(2)]
        for writer in writers:
            writer.result()
        for reader in readers:
            seen = reader.result()
            assert len(seen) == len(set(seen))
        everything, _ = read_from(database, 0)
        assert len(everything) == WRITERS * 5
        for reader in readers:
            assert reader.result() == everything[: len(reader.result())]
