"""Accepting an invitation, by whoever reads the mailbox that it was sent to (RULES B2, C5)."""

from datetime import datetime

from attrs import frozen

from societaire.companies.access import Profile
from societaire.companies.company import Company
from societaire.companies.invitation import Invitation, InvitationForOther, InvitationState, InvitationUnknown
from societaire.errors import Invalid, Problem
from societaire.events import InvitationAccepted, PersonActivated, person_actor
from societaire.identity.links import digest
from societaire.identity.passwords import PasswordPolicy, PersonalFacts, normal_password, weaknesses
from societaire.identity.person import Credential, Person
from societaire.identity.sessions import Client
from societaire.identity.throttling import account_key
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.identity import EmailTaken, StaleWrite
from societaire.ports.passwords import GuessablePasswords, PasswordHasher
from societaire.settings import Limits
from societaire.use_cases.access_changes import AccessChanges
from societaire.use_cases.signing_in import SessionOpener, SignedIn
from societaire.values import PersonId, Siren

_COMPANIES_CHECKED = 200


@frozen
class OpenInvitation:
    """What the page of an invitation shows, to its recipient alone; `person` is theirs, if there is one."""

    invitation: Invitation
    company: Company
    person: Person | None
    has_password: bool
    is_signed_in: bool


@frozen
class Accepted:
    """The company that was opened, and the session when a first password was chosen."""

    siren: Siren
    signed_in: SignedIn | None


@frozen
class Accepting:
    """The invited side: an address with a password accepts and signs in, another chooses one and is signed in."""

    database: Database
    hasher: PasswordHasher
    guessables: GuessablePasswords
    entropy: Entropy
    clock: Clock
    limits: Limits
    policy: PasswordPolicy

    def look(self, token: str, visitor: PersonId | None = None) -> OpenInvitation:
        """What the link would do; looking consumes nothing.

        Raises InvitationUnknown, AlreadyAccepted, NoLongerInvited, InvitationReplaced, InvitationExpired, or
        InvitationForOther when `visitor`, who is signed in, is not who was invited.
        """
        with self.database.read() as kept:
            return self._open(kept, digest(token), visitor)

    def advice(self, token: str, password: str) -> tuple[Problem, ...]:
        """Every advice that a first password does not meet; raises as `look`."""
        with self.database.read() as kept:
            return self._weaknesses(kept, self._open(kept, digest(token), None), password)

    def accept(self, token: str, password: str, client: Client, visitor: PersonId | None = None) -> Accepted:
        """Enter the company as collaborator; `password` is a first one, of no use to an address that has one.

        Raises Invalid with every advice not met, Busy (the link stays good), or as `look`.
        """
        key = digest(token)
        with self.database.read() as kept:
            found = self._open(kept, key, visitor)
            problems = () if found.has_password else self._weaknesses(kept, found, password)
        if problems:
            raise Invalid(problems)
        encoded = None if found.has_password else self.hasher.hash(normal_password(password))
        now = self.clock.now()
        with self.database.write() as unit:
            present = self._locked(unit, key, found)
            person = self._entered(unit, present, encoded, now)
            opened = None
            if encoded is not None:
                opened = SessionOpener(self.entropy, self.limits).open(unit, person, client, now)
            unit.commit()
        return Accepted(found.company.siren, opened)

    def _open(self, kept: Repositories, key: str, visitor: PersonId | None) -> OpenInvitation:
        invitation = kept.invitations.by_digest(key)
        company = kept.companies.get(invitation.siren) if invitation else None
        if invitation is None or company is None:
            raise InvitationUnknown()
        invitation.check(key, self.clock.now())
        person, credential = kept.persons.by_email(invitation.email) or (None, None)
        if visitor is not None and (person is None or person.id != visitor):
            raise InvitationForOther()
        return OpenInvitation(invitation, company, person, credential is not None, visitor is not None)

    def _locked(self, unit: UnitOfWork, key: str, looked: OpenInvitation) -> OpenInvitation:
        """The invitation again, once nobody else can change it."""
        unit.accesses.of_company(looked.company.siren)
        present = self._open(unit, key, None)
        if present.has_password is not looked.has_password:
            raise StaleWrite()
        return present

    def _entered(self, unit: UnitOfWork, found: OpenInvitation, encoded: str | None, now: datetime) -> Person:
        invitation, siren = found.invitation, found.company.siren
        person = found.person or self._new_person(unit, invitation)
        if encoded is not None:
            self._activate(unit, person, encoded, now)
        unit.invitations.save(invitation.moved(InvitationState.ACCEPTED))
        changes = AccessChanges(unit, self.entropy, person_actor(person.id), now)
        unit.record(InvitationAccepted(siren, invitation.id, person.id), changes.actor)
        present = unit.accesses.get(person.id, siren)
        # Whoever was let in otherwise meanwhile keeps the profile that they have.
        if present is None or not present.is_live:
            unit.accesses.save(changes.grant(person, siren, Profile.COLLABORATOR, present, invitation.label))
        roster = (one for one in unit.accesses.of_company(siren) if one[1].id != person.id)
        unit.outbox.add(list(changes.to_administrators(roster, siren, MessageKind.ACCESS_ACCEPTED, person.id)))
        return person

    def _new_person(self, unit: UnitOfWork, invitation: Invitation) -> Person:
        new = Person(PersonId(self.entropy.identifier()), invitation.email, invitation.last_name, invitation.first_name)
        try:
            unit.persons.save(new)
        except EmailTaken:
            # Accepted for another company at the same moment: looked at again, the address has its sign-in.
            raise StaleWrite() from None
        return new

    def _activate(self, unit: UnitOfWork, person: Person, encoded: str, now: datetime) -> None:
        unit.persons.save_credential(Credential(person.id, encoded, now))
        # A link that came by mail proves the address, as the yearly verification does.
        unit.standings.save(unit.standings.get(person.id).verified(person.email, now))
        unit.links.close(person.id, now)
        unit.sessions.end(person.id)
        unit.attempts.save(account_key(person.email), ())
        unit.record(PersonActivated(person.id), person_actor(person.id))

    def _weaknesses(self, kept: Repositories, found: OpenInvitation, password: str) -> tuple[Problem, ...]:
        person, invitation = found.person, found.invitation
        memberships = kept.accesses.memberships(person.id, "", 0, _COMPANIES_CHECKED)[0] if person else ()
        companies = [found.company, *(membership.company for membership in memberships)]
        facts = PersonalFacts(
            last_name=person.last_name if person else invitation.last_name,
            first_name=person.first_name if person else invitation.first_name,
            email=invitation.email,
            birth_date=person.birth_date if person else None,
            company_names=tuple(company.name for company in companies),
            sirens=tuple(company.siren for company in companies),
        )
        return weaknesses(password, self.policy, facts, self.guessables.knows)
