"""One reader per kind of field: from the text of an entry to its figure, and back."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from societaire.declarations.amounts import (
    Fault,
    read_amount,
    read_count,
    read_decimal,
    read_percent,
    trimmed,
    written,
)
from societaire.declarations.forms import Field, FieldKind, Figure
from societaire.values import is_control

FIRST_YEAR = 1900
LAST_YEAR = 2200
LONGEST_LINE = 300
LONGEST_TEXT = 4000
LONGEST_ACTIVITY = 120
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FRENCH = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_YES = frozenset({"yes", "oui", "o", "on", "x", "true", "1"})
_NO = frozenset({"no", "non", "n", "off", "false", "0"})


def read(field: Field, text: str) -> Figure | Fault | None:
    """The figure that a text stands for, None when it says nothing, or why it can't be read."""
    if len(text) > LONGEST_TEXT:
        return Fault.of("too_long", longest=LONGEST_TEXT)
    if not text or text.isspace():
        return None
    return _READERS[field.kind](field, text)


def entry(figure: Figure) -> str:
    """The text that reads as this figure."""
    match figure:
        case bool():
            return "yes" if figure else "no"
        case Decimal() | int():
            return written(figure)
        case date():
            return f"{figure.day:02}/{figure.month:02}/{figure.year:04}"
        case str():
            return figure


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


def _answer(_: Field, text: str) -> bool | Fault:
    word = trimmed(text).lower()
    if word in _YES:
        return True
    return False if word in _NO else Fault("answer_unknown")


def _tick(field: Field, text: str) -> bool | Fault | None:
    # A box that is not ticked says nothing.
    return _answer(field, text) or None


def _choice(field: Field, text: str) -> str | Fault:
    found = trimmed(text)
    return found if found in field.options else Fault("choice_unknown")


def _activity(field: Field, text: str) -> str | Fault:
    found = _words(text, LONGEST_ACTIVITY)
    if isinstance(found, Fault):
        return found
    return found.upper() if found.upper() in field.options else found


def _words(text: str, longest: int) -> str | Fault:
    found = unicodedata.normalize("NFC", trimmed(text))
    if not found.isprintable() and any(map(is_control, found)):
        return Fault("control_character")
    return found if len(found) <= longest else Fault.of("too_long", longest=longest)


def _long_text(_: Field, text: str) -> str | Fault:
    lines = [_words(line, LONGEST_TEXT) for line in text.strip().splitlines()]
    told = [line for line in lines if not isinstance(line, Fault)]
    return "\n".join(told) if len(told) == len(lines) else Fault("control_character")


_READERS: Mapping[FieldKind, Callable[[Field, str], Figure | Fault | None]] = MappingProxyType(
    {
        FieldKind.AMOUNT: lambda _, text: read_amount(text),
        FieldKind.COUNT: lambda _, text: read_count(text),
        FieldKind.DECIMAL: lambda _, text: read_decimal(text),
        FieldKind.PERCENT: lambda _, text: read_percent(text),
        FieldKind.DATE: lambda _, text: read_day(text),
        FieldKind.YES_NO: _answer,
        FieldKind.CHOICE: _choice,
        FieldKind.ACTIVITY: _activity,
        FieldKind.TEXT: lambda _, text: _words(text, LONGEST_LINE),
        FieldKind.LONG_TEXT: _long_text,
        FieldKind.TICK: _tick,
    }
)
