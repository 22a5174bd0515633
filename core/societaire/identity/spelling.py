"""How a text reads once letter case, accents and look-alike characters are undone."""

import re
import unicodedata
from collections.abc import Mapping

LOOKALIKES: Mapping[str, str] = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b", "9": "gq",
    "@": "a", "$": "s", "§": "s", "€": "e", "£": "l", "!": "il", "|": "il", "+": "t", "(": "c",
    "o": "0", "i": "1", "l": "1",
}  # fmt: skip
"""What a character may stand for in folded text, besides itself."""

_UNDECOMPOSED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_SHORT = 3
_LONG = 5


def folded(text: str) -> str:
    """Lower-case letters without accents; invisible characters are dropped, everything else stays in its place."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    seen = (c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return "".join(seen).translate(_UNDECOMPOSED)


def words(text: str) -> list[str]:
    """The runs of letters and digits of a text, folded."""
    return re.findall(r"[^\W_]+", folded(text))


def spells(text: str, word: str, *, gaps: bool = True, whole: bool = False) -> bool:
    """Whether folded `text` contains folded `word`, look-alikes read as what they stand for, in one pass.

    With `gaps`, characters that are neither letter nor digit may stand inside the word; with `whole`, no letter may
    touch its ends. One character at least must be the word's own: 911 is not Gil.
    """
    places: dict[str, int] = {}
    for place, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << place
    last = 1 << len(word) >> 1
    # One bit per letter of the word: set when a reading of the text ends there, `sure` once it used a letter itself.
    readings = sure = 0
    for at, character in enumerate(text):
        itself = likely = places.get(character, 0)
        for other in LOOKALIKES.get(character, ""):
            likely |= places.get(other, 0)
        opens = not (whole and at and text[at - 1].isalpha())
        kept = -1 if gaps and not character.isalnum() else 0
        longer = readings << 1 | opens
        sure = longer & itself | sure << 1 & likely | sure & kept
        readings = longer & likely | readings & kept
        if sure & last and not (whole and text[at + 1 : at + 2].isalpha()):
            return True
    return False


def contains(text: str, word: str) -> bool:
    """Whether folded `text` gives folded `word` away; the shorter, the stricter, so that no chance meeting blocks.

    Under three letters: as a whole word, as written. Three and four: anywhere in one piece, or spaced out as a whole
    word. Five and more: anywhere, spaced out or not.
    """
    if len(word) < _SHORT:
        return re.search(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", text) is not None if word else False
    if len(word) < _LONG:
        return spells(text, word, gaps=False) or spells(text, word, whole=True)
    return spells(text, word)
