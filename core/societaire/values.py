"""The small values that every area shares: identifiers, e-mail addresses, amounts, days and periods."""

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NewType
from zoneinfo import ZoneInfo

from attrs import field, frozen
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as siren_number

PARIS = ZoneInfo("Europe/Paris")

PersonId = NewType("PersonId", str)
ContractId = NewType("ContractId", str)
DocumentId = NewType("DocumentId", str)
SessionId = NewType("SessionId", str)
ContactCode = NewType("ContactCode", str)
AgencyCode = NewType("AgencyCode", str)
ContractNumber = NewType("ContractNumber", str)
Year = NewType("Year", int)

_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\]+\.[^\s@,;:<>()\[\]\"\\.]{2,}")
_ADDRESS_LENGTH = 254
_UNSEARCHED = frozenset({"Mn", "Cf", "Cs", "Co", "Cn"})
# Signs that turn the direction of what follows: a name could be made to read as another one.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "\u2019": "'"})
MOST_WORDS = 20


def _checked_siren(text: str) -> str:
    try:
        return str(siren_number.validate("".join(text.split())))
    except ValidationError as error:
        raise ValueError(text) from error


@frozen(order=True)
class Siren:
    """The nine digits that name a French company, their key checked; spaces of any kind between them are dropped."""

    number: str = field(converter=_checked_siren)

    def __str__(self) -> str:
        return self.number


def _normal_address(text: str) -> str:
    # Compatibility forms (full-width letters, ligatures) are refused rather than folded: two addresses that look
    # alike must never become one identity.
    address = unicodedata.normalize("NFC", text.strip()).lower()
    if not address.isascii() and unicodedata.normalize("NFKC", address) != address:
        raise ValueError(text)
    if not address.isprintable() and any(unicodedata.category(c).startswith("C") for c in address):
        raise ValueError(text)
    if len(address) > _ADDRESS_LENGTH or ".." in address or not _ADDRESS.fullmatch(address):
        raise ValueError(text)
    return address


@frozen(order=True)
class Email:
    """One identity: letter case and surrounding spaces do not matter (RULES B2). Raises ValueError when malformed."""

    address: str = field(converter=_normal_address)

    def __str__(self) -> str:
        return self.address


@frozen
class Period:
    """Whole days, both ends included."""

    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"{self.end} < {self.start}")


def folded(text: str) -> str:
    """What a search compares: case, accents, ligatures, curls of apostrophes, controls and repeated spaces aside."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    return " ".join("".join(map(_searched, plain)).split())


def searched_words(text: str) -> tuple[str, ...]:
    """What a search looks for, in any order: each word of the text, folded, once; the first MOST_WORDS of them."""
    return tuple(dict.fromkeys(folded(text).split()))[:MOST_WORDS]


@lru_cache(maxsize=4096)
def _searched(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    return "" if category in _UNSEARCHED else character


def is_control(character: str) -> bool:
    """Whether it steers what shows the text rather than shows itself."""
    return character in _TURNING or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def day_in_paris(moment: datetime) -> date:
    """The French calendar day of an instant: what insurers and members call "today"."""
    return moment.astimezone(PARIS).date()


def instant(moment: datetime) -> datetime:
    """The same instant in UTC; raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment.astimezone(UTC)
