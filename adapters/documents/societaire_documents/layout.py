"""A4 pages written from top to bottom: texts that wrap, rules, boxes, the number of each page."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from societaire_wording.formats import NBSP
from societaire_wording.paper_words import word

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT = 51.0, 544.28
TEXT_WIDTH = RIGHT - LEFT
_TOP, _BOTTOM = 790.0, 62.0
INK, SOFT, FAINT = HexColor("#1f2430"), HexColor("#575c68"), HexColor("#7b808c")
LINE, WASH, BAND = HexColor("#b9bfcc"), HexColor("#e7ecf8"), HexColor("#1b3272")
REGULAR, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
_PAGES = "pages"
_SAME = str.maketrans(
    {"\u202f": "\u00a0", "\u2009": "\u00a0", "\u2011": "-", "\u2212": "-", "\u02bc": "\u2019", "\t": " "}
)
"""What Helvetica lacks -> what reads the same."""


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """The text in the letters that a PDF's own fonts have: those of Western Europe; others lose their accents, or show
    as a question mark."""
    text = unicodedata.normalize("NFC", text).translate(_SAME)
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return "".join(map(_nearest, text))
    return text


def _nearest(character: str) -> str:
    for form in (character, unicodedata.normalize("NFKD", character)[:1]):
        try:
            form.encode("cp1252")
        except UnicodeEncodeError:
            continue
        return form
    return "" if unicodedata.category(character) in ("Mn", "Cf") else "?"


def spaced(siren: str) -> str:
    """552 000 002, with unbreakable spaces."""
    return NBSP.join((siren[:3], siren[3:6], siren[6:]))


@lru_cache(maxsize=8192)
def text_width(text: str, font: str, size: float) -> float:
    return float(stringWidth(text, font, size))


def wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """The lines of a text; a word longer than a line is cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _lines(printable(paragraph), font, size, width)
    return lines


def _lines(text: str, font: str, size: float, width: float) -> Iterator[str]:
    if text_width(text, font, size) <= width:
        yield text
        return
    line, taken, space = "", 0.0, text_width(" ", font, size)
    for part in text.split(" "):
        for piece in _cut(part, font, size, width):
            needed = text_width(piece, font, size)
            if line and taken + space + needed > width:
                yield line
                line, taken = piece, needed
            else:
                line, taken = (f"{line} {piece}", taken + space + needed) if line else (piece, needed)
    yield line


def _cut(part: str, font: str, size: float, width: float) -> Iterator[str]:
    while text_width(part, font, size) > width and len(part) > 1:
        end = max(1, int(len(part) * width / text_width(part, font, size)))
        yield part[:end]
        part = part[end:]
    yield part


