"""Events as kept: chained by hash per stream."""

import json
from datetime import date, datetime
from hashlib import sha256

from attrs import asdict, frozen

from societaire.events.actors import Actor
from societaire.events.of_company import CompanyEvent
from societaire.events.of_person import PersonEvent
from societaire.events.of_system import ImportApplied, MaintenanceDone, OutboxRetried
from societaire.values import Siren

Event = PersonEvent | CompanyEvent | ImportApplied | MaintenanceDone | OutboxRetried


@frozen
class RecordedEvent:
    """An event as kept: where it stands in its stream, who did it, and the hash that chains it to the one before."""

    stream: str
    position: int
    at: datetime
    kind: str
    values: str
    actor: Actor
    previous: str
    hash: str


FIRST = "0" * 64
"""What the first event of a stream is chained to."""


def chained(event: Event, at: datetime, actor: Actor, position: int, previous: str) -> RecordedEvent:
    """The event as kept at `position` of its stream, after the event whose hash is `previous`."""
    kind = type(event).__name__
    values = json.dumps(asdict(event, value_serializer=_plain), sort_keys=True, ensure_ascii=False)
    link = _hash(event.stream, position, at, kind, values, actor, previous)
    return RecordedEvent(event.stream, position, at, kind, values, actor, previous, link)


def is_intact(events: tuple[RecordedEvent, ...]) -> bool:
    """Whether a whole stream, in order, is unbroken: nothing altered, inserted, reordered or missing inside it."""
    previous = FIRST
    for position, kept in enumerate(events, start=1):
        expected = _hash(kept.stream, position, kept.at, kept.kind, kept.values, kept.actor, previous)
        if kept.position != position or kept.previous != previous or kept.hash != expected:
            return False
        previous = kept.hash
    return True


def _plain(_owner: object, _attribute: object, value: object) -> object:
    return str(value) if isinstance(value, Siren | date | datetime) else value


def _hash(stream: str, position: int, at: datetime, kind: str, values: str, actor: Actor, previous: str) -> str:
    parts = [previous, stream, position, at.isoformat(), kind, values, actor.kind, actor.code, actor.system_user]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
