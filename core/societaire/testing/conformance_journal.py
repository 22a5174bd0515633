"""What any database must do with messages, events and the access log."""

from datetime import timedelta

import pytest
from attrs import evolve

from societaire.events import SYSTEM, AccessGranted, Event, PersonInvited, is_intact, person_actor
from societaire.notifications import Message, MessageKind, MessageState
from societaire.ports.database import Database
from societaire.ports.journal import AccessLogEntry, Outcome
from societaire.testing.clock import FixedClock
from societaire.testing.conformance_world import NOON, DatabaseConformance, person_id, siren
from societaire.values import Email

HOUR = timedelta(hours=1)


def message(number: int) -> Message:
    """A message due that many seconds after noon."""
    due = NOON + timedelta(seconds=number)
    return Message(f"{number:032x}", MessageKind.ACTIVATION, Email("p@x.example"), NOON, due)


class OutboxConformance(DatabaseConformance):
    """Messages waiting to be sent."""

    def test_every_field_comes_back(self, database: Database) -> None:
        full = evolve(
            message(0), person_id=person_id(1), siren=siren(1), values=(("b", "é"), ("a", "1")), tries=2, last_error="x"
        )
        with database.write() as unit:
            unit.outbox.add([full, message(1)])
            unit.outbox.add([])
            unit.commit()
        with database.write() as unit:
            assert unit.outbox.lease(NOON + HOUR, NOON + 2 * HOUR, 10) == (full, message(1))

    def test_due_messages_are_leased_oldest_first_and_once(self, database: Database) -> None:
        with database.write() as unit:
            unit.outbox.add([message(3), message(1), message(2), message(99)])
            unit.commit()
        now, until = NOON + timedelta(seconds=10), NOON + HOUR
        taken = []
        for _ in range(3):
            with database.write() as unit:
                taken.append(unit.outbox.lease(now, until, 2))
                unit.commit()
        assert taken == [(message(1), message(2)), (message(3),), ()]
        with database.write() as unit:
            again = unit.outbox.lease(until, until + HOUR, 10)
        assert [m.id for m in again] == [message(n).id for n in (1, 2, 3, 99)]

    def test_a_saved_message_gives_its_lease_back(self, database: Database) -> None:
        with database.write() as unit:
            unit.outbox.add([message(1), message(2), message(3)])
            first, second, _ = unit.outbox.lease(NOON + HOUR, NOON + 3 * HOUR, 10)
            later = evolve(first, tries=1, last_error="busy", due_at=NOON + 2 * HOUR)
            unit.outbox.save([later, second.sent()])
            unit.outbox.save([])
            unit.commit()
        with database.write() as unit:
            assert unit.outbox.counts() == {MessageState.QUEUED: 2, MessageState.SENT: 1}
            assert unit.outbox.lease(NOON + HOUR, NOON + 4 * HOUR, 10) == ()
            assert unit.outbox.lease(NOON + 2 * HOUR, NOON + 4 * HOUR, 10) == (later,)

    def test_what_is_finished_is_never_queued_again(self, database: Database) -> None:
        with database.write() as unit:
            unit.outbox.add([message(1)])
            unit.outbox.save([message(1).sent()])
            unit.outbox.save([message(1).delayed("late", NOON)])
            assert unit.outbox.counts() == {MessageState.SENT: 1}

    def test_one_message_is_queued_once(self, database: Database) -> None:
        with database.write() as unit:
            unit.outbox.add([message(1)])
            unit.commit()
        # The error is the database's own: only the refusal is a claim.
        with pytest.raises(Exception), database.write() as unit:  # noqa: B017, PT011, PT012
            unit.outbox.add([message(1)])
            unit.commit()
        with database.read() as kept:
            assert kept.outbox.counts() == {MessageState.QUEUED: 1}


