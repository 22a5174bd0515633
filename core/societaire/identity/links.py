"""Links sent by e-mail: single use, one purpose, one person, replaced by the newer one (RULES A1, A2)."""

from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from attrs import evolve, frozen

from societaire.errors import Conflict, NotFound
from societaire.values import Email, PersonId


class Purpose(StrEnum):
    """What a link lets its holder do, and nothing else."""

    ACTIVATION = "activation"
    RESET = "reset"
    INVITATION = "invitation"


class LinkUnknown(NotFound):
    """No such link was ever sent, for that purpose."""

    code = "link_unknown"


class LinkExpired(Conflict):
    """The link was good, its time is over."""

    code = "link_expired"


class LinkUsed(Conflict):
    """The link was used already."""

    code = "link_used"


class LinkReplaced(Conflict):
    """A newer link was sent since, or the address that this one was sent to has changed: this one is dead."""

    code = "link_replaced"


@frozen
class Link:
    """A link as stored: its token only as a digest, so that a copy of the database opens nothing.

    `message_id` is the message that carries it.
    """

    digest: str
    purpose: Purpose
    person_id: PersonId
    email: Email
    created_at: datetime
    expires_at: datetime
    message_id: str = ""
    used_at: datetime | None = None
    replaced_at: datetime | None = None

    def check(self, now: datetime) -> None:
        """Raise LinkUsed, LinkReplaced or LinkExpired when the link no longer opens anything."""
        if self.used_at is not None:
            raise LinkUsed()
        if self.replaced_at is not None:
            raise LinkReplaced()
        if now >= self.expires_at:
            raise LinkExpired()

    def used(self, now: datetime) -> "Link":
        """The same link, consumed."""
        return evolve(self, used_at=now)


def digest(token: str) -> str:
    """What is stored of a random token of 256 bits: its SHA-256 in hexadecimal, enough against such entropy."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
