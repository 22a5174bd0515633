"""What goes to the standard output (data) and to the standard error (the rest), safe for a terminal."""

import json
import os
import sys
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

import click

from societaire.values import PARIS

_GAP = "  "
_NARROWEST = 12
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe(text: object) -> str:
    """One line without control characters: a name from a file must not drive the terminal of whoever lists it."""
    return "".join("\ufffd" if unicodedata.category(c) in _UNSHOWN else c for c in str(text))


def safe_lines(text: str) -> str:
    """The same for a text of several lines."""
    return "\n".join(safe(line.replace("\t", " ")) for line in text.splitlines())


def say(text: str = "") -> None:
    """A line of data."""
    click.echo(text)


def note(text: str) -> None:
    """A line for whoever is watching, never data."""
    click.echo(text, err=True)


def say_json(data: object) -> None:
    """One JSON object; what a terminal would obey is written as escapes."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    text = json.dumps(data, ensure_ascii=encoding != "utf8", indent=2, default=_plain)
    click.echo("".join(_escaped(c) for c in text))


def json_line(data: object) -> str:
    """One JSON object on one line."""
    return "".join(_escaped(c) for c in json.dumps(data, ensure_ascii=False, default=_plain))


def say_table(headings: Sequence[str], rows: Iterable[tuple[object, ...]], cut: Collection[str] = ()) -> None:
    """Columns under their headings, numbers to the right; without rows there is nothing to head.

    The headings in `cut` name what a terminal too narrow may shorten: never what somebody copies from there.
    """
    cells = list(rows)
    if not cells:
        return
    numeric = [all(isinstance(row[at], int) for row in cells) for at in range(len(headings))]
    lines: list[tuple[str, ...]] = [tuple(headings), *(tuple(safe(cell) for cell in row) for row in cells)]
    widths = [max(_width(line[at]) for line in lines) for at in range(len(headings))]
    if sys.stdout.isatty():
        widths = _fitted(widths, [heading in cut for heading in headings], _columns())
    for line in lines:
        padded = (_padded(*each) for each in zip(line, widths, numeric, strict=True))
        say(_GAP.join(padded).rstrip())


def say_facts(facts: Iterable[tuple[str, object]]) -> None:
    """Named values, one a line; those without value are left out."""
    kept = [(name, safe(value)) for name, value in facts if value not in (None, "")]
    longest = max((len(name) for name, _ in kept), default=0)
    for name, value in kept:
        say(f"{name.ljust(longest)} : {value}")


def say_title(text: str) -> None:
    """The heading of what follows."""
    say()
    say(coloured(text, bold=True))


def coloured(text: str, **style: Any) -> str:
    """The text with a style, unless NO_COLOR is set; click removes it where there is no terminal."""
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)


def when(moment: datetime) -> str:
    """22/11/2026 14:03, in Paris."""
    return moment.astimezone(PARIS).strftime("%d/%m/%Y %H:%M")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _escaped(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _UNSHOWN:
        return character
    code = ord(character)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    return f"\\u{0xD800 + (code - 0x10000 >> 10):04x}\\u{0xDC00 + (code - 0x10000 & 0x3FF):04x}"


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _padded(text: str, width: int, to_the_right: bool) -> str:
    if _width(text) > width:
        while _width(text) > width - 1:
            text = text[:-1]
        text += "…"
    spaces = " " * (width - _width(text))
    return spaces + text if to_the_right else text + spaces


def _fitted(widths: list[int], may_shrink: list[bool], columns: int) -> list[int]:
    fitted = list(widths)
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - columns
    while excess > 0:
        width, at = max(((fitted[at], at) for at in range(len(fitted)) if may_shrink[at]), default=(0, 0))
        if width <= _NARROWEST:
            break
        fitted[at] -= 1
        excess -= 1
    return fitted


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size().columns
