"""Whose paper it is, and what it tells: the box at its top, labels with their answers, files with their digests."""

from collections.abc import Collection, Iterable
from datetime import datetime

from societaire_documents.layout import BOLD, FAINT, INK, LEFT, LINE, REGULAR, SOFT, TEXT_WIDTH, Paper, wrapped
from societaire_wording.paper_words import word

_LABELS = 136.0
_LEADING = 13.5
_HALF = TEXT_WIDTH * 0.55
_LABEL = _HALF - 14
_ANSWER = TEXT_WIDTH - _HALF


def begun(title: str, number: str, owner: str, insurer: str, sent_at: datetime | None) -> Paper:
    """A receipt with its title; `owner` stands at the foot of every page, after the number."""
    paper = Paper(f"{title} {number}".strip(), insurer, f"{number} · {owner}", sent_at)
    paper.y -= 26
    paper.text(LEFT, paper.y, title, BOLD, 17)
    paper.y -= 4
    return paper


def write_identity(paper: Paper, facts: Iterable[tuple[str, str]]) -> None:
    """Labels and what they say, framed; a fact that says nothing is left out."""
    told = [(label, wrapped(text, BOLD, 9, TEXT_WIDTH - _LABELS - 20)) for label, text in facts if text]
    height = _LEADING * sum(len(lines) for _, lines in told) + 12
    paper.y -= height + 8
    paper.canvas.setStrokeColor(LINE)
    paper.canvas.setLineWidth(0.7)
    paper.canvas.roundRect(LEFT, paper.y, TEXT_WIDTH, height, 3)
    line = paper.y + height - 6
    for label, lines in told:
        paper.text(LEFT + 10, line - 9.5, label, size=9, color=SOFT)
        for text in lines:
            line -= _LEADING
            paper.text(LEFT + _LABELS, line + 4, text, BOLD, 9)
    paper.y -= 4


def write_pair(paper: Paper, label: str, answer: str, font: str = REGULAR, indent: float = 0) -> None:
    """A label, and beside it what was answered; a thin line below."""
    left = wrapped(label, font, 9, _LABEL - indent)
    right = wrapped(answer, BOLD, 9, _ANSWER)
    paper.need(12.5 * min(6, max(len(left), len(right))))
    paper.y -= 12.5
    for at, line in enumerate(left):
        paper.text(LEFT + indent, paper.y - 12.5 * at, line, font, 9, SOFT if font == REGULAR else INK)
    for at, line in enumerate(right):
        if at:
            paper.need(12.5)
            paper.y -= 12.5
        paper.text(LEFT + _HALF, paper.y, line, BOLD, 9)
    paper.y -= 12.5 * max(0, len(left) - len(right))
    paper.y -= 3.5
    paper.rule()


def write_files(paper: Paper, files: Collection[tuple[str, str, str]]) -> None:
    """The list of files: what each is called, what is told of it, and its SHA-256."""
    paper.heading(word("files"), 30)
    if not files:
        paper.paragraph(word("no_files"))
    for name, told, sha256 in files:
        paper.need(40)
        paper.y -= 2
        paper.paragraph(name, BOLD, 9)
        paper.paragraph(told, size=8.5, color=SOFT)
        paper.paragraph(f"{word('sha256')} {sha256}", size=8, color=FAINT)
        paper.y -= 3
        paper.rule()
