"""What the texts of the insurer's records may hold, whoever brings them: an export or staff."""

import unicodedata

from societaire.errors import Problem

LONGEST_CODE = 64
LONGEST_LINE = 300
_SEPARATOR = "|"
# Signs that turn the direction of what follows: a name could be made to read as another one.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_control(character: str) -> bool:
    """Whether it steers what shows the text rather than shows itself."""
    return character in _TURNING or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def code_problem(field: str, code: str) -> Problem | None:
    """What is wrong with a code of the insurer's: as for a line, and without what separates items."""
    if _SEPARATOR in code:
        return Problem(field, "code_character")
    return line_problem(field, code, LONGEST_CODE)


def line_problem(field: str, text: str, longest: int = LONGEST_LINE) -> Problem | None:
    """What is wrong with a text of one line: `text_missing`, `control_character` or `too_long` (longest)."""
    if not text.strip():
        return Problem(field, "text_missing")
    if any(map(is_control, text)):
        return Problem(field, "control_character")
    return Problem.of(field, "too_long", longest=longest) if len(text) > longest else None
