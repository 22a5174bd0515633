"""What a cell says: one function per kind of value, from a cell to a value, to None, or to what is wrong."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from stdnum.exceptions import ValidationError
from stdnum.fr import siret as siret_number

from societaire.records.texts import LONGEST_CODE
from societaire.typed.numbers import Fault
from societaire.values import Email, is_control

FIRST_YEAR = 1900
LAST_YEAR = 2200
MOST_DIGITS = 15

_T = TypeVar("_T")
# What does not show and is no space: joiners, soft hyphen, marks of byte order.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LINE_BREAKS = re.compile(r"[\t\r\n\v\f]+ *")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FRENCH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_AMBIGUOUS = re.compile(r"[0-9 ]+\.[0-9]{3}")
_AMOUNT = re.compile(r"([0-9]+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+(?=,|$|\.[0-9]{3}))(?:[,.]([0-9]+))?")
_PLAIN_CODE = re.compile(r"[A-Za-z0-9._/-]{1,64}")
"""Most codes: nothing to trim, to compose or to refuse."""
_DOUBLED = str.maketrans("0123456789", "0246813579")
_HOURS = re.compile(
    r"(?:lun|mar|mer|jeu|ven|sam|dim)(?:[-,](?:lun|mar|mer|jeu|ven|sam|dim))*"
    r" (?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-4]):[0-5][0-9]"
    r"(?:,(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-4]):[0-5][0-9])*"
)


Reader = Callable[[str], _T | Fault | None]


def trimmed(cell: str) -> str:
    """Without what surrounds it and does not show: spaces of any kind, joiners."""
    if cell.isascii():
        return cell.strip()
    return cell.strip().strip(_INVISIBLE).strip()


def text(longest: int) -> Reader[str]:
    """A text: trimmed, accents composed, line breaks as spaces; control characters are refused."""

    def read(cell: str) -> str | Fault | None:
        found = trimmed(cell)
        if not found:
            return None
        if not found.isascii():
            found = unicodedata.normalize("NFC", found)
        if not found.isprintable():
            found = _LINE_BREAKS.sub(" ", found)
            if any(map(is_control, found)):
                return Fault("control_character")
        return found if len(found) <= longest else Fault.of("too_long", longest=longest)

    return read


_short_text = text(LONGEST_CODE)


def code(cell: str) -> str | Fault | None:
    """A code of the insurer's: as a text, every space a plain one, without the `|` that separates items."""
    if _PLAIN_CODE.fullmatch(cell):
        return cell
    found = _short_text(cell)
    if isinstance(found, str):
        if "|" in found or "\n" in cell.strip() or "\t" in cell.strip():
            return Fault("code_character")
        return " ".join(found.split())
    return found


def codes(cell: str) -> tuple[str, ...] | Fault | None:
    """A list of codes, each once."""
    found: dict[str, None] = {}
    for item in cell.split("|"):
        read = code(item)
        if isinstance(read, Fault):
            return read
        if read is not None:
            found[read] = None
    return tuple(found) or None


def among(known: Mapping[str, _T]) -> Reader[_T]:
    """One of a few words, whatever its case and accents."""

    # Codes of our own are not the export's words; a plain text is.
    words = ", ".join(str(value) if type(value) is str else word for word, value in known.items())

    def read(cell: str) -> _T | Fault | None:
        found = trimmed(cell)
        if not found:
            return None
        plain = unicodedata.normalize("NFKD", found.casefold())
        word = "".join(c for c in plain if not unicodedata.combining(c))
        return known[word] if word in known else Fault.of("value_unknown", known=words)

    return read


def several(known: Mapping[str, _T]) -> Reader[tuple[_T, ...]]:
    """Some of a few words, each once."""
    one = among(known)

    def read(cell: str) -> tuple[_T, ...] | Fault | None:
        found: dict[_T, None] = {}
        for item in cell.split("|"):
            word = one(item)
            if isinstance(word, Fault):
                return word
            if word is not None:
                found[word] = None
        return tuple(found) or None

    return read


def day(cell: str) -> date | Fault | None:
    """A date, ISO or French."""
    found = trimmed(cell)
    if not found:
        return None
    if match := _ISO.fullmatch(found):
        year, month, day_of_month = match.groups()
    elif match := _FRENCH.fullmatch(found):
        day_of_month, month, year = match.groups()
    else:
        return Fault("date_format")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return Fault.of("date_range", first=FIRST_YEAR, last=LAST_YEAR)
    try:
        return date(int(year), int(month), int(day_of_month))
    except ValueError:
        return Fault("date_unknown")


def year(cell: str) -> int | Fault | None:
    """A year of four digits."""
    found = trimmed(cell)
    if not found:
        return None
    if not (len(found) == 4 and found.isascii() and found.isdigit()):
        return Fault("year_format")
    return (
        int(found)
        if FIRST_YEAR <= int(found) <= LAST_YEAR
        else Fault.of("date_range", first=FIRST_YEAR, last=LAST_YEAR)
    )


def amount(cell: str) -> Decimal | Fault | None:
    """Euros: a decimal comma (or point), thousands set apart by spaces or points.

    A single point before exactly three digits could be either: it is refused (`amount_ambiguous`).
    """
    found = " ".join(trimmed(cell).split())
    if not found:
        return None
    if _AMBIGUOUS.fullmatch(found):
        return Fault("amount_ambiguous")
    match = _AMOUNT.fullmatch(found)
    if match is None:
        return Fault("amount_format")
    digits, cents = match[1].replace(" ", "").replace(".", ""), match[2] or ""
    if len(cents.rstrip("0")) > 2:
        return Fault("amount_cents")
    if len(digits.lstrip("0")) > MOST_DIGITS:
        return Fault("amount_range")
    return Decimal(f"{digits}.{cents[:2]:0<2}")


def siren(cell: str) -> str | Fault | None:
    """A SIREN, its key checked."""
    found = _digits(cell)
    if not found:
        return None
    if not (len(found) == 9 and found.isascii() and found.isdigit()):
        return Fault("siren_format")
    return found if _has_luhn_key(found) else Fault("siren_key")


def _has_luhn_key(siren: str) -> bool:
    """What python-stdnum says of nine digits, ten times faster: an export holds several SIREN for each company."""
    return (sum(map(int, siren[::2])) + sum(map(int, siren[1::2].translate(_DOUBLED)))) % 10 == 0


def siret(cell: str) -> str | Fault | None:
    """A SIRET, its keys checked (those of La Poste's offices follow their own rule)."""
    found = _digits(cell)
    if not found:
        return None
    if not (len(found) == 14 and found.isascii() and found.isdigit()):
        return Fault("siret_format")
    try:
        return siret_number.validate(found)
    except ValidationError:
        return Fault("siret_key")


def _digits(cell: str) -> str:
    return trimmed("".join(cell.split()))


def address(cell: str) -> str | Fault | None:
    """An e-mail address that somebody signs in with, normalised (RULES B2)."""
    found = trimmed(cell)
    if not found:
        return None
    try:
        return Email(found).address
    except ValueError:
        return Fault("email_format")


def is_readable_hours(hours: str) -> bool:
    """Whether opening hours follow the form `lun-ven 08:30-12:00,13:30-17:30`, several parted by `|`."""
    return all(_HOURS.fullmatch(part.strip()) for part in hours.split("|"))
