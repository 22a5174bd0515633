"""Rows of cells from lines: a quoted cell may span lines, a broken one must not swallow the rest of the file."""

import csv
import re
from collections import deque
from collections.abc import Iterator

from attrs import define, field, frozen

from societaire_intake.lines import LONGEST_LINE

MOST_LINES = 100
"""Lines that one row may span."""

_SPACE_AFTER_QUOTE = re.compile(r'"[^\S\n]+(?=;|$)')


@frozen
class BrokenRow:
    """A line that can't be read as a row: the code says why, the text begins as the line does."""

    code: str
    text: str


@define
class Table:
    """Reads rows from lines, one after the other; `line` is the physical line that the last one started at.

    `characters` counts those of the lines read so far, about.
    """

    lines: Iterator[str]
    line: int = field(default=0, init=False)
    characters: int = field(default=0, init=False)
    _ahead: deque[str] = field(factory=deque, init=False)
    _next: int = field(default=1, init=False)

    def row(self, width: int | None) -> list[str] | BrokenRow | None:
        """The next row's cells, not cleaned; blank lines are passed over. None at the end.

        A row that spans lines must have `width` cells; otherwise only its first line is broken, and the next line is
        read on its own: nothing that follows an unclosed quote is lost.
        """
        while True:
            text = self._take()
            if text is None:
                return None
            self.line = self._next
            self._next += 1
            self.characters += len(text)
            if len(text) > LONGEST_LINE:
                return BrokenRow("row_too_long", text[:100])
            text = text.removesuffix("\r")
            if '"' in text:
                return self._quoted(text, width)
            cells = text.split(";")
            if len(cells) > 1 or text.strip():
                return cells

    def _take(self) -> str | None:
        return self._ahead.popleft() if self._ahead else next(self.lines, None)

    def _quoted(self, text: str, width: int | None) -> list[str] | BrokenRow:
        taken = [text]
        cells = self._parsed(taken)
        if cells is None and len(taken) == 1:
            cells = _parsed_alone(_SPACE_AFTER_QUOTE.sub('"', text))
        whole = cells is not None and (len(taken) == 1 or width is None or len(cells) == width)
        if cells is not None and whole:
            self._next += len(taken) - 1
            self.characters += sum(map(len, taken[1:]))
            return cells
        self._ahead.extendleft(reversed(taken[1:]))
        return BrokenRow("quote_unclosed" if len(taken) > 1 or cells is None else "ragged_row", text[:100])

    def _parsed(self, taken: list[str]) -> list[str] | None:
        """The cells of a row that starts with the line `taken`, to which the lines that it goes on with are added."""

        def feed() -> Iterator[str]:
            yield taken[0] + "\n"
            size = len(taken[0])
            while len(taken) < MOST_LINES and size <= LONGEST_LINE:
                more = self._take()
                if more is None:
                    return
                taken.append(more)
                size += len(more)
                yield more + "\n"

        try:
            return next(csv.reader(feed(), delimiter=";", strict=True), None)
        except csv.Error:
            return None


def _parsed_alone(text: str) -> list[str] | None:
    try:
        return next(csv.reader([text], delimiter=";", strict=True), None)
    except csv.Error:
        return None
