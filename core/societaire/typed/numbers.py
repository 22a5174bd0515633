"""Numbers as French people type them: what they say, or why they can't be read."""

import re
from decimal import Decimal

from attrs import frozen

from societaire.errors import Value
from societaire.values import folded

MOST_DIGITS = 12
_CENT = Decimal("0.01")
# What does not show and is no space: joiners, soft hyphen, marks of byte order.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_PLAIN = re.compile(r"[0-9]{1,12}(?:,[0-9]{1,2})?")
"""Most amounts: nothing to set right or to refuse."""
_NUMBER = re.compile(r"([0-9]+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+(?=,|$))(?:[,.]([0-9]+))?")
_AMBIGUOUS = re.compile(r"[0-9 ]+\.[0-9]{3}")
_CURRENCY = re.compile(r" ?(?:€|eur|euros?)(?: ?h\.?t\.?)?$", re.IGNORECASE)
_UNIT = re.compile(r"[0-9][0-9 .,]*(?:k|m|md|mds|mille|milliers?|millions?|milliards?)(?: ?(?:€|eur|euros?))?")
_NEGATIVE = re.compile(r"[-−–] ?[0-9].*|\( ?[0-9].*\)")
_NIL_WORDS = frozenset({"neant", "rien", "zero", "nul", "aucun", "aucune", "-", "–", "—", "/", "o"})


@frozen
class Fault:
    """Why a text can't be read as what its field asks."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, code: str, **values: Value) -> "Fault":
        """Build a fault from keyword values."""
        return cls(code, tuple(values.items()))


def trimmed(text: str) -> str:
    """The text with plain single spaces, without what surrounds it and does not show."""
    return " ".join(text.strip().strip(_INVISIBLE).split())


def read_amount(text: str) -> Decimal | Fault:
    """Euros, two decimals: `1 250 000`, `1.250.000,50`, `1250000,5`, any spaces, an euro sign after it or not.

    What could be read in two ways, or a thousand times too small, is refused rather than guessed: a single point
    before three digits (`amount_ambiguous`), three decimals (`amount_cents`), `1,5 M` (`amount_unit`).
    """
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ".")).quantize(_CENT)
    found = trimmed(text)
    return _number(_CURRENCY.sub("", found) if found.endswith(("€", *"rRsStT.")) else found)


def read_percent(text: str) -> Decimal | Fault:
    """A percentage from 0 to 100, two decimals, its sign after it or not; a point before decimals is understood."""
    read = _plain_number(trimmed(text).removesuffix("%").rstrip())
    if isinstance(read, Decimal) and read > 100:
        return Fault("percent_range")
    return read


def read_decimal(text: str) -> Decimal | Fault:
    """A number of things that may be cut, two decimals."""
    return _plain_number(trimmed(text))


def read_count(text: str) -> int | Fault:
    """A whole number of persons or things."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    read = _plain_number(trimmed(text))
    if isinstance(read, Fault):
        return Fault("count_decimals") if read.code == "number_decimals" else read
    return int(read) if read == read.to_integral_value() else Fault("count_decimals")


def written(value: Decimal | int) -> str:
    """The shortest text that reads as this number: `1250000`, `1250000,50`."""
    text = f"{value:f}"
    whole, _, cents = text.partition(".")
    return f"{whole},{cents}" if cents.strip("0") else whole


def _plain_number(text: str) -> Decimal | Fault:
    read = _number(text)
    return Fault(_OF_NUMBERS[read.code]) if isinstance(read, Fault) else read


_OF_NUMBERS = {
    "amount_unit": "number_format",
    "amount_format": "number_format",
    "amount_grouping": "number_format",
    "amount_ambiguous": "number_ambiguous",
    "amount_cents": "number_decimals",
    "amount_range": "number_range",
    "amount_negative": "number_negative",
    "amount_nil_word": "number_nil_word",
}
"""The same faults, of what is no amount of money."""


def _number(text: str) -> Decimal | Fault:
    match = _NUMBER.fullmatch(text)
    if match is None or _AMBIGUOUS.fullmatch(text):
        return _fault(text)
    digits, cents = match[1].replace(" ", "").replace(".", ""), match[2] or ""
    if len(cents) > 2:
        return Fault("amount_cents")
    if len(digits.lstrip("0")) > MOST_DIGITS:
        return Fault("amount_range")
    return Decimal(f"{digits}.{cents:0<2}")


def _fault(text: str) -> Fault:
    word = folded(text)
    if word in _NIL_WORDS:
        return Fault("amount_nil_word")
    if _NEGATIVE.fullmatch(text):
        return Fault("amount_negative")
    if _UNIT.fullmatch(word):
        return Fault("amount_unit")
    if _AMBIGUOUS.fullmatch(text):
        return Fault("amount_ambiguous")
    grouped = text.isascii() and any(map(str.isdigit, text)) and not text.strip("0123456789 .,'")
    return Fault("amount_grouping") if grouped else Fault("amount_format")
