"""Signing in, with a password and never faster for the unknown than for the known."""

from datetime import datetime

from attrs import evolve, frozen

from societaire.errors import Busy, NotAllowed
from societaire.identity.links import digest
from societaire.identity.passwords import normal_password
from societaire.identity.person import Credential, Person
from societaire.identity.sessions import Client, KnownDevice, Session, network_of
from societaire.identity.throttling import TooManyAttempts, account_key, address_key, device_key
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.journal import LoggedAction, Outcome
from societaire.ports.passwords import PasswordHasher
from societaire.settings import Limits
from societaire.use_cases.access_notes import entry
from societaire.use_cases.throttle import Reservation, Throttle
from societaire.values import Email, PersonId, SessionId


class WrongCredentials(NotAllowed):
    """The address and the password don't go together; nothing tells which is wrong."""

    code = "wrong_credentials"


@frozen
class SignedIn:
    """A new session; its tokens are known to the browser alone. `device` is the browser's own, to be kept for long."""

    person: Person
    session: Session
    token: str
    device: str


@frozen
class SessionOpener:
    """Opens a session within a change: after a password was given, or a first one chosen."""

    entropy: Entropy
    limits: Limits

    def open(self, unit: UnitOfWork, person: Person, client: Client, now: datetime) -> SignedIn:
        """A session with a token of its own, whatever the browser had before; the browser becomes a known one."""
        token = self.entropy.token()
        device = self.recognise(unit, person.id, client, now)
        session = Session(
            id=SessionId(self.entropy.identifier()),
            digest=digest(token),
            person_id=person.id,
            created_at=now,
            seen_at=now,
            browser=client.browser,
            network=network_of(client.ip),
        )
        unit.sessions.add(session)
        return SignedIn(person, session, token, device)

    def recognise(self, unit: UnitOfWork, person_id: PersonId, client: Client, now: datetime) -> str:
        """Make the browser a known one of the person; returns its token, kept when it already was."""
        token = client.device
        known = unit.devices.of(digest(token)) if token else None
        if token is None or known is None or known.person_id != person_id:
            token = self.entropy.token()
        unit.devices.save(KnownDevice(digest(token), person_id, now))
        return token


@frozen
class SigningIn:
    """The sign-in of a person (RULES B1, A6)."""

    database: Database
    hasher: PasswordHasher
    entropy: Entropy
    clock: Clock
    limits: Limits

    def sign_in(self, address: str, password: str, client: Client) -> SignedIn:
        """Open a session for whoever gives the right password of that address.

        Raises:
            WrongCredentials: unknown address, wrong password or person not yet activated: one answer for all.
            TooManyAttempts: this browser, account or network must wait; nothing was verified.
            Busy: every processor already verifies a password; the attempt does not count.
        """
        now = self.clock.now()
        found = self._find(address)
        throttle = Throttle(self.database)
        try:
            reservation = throttle.reserve(self._keys(address, found, client), self.limits.sign_in, now)
        except TooManyAttempts:
            self._log(LoggedAction.SIGN_IN_THROTTLED, Outcome.REFUSED, found, client, now)
            raise
        credential = found[1] if found else None
        try:
            right = self.hasher.verify(credential.password_hash if credential else None, normal_password(password))
        except Busy:
            throttle.release(reservation)
            raise
        if not right or found is None or credential is None:
            self._log(LoggedAction.SIGN_IN, Outcome.REFUSED, found, client, now)
            raise WrongCredentials()
        return self._open(found[0], self._fresh(credential, password), credential, client, reservation, now)

    def miss(self, client: Client) -> None:
        """Count a refused request to sign in (a forged form) on the network that it comes from."""
        if client.ip:
            Throttle(self.database).reserve((address_key(client.ip),), self.limits.sign_in, self.clock.now())

    def _find(self, address: str) -> tuple[Person, Credential | None] | None:
        try:
            email = Email(address)
        except ValueError:
            return None
        with self.database.read() as kept:
            return kept.persons.by_email(email)

    def _keys(self, address: str, found: tuple[Person, Credential | None] | None, client: Client) -> tuple[str, ...]:
        # A browser that already signed in as this person counts alone: strangers who exhaust the account or the
        # network's share can't shut it out (RULES A6).
        if found and client.device:
            with self.database.read() as kept:
                known = kept.devices.of(digest(client.device))
            if known and known.person_id == found[0].id and self.clock.now() - known.used_at < self.limits.known_device:
                return (device_key(known.digest),)
        account = found[0].email if found else None
        keys = [account_key(account)] if account else [f"account:{digest(address.strip().lower())}"]
        return (*keys, address_key(client.ip)) if client.ip else tuple(keys)

    def _fresh(self, credential: Credential, password: str) -> Credential | None:
        """The credential hashed anew when its parameters have aged, as long as a processor is free for it."""
        if not self.hasher.outdated(credential.password_hash):
            return None
        try:
            return evolve(credential, password_hash=self.hasher.hash(normal_password(password)))
        except Busy:
            return None

    def _open(
        self,
        person: Person,
        rehashed: Credential | None,
        verified: Credential,
        client: Client,
        reservation: Reservation,
        now: datetime,
    ) -> SignedIn:
        with self.database.write() as unit:
            present = unit.persons.by_email(person.email)
            if present is None or present[1] != verified:
                raise WrongCredentials()
            if rehashed:
                unit.persons.save_credential(rehashed)
            Throttle(self.database).release_within(unit, reservation)
            opened = SessionOpener(self.entropy, self.limits).open(unit, present[0], client, now)
            unit.attempts.save(device_key(digest(opened.device)), ())
            unit.access_log.add(entry(LoggedAction.SIGN_IN, Outcome.DONE, person.id, client, now))
            unit.commit()
        return opened

    def _log(
        self,
        action: LoggedAction,
        outcome: Outcome,
        found: tuple[Person, Credential | None] | None,
        client: Client,
        now: datetime,
    ) -> None:
        with self.database.write() as unit:
            unit.access_log.add(entry(action, outcome, found[0].id if found else None, client, now))
            unit.commit()
