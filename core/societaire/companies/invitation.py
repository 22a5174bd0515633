"""Inviting a colleague into a company's space: accepted by whoever reads the mailbox, nobody else (RULES C3, C5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from attrs import evolve, frozen

from societaire.companies.candidate import Candidate
from societaire.errors import Busy, Conflict, NotAllowed, NotFound
from societaire.settings import Limits
from societaire.values import Email, PersonId, Siren

DAY = timedelta(days=1)


class InvitationState(StrEnum):
    """Where an invitation is; one past its time is still PENDING here, `is_expired` says so."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


NEXT = MappingProxyType(
    {
        InvitationState.PENDING: frozenset({InvitationState.ACCEPTED, InvitationState.REVOKED}),
        InvitationState.ACCEPTED: frozenset[InvitationState](),
        InvitationState.REVOKED: frozenset[InvitationState](),
    }
)
"""Which state may follow which."""


class InvitationUnknown(NotFound):
    """The company has no such invitation, or no such link was ever sent."""

    code = "invitation_unknown"


class AlreadyAccepted(Conflict):
    """The invitation was accepted already."""

    code = "invitation_accepted"


class NoLongerInvited(Conflict):
    """The company no longer invites."""

    code = "invitation_revoked"


class InvitationReplaced(Conflict):
    """A newer link was sent for the same invitation."""

    code = "invitation_replaced"


class InvitationExpired(Conflict):
    """Its time is over: the company's administrator may send it again."""

    code = "invitation_expired"


class InvitationForOther(NotAllowed):
    """Somebody else than whom the invitation was written to is signed in."""

    code = "invitation_for_other"


class TooManyInvitations(Conflict):
    """As many invitations as a company may have wait for an answer, or were made today."""

    code = "too_many_invitations"


class AlreadyInvited(Conflict):
    """The address already has an invitation that waits: it can be sent again."""

    code = "already_invited"


class AlreadyListed(Conflict):
    """The address already has a live access to the company."""

    code = "already_listed"


class InvitationJustSent(Busy):
    """A link left minutes ago: another one would only kill it."""

    code = "invitation_just_sent"


@frozen
class Invitation:
    """Somebody asked into a company as collaborator; `digest` is that of the link last sent, empty until it is.

    Names are those that the administrator typed: they tell nothing of who the address belongs to. `version` is how
    often it was written: 0 until it is kept.
    """

    id: str
    siren: Siren
    email: Email
    last_name: str
    first_name: str
    label: str
    invited_by: PersonId
    created_at: datetime
    sent_at: datetime
    expires_at: datetime
    state: InvitationState = InvitationState.PENDING
    digest: str = ""
    version: int = 0

    @classmethod
    def of(
        cls, id_: str, siren: Siren, candidate: Candidate, by: PersonId, now: datetime, limits: Limits
    ) -> "Invitation":
        """A new one."""
        return cls(
            id_,
            siren,
            candidate.email,
            candidate.last_name,
            candidate.first_name,
            candidate.label,
            by,
            created_at=now,
            sent_at=now,
            expires_at=now + limits.activation_link,
        )

    @property
    def full_name(self) -> str:
        """First name then last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def is_pending(self) -> bool:
        """Neither accepted nor revoked, whatever the time."""
        return self.state is InvitationState.PENDING

    def is_expired(self, now: datetime) -> bool:
        """Whether it waits in vain."""
        return self.is_pending and now >= self.expires_at

    def is_waiting(self, now: datetime) -> bool:
        """Whether it can still be accepted."""
        return self.is_pending and now < self.expires_at

    def check(self, digest: str, now: datetime) -> None:
        """Raise AlreadyAccepted, NoLongerInvited, InvitationReplaced or InvitationExpired unless it opens now."""
        if self.state is InvitationState.ACCEPTED:
            raise AlreadyAccepted()
        if self.state is InvitationState.REVOKED:
            raise NoLongerInvited()
        if self.digest != digest:
            raise InvitationReplaced()
        if self.is_expired(now):
            raise InvitationExpired()

    def moved(self, state: InvitationState) -> "Invitation":
        """The invitation in another state; raises AlreadyAccepted or NoLongerInvited when it is over."""
        if state not in NEXT[self.state]:
            raise AlreadyAccepted() if self.state is InvitationState.ACCEPTED else NoLongerInvited()
        return evolve(self, state=state)

    def renewed(self, now: datetime, limits: Limits) -> "Invitation":
        """The invitation to be sent again: the link sent before is dead at once. Raises InvitationJustSent."""
        if not self.is_pending:
            self.moved(InvitationState.REVOKED)
        elapsed = now - self.sent_at
        if elapsed < limits.link_mail_interval and not self.is_expired(now):
            raise InvitationJustSent(max(1, int((limits.link_mail_interval - elapsed).total_seconds())))
        return evolve(self, sent_at=now, expires_at=now + limits.activation_link, digest="")


def check_room(invitations: Sequence[Invitation], email: Email, now: datetime, limits: Limits) -> None:
    """Raise AlreadyInvited or TooManyInvitations unless the company may invite that address now."""
    waiting = [each for each in invitations if each.is_waiting(now)]
    if any(each.email == email for each in waiting):
        raise AlreadyInvited()
    today = sum(now - each.created_at < DAY for each in invitations)
    if max(len(waiting), today) >= limits.pending_invitations:
        raise TooManyInvitations(most=limits.pending_invitations)
