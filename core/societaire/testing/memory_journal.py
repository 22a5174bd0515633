"""The outbox, the event log and the access log, in memory."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from attrs import frozen

from societaire.events import FIRST, Actor, Event, RecordedEvent, chained
from societaire.notifications import Message, MessageState
from societaire.ports.journal import AccessLogEntry, Outcome
from societaire.testing.memory_tables import MemoryTables
from societaire.values import PersonId, Siren


@frozen
class MemoryOutbox:
    """The Outbox port."""

    tables: MemoryTables

    def add(self, messages: Sequence[Message]) -> None:
        for message in messages:
            if message.id in self.tables.outbox:
                raise ValueError(message.id)
            self.tables.outbox[message.id] = message

    def lease(self, now: datetime, until: datetime, most: int) -> tuple[Message, ...]:
        due = [
            message
            for message in self.tables.outbox.values()
            if message.state is MessageState.QUEUED
            and message.due_at <= now
            and self.tables.leases.get(message.id, now) <= now
        ]
        due.sort(key=lambda message: (message.due_at, message.created_at, message.id))
        for message in due[:most]:
            self.tables.leases[message.id] = until
        return tuple(due[:most])

    def save(self, messages: Sequence[Message]) -> None:
        for message in messages:
            kept = self.tables.outbox.get(message.id)
            if kept is not None and kept.state is MessageState.QUEUED:
                self.tables.outbox[message.id] = message
                self.tables.leases.pop(message.id, None)

    def counts(self) -> dict[MessageState, int]:
        return dict(Counter(message.state for message in self.tables.outbox.values()))

    def oldest_due(self) -> datetime | None:
        queued = (m.due_at for m in self.tables.outbox.values() if m.state is MessageState.QUEUED)
        return min(queued, default=None)


@frozen
class MemoryEvents:
    """The Events port; `record` is what the unit of work calls."""

    tables: MemoryTables

    def of_stream(self, stream: str) -> tuple[RecordedEvent, ...]:
        return self.tables.events.get(stream, ())

    def latest(self, stream: str, kinds: Collection[str], most: int) -> tuple[RecordedEvent, ...]:
        return tuple([event for event in reversed(self.of_stream(stream)) if event.kind in kinds][:most])

    def streams(self) -> tuple[str, ...]:
        return tuple(sorted(self.tables.events))

    def end(self, stream: str) -> tuple[int, str] | None:
        events = self.of_stream(stream)
        return (events[-1].position, events[-1].hash) if events else None

    def record(self, event: Event, at: datetime, actor: Actor) -> None:
        """Chain the event to the last one of its stream."""
        before = self.of_stream(event.stream)
        previous = before[-1].hash if before else FIRST
        self.tables.events[event.stream] = (*before, chained(event, at, actor, len(before) + 1, previous))


@frozen
class MemoryAccessLog:
    """The AccessLog port."""

    tables: MemoryTables

    def add(self, entry: AccessLogEntry) -> None:
        self.tables.access_log[max(self.tables.access_log, default=0) + 1] = entry

    def of_person(self, person_id: PersonId, most: int) -> tuple[AccessLogEntry, ...]:
        found = [(e.at, number, e) for number, e in self.tables.access_log.items() if e.person_id == person_id]
        found.sort(key=lambda entry: entry[:2], reverse=True)
        return tuple(entry for _, _, entry in found[:most])

    def refused(self, person_id: PersonId, action: str, since: datetime) -> frozenset[Siren]:
        asked = (person_id, action, Outcome.REFUSED)
        found = (e for e in self.tables.access_log.values() if (e.person_id, e.action, e.outcome) == asked)
        return frozenset(entry.siren for entry in found if entry.siren and entry.at > since)

    def purge(self, before: datetime) -> int:
        old = [number for number, entry in self.tables.access_log.items() if entry.at < before]
        for number in old:
            del self.tables.access_log[number]
        return len(old)
