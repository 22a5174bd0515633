"""What any database must do with sessions, known browsers and attempts."""

from datetime import timedelta

from attrs import evolve

from societaire.identity.links import digest
from societaire.identity.person import Person
from societaire.identity.sessions import KnownDevice, Session
from societaire.ports.database import Database
from societaire.testing.conformance_world import NOON, DatabaseConformance, World
from societaire.values import SessionId

HOUR = timedelta(hours=1)


def session(person: Person, number: int) -> Session:
    """A session opened at noon, last seen that many minutes later."""
    seen = NOON + timedelta(minutes=number)
    return Session(SessionId(f"{number:032x}"), digest(str(number)), person.id, NOON, seen, "Firefox", "192.0.2.0")


class SessionsConformance(DatabaseConformance):
    """Sessions and known browsers."""

    def test_a_session_comes_with_its_person(self, database: Database, world: World) -> None:
        person = world.person()
        with database.write() as unit:
            unit.sessions.add(session(person, 1))
            unit.commit()
        with database.read() as kept:
            assert kept.sessions.with_person(digest("1")) == (session(person, 1), person)
            assert kept.sessions.with_person(digest("2")) is None

    def test_the_last_seen_comes_first_and_a_visit_never_moves_back(self, database: Database, world: World) -> None:
        person = world.person()
        first, second = session(person, 1), session(person, 2)
        later = evolve(first, seen_at=NOON + HOUR)
        with database.write() as unit:
            unit.sessions.add(first)
            unit.sessions.add(second)
            unit.sessions.touch(later)
            unit.sessions.touch(first)
            unit.commit()
        with database.read() as kept:
            assert kept.sessions.of_person(person.id) == (later, second)

    def test_sessions_end_by_name_or_all_for_their_owner_only(self, database: Database, world: World) -> None:
        person, other = world.person(1), world.person(2)
        mine = [session(person, number) for number in (1, 2, 3)]
        with database.write() as unit:
            for each in (*mine, session(other, 4)):
                unit.sessions.add(each)
            assert unit.sessions.end(other.id, [mine[0].id]) == 0
            assert unit.sessions.end(person.id, []) == 0
            assert unit.sessions.end(person.id, [mine[0].id, SessionId("?")]) == 1
            assert unit.sessions.end(person.id) == 2
            unit.sessions.touch(mine[0])
            assert unit.sessions.of_person(person.id) == ()
            assert unit.sessions.of_person(other.id) == (session(other, 4),)

    def test_a_browser_is_remembered_with_its_last_use(self, database: Database, world: World) -> None:
        device = KnownDevice(digest("cookie"), world.person().id, NOON)
        with database.write() as unit:
            unit.devices.save(device)
            unit.devices.save(evolve(device, used_at=NOON + HOUR))
            unit.commit()
        with database.read() as kept:
            assert kept.devices.of(device.digest) == evolve(device, used_at=NOON + HOUR)
            assert kept.devices.of(digest("other")) is None


class AttemptsConformance(DatabaseConformance):
    """Failures by key."""

    def test_failures_come_back_oldest_first_to_the_microsecond(self, database: Database) -> None:
        moments = (NOON - timedelta(microseconds=1), NOON)
        with database.write() as unit:
            unit.attempts.save("k", (moments[1], moments[0]))
            unit.commit()
        with database.write() as unit:
            assert unit.attempts.of("k") == moments
            assert unit.attempts.of("another") == ()
            unit.attempts.save("k", ())
            assert unit.attempts.of("k") == ()

    def test_keys_without_recent_failure_are_forgotten(self, database: Database) -> None:
        with database.write() as unit:
            unit.attempts.save("old", (NOON - 2 * HOUR,))
            unit.attempts.save("recent", (NOON - 2 * HOUR, NOON))
            assert unit.attempts.purge(NOON - HOUR) == 1
            unit.commit()
        with database.read() as kept:
            assert (kept.attempts.of("old"), len(kept.attempts.of("recent"))) == ((), 2)
