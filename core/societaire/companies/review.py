"""The quarterly review of a company's accesses: is everybody in the list still to be there (RULES C7)?"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import frozen

from societaire.companies.access import Access
from societaire.values import Siren

REVIEW_EVERY = timedelta(days=91)
ASK_EVERY = REVIEW_EVERY / 3


def confirmed_since(access: Access) -> datetime:
    """When somebody last said that the access is right: by confirming it, or by granting it."""
    return max(access.granted_at, access.confirmed_at or access.granted_at)


def is_to_confirm(access: Access, now: datetime) -> bool:
    """Whether a live access waits for an administrator's word."""
    return access.is_live and now - confirmed_since(access) >= REVIEW_EVERY


def is_due(accesses: Iterable[Access], now: datetime) -> bool:
    """Whether a company's list is to be reviewed."""
    return any(is_to_confirm(access, now) for access in accesses)


@frozen
class ReviewDue:
    """A company whose list waits: since when for its oldest access, and when administrators were last asked."""

    siren: Siren
    name: str
    confirmed_since: datetime
    waiting: int
    asked_at: datetime | None = None

    def should_ask(self, now: datetime) -> bool:
        """Whether a mail is due: once when the review falls due, then every month as long as nobody confirms."""
        if self.asked_at is None or self.asked_at < self.confirmed_since + REVIEW_EVERY:
            return True
        return now - self.asked_at >= ASK_EVERY