class EventsConformance(DatabaseConformance):
    """The event log."""

    def test_events_are_chained_per_stream(self, database: Database, clock: FixedClock) -> None:
        events: list[Event] = [PersonInvited(person_id(1)), AccessGranted(siren(1), person_id(1), "administrator")]
        with database.write() as unit:
            for event in events:
                unit.record(event, SYSTEM)
            unit.commit()
        clock.advance(HOUR)
        with database.write() as unit:
            unit.record(PersonInvited(person_id(1)), person_actor(person_id(2)))
            unit.record(PersonInvited(person_id(1)), SYSTEM)
            unit.commit()
        with database.read() as kept:
            assert kept.events.streams() == (f"company:{siren(1)}", f"person:{person_id(1)}")
            stream = kept.events.of_stream(f"person:{person_id(1)}")
            company = kept.events.of_stream(f"company:{siren(1)}")
            assert kept.events.of_stream("person:nobody") == ()
        assert [(kept.position, kept.at, kept.actor) for kept in stream] == [
            (1, NOON, SYSTEM),
            (2, NOON + HOUR, person_actor(person_id(2))),
            (3, NOON + HOUR, SYSTEM),
        ]
        assert is_intact(stream)
        assert is_intact(company)
        assert not is_intact(stream[1:])

    def test_a_unit_sees_its_own_events(self, database: Database) -> None:
        with database.write() as unit:
            unit.record(PersonInvited(person_id(1)), SYSTEM)
            assert len(unit.events.of_stream(f"person:{person_id(1)}")) == 1
            unit.record(PersonInvited(person_id(1)), SYSTEM)
            assert is_intact(unit.events.of_stream(f"person:{person_id(1)}"))

    def test_events_go_with_the_change_that_they_tell_of(self, database: Database) -> None:
        with database.write() as unit:
            unit.record(PersonInvited(person_id(1)), SYSTEM)
        with database.read() as kept:
            assert kept.events.streams() == ()


class AccessLogConformance(DatabaseConformance):
    """Sign-ins, downloads and refusals."""

    def test_the_newest_come_first_for_their_person_only(self, database: Database) -> None:
        old = AccessLogEntry(NOON, "sign_in", Outcome.REFUSED, person_id(1))
        new = AccessLogEntry(NOON, "download", Outcome.DONE, person_id(1), siren(1), "D\0 1", "192.0.2.0", "r1")
        other = AccessLogEntry(NOON, "sign_in", Outcome.DONE, person_id(2))
        nobody = AccessLogEntry(NOON, "sign_in", Outcome.REFUSED)
        with database.write() as unit:
            for entry in (old, evolve(new, target="D1"), other, nobody):
                unit.access_log.add(entry)
            unit.commit()
        with database.read() as kept:
            assert kept.access_log.of_person(person_id(1), 10) == (evolve(new, target="D1"), old)
            assert kept.access_log.of_person(person_id(1), 1) == (evolve(new, target="D1"),)

    def test_strange_text_is_kept_rather_than_lost(self, database: Database) -> None:
        entry = AccessLogEntry(NOON, "download", Outcome.REFUSED, person_id(1), target="\0\udc80x")
        with database.write() as unit:
            unit.access_log.add(entry)
            unit.commit()
        with database.read() as kept:
            (found,) = kept.access_log.of_person(person_id(1), 10)
            assert found.target.endswith("x")

    def test_refusals_are_told_by_company(self, database: Database) -> None:
        first = AccessLogEntry(NOON, "company_refused", Outcome.REFUSED, person_id(1), siren(1))
        others = (
            evolve(first, siren=siren(2), at=NOON + HOUR),
            evolve(first, siren=siren(2), at=NOON + 2 * HOUR),
            evolve(first, siren=siren(3), action="download", at=NOON + HOUR),
            evolve(first, siren=siren(4), outcome=Outcome.DONE, at=NOON + HOUR),
            evolve(first, siren=siren(5), person_id=person_id(2), at=NOON + HOUR),
            evolve(first, siren=None, at=NOON + HOUR),
        )
        with database.write() as unit:
            for entry in (first, *others):
                unit.access_log.add(entry)
            unit.commit()
        with database.read() as kept:
            told = kept.access_log.refused
            assert told(person_id(1), "company_refused", NOON - HOUR) == {siren(1), siren(2)}
            assert told(person_id(1), "company_refused", NOON) == {siren(2)}
            assert told(person_id(3), "company_refused", NOON) == frozenset()

    def test_old_entries_are_forgotten(self, database: Database) -> None:
        with database.write() as unit:
            for hours in range(4):
                unit.access_log.add(AccessLogEntry(NOON + hours * HOUR, "sign_in", Outcome.DONE, person_id(1)))
            assert unit.access_log.purge(NOON + 2 * HOUR) == 2
            assert len(unit.access_log.of_person(person_id(1), 10)) == 2
