"""What every change of an access brings with it, whoever makes it: events, dead invitations, mails to both sides."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import evolve, frozen

from societaire.companies.access import (
    Access,
    AccessState,
    LastAdministrator,
    Profile,
    left_without_administrator,
)
from societaire.companies.invitation import InvitationState
from societaire.events import AccessGranted, AccessRemoved, Actor, InvitationRevoked
from societaire.identity.person import Person
from societaire.notifications import Message, MessageKind
from societaire.ports.database import UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.values import Email, PersonId, Siren

Roster = tuple[tuple[Access, Person], ...]


@frozen
class AccessChanges:
    """Changes within a unit of work that holds the company's accesses (Accesses.of_company)."""

    unit: UnitOfWork
    entropy: Entropy
    actor: Actor
    now: datetime

    def grant(self, person: Person, siren: Siren, profile: Profile, present: Access | None, label: str = "") -> Access:
        """Open the company to the person; what a former access was gives no right to it."""
        base = present or Access(person.id, siren, profile, AccessState.LIVE, self.now)
        access = base.granted(profile, self.now)
        self.unit.record(AccessGranted(siren, person.id, profile), self.actor)
        return _labelled(access, label)

    def end(self, roster: Roster, access: Access, person: Person) -> Access:
        """End the access from the very next request on; both sides are told.

        Raises LastAdministrator (RULES C8).
        """
        if left_without_administrator(tuple(each for each, _ in roster), access):
            raise LastAdministrator(siren=str(access.siren))
        ended = access.removed(self.now)
        self.unit.accesses.save(ended)
        self.unit.record(AccessRemoved(access.siren, person.id), self.actor)
        self.drop_invitations(access.siren, person.email)
        others = tuple(one for one in roster if one[1].id != person.id)
        told = self.to_administrators(others, access.siren, MessageKind.ACCESS_REMOVED, person.id)
        self.unit.outbox.add([self.message(MessageKind.COMPANY_DETACHED, person, access.siren), *told])
        return ended

    def drop_invitations(self, siren: Siren, email: Email) -> None:
        """Revoke what invites an address that is removed, or that needs no invitation any more."""
        for invitation in self.unit.invitations.of_company(siren):
            if invitation.is_pending and invitation.email == email:
                self.unit.invitations.save(invitation.moved(InvitationState.REVOKED))
                self.unit.record(InvitationRevoked(siren, invitation.id), self.actor)

    def to_administrators(
        self, roster: Iterable[tuple[Access, Person]], siren: Siren, kind: MessageKind, about: PersonId | None = None
    ) -> Iterator[Message]:
        """A message to each live administrator, about that person when there is one."""
        values = (("about", str(about)),) if about else ()
        for access, person in roster:
            if access.is_live and access.profile is Profile.ADMINISTRATOR:
                yield self.message(kind, person, siren, values)

    def message(
        self, kind: MessageKind, person: Person, siren: Siren, values: tuple[tuple[str, str], ...] = ()
    ) -> Message:
        """A message to a person about a company."""
        return Message(
            self.entropy.identifier(), kind, person.email, self.now, self.now, person.id, siren, values=values
        )


def _labelled(access: Access, label: str) -> Access:
    return evolve(access, label=label) if label else access
