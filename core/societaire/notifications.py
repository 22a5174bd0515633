"""Messages to be sent: a kind, a recipient and values; the words come later, with the link of the moment."""

from datetime import datetime, timedelta
from enum import StrEnum

from attrs import evolve, frozen

from societaire.identity.links import Purpose
from societaire.values import Email, PersonId, Siren

FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=6)
LEASE = timedelta(minutes=10)
MOST_TRIES = 12


class MessageKind(StrEnum):
    """Every kind of message that the service sends; none other exists."""

    ACTIVATION = "activation"
    PASSWORD_HELP = "password_help"  # noqa: S105 - the name of a message
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of a message
    EMAIL_CHANGED = "email_changed"
    COMPANY_ATTACHED = "company_attached"
    COMPANY_DETACHED = "company_detached"


class MessageState(StrEnum):
    """Where a message is: every one ends sent, dropped (no longer due) or dead (given up, for staff to see)."""

    QUEUED = "queued"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


@frozen
class Message:
    """A message of the outbox; `recipient` is the address at the moment of queueing, checked again at sending."""

    id: str
    kind: MessageKind
    recipient: Email
    created_at: datetime
    due_at: datetime
    person_id: PersonId | None = None
    siren: Siren | None = None
    values: tuple[tuple[str, str], ...] = ()
    state: MessageState = MessageState.QUEUED
    tries: int = 0
    last_error: str = ""

    def sent(self) -> "Message":
        """Handed over to the mail server."""
        return evolve(self, state=MessageState.SENT, tries=self.tries + 1, last_error="")

    def dropped(self, why: str) -> "Message":
        """No longer due: the recipient is gone, or was told already."""
        return evolve(self, state=MessageState.DROPPED, last_error=why)

    def refused(self, why: str) -> "Message":
        """Given up: the address or the message is refused for good."""
        return evolve(self, state=MessageState.DEAD, tries=self.tries + 1, last_error=why)

    def delayed(self, why: str, now: datetime) -> "Message":
        """To be tried again after a doubling pause, given up after the last try."""
        tries = self.tries + 1
        if tries >= MOST_TRIES:
            return self.refused(why)
        pause = min(FIRST_RETRY * 2 ** (tries - 1), LONGEST_RETRY)
        return evolve(self, tries=tries, last_error=why, due_at=now + pause)


@frozen
class MailContent:
    """What the words of a message are made from; `token` opens the link of `purpose`, both absent without a link."""

    message: Message
    full_name: str
    company_name: str | None = None
    token: str | None = None
    purpose: Purpose | None = None
    expires_at: datetime | None = None
