"""What the texts of the insurer's records may hold, whoever brings them: an export or staff."""

from societaire.errors import Problem
from societaire.values import is_control

LONGEST_CODE = 64
LONGEST_LINE = 300
_SEPARATOR = "|"


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
