"""The French calendar, by its library."""

from collections.abc import Container
from datetime import date
from functools import lru_cache

from attrs import frozen

_OVERSEAS = frozenset({"971", "972", "973", "974", "976"})
_MOSELLE = "57"
_ALSACE = "6AE"
_ALSATIAN = frozenset({"67", "68"})


@frozen
class LibraryCalendar:
    """The WorkingDays port: Alsace, Moselle and overseas departments have holidays of their own."""

    def is_worked(self, day: date, postal_code: str | None = None) -> bool:
        return day.weekday() < 5 and day not in _holidays(_part(postal_code or ""), day.year)


def _part(postal_code: str) -> str | None:
    if postal_code[:3] in _OVERSEAS:
        return postal_code[:3]
    if postal_code[:2] in _ALSATIAN:
        return _ALSACE
    return _MOSELLE if postal_code[:2] == _MOSELLE else None


@lru_cache(maxsize=64)
def _holidays(part: str | None, year: int) -> Container[date]:
    # Only what counts days needs the library: no other process should wait for it.
    from holidays import country_holidays

    return frozenset(country_holidays("FR", subdiv=part, years=year))
