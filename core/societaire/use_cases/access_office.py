"""What staff does with accesses: lists, shared mailboxes, restorations, replacements, reviews (RULES C)."""

from collections.abc import Iterator
from datetime import datetime

from attrs import evolve, frozen

from societaire.companies.access import Access, AlreadyAttached, NotAdministrator, NotAttached, Profile
from societaire.companies.company import Company
from societaire.companies.invitation import Invitation
from societaire.companies.mailboxes import is_role_mailbox
from societaire.companies.review import REVIEW_EVERY, ReviewDue, is_to_confirm
from societaire.errors import Invalid, Problem
from societaire.events import (
    SYSTEM,
    AccessProfileChanged,
    AccessRestored,
    AccessReviewAsked,
    Actor,
    MailboxAllowed,
)
from societaire.identity.person import Person
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.invitations import RosterLine
from societaire.settings import Limits
from societaire.use_cases.access_changes import AccessChanges, Roster
from societaire.use_cases.companies import CompanyUnknown
from societaire.use_cases.people import known_person
from societaire.values import Email, PersonId, Siren

_BATCH = 500


@frozen
class StaffRoster:
    """A company's accesses, ended ones included, and its invitations, whatever their state."""

    company: Company
    accesses: Roster
    invitations: tuple[Invitation, ...]
    now: datetime


@frozen
class AccessOffice:
    """The insurer's half: what no administrator may do, and who has not reviewed their list."""

    database: Database
    entropy: Entropy
    clock: Clock
    limits: Limits

    def roster(self, siren: Siren) -> StaffRoster:
        """The company's list; raises CompanyUnknown."""
        with self.database.read() as kept:
            company = _company(kept, siren)
            found = kept.accesses.of_company(siren), kept.invitations.of_company(siren)
        return StaffRoster(company, *found, self.clock.now())

    def allow(self, siren: Siren, address: str, actor: Actor) -> Email:
        """Let a company use a shared mailbox (RULES C7); raises CompanyUnknown, or Invalid (`email_malformed`)."""
        try:
            email = Email(address)
        except ValueError:
            raise Invalid([Problem("email", "email_malformed")]) from None
        with self.database.write() as unit:
            _company(unit, siren)
            if email not in unit.allowed_mailboxes.of_company(siren):
                unit.allowed_mailboxes.add(siren, email, self.clock.now())
                unit.record(MailboxAllowed(siren), actor)
            unit.commit()
        return email

    def restore(self, siren: Siren, name: str, actor: Actor) -> Access:
        """Open a removed access again with the profile that it had, and tell the person (RULES C4).

        Raises PersonUnknown, NotAttached, AlreadyAttached or RestorationOver.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            person = known_person(unit, name)
            unit.accesses.of_company(siren)
            former = unit.accesses.get(person.id, siren)
            if former is None:
                raise NotAttached(person=name, siren=str(siren))
            access = former.restored(former.profile, now, self.limits.removed_access)
            unit.accesses.save(access)
            changes = AccessChanges(unit, self.entropy, actor, now)
            unit.record(AccessRestored(siren, person.id, access.profile), actor)
            changes.drop_invitations(siren, person.email)
            unit.outbox.add([changes.message(MessageKind.COMPANY_ATTACHED, person, siren)])
            unit.commit()
        return access

    def replace_administrator(self, siren: Siren, old: str, new: str, actor: Actor) -> Access:
        """Give one person's administration of a company to another, in one go (RULES C8); both are told.

        Raises PersonUnknown, CompanyUnknown, NotAdministrator for `old`, or AlreadyAttached when both are the same.
        """
        with self.database.write() as unit:
            changes = AccessChanges(unit, self.entropy, actor, self.clock.now())
            _company(unit, siren)
            former, heir = known_person(unit, old), known_person(unit, new)
            held = {person.id: access for access, person in unit.accesses.of_company(siren) if access.is_live}
            if former.id not in held or held[former.id].profile is not Profile.ADMINISTRATOR:
                raise NotAdministrator(person=old, siren=str(siren))
            if former.id == heir.id:
                raise AlreadyAttached(siren=str(siren))
            access = self._promoted(unit, changes, heir, siren)
            changes.end(unit.accesses.of_company(siren), held[former.id], former)
            unit.commit()
        return access

    def role_mailboxes(self) -> Iterator[RosterLine]:
        """Live accesses whose address is a shared mailbox that staff did not allow (RULES C7)."""
        allowed: dict[Siren, frozenset[Email]] = {}
        for line in self._lines():
            siren, email = line.access.siren, line.person.email
            if not is_role_mailbox(email):
                continue
            if siren not in allowed:
                with self.database.read() as kept:
                    allowed = {siren: kept.allowed_mailboxes.of_company(siren)}
            if email not in allowed[siren]:
                yield line

    def to_confirm(self) -> Iterator[RosterLine]:
        """Live accesses that nobody confirmed for three months."""
        now = self.clock.now()
        return (line for line in self._lines() if is_to_confirm(line.access, now))

    def reviews_due(self) -> Iterator[ReviewDue]:
        """Companies whose administrators have not reviewed their list for three months."""
        before = self.clock.now() - REVIEW_EVERY
        after: Siren | None = None
        while True:
            with self.database.read() as kept:
                found = kept.rosters.due(before, after, _BATCH)
            yield from found
            if len(found) < _BATCH:
                return
            after = found[-1].siren

    def ask_reviews(self, actor: Actor = SYSTEM) -> int:
        """Ask administrators, when it is due, to review their list; returns how many companies were asked."""
        now = self.clock.now()
        return sum(self._ask(due, now, actor) for due in self.reviews_due() if due.should_ask(now))

    def _ask(self, due: ReviewDue, now: datetime, actor: Actor) -> bool:
        with self.database.write() as unit:
            # Held before looking again: of two machines, the second sees that the first one asked.
            roster = unit.accesses.of_company(due.siren)
            present = unit.rosters.due_in(due.siren, now - REVIEW_EVERY)
            if present is None or not present.should_ask(now):
                return False
            changes = AccessChanges(unit, self.entropy, actor, now)
            unit.outbox.add(list(changes.to_administrators(roster, due.siren, MessageKind.ACCESS_REVIEW)))
            unit.rosters.asked(due.siren, now)
            unit.record(AccessReviewAsked(due.siren), actor)
            unit.commit()
        return True

    def _promoted(self, unit: UnitOfWork, changes: AccessChanges, heir: Person, siren: Siren) -> Access:
        present = unit.accesses.get(heir.id, siren)
        if present is None or not present.is_live:
            access = changes.grant(heir, siren, Profile.ADMINISTRATOR, present)
            changes.drop_invitations(siren, heir.email)
            unit.outbox.add([changes.message(MessageKind.COMPANY_ATTACHED, heir, siren)])
        elif present.profile is Profile.ADMINISTRATOR:
            return present
        else:
            access = evolve(present, profile=Profile.ADMINISTRATOR, changed_in_portal=True)
            unit.record(AccessProfileChanged(siren, heir.id, Profile.ADMINISTRATOR), changes.actor)
        unit.accesses.save(access)
        return access

    def _lines(self) -> Iterator[RosterLine]:
        after: tuple[Siren, PersonId] | None = None
        while True:
            with self.database.read() as kept:
                lines = kept.rosters.live(after, _BATCH)
            yield from lines
            if len(lines) < _BATCH:
                return
            after = lines[-1].access.siren, lines[-1].access.person_id


def _company(kept: Repositories, siren: Siren) -> Company:
    company = kept.companies.get(siren)
    if company is None:
        raise CompanyUnknown(siren=str(siren))
    return company
