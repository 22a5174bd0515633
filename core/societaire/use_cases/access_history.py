"""What happened to a company's accesses, with the names that its events do not hold."""

import json
from datetime import datetime
from typing import Any

from attrs import frozen

from societaire.events import (
    AccessesConfirmed,
    AccessGranted,
    AccessProfileChanged,
    AccessRelabelled,
    AccessRemoved,
    AccessRestored,
    Actor,
    ActorKind,
    CompanyEvent,
    InvitationAccepted,
    InvitationRevoked,
    InvitationSent,
    MailboxAllowed,
    RecordedEvent,
)
from societaire.ports.database import Repositories
from societaire.values import ContactCode, PersonId, Siren

KINDS = frozenset(
    kind.__name__
    for kind in (
        AccessGranted,
        AccessRemoved,
        AccessRestored,
        AccessProfileChanged,
        AccessRelabelled,
        AccessesConfirmed,
        InvitationSent,
        InvitationRevoked,
        InvitationAccepted,
        MailboxAllowed,
    )
)


@frozen
class Happening:
    """One thing that happened; names are empty where nobody knows them any more. `values` are the event's own."""

    at: datetime
    kind: str
    actor: ActorKind
    actor_name: str
    about: str
    values: dict[str, Any]


def history_of(kept: Repositories, siren: Siren, most: int) -> tuple[Happening, ...]:
    """The company's happenings, the last one first."""
    names: dict[str, str] = {person.id: person.full_name for _, person in kept.accesses.of_company(siren)}
    names |= {invitation.id: invitation.full_name for invitation in kept.invitations.of_company(siren)}
    found = kept.events.latest(CompanyEvent(siren).stream, KINDS, most)
    told = [_happening(kept, event, names) for event in found]
    return tuple(one for one in told if not _is_echo(one))


def _happening(kept: Repositories, event: RecordedEvent, names: dict[str, str]) -> Happening:
    values = json.loads(event.values)
    about = names.get(values.get("person_id") or values.get("invitation") or "", "")
    actor = _actor_name(kept, event.actor, names)
    own = {"self": values.get("person_id") == event.actor.code}
    return Happening(event.at, event.kind, event.actor.kind, actor, about, {**values, **own})


def _is_echo(one: Happening) -> bool:
    # Whoever accepts an invitation is granted the access by the same act.
    return one.kind == AccessGranted.__name__ and bool(one.values["self"])


def _actor_name(kept: Repositories, actor: Actor, names: dict[str, str]) -> str:
    if actor.kind is ActorKind.PERSON:
        person = None if actor.code in names else kept.persons.get(PersonId(actor.code))
        return person.full_name if person else names.get(actor.code, "")
    if actor.kind is ActorKind.STAFF:
        contact = kept.agencies.contact(ContactCode(actor.code))
        return contact.full_name if contact else ""
    return ""