class Paper:
    """A document being written; `y` is where the next line goes, in points from the bottom of the page."""

    def __init__(self, title: str, author: str, footer: str, made_at: datetime | None = None) -> None:
        self._held = BytesIO()
        self.canvas: Any = Canvas(self._held, pagesize=(WIDTH, HEIGHT), invariant=1, lang="fr-FR", pageCompression=1)
        self.title, self.footer = printable(title), printable(footer)
        self.canvas.setTitle(self.title)
        self.canvas.setAuthor(printable(author))
        self.canvas.setCreator("societaire")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        if made_at:
            _date(self.canvas, made_at)
        self._author = printable(author)
        self._page = 0
        self.y = 0.0
        self._text: Any = None
        self._style: tuple[str, float, Color | None] = ("", 0.0, None)
        self._begin()

    def finished(self) -> bytes:
        """The whole document."""
        self._end()
        self.canvas.beginForm(_PAGES)
        self.canvas.setFont(REGULAR, 7.5)
        self.canvas.setFillColor(FAINT)
        self.canvas.drawString(0, 0, str(self._page))
        self.canvas.endForm()
        self.canvas.save()
        return self._held.getvalue()

    def need(self, height: float) -> bool:
        """Begin another page unless that much is left on this one; tells whether it did."""
        if self.y - height >= _BOTTOM:
            return False
        self._end()
        self.canvas.showPage()
        self._begin()
        return True

    def text(
        self,
        x: float,
        y: float,
        text: str,
        font: str = REGULAR,
        size: float = 9.5,
        color: Color = INK,
        right: bool = False,
    ) -> None:
        """One line, from `x` or, `right`, up to it."""
        text = printable(text)
        self._put(x - text_width(text, font, size) if right else x, y, text, font, size, color)

    def lines(
        self,
        lines: Sequence[str],
        x: float,
        font: str = REGULAR,
        size: float = 9.5,
        color: Color = INK,
        leading: float = 0,
    ) -> None:
        """Lines one below the other, from `y` on; pages follow each other as needed."""
        leading = leading or size * 1.35
        for line in lines:
            self.need(leading)
            self.y -= leading
            self._put(x, self.y + leading * 0.25, line, font, size, color)

    def paragraph(
        self,
        text: str,
        font: str = REGULAR,
        size: float = 9.5,
        color: Color = INK,
        x: float = LEFT,
        width: float = TEXT_WIDTH,
    ) -> None:
        """A text that wraps."""
        self.lines(wrapped(text, font, size, width), x, font, size, color)

    def heading(self, title: str, room: float = 60.0) -> None:
        """The title of a part, kept with at least that much of it; it shows in the outline too."""
        self.need(room + 26)
        self.y -= 26
        self.canvas.setFillColor(WASH)
        self.canvas.rect(LEFT, self.y, TEXT_WIDTH, 18, stroke=0, fill=1)
        self.canvas.setFillColor(BAND)
        self.canvas.rect(LEFT, self.y, 3, 18, stroke=0, fill=1)
        self.text(LEFT + 10, self.y + 5.2, title, BOLD, 10.5, BAND)
        mark = f"p{self._page}y{self.y:.0f}"
        self.canvas.bookmarkHorizontal(mark, LEFT, self.y + 24)
        self.canvas.addOutlineEntry(printable(title), mark, 0)
        self.y -= 4

    def rule(self, x: float = LEFT, width: float = TEXT_WIDTH) -> None:
        """A thin line across."""
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x, self.y, x + width, self.y)

    def _put(self, x: float, y: float, text: str, font: str, size: float, color: Color) -> None:
        # One text a page, drawn last: half the work of as many texts as lines.
        if self._style[:2] != (font, size):
            self._text.setFont(font, size)
        if self._style[2] is not color:
            self._text.setFillColor(color)
        self._style = (font, size, color)
        self._text.setTextOrigin(x, y)
        self._text.textOut(text)

    def _begin(self) -> None:
        self._page += 1
        self.y = _TOP
        self._text = self.canvas.beginText()
        self._style = ("", 0.0, None)
        self._put(LEFT, 806, self._author, BOLD, 9, BAND)
        if self._page > 1:
            self.text(RIGHT, 806, self.title, REGULAR, 8, SOFT, right=True)
        self.canvas.setStrokeColor(BAND)
        self.canvas.setLineWidth(1.2)
        self.canvas.line(LEFT, 799, RIGHT, 799)

    def _end(self) -> None:
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.5)
        self.canvas.line(LEFT, 46, RIGHT, 46)
        self._put(LEFT, 35, self.footer, REGULAR, 7.5, FAINT)
        self.text(RIGHT - 12, 35, f"{word('page')} {self._page} / ", REGULAR, 7.5, FAINT, right=True)
        self.canvas.drawText(self._text)
        # The number of pages is known at the end: it is drawn by a form that is written last.
        self.canvas.saveState()
        self.canvas.translate(RIGHT - 11, 35)
        self.canvas.doForm(_PAGES)
        self.canvas.restoreState()


def _date(canvas: Any, moment: datetime) -> None:
    """Let the document say that it was made then, and so be the same bytes whenever it is made."""
    stamp = canvas._doc._timeStamp  # noqa: SLF001 - reportlab offers the clock or a fixed day, no other moment
    parts = moment.astimezone(UTC).timetuple()
    stamp.t, stamp.lt, stamp.YMDhms = moment.timestamp(), tuple(parts), tuple(parts)[:6]
