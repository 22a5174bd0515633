"""Words as people type them: one line, or several."""

import unicodedata

from societaire.typed.numbers import Fault, trimmed
from societaire.values import is_control

LONGEST_LINE = 300
LONGEST_TEXT = 4000


def read_words(text: str, longest: int = LONGEST_LINE) -> str | Fault:
    """One line with plain single spaces; refused with signs that steer what shows it, or too long."""
    found = unicodedata.normalize("NFC", trimmed(text))
    if not found.isprintable() and any(map(is_control, found)):
        return Fault("control_character")
    return found if len(found) <= longest else Fault.of("too_long", longest=longest)


def read_lines(text: str, longest: int = LONGEST_TEXT) -> str | Fault:
    """Several lines, each as `read_words` reads it."""
    lines = [read_words(line, longest) for line in text.strip().splitlines()]
    told = [line for line in lines if not isinstance(line, Fault)]
    return "\n".join(told) if len(told) == len(lines) else Fault("control_character")
