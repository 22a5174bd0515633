"""Whether a message is still due at the moment of sending: accesses, choices and addresses change meanwhile."""

from societaire.companies.access import Profile
from societaire.identity.person import Credential, Person
from societaire.notifications import KINDS, Audience, Message, MessageKind
from societaire.ports.database import Repositories
from societaire.values import PersonId, Siren

_ABOUT_SOMEBODY = frozenset({MessageKind.ACCESS_ACCEPTED, MessageKind.ACCESS_REMOVED})


def recipient(kept: Repositories, message: Message) -> tuple[Person, Credential | None] | None:
    """Who a message is for, with their password if they chose one; None when they are gone."""
    if KINDS[message.kind].audience is Audience.WHOEVER:
        return kept.persons.by_email(message.recipient)
    person = kept.persons.get(message.person_id) if message.person_id else None
    return kept.persons.by_email(person.email) if person else None


def why_dropped(kept: Repositories, message: Message, person: Person, credential: Credential | None) -> str | None:
    """The reason for which a message is no longer to be sent; None when it is due."""
    if not _is_due(kept, message, person, credential):
        return "no_longer_due"
    # Whoever asks for help with a password reads that mailbox, or nobody does: it always goes out (RULES A2).
    if message.kind is not MessageKind.PASSWORD_HELP and kept.standings.get(person.id).is_bounced(message.recipient):
        return "address_bounced"
    return None


def _is_due(kept: Repositories, message: Message, person: Person, credential: Credential | None) -> bool:
    if message.kind is MessageKind.ACTIVATION:
        return credential is None and person.email == message.recipient
    if message.siren is None:
        return True
    access = kept.accesses.get(person.id, message.siren)
    is_live = access is not None and access.is_live
    if message.kind is MessageKind.COMPANY_DETACHED:
        return not is_live
    if message.kind is MessageKind.EMAIL_CHECK:
        verified = kept.standings.get(person.id).is_verified_since(message.recipient, message.created_at)
        is_live = is_live and not verified
    if KINDS[message.kind].audience is Audience.ADMINISTRATOR and access is not None:
        is_live = is_live and access.profile is Profile.ADMINISTRATOR
    return is_live and person.email == message.recipient and _still_tells(kept, message, message.siren)


def _still_tells(kept: Repositories, message: Message, siren: Siren) -> bool:
    """Whether what a message tells of somebody else's access has not been undone since."""
    about = PersonId(dict(message.values).get("about", ""))
    if message.kind not in _ABOUT_SOMEBODY or not about:
        return True
    access = kept.accesses.get(about, siren)
    return (access is not None and access.is_live) is (message.kind is MessageKind.ACCESS_ACCEPTED)
