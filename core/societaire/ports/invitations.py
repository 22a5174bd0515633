"""Invitations, allowed shared mailboxes and reviews, as kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from attrs import frozen

from societaire.companies.access import Access
from societaire.companies.company import Company
from societaire.companies.invitation import Invitation
from societaire.companies.review import ReviewDue
from societaire.identity.person import Person
from societaire.values import Email, PersonId, Siren


class Invitations(Protocol):
    """Invitations, always asked for within a company, their links apart.

    Whoever changes one locks the company's accesses first (Accesses.of_company).
    """

    def of_company(self, siren: Siren) -> tuple[Invitation, ...]:
        """All of them whatever their state, the newest first."""

    def get(self, siren: Siren, invitation_id: str) -> Invitation | None:
        """None if the company has no such invitation."""

    def by_digest(self, digest: str) -> Invitation | None:
        """The invitation that a link was sent for, be it the last link or one before; None if there is none."""

    def save(self, invitation: Invitation) -> None:
        """Add or change, its link kept too; raises StaleWrite on another version than the one read (0: a new one)."""


class AllowedMailboxes(Protocol):
    """Shared mailboxes that staff let a company use all the same (RULES C7)."""

    def of_company(self, siren: Siren) -> frozenset[Email]:
        """Those of the company."""

    def add(self, siren: Siren, email: Email, now: datetime) -> None:
        """Allow it; again changes nothing."""


@frozen
class RosterLine:
    """A live access with its person and its company."""

    access: Access
    person: Person
    company: Company


class Rosters(Protocol):
    """Every company's live accesses, and which of them wait for a review; for staff and for the maintenance."""

    def live(self, after: tuple[Siren, PersonId] | None, most: int) -> tuple[RosterLine, ...]:
        """At most `most`, by SIREN then by person, after that one."""

    def due(self, before: datetime, after: Siren | None, most: int) -> Sequence[ReviewDue]:
        """Companies with a live administrator and a live access last confirmed (or granted) at `before` or earlier.

        At most `most`, by SIREN after `after`.
        """

    def due_in(self, siren: Siren, before: datetime) -> ReviewDue | None:
        """The same for one company; None if nothing is due there."""

    def asked(self, siren: Siren, now: datetime) -> None:
        """Keep that administrators were asked to review the company's accesses."""
