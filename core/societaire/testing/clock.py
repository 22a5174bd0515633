"""A clock that stands still until it is told to move."""

from datetime import datetime, timedelta

from societaire.values import instant


class FixedClock:
    """The Clock port for tests; raises ValueError for a moment without time zone."""

    def __init__(self, now: datetime) -> None:
        self._now = instant(now)

    def now(self) -> datetime:
        """The moment last set, in UTC."""
        return self._now

    def advance(self, duration: timedelta) -> datetime:
        """Move forward, or back when negative; returns the new moment."""
        self._now += duration
        return self._now

    def set(self, now: datetime) -> None:
        """Jump to a moment."""
        self._now = instant(now)
