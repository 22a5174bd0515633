"""What happened: past tense, frozen, made of ids, codes and values, never of free personal text.

Events are committed with the change that they tell of and chained by hash per stream (docs/events.md): a company's,
or a person's when no company is concerned.
"""

import json
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from attrs import asdict, frozen

from societaire.values import PersonId, Siren


class ActorKind(StrEnum):
    """Who acted: a signed-in person, a registered staff member, or the software itself (imports, workers)."""

    PERSON = "person"
    STAFF = "staff"
    SYSTEM = "system"


@frozen
class Actor:
    """Who did it; `system_user` is the operating system's user behind a command."""

    kind: ActorKind
    code: str = ""
    system_user: str = ""


SYSTEM = Actor(ActorKind.SYSTEM)


def person_actor(person_id: PersonId) -> Actor:
    """A person acting in the portal."""
    return Actor(ActorKind.PERSON, person_id)


@frozen
class PersonEvent:
    """Something that concerns a person alone."""

    person_id: PersonId

    @property
    def stream(self) -> str:
        """The chain that the event belongs to."""
        return f"person:{self.person_id}"


@frozen
class PersonInvited(PersonEvent):
    """An activation link was asked for the person."""


@frozen
class PersonActivated(PersonEvent):
    """The person chose their first password."""


@frozen
class PasswordReset(PersonEvent):
    """The password was changed by a link sent by e-mail."""


@frozen
class PasswordChanged(PersonEvent):
    """The signed-in person changed their password."""


@frozen
class SessionsEnded(PersonEvent):
    """Sessions were ended by their owner or by staff; `count` of them."""

    count: int


@frozen
class EmailChanged(PersonEvent):
    """The insurer changed the address that the person signs in with."""


@frozen
class NotificationChosen(PersonEvent):
    """The person chose how often they are told of a topic; `way` is `page`, or `link` for the one in a mail."""

    topic: str
    frequency: str
    way: str


@frozen
class PaperChosen(PersonEvent):
    """The person asked for paper, or for no more paper."""

    paper: bool


@frozen
class EmailVerified(PersonEvent):
    """The person confirmed that their address is still theirs."""


@frozen
class EmailBounced(PersonEvent):
    """Staff noted that mails to the person's address come back."""


@frozen
class EmailReached(PersonEvent):
    """Staff noted that the person's address works again."""


@frozen
class CompanyEvent:
    """Something that concerns a company."""

    siren: Siren

    @property
    def stream(self) -> str:
        """The chain that the event belongs to."""
        return f"company:{self.siren}"


@frozen
class AccessGranted(CompanyEvent):
    """A person got access to the company."""

    person_id: PersonId
    profile: str


@frozen
class AccessRemoved(CompanyEvent):
    """A person lost access to the company."""

    person_id: PersonId


@frozen
class AccessProfileChanged(CompanyEvent):
    """A person's profile in the company changed."""

    person_id: PersonId
    profile: str


@frozen
class AccessRestored(CompanyEvent):
    """An access that had been removed was opened again."""

    person_id: PersonId
    profile: str


@frozen
class AccessRelabelled(CompanyEvent):
    """What the company says of a person in its list changed."""

    person_id: PersonId


@frozen
class AccessesConfirmed(CompanyEvent):
    """An administrator said that so many accesses are right; `person_id` names the one when it was confirmed alone."""

    count: int
    person_id: PersonId | None = None


@frozen
class InvitationSent(CompanyEvent):
    """Somebody was invited, or invited again by a new link that replaces the one before."""

    invitation: str
    again: bool = False


@frozen
class InvitationRevoked(CompanyEvent):
    """An invitation was taken back, or lost its object."""

    invitation: str


@frozen
class InvitationAccepted(CompanyEvent):
    """Whoever reads the invited mailbox accepted; AccessGranted comes with it."""

    invitation: str
    person_id: PersonId


@frozen
class MailboxAllowed(CompanyEvent):
    """Staff let the company use a shared mailbox."""


@frozen
class DocumentPublished(CompanyEvent):
    """A document of a contract became available; `kind` is that of the document."""

    document: str
    contract: str
    kind: str
    year: int


@frozen
class ClaimStateChanged(CompanyEvent):
    """The insurer's records moved a claim to another state."""

    claim: str
    state: str


@frozen
class ImportApplied:
    """One batch of an import was applied; counts are of rows."""

    run: str
    file: str
    added: int
    changed: int
    superseded: int
    refused: int

    @property
    def stream(self) -> str:
        """Each run is its own chain: imports never wait for each other."""
        return f"import:{self.run}"


@frozen
class MaintenanceDone:
    """What time had ended was forgotten: how many of each kind."""

    links: int = 0
    sessions: int = 0
    devices: int = 0
    attempts: int = 0
    access_log: int = 0
    files: int = 0

    @property
    def stream(self) -> str:
        """All of them on one chain."""
        return "maintenance"


Event = PersonEvent | CompanyEvent | ImportApplied | MaintenanceDone


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
