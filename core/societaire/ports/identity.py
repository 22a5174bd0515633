"""Persons, their links, sessions, known browsers and past attempts, as kept."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from societaire.errors import Busy, Conflict
from societaire.identity.links import Link, Purpose
from societaire.identity.person import Credential, Person
from societaire.identity.sessions import KnownDevice, Session
from societaire.values import Email, PersonId, SessionId, Siren


class DatabaseBusy(Busy):
    """What keeps the data can't answer for now: locked for too long, or out."""

    code = "database_busy"


class StaleWrite(Conflict):
    """Somebody changed it since it was read: nothing was written."""

    code = "stale_write"


class EmailTaken(Conflict):
    """Another person already has that address."""

    code = "email_taken"


class Persons(Protocol):
    """Persons and their passwords."""

    def get(self, person_id: PersonId) -> Person | None:
        """None if there is no such person."""

    def by_email(self, email: Email) -> tuple[Person, Credential | None] | None:
        """The person of an address with their password if they chose one; None if the address is nobody's."""

    def by_code(self, code: str) -> tuple[Person, Credential | None] | None:
        """The same by the insurer's own code."""

    def save(self, person: Person) -> None:
        """Add or change.

        Raises StaleWrite on another version than the one read (0: a new one), EmailTaken on a second owner.
        """

    def save_credential(self, credential: Credential) -> None:
        """Set or replace the person's password."""


class Invitees(Protocol):
    """Who could sign in but never chose a password."""

    def waiting(self, siren: Siren | None, after: PersonId | None, most: int) -> tuple[Person, ...]:
        """At most `most` persons without password who have a live access (to that company), by id after `after`."""

    def just_invited(self, persons: Collection[PersonId], since: datetime) -> frozenset[PersonId]:
        """Those of them whose activation link was sent at `since` or later and is still good, or waits to be sent."""


class Links(Protocol):
    """Single-use links, by digest."""

    def add(self, link: Link) -> None:
        """Keep a new link; older open ones of that person and purpose are marked replaced at its `created_at`."""

    def by_digest(self, digest: str, purpose: Purpose) -> Link | None:
        """None if no such link was sent for that purpose. Within a unit of work the row is locked until its end."""

    def save(self, link: Link) -> None:
        """Keep the link's new state; raises StaleWrite when it was used or replaced since it was read."""

    def latest(self, person_id: PersonId, purpose: Purpose) -> Link | None:
        """The newest link of that person and purpose whatever its state; None if there never was one."""

    def close(self, person_id: PersonId, now: datetime) -> None:
        """Mark every open link of the person replaced."""


class Sessions(Protocol):
    """Signed-in sessions, by digest."""

    def with_person(self, digest: str) -> tuple[Session, Person] | None:
        """The session and its person in one look; None if there is none."""

    def add(self, session: Session) -> None:
        """Keep a new session."""

    def touch(self, session: Session) -> None:
        """Keep when the session was last seen; one that was ended meanwhile stays ended."""

    def of_person(self, person_id: PersonId) -> tuple[Session, ...]:
        """Every session kept for the person, the last seen first; those over by time may be among them."""

    def end(self, person_id: PersonId, only: Sequence[SessionId] | None = None) -> int:
        """End those of the person's sessions named, or all when None is given; returns how many there were."""


class Devices(Protocol):
    """Browsers that signed in as a person before."""

    def of(self, digest: str) -> KnownDevice | None:
        """None if the browser is unknown."""

    def save(self, device: KnownDevice) -> None:
        """Remember the browser."""


class Attempts(Protocol):
    """Moments of failed attempts by key, shared by all processes."""

    def of(self, key: str) -> tuple[datetime, ...]:
        """Past failures of a key, oldest first; within a unit of work the key is locked until its end."""

    def save(self, key: str, failures: Sequence[datetime]) -> None:
        """Replace what is kept of a key; an empty sequence forgets it."""

    def purge(self, before: datetime) -> int:
        """Forget keys whose last failure is older; returns how many."""
