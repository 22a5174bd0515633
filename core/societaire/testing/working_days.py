"""A calendar of week days, with the holidays that a test gives."""

from datetime import date

from attrs import frozen


@frozen
class WeekDays:
    """The WorkingDays port."""

    holidays: frozenset[date] = frozenset()

    def is_worked(self, day: date, postal_code: str | None = None) -> bool:  # noqa: ARG002 - the same everywhere
        return day.weekday() < 5 and day not in self.holidays
