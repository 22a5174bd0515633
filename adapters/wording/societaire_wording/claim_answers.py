"""Answers about a claim as people read them: codes by their labels, days in the French form."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from attrs import frozen

from societaire.claims.questions import SEPARATOR, UNKNOWN, Question, QuestionKind
from societaire.claims.reading import NO, YES, read_moment, rows_of
from societaire.typed.days import read_day
from societaire_wording.claim_options import COLUMNS, OPTIONS
from societaire_wording.claim_questions import QUESTIONS
from societaire_wording.formats import hour, short_day, typeset
from societaire_wording.labels import activity

YES_NO = ((YES, "Oui"), (NO, "Non"))
NOT_KNOWN = "Je ne sais pas"
_WORDS = dict(YES_NO)


@frozen
class Told:
    """An answer to be read: the question, and lines of text."""

    id: str
    label: str
    lines: tuple[str, ...]


def told_of(entries: Mapping[str, str], questions: Iterable[Question]) -> tuple[Told, ...]:
    """What is answered to those questions, in words; what is not answered is left out."""
    found = (Told(question.id, label(question), tuple(_lines(entries, question))) for question in questions)
    return tuple(one for one in found if one.lines)


def label(question: Question) -> str:
    """What a question says."""
    return QUESTIONS.get(question.id, question.id)


def answer(question: Question, text: str) -> str:
    """One answer, or one part of it; as it was typed when it can't be read."""
    match question.kind:
        case QuestionKind.YES_NO:
            return _WORDS.get(text, text)
        case QuestionKind.CHOICE | QuestionKind.SEVERAL:
            return typeset(", ".join(option(question.id, code) for code in text.split(SEPARATOR)))
        case QuestionKind.DATE:
            day = read_day(text)
            return short_day(day) if isinstance(day, date) else text
        case QuestionKind.DATE_TIME:
            moment = read_moment(text)
            return f"{short_day(moment)} à {hour(moment)}" if isinstance(moment, datetime) else text
        case _:
            return text


def option(question: str, code: str) -> str:
    """One choice of a question; works are named by the trades of the contract."""
    known = OPTIONS.get(question, {})
    return activity(code) if question == "works" and code not in known else known.get(code, code)


def column(question: str, name: str) -> str:
    """What a column of rows is called."""
    return COLUMNS.get(question, {}).get(name, name)


def _named(words: str) -> str:
    return typeset(f"{words} " if words.endswith("?") else f"{words} : ")


def _lines(entries: Mapping[str, str], question: Question) -> Iterator[str]:
    if entries.get(f"{question.id}.{UNKNOWN}") == YES:
        yield NOT_KNOWN
    for number in rows_of(question, entries) if question.columns else ():
        texts = ((one, entries.get(f"{question.id}.{number}.{one.id}", "")) for one in question.columns)
        yield ", ".join(f"{_named(column(question.id, one.id))}{answer(one, text)}" for one, text in texts if text)
    told = ", ".join(answer(question, entries[path]) for path in question.paths() if entries.get(path))
    yield from told.splitlines()
