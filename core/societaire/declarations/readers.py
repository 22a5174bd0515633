"""One reader per kind of field: from the text of an entry to its figure, and back."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from societaire.declarations.forms import Field, FieldKind, Figure
from societaire.typed.days import read_day
from societaire.typed.numbers import (
    Fault,
    read_amount,
    read_count,
    read_decimal,
    read_percent,
    trimmed,
    written,
)
from societaire.typed.words import LONGEST_LINE, LONGEST_TEXT, read_lines, read_words

LONGEST_ACTIVITY = 120
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
    found = read_words(text, LONGEST_ACTIVITY)
    if isinstance(found, Fault):
        return found
    return found.upper() if found.upper() in field.options else found


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
        FieldKind.TEXT: lambda _, text: read_words(text, LONGEST_LINE),
        FieldKind.LONG_TEXT: lambda _, text: read_lines(text, LONGEST_TEXT),
        FieldKind.TICK: _tick,
    }
)
