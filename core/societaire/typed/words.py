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
    """Several lines, each as `read_words` reads it; `longest` is of them all."""
    found = text.strip()
    if len(found) > longest:
        return Fault.of("too_long", longest=longest)
    told = []
    for line in found.splitlines():
        read = read_words(line, longest)
        if isinstance(read, Fault):
            return read
        told.append(read)
    return "\n".join(told)
