"""What time it is."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The present instant."""

    def now(self) -> datetime:
        """Now, in UTC, with its time zone."""
