"""What a page of a claim's declaration sends, as entries; what was unticked or emptied comes back empty."""

from collections.abc import Iterable, Iterator, Mapping

from flask import request

from societaire.claims.questions import SEPARATOR, UNKNOWN, Question, QuestionKind
from societaire.claims.reading import MOST_ROWS, YES
from societaire.errors import Invalid, Problem

_LONGEST_ACTION = 80
_CHOICES = frozenset({QuestionKind.YES_NO, QuestionKind.CHOICE})
"""What offers "je ne sais pas" among its choices: elsewhere the word is an answer like any other."""

Sent = Mapping[str, list[str]]
"""What the form holds, by name."""


def typed(questions: Iterable[Question], kept: Mapping[str, str]) -> dict[str, str]:
    """The texts of the page's questions; of the others nothing, so that they stay as they are."""
    # What a page asks is data: its fields are read by their paths, texts all.
    sent: Sent = request.form.to_dict(flat=False)
    found: dict[str, str] = {}
    for question in questions:
        if question.kind is QuestionKind.ROWS:
            found.update(_rows(question, sent, kept))
        else:
            found.update(_plain(question, sent))
        if question.unknown:
            found[f"{question.id}.{UNKNOWN}"] = _unknown(question, sent)
    return found


def _plain(question: Question, sent: Sent) -> Iterator[tuple[str, str]]:
    for path in question.paths():
        texts = [text for text in sent.get(path, []) if text and not (text == UNKNOWN and question.kind in _CHOICES)]
        yield path, SEPARATOR.join(texts) if question.kind is QuestionKind.SEVERAL else (texts or [""])[0]


def _unknown(question: Question, sent: Sent) -> str:
    ticked = YES in sent.get(f"{question.id}.{UNKNOWN}", [])
    chosen = question.kind in _CHOICES and UNKNOWN in sent.get(question.id, [])
    return YES if ticked or chosen else ""


def _rows(question: Question, sent: Sent, kept: Mapping[str, str]) -> dict[str, str]:
    """Rows closed up, those without a word left out; the paths of former rows emptied."""
    removed = _removed(question.id)
    numbers = sorted({number for name in sent if (number := _row_of(question.id, name)) is not None})
    if len(numbers) > MOST_ROWS + 1:
        raise Invalid([Problem.of(question.id, "rows_too_many", most=MOST_ROWS)])
    rows = [
        {column.id: sent.get(f"{question.id}.{number}.{column.id}", [""])[0] for column in question.columns}
        for number in numbers
        if number != removed
    ]
    told = [row for row in rows if any(text.strip() for text in row.values())]
    emptied = {path: "" for path in kept if _row_of(question.id, path) is not None}
    filled = {f"{question.id}.{at}.{name}": text for at, row in enumerate(told) for name, text in row.items()}
    return {**emptied, **filled}


def _row_of(question: str, path: str) -> int | None:
    name, _, rest = path.partition(".")
    number = rest.partition(".")[0]
    return int(number) if name == question and number.isascii() and number.isdigit() and len(number) < 4 else None


def _removed(question: str) -> int | None:
    asked = request.form.get("action", "")[:_LONGEST_ACTION].split(":")
    if len(asked) != 3 or asked[0] != "remove" or asked[1] != question:
        return None
    return int(asked[2]) if asked[2].isascii() and asked[2].isdigit() else None
