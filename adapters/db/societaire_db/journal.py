"""The event log, chained per stream, and the access log."""

from collections.abc import Collection, Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from societaire.events import FIRST, Actor, ActorKind, Event, RecordedEvent, chained
from societaire.ports.journal import AccessLogEntry, Outcome
from societaire.values import PersonId, Siren
from societaire_db.rows import Values, siren_of
from societaire_db.tables import access_log, event_streams, events
from societaire_db.upserts import upsert

EVENT = (
    events.c.stream,
    events.c.position,
    events.c.at,
    events.c.kind,
    events.c["values"],
    events.c.actor_kind,
    events.c.actor_code,
    events.c.actor_system_user,
    events.c.previous,
    events.c.hash,
)
_OF_STREAM = select(*EVENT).where(events.c.stream == bindparam("stream")).order_by(events.c.position)
_LATEST = (
    select(*EVENT)
    .where(events.c.stream == bindparam("stream"), events.c.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(events.c.position.desc())
    .limit(bindparam("most"))
)
_STREAMS = select(event_streams.c.stream).order_by(event_streams.c.stream)
_END = select(event_streams.c.position, event_streams.c.hash).where(event_streams.c.stream == bindparam("stream"))
_ADD_EVENTS = insert(events)
# Adds the head of a new stream, or locks the one that is there: in both cases nobody else moves it before the end.
_HEADS = upsert(
    event_streams,
    changed=["stream"],
    returning=[event_streams.c.stream, event_streams.c.position, event_streams.c.hash],
)
_MOVE_HEADS = (
    update(event_streams)
    .where(event_streams.c.stream == bindparam("stream_read"))
    .values(position=bindparam("position"), hash=bindparam("hash"))
)

_ENTRY = (
    access_log.c.at,
    access_log.c.action,
    access_log.c.outcome,
    access_log.c.person_id,
    access_log.c.siren,
    access_log.c.target,
    access_log.c.network,
    access_log.c.request_id,
)
_ADD_ENTRY = insert(access_log)
_OF_PERSON = (
    select(*_ENTRY)
    .where(access_log.c.person_id == bindparam("person_id"))
    .order_by(access_log.c.at.desc(), access_log.c.id.desc())
    .limit(bindparam("most"))
)
_REFUSED = (
    select(access_log.c.siren)
    .where(
        access_log.c.person_id == bindparam("person_id"),
        access_log.c.at > bindparam("since"),
        access_log.c.action == bindparam("action"),
        access_log.c.outcome == Outcome.REFUSED.value,
        access_log.c.siren.is_not(None),
    )
    .distinct()
)
_PURGE = delete(access_log).where(access_log.c.at < bindparam("before"))


@frozen
class SqlEvents:
    """The Events port; `add` is what the unit of work calls."""

    connection: Connection

    def of_stream(self, stream: str) -> tuple[RecordedEvent, ...]:
        return tuple(map(event_of, self.connection.execute(_OF_STREAM, {"stream": stream})))

    def latest(self, stream: str, kinds: Collection[str], most: int) -> tuple[RecordedEvent, ...]:
        values = {"stream": stream, "kinds": sorted(kinds), "most": most}
        return tuple(map(event_of, self.connection.execute(_LATEST, values)))

    def streams(self) -> tuple[str, ...]:
        return tuple(self.connection.execute(_STREAMS).scalars())

    def end(self, stream: str) -> tuple[int, str] | None:
        row = self.connection.execute(_END, {"stream": stream}).first()
        return (row.position, row.hash) if row else None

    def add(self, happened: Sequence[tuple[Event, datetime, Actor]]) -> None:
        """Chain the events to the ends of their streams, which stay locked until the unit ends.

        Streams are locked in the order of their names, so that two units never wait for each other in a ring.
        """
        streams = sorted({event.stream for event, _, _ in happened})
        new = [{"stream": stream, "position": 0, "hash": FIRST} for stream in streams]
        found = self.connection.execute(_HEADS.on(self.connection), new)
        heads = {stream: (position, previous) for stream, position, previous in found}
        rows = []
        for event, at, actor in happened:
            position, previous = heads[event.stream]
            kept = chained(event, at, actor, position + 1, previous)
            heads[event.stream] = (kept.position, kept.hash)
            rows.append(_values_of(kept))
        self.connection.execute(_ADD_EVENTS, rows)
        moved = [{"stream_read": s, "position": position, "hash": last} for s, (position, last) in heads.items()]
        self.connection.execute(_MOVE_HEADS, moved)


@frozen
class SqlAccessLog:
    """The AccessLog port."""

    connection: Connection

    def add(self, entry: AccessLogEntry) -> None:
        self.connection.execute(
            _ADD_ENTRY,
            {
                "at": entry.at,
                "action": entry.action,
                "outcome": entry.outcome.value,
                "person_id": entry.person_id,
                "siren": entry.siren and entry.siren.number,
                "target": entry.target,
                "network": entry.network,
                "request_id": entry.request_id,
            },
        )

    def of_person(self, person_id: PersonId, most: int) -> tuple[AccessLogEntry, ...]:
        rows = self.connection.execute(_OF_PERSON, {"person_id": person_id, "most": most})
        return tuple(map(_entry_of, rows))

    def refused(self, person_id: PersonId, action: str, since: datetime) -> frozenset[Siren]:
        asked = {"person_id": person_id, "action": action, "since": since}
        return frozenset(siren_of(siren) for siren in self.connection.execute(_REFUSED, asked).scalars())

    def purge(self, before: datetime) -> int:
        return self.connection.execute(_PURGE, {"before": before}).rowcount


def _values_of(kept: RecordedEvent) -> dict[str, object]:
    return {
        "stream": kept.stream,
        "position": kept.position,
        "at": kept.at,
        "kind": kept.kind,
        "values": kept.values,
        "actor_kind": kept.actor.kind.value,
        "actor_code": kept.actor.code,
        "actor_system_user": kept.actor.system_user,
        "previous": kept.previous,
        "hash": kept.hash,
    }


def event_of(row: Values) -> RecordedEvent:
    """From the columns of EVENT."""
    stream, position, at, kind, values, actor_kind, actor_code, system_user, previous, link = row
    actor = Actor(ActorKind(actor_kind), actor_code, system_user)
    return RecordedEvent(stream, position, at, kind, values, actor, previous, link)


def _entry_of(row: Values) -> AccessLogEntry:
    at, action, outcome, person_id, siren, *rest = row
    return AccessLogEntry(at, action, Outcome(outcome), person_id, siren_of(siren) if siren else None, *rest)
