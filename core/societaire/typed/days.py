"""Days as French people type them, and as browsers send them."""

import re
from datetime import date

from societaire.typed.numbers import Fault, trimmed

FIRST_YEAR = 1900
LAST_YEAR = 2200
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FRENCH = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")


def read_day(text: str) -> date | Fault:
    """A day, French or ISO; a year of two digits is refused rather than guessed."""
    found = trimmed(text)
    if match := _ISO.fullmatch(found):
        year, month, day = match.groups()
    elif match := _FRENCH.fullmatch(found):
        day, month, year = match.groups()
    else:
        return Fault("day_format")
    if len(year) == 2:
        return Fault("day_year")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return Fault.of("date_range", first=FIRST_YEAR, last=LAST_YEAR)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return Fault("date_unknown")
