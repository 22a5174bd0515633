"""The list of a company's accesses, as its members see it and as its administrators manage it (RULES C3, C4, F5)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from attrs import evolve, frozen

from societaire.companies.access import Access, NotAttached, Profile, check_manageable
from societaire.companies.candidate import checked_label
from societaire.companies.invitation import Invitation
from societaire.companies.mailboxes import is_role_mailbox
from societaire.companies.policy import Action, authorize
from societaire.companies.review import confirmed_since, is_due, is_to_confirm
from societaire.contracts.space import Space
from societaire.events import AccessesConfirmed, AccessRelabelled, AccessRestored, person_actor
from societaire.identity.person import Person
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.identity import StaleWrite
from societaire.settings import Limits
from societaire.use_cases.access_changes import AccessChanges, Roster
from societaire.use_cases.access_history import Happening, history_of
from societaire.use_cases.doorway import Doorway
from societaire.values import Email, PersonId, Siren

_HISTORY = 200


@frozen
class Member:
    """One line of the list; `is_manageable` for whoever looks at it, `is_shared` when the address names a role."""

    access: Access
    person: Person
    is_you: bool
    is_manageable: bool
    is_shared: bool
    is_to_confirm: bool
    confirmed_since: datetime


@frozen
class AccessList:
    """Who has access, who lost it and can have it back, and who is invited; the latter two for administrators."""

    space: Space
    may_manage: bool
    members: tuple[Member, ...]
    removed: tuple[Member, ...]
    invitations: tuple[Invitation, ...]
    review_due: bool
    now: datetime
    restorable: timedelta


@frozen
class Accesses:
    """What the pages of "Les accès" do; a collaborator only sees the list."""

    database: Database
    entropy: Entropy
    clock: Clock
    limits: Limits

    def listing(self, person_id: PersonId, siren: Siren) -> AccessList:
        """The list; raises CompanyClosedToYou."""
        now = self.clock.now()
        with self.database.read() as kept:
            space = Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.SEE_ACCESSES)
            roster = kept.accesses.of_company(siren)
            invitations = kept.invitations.of_company(siren)
            allowed = kept.allowed_mailboxes.of_company(siren)
        leads = space.membership.access.profile is Profile.ADMINISTRATOR
        lines = [_member(access, person, person_id, leads, allowed, now) for access, person in roster]
        live = tuple(line for line in lines if line.access.is_live)
        back = tuple(line for line in lines if self._is_restorable(line.access, now)) if leads else ()
        inside = {line.person.email for line in live}
        pending = tuple(one for one in invitations if one.is_pending and one.email not in inside) if leads else ()
        due = leads and is_due((line.access for line in live), now)
        return AccessList(space, leads, live, back, pending, due, now, self.limits.removed_access)

    def managed(self, person_id: PersonId, siren: Siren) -> Space:
        """The frame of a page for administrators; raises CompanyClosedToYou or ProfileTooLow."""
        with self.database.read() as kept:
            return Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.MANAGE_ACCESSES)

    def member(self, person_id: PersonId, siren: Siren, whose: PersonId) -> tuple[Space, Member]:
        """The line of a collaborator, for who may change it.

        Raises CompanyClosedToYou, ProfileTooLow, NotAttached or InsurersAlone.
        """
        with self.database.read() as kept:
            space = Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.MANAGE_ACCESSES)
            roster = kept.accesses.of_company(siren)
            allowed = kept.allowed_mailboxes.of_company(siren)
        access, person = _one(roster, whose)
        check_manageable(access, person_id)
        return space, _member(access, person, person_id, True, allowed, self.clock.now())

    def relabel(self, person_id: PersonId, siren: Siren, whose: PersonId, label: str) -> None:
        """Say what the person does in the company: all that changes of an access. Raises Invalid, or as `member`."""
        text = checked_label(label)
        with self.database.write() as unit:
            roster = self._locked(unit, person_id, siren)
            access, person = _one(roster, whose)
            check_manageable(access, person_id)
            if access.label != text:
                unit.accesses.save(evolve(access, label=text))
                unit.record(AccessRelabelled(siren, person.id), person_actor(person_id))
            unit.commit()

    def remove(self, person_id: PersonId, siren: Siren, whose: PersonId, version: int) -> Person:
        """End a collaborator's access from the very next request on, confirmed on the access as it was (RULES C4).

        Raises StaleWrite when it has changed since, or as `member`.
        """
        with self.database.write() as unit:
            roster = self._locked(unit, person_id, siren)
            access, person = _one(roster, whose)
            check_manageable(access, person_id)
            if access.version != version:
                raise StaleWrite()
            AccessChanges(unit, self.entropy, person_actor(person_id), self.clock.now()).end(roster, access, person)
            unit.commit()
        return person

    def restore(self, person_id: PersonId, siren: Siren, whose: PersonId) -> Person:
        """Open a removed access again, as collaborator whatever it was (RULES C4).

        Raises AlreadyAttached, RestorationOver, or as `member`.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            roster = self._locked(unit, person_id, siren)
            access, person = _one(roster, whose, ended=True)
            unit.accesses.save(access.restored(Profile.COLLABORATOR, now, self.limits.removed_access))
            changes = AccessChanges(unit, self.entropy, person_actor(person_id), now)
            unit.record(AccessRestored(siren, person.id, Profile.COLLABORATOR), changes.actor)
            changes.drop_invitations(siren, person.email)
            unit.outbox.add([changes.message(MessageKind.COMPANY_ATTACHED, person, siren)])
            unit.commit()
        return person

    def confirm(self, person_id: PersonId, siren: Siren, whose: PersonId | None = None) -> int:
        """Say that an access, or the whole list, is still right; returns how many. Raises as `member`."""
        now = self.clock.now()
        with self.database.write() as unit:
            roster = self._locked(unit, person_id, siren)
            chosen = [_one(roster, whose)[0]] if whose else [access for access, _ in roster if access.is_live]
            for access in chosen:
                unit.accesses.save(evolve(access, confirmed_at=now))
            unit.record(AccessesConfirmed(siren, len(chosen), whose), person_actor(person_id))
            unit.commit()
        return len(chosen)

    def history(self, person_id: PersonId, siren: Siren) -> tuple[Space, tuple[Happening, ...]]:
        """Who did what to the accesses, the last thing first; raises CompanyClosedToYou."""
        with self.database.read() as kept:
            space = Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.SEE_ACCESSES)
            return space, history_of(kept, siren, _HISTORY)

    def _locked(self, unit: UnitOfWork, person_id: PersonId, siren: Siren) -> Roster:
        """The company's accesses, held until the end; whoever asks must lead it at that moment."""
        Doorway(self.database, self.clock).enter(unit, person_id, siren, Action.MANAGE_ACCESSES)
        roster = unit.accesses.of_company(siren)
        mine: Mapping[PersonId, Access] = {person.id: access for access, person in roster}
        authorize(mine.get(person_id), Action.MANAGE_ACCESSES)
        return roster

    def _is_restorable(self, access: Access, now: datetime) -> bool:
        return access.removed_at is not None and now - access.removed_at < self.limits.removed_access


def _one(roster: Roster, whose: PersonId, *, ended: bool = False) -> tuple[Access, Person]:
    found: Iterator[tuple[Access, Person]] = (one for one in roster if one[1].id == whose and (ended or one[0].is_live))
    for one in found:
        return one
    raise NotAttached()


def _member(
    access: Access, person: Person, viewer: PersonId, leads: bool, allowed: frozenset[Email], now: datetime
) -> Member:
    return Member(
        access,
        person,
        is_you=person.id == viewer,
        is_manageable=leads and access.profile is not Profile.ADMINISTRATOR and person.id != viewer,
        is_shared=is_role_mailbox(person.email) and person.email not in allowed,
        is_to_confirm=is_to_confirm(access, now),
        confirmed_since=confirmed_since(access),
    )
