"""Accesses: which person sees which company, with which profile (RULES B1, C1)."""

from datetime import datetime, timedelta
from enum import StrEnum

from attrs import evolve, frozen

from societaire.companies.company import Company
from societaire.errors import Conflict, NotAllowed, NotFound
from societaire.values import PersonId, Siren


class Profile(StrEnum):
    """Two profiles, per company (RULES C1)."""

    ADMINISTRATOR = "administrator"
    COLLABORATOR = "collaborator"


class AccessState(StrEnum):
    """A removed access is kept: it can be restored, and tells who had what when."""

    LIVE = "live"
    REMOVED = "removed"


class CompanyClosedToYou(NotFound):
    """The company does not exist, or the person has no live access to it: one answer for both."""

    code = "company_closed_to_you"


class LastAdministrator(Conflict):
    """The company would be left without administrator (RULES C8)."""

    code = "last_administrator"


class AlreadyAttached(Conflict):
    """The person already has that access."""

    code = "already_attached"


class NotAttached(NotFound):
    """The person has no live access to that company."""

    code = "not_attached"


class InsurersAlone(NotAllowed):
    """Accesses of administrators, one's own among them, are the insurer's to change (RULES C2, C9)."""

    code = "insurers_alone"


class NotAdministrator(Conflict):
    """The person is not an administrator of that company."""

    code = "not_administrator"


class RestorationOver(Conflict):
    """The access was removed too long ago to be restored (RULES C4)."""

    code = "restoration_over"


@frozen
class Access:
    """One person's access to one company; `changed_in_portal` makes it win over an export until an export agrees.

    `label` is what the company says of the person; `confirmed_at` when an administrator last said that it is still
    right; `version` is how often it was written: 0 until it is kept.
    """

    person_id: PersonId
    siren: Siren
    profile: Profile
    state: AccessState
    granted_at: datetime
    removed_at: datetime | None = None
    visited_at: datetime | None = None
    changed_in_portal: bool = False
    version: int = 0
    label: str = ""
    confirmed_at: datetime | None = None

    @property
    def is_live(self) -> bool:
        """Whether it opens the company now."""
        return self.state is AccessState.LIVE

    def removed(self, now: datetime) -> "Access":
        """The access ended by hand, here: it wins over the insurer's export until that agrees."""
        return evolve(self, state=AccessState.REMOVED, removed_at=now, changed_in_portal=True)

    def granted(self, profile: Profile, now: datetime) -> "Access":
        """The access opened, or opened again, by hand: what it was before gives no right to it."""
        return evolve(
            self, profile=profile, state=AccessState.LIVE, granted_at=now, removed_at=None, changed_in_portal=True
        )

    def restored(self, profile: Profile, now: datetime, within: timedelta) -> "Access":
        """The access opened again; raises AlreadyAttached, or RestorationOver after that time (RULES C4)."""
        if self.is_live or self.removed_at is None:
            raise AlreadyAttached(siren=str(self.siren))
        if now - self.removed_at >= within:
            raise RestorationOver()
        return self.granted(profile, now)


@frozen
class Membership:
    """A live access together with its company: what every page of the company needs."""

    access: Access
    company: Company


@frozen
class Switcher:
    """The other companies that a person may switch to, the last visited first; `total` counts the present one too."""

    recent: tuple[Membership, ...]
    total: int


def left_without_administrator(accesses: tuple[Access, ...], ended: Access) -> bool:
    """Whether ending `ended` leaves its company without live administrator (RULES C8)."""
    return (
        ended.is_live
        and ended.profile is Profile.ADMINISTRATOR
        and not any(
            other.is_live and other.profile is Profile.ADMINISTRATOR and other.person_id != ended.person_id
            for other in accesses
        )
    )


def check_manageable(access: Access, by: PersonId) -> None:
    """Raise InsurersAlone unless an administrator of the company may change that access (RULES C3, C9)."""
    if access.profile is Profile.ADMINISTRATOR or access.person_id == by:
        raise InsurersAlone()
