"""What the insurer's staff does for persons: invite them, look, end their sessions (RULES A1)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import evolve, frozen

from societaire.companies.access import Membership
from societaire.companies.mailboxes import is_role_mailbox
from societaire.contracts.agency import UnknownStaff
from societaire.errors import Conflict, Invalid, NotFound, Problem
from societaire.events import Actor, ActorKind, EmailChanged, PersonInvited
from societaire.identity.person import Credential, Person
from societaire.identity.sessions import Session
from societaire.notifications import Message, MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.journal import AccessLogEntry
from societaire.settings import Limits
from societaire.values import ContactCode, Email, PersonId, Siren

JUST_INVITED = timedelta(hours=24)
"""A link sent so lately is on its way to be used: inviting everybody leaves it alone."""
_BATCH = 500
_SHOWN = 50


class PersonUnknown(NotFound):
    """Nobody has that code or that address."""

    code = "person_unknown"


class AlreadyActivated(Conflict):
    """The person already chose a password: "Mot de passe oublié" serves them better than an invitation."""

    code = "already_activated"


@frozen
class Invitee:
    """A person without password, set aside when a link was just sent to them."""

    person: Person
    is_set_aside: bool = False


@frozen
class PersonDossier:
    """What staff sees of a person: never a password, nor anything that would open a session."""

    person: Person
    activated_at: datetime | None
    memberships: tuple[Membership, ...]
    companies: int
    sessions: tuple[Session, ...]
    journal: tuple[AccessLogEntry, ...]


def find_person(kept: Repositories, name: str) -> tuple[Person, Credential | None]:
    """A person by the insurer's code or by e-mail address; raises PersonUnknown."""
    found = kept.persons.by_code(name)
    if found is None and "@" in name:
        try:
            found = kept.persons.by_email(Email(name))
        except ValueError:
            found = None
    if found is None:
        raise PersonUnknown(person=name)
    return found


def known_person(kept: Repositories, name: str) -> Person:
    """The same without the password."""
    return find_person(kept, name)[0]


def _is_allowed(kept: Repositories, person_id: PersonId, email: Email) -> bool:
    memberships, _ = kept.accesses.memberships(person_id, "", 0, _BATCH)
    return all(email in kept.allowed_mailboxes.of_company(each.company.siren) for each in memberships)


@frozen
class People:
    """The insurer's side of identity, for a registered staff member."""

    database: Database
    entropy: Entropy
    clock: Clock
    limits: Limits

    def acting(self, code: str, system_user: str) -> Actor:
        """The staff member of that code as an actor; raises UnknownStaff (docs/command-line.md)."""
        with self.database.read() as kept:
            contact = kept.agencies.contact(ContactCode(code))
        if contact is None:
            raise UnknownStaff(staff=code)
        return Actor(ActorKind.STAFF, contact.code, system_user)

    def show(self, name: str) -> PersonDossier:
        """A person by code or e-mail address; raises PersonUnknown."""
        now = self.clock.now()
        with self.database.read() as kept:
            person, credential = find_person(kept, name)
            memberships, total = kept.accesses.memberships(person.id, "", 0, _SHOWN)
            sessions = tuple(s for s in kept.sessions.of_person(person.id) if s.is_live(now, self.limits))
            journal = kept.access_log.of_person(person.id, _SHOWN)
        return PersonDossier(
            person, credential.changed_at if credential else None, memberships, total, sessions, journal
        )

    def invite(self, name: str, actor: Actor) -> Person:
        """Send an activation link to one person; raises PersonUnknown or AlreadyActivated."""
        with self.database.write() as unit:
            person, credential = find_person(unit, name)
            if credential is not None:
                raise AlreadyActivated(person=name)
            self._queue(unit, (person,), actor)
            unit.commit()
        return person

    def change_email(self, name: str, address: str, actor: Actor) -> tuple[Person, Email]:
        """Change the address that a person signs in with; returns the person as they were, and the new address.

        Both addresses are told; sessions end, links sent before are dead. A shared mailbox must be allowed in every
        company of the person (RULES C7). Raises PersonUnknown, EmailTaken, or Invalid (`email_malformed`,
        `email_unchanged`, `role_mailbox_unallowed`).
        """
        now = self.clock.now()
        try:
            email = Email(address)
        except ValueError:
            raise Invalid([Problem("email", "email_malformed")]) from None
        with self.database.write() as unit:
            person = known_person(unit, name)
            if person.email == email:
                raise Invalid([Problem("email", "email_unchanged")])
            if is_role_mailbox(email) and not _is_allowed(unit, person.id, email):
                raise Invalid([Problem("email", "role_mailbox_unallowed")])
            unit.persons.save(evolve(person, email=email))
            unit.links.close(person.id, now)
            unit.sessions.end(person.id)
            unit.record(EmailChanged(person.id), actor)
            kind, identifier = MessageKind.EMAIL_CHANGED, self.entropy.identifier
            both = (person.email, email)
            unit.outbox.add([Message(identifier(), kind, each, now, now, person.id) for each in both])
            unit.commit()
        return person, email

    def to_invite(self, siren: Siren | None, *, again: bool = False) -> Iterator[Invitee]:
        """Everybody who has a live access (to that company when given) and no password yet.

        Without `again`, those who were just sent a link are set aside: another one would kill it.
        """
        return (invitee for batch in self._batches(siren, again) for invitee in batch)

    def invite_all(self, siren: Siren | None, actor: Actor, *, again: bool = False) -> Iterator[Invitee]:
        """Send an activation link to all of `to_invite` that are not set aside, each told as their batch is queued."""
        for batch in self._batches(siren, again):
            with self.database.write() as unit:
                self._queue(unit, tuple(each.person for each in batch if not each.is_set_aside), actor)
                unit.commit()
            yield from batch

    def _batches(self, siren: Siren | None, again: bool) -> Iterator[list[Invitee]]:
        since = self.clock.now() - JUST_INVITED
        after: PersonId | None = None
        while True:
            with self.database.read() as kept:
                persons = kept.invitees.waiting(siren, after, _BATCH)
                ids = [person.id for person in persons]
                aside = frozenset() if again else kept.invitees.just_invited(ids, since)
            yield [Invitee(person, person.id in aside) for person in persons]
            if len(persons) < _BATCH:
                return
            after = persons[-1].id

    def _queue(self, unit: UnitOfWork, persons: tuple[Person, ...], actor: Actor) -> None:
        now = self.clock.now()
        for person in persons:
            unit.record(PersonInvited(person.id), actor)
        unit.outbox.add(
            [
                Message(
                    self.entropy.identifier(),
                    MessageKind.ACTIVATION,
                    person.email,
                    created_at=now,
                    due_at=now,
                    person_id=person.id,
                )
                for person in persons
            ]
        )
