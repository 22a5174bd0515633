"""Which days are worked."""

from datetime import date
from typing import Protocol


class WorkingDays(Protocol):
    """The French calendar."""

    def is_worked(self, day: date, postal_code: str | None = None) -> bool:
        """Whether it is a Monday to Friday and no public holiday there; mainland France when no place is told."""
