"""Answers about a claim as people read them: codes by their labels, days in the French form."""

from datetime import date, datetime

from societaire.claims.questions import SEPARATOR, Question, QuestionKind
from societaire.claims.reading import NO, YES, read_moment
from societaire.typed.days import read_day
from societaire_wording.claim_options import COLUMNS, OPTIONS
from societaire_wording.formats import hour, short_day, typeset
from societaire_wording.labels import activity

YES_NO = ((YES, "Oui"), (NO, "Non"))
NOT_KNOWN = "Je ne sais pas"
_WORDS = dict(YES_NO)


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
