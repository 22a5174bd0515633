"""Choosing, forgetting and changing a password (RULES A1 to A5)."""

from datetime import datetime

from attrs import frozen

from societaire.errors import Busy, Invalid, Problem
from societaire.events import PasswordChanged, PasswordReset, PersonActivated, person_actor
from societaire.identity.links import Link, LinkUnknown, Purpose, digest
from societaire.identity.passwords import PasswordPolicy, PersonalFacts, normal_password, weaknesses
from societaire.identity.person import Credential, Person
from societaire.identity.sessions import Client
from societaire.identity.throttling import TooManyAttempts, account_key, device_key, flood_key, help_key
from societaire.notifications import Message, MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.passwords import GuessablePasswords, PasswordHasher
from societaire.settings import Limits
from societaire.use_cases.signing_in import SessionOpener, SignedIn
from societaire.use_cases.throttle import Throttle
from societaire.values import Email, PersonId

_COMPANIES_CHECKED = 200


@frozen
class OpenLink:
    """What the page of a link shows: whose it is and what it is for."""

    person: Person
    purpose: Purpose
    expires_at: datetime


@frozen
class Passwords:
    """Passwords are chosen by the person alone; nobody else ever sets, sends or sees one (RULES A1)."""

    database: Database
    hasher: PasswordHasher
    guessables: GuessablePasswords
    entropy: Entropy
    clock: Clock
    limits: Limits
    policy: PasswordPolicy

    def ask_help(self, address: str, client: Client) -> None:
        """ "Mot de passe oublié": the same work and the same answer whoever the address belongs to (RULES A2).

        Raises:
            Invalid: what was given is no e-mail address (`email_malformed`).
            TooManyAttempts: too many requests for this address from this network, or a flood of them from it.
        """
        try:
            email = Email(address)
        except ValueError:
            raise Invalid([Problem("email", "email_malformed")]) from None
        now = self.clock.now()
        self._slow_down(email, client, now)
        with self.database.write() as unit:
            unit.outbox.add([_message(self.entropy, MessageKind.PASSWORD_HELP, email, now)])
            unit.commit()

    def _slow_down(self, email: Email, client: Client, now: datetime) -> None:
        throttle = Throttle(self.database)
        rule = self.limits.password_help
        if client.device and self._is_known(email, client.device, now):
            # A count of its own: strangers behind the same network can't use it up (RULES A6).
            throttle.reserve((help_key(digest(client.device), email),), rule, now)
        elif client.ip:
            asked = throttle.reserve((help_key(client.ip, email),), rule, now)
            try:
                throttle.reserve((flood_key(client.ip),), self.limits.help_flood, now)
            except TooManyAttempts:
                throttle.release(asked)
                raise

    def _is_known(self, email: Email, device: str, now: datetime) -> bool:
        """Whether the browser signed in as the address's owner before: the work depends on the browser alone."""
        with self.database.read() as kept:
            known = kept.devices.of(digest(device))
            person = kept.persons.get(known.person_id) if known else None
        if known is None or person is None:
            return False
        return person.email == email and now - known.used_at < self.limits.known_device

    def look(self, token: str, purpose: Purpose) -> OpenLink:
        """What a link would do; looking consumes nothing, since mail scanners look too.

        Raises LinkUnknown, LinkUsed, LinkReplaced or LinkExpired.
        """
        with self.database.read() as kept:
            link, person = self._checked(kept, token, purpose)
        return OpenLink(person, purpose, link.expires_at)

    def advice(self, token: str, purpose: Purpose, password: str) -> tuple[Problem, ...]:
        """Every advice that a password does not meet for the link's person; raises as `look`."""
        with self.database.read() as kept:
            _, person = self._checked(kept, token, purpose)
            return self._weaknesses(kept, person, password)

    def advice_for(self, person_id: PersonId, password: str) -> tuple[Problem, ...]:
        """Every advice that a password does not meet for a signed-in person; none for somebody unknown."""
        with self.database.read() as kept:
            person = kept.persons.get(person_id)
            return self._weaknesses(kept, person, password) if person else ()

    def activate(self, token: str, password: str, client: Client) -> SignedIn:
        """Choose the first password and be signed in (RULES A1).

        Raises Invalid with every advice not met, Busy (the link stays good), or as `look`.
        """
        person, encoded, now = self._prepared(token, Purpose.ACTIVATION, password)
        with self.database.write() as unit:
            self._consume(unit, token, Purpose.ACTIVATION, encoded, now)
            unit.record(PersonActivated(person.id), person_actor(person.id))
            opened = SessionOpener(self.entropy, self.limits).open(unit, person, client, now)
            unit.commit()
        return opened

    def reset(self, token: str, password: str, client: Client) -> str:
        """Change a forgotten password: every session ends, nobody is signed in, a notice goes out (RULES A2).

        Returns the token that makes the browser a known one, so that whoever exhausted the account's attempts does
        not stop its owner from signing in now. Raises as `activate`.
        """
        person, encoded, now = self._prepared(token, Purpose.RESET, password)
        with self.database.write() as unit:
            self._consume(unit, token, Purpose.RESET, encoded, now)
            device = SessionOpener(self.entropy, self.limits).recognise(unit, person.id, client, now)
            unit.attempts.save(device_key(digest(device)), ())
            unit.record(PasswordReset(person.id), person_actor(person.id))
            unit.outbox.add([_message(self.entropy, MessageKind.PASSWORD_CHANGED, person.email, now, person.id)])
            unit.commit()
        return device

    def change(self, person_id: PersonId, present: str, password: str, client: Client) -> SignedIn:
        """Change the password of a signed-in person, who gives the present one; every session ends, a new one opens.

        Raises:
            Invalid: the present one is wrong (`present_password`), or every advice that the new one does not meet.
            TooManyAttempts, Busy: as for signing in.
        """
        now = self.clock.now()
        with self.database.read() as kept:
            person = kept.persons.get(person_id)
            found = kept.persons.by_email(person.email) if person else None
            if person is None or found is None or found[1] is None:
                raise LinkUnknown()
            problems = self._weaknesses(kept, person, password)
        self._verify_present(found[1], present, client, now)
        if problems:
            raise Invalid(problems)
        encoded = self.hasher.hash(normal_password(password))
        with self.database.write() as unit:
            self._replace(unit, person, encoded, now)
            unit.record(PasswordChanged(person.id), person_actor(person.id))
            unit.outbox.add([_message(self.entropy, MessageKind.PASSWORD_CHANGED, person.email, now, person.id)])
            opened = SessionOpener(self.entropy, self.limits).open(unit, person, client, now)
            unit.commit()
        return opened

    def _prepared(self, token: str, purpose: Purpose, password: str) -> tuple[Person, str, datetime]:
        with self.database.read() as kept:
            _, person = self._checked(kept, token, purpose)
            problems = self._weaknesses(kept, person, password)
        if problems:
            raise Invalid(problems)
        return person, self.hasher.hash(normal_password(password)), self.clock.now()

    def _checked(self, kept: Repositories, token: str, purpose: Purpose) -> tuple[Link, Person]:
        link = kept.links.by_digest(digest(token), purpose)
        person = kept.persons.get(link.person_id) if link else None
        if link is None or person is None:
            raise LinkUnknown()
        link.check(self.clock.now())
        return link, person

    def _consume(self, unit: UnitOfWork, token: str, purpose: Purpose, encoded: str, now: datetime) -> None:
        link, person = self._checked(unit, token, purpose)
        unit.links.save(link.used(now))
        # A link that came by mail proves the address, as the yearly verification does.
        unit.standings.save(unit.standings.get(person.id).verified(person.email, now))
        self._replace(unit, person, encoded, now)

    def _replace(self, unit: UnitOfWork, person: Person, encoded: str, now: datetime) -> None:
        unit.persons.save_credential(Credential(person.id, encoded, now))
        unit.links.close(person.id, now)
        unit.sessions.end(person.id)
        unit.attempts.save(account_key(person.email), ())

    def _weaknesses(self, kept: Repositories, person: Person, password: str) -> tuple[Problem, ...]:
        memberships, _ = kept.accesses.memberships(person.id, "", 0, _COMPANIES_CHECKED)
        facts = PersonalFacts(
            last_name=person.last_name,
            first_name=person.first_name,
            email=person.email,
            birth_date=person.birth_date,
            company_names=tuple(membership.company.name for membership in memberships),
            sirens=tuple(membership.company.siren for membership in memberships),
        )
        return weaknesses(password, self.policy, facts, self.guessables.knows)

    def _verify_present(self, credential: Credential, present: str, client: Client, now: datetime) -> None:
        throttle = Throttle(self.database)
        key = device_key(digest(client.device)) if client.device else f"change:{credential.person_id}"
        reservation = throttle.reserve((key,), self.limits.sign_in, now)
        try:
            right = self.hasher.verify(credential.password_hash, normal_password(present))
        except Busy:
            throttle.release(reservation)
            raise
        if not right:
            raise Invalid([Problem("present", "present_password")])
        throttle.release(reservation)


def _message(
    entropy: Entropy, kind: MessageKind, email: Email, now: datetime, person_id: PersonId | None = None
) -> Message:
    return Message(entropy.identifier(), kind, email, created_at=now, due_at=now, person_id=person_id)
