"""Signed-in sessions, kept on the server so that ending one ends it everywhere."""

from datetime import datetime, timedelta

from attrs import evolve, frozen

from societaire.errors import NotAllowed
from societaire.settings import Limits
from societaire.values import PersonId, SessionId

TOUCH_EVERY = timedelta(minutes=1)
"""A session's last visit is written at most this often: a page must not cost a write each time."""


class SessionOver(NotAllowed):
    """There is no session, or it has ended: sign in again."""

    code = "session_over"


@frozen
class Client:
    """What a request tells of where it comes from; `device` is the token of a browser that signed in before."""

    ip: str = ""
    browser: str = ""
    device: str | None = None
    request_id: str = ""


@frozen
class Session:
    """One signed-in browser; its token is stored as a digest only, its address shortened."""

    id: SessionId
    digest: str
    person_id: PersonId
    created_at: datetime
    seen_at: datetime
    browser: str
    network: str

    def is_live(self, now: datetime, limits: Limits) -> bool:
        """Within both the idle and the total time; a clock set back never makes a session live longer."""
        return (
            self.created_at <= now + TOUCH_EVERY
            and now - self.seen_at < limits.session_idle
            and now - self.created_at < limits.session_total
        )

    def touched(self, now: datetime) -> "Session | None":
        """The session seen now, or None when it was seen so recently that writing it is not worth it."""
        return evolve(self, seen_at=now) if now - self.seen_at >= TOUCH_EVERY else None


@frozen
class KnownDevice:
    """A browser that signed in as a person before: its cookie spares it from what strangers do to the account."""

    digest: str
    person_id: PersonId
    used_at: datetime


def network_of(ip: str) -> str:
    """The coarse origin that a person may recognise: /24 in IPv4, /48 in IPv6; unreadable addresses give ''."""
    if "." in ip and ":" not in ip:
        return ".".join([*ip.split(".")[:3], "0"])
    parts = ip.split("::", 1)[0].split(":")
    return ":".join(parts[:3]) + "::" if ":" in ip else ""
