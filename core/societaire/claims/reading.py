"""From the texts of a claim's declaration to facts, and what is still wrong or missing in them, all at once."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType

from attrs import field, frozen

from societaire.claims.facts import Fact
from societaire.claims.questions import (
    CAUSE,
    SEPARATOR,
    UNKNOWN,
    Answers,
    Question,
    QuestionKind,
    Tree,
    asked,
)
from societaire.errors import Problem
from societaire.typed.days import read_day
from societaire.typed.numbers import Fault, read_amount, read_count, read_percent
from societaire.typed.postal import read_postal_code
from societaire.typed.words import LONGEST_LINE, LONGEST_TEXT, read_lines, read_words
from societaire.values import PARIS

MOST_ROWS = 60
YES, NO = "yes", "no"


@frozen
class Reading:
    """The facts that could be read, and the problems by path; `missing` are those that only answering will mend."""

    facts: dict[str, Fact] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    missing: list[Problem] = field(factory=list)

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """Everything that keeps the declaration from being sent."""
        return (*self.problems, *self.missing)


def read_claim(tree: Tree, answers: Answers, today: date) -> Reading:
    """Read every answer whose question applies.

    Problems carry the path of the answer. A day of what has happened does not lie in the future; one of a hearing, a
    meeting or a term may.
    """
    reading = Reading()
    cause = tree.cause(answers.get(CAUSE, ""))
    if cause is None:
        reading.missing.append(Problem(CAUSE, "cause_missing"))
    else:
        reading.facts[CAUSE] = cause.code
    for _, questions in asked(tree, answers):
        for question in questions:
            _take(reading, question, answers, today)
    return reading


def read_questions(questions: tuple[Question, ...], answers: Answers, today: date) -> Reading:
    """Read the answers to some questions alone: those of one page."""
    reading = Reading()
    for question in questions:
        _take(reading, question, answers, today)
    return reading


_COMING = frozenset({"hearing_on", "meeting_at", "appeal_before", "answer_before", "stopped_until"})
"""Questions whose day may lie ahead."""


def _take(reading: Reading, question: Question, answers: Answers, today: date) -> None:
    if question.unknown and answers.get(f"{question.id}.{UNKNOWN}") == YES:
        return
    if question.kind is QuestionKind.ROWS:
        _take_rows(reading, question, answers, today)
        return
    found = False
    for path in question.paths():
        text = answers.get(path, "")
        if text and not text.isspace():
            found |= _take_text(reading, question, path, text, today)
    if question.required and not found and not _refused(reading, question):
        reading.missing.append(Problem(question.id, "answer_missing"))


def _refused(reading: Reading, question: Question) -> bool:
    return any(problem.field.partition(".")[0] == question.id for problem in reading.problems)


def _take_text(reading: Reading, question: Question, path: str, text: str, today: date) -> bool:
    postal = question.kind is QuestionKind.ADDRESS and path.endswith(".postal_code")
    read = read_postal_code(text) if postal else _READERS[question.kind](question, text)
    if isinstance(read, Fault):
        reading.problems.append(Problem(path, read.code, read.values))
        return False
    if isinstance(read, date | datetime) and question.id not in _COMING and _day(read) > today:
        reading.problems.append(Problem(path, "day_ahead"))
        return False
    reading.facts[path] = read
    return True


def _take_rows(reading: Reading, question: Question, answers: Answers, today: date) -> None:
    rows = rows_of(question, answers)
    if len(rows) > MOST_ROWS:
        reading.problems.append(Problem.of(question.id, "rows_too_many", most=MOST_ROWS))
    for number in rows[:MOST_ROWS]:
        for column in question.columns:
            path = f"{question.id}.{number}.{column.id}"
            text = answers.get(path, "")
            if text and not text.isspace():
                _take_text(reading, column, path, text, today)
            elif column.required:
                reading.missing.append(Problem(path, "answer_missing"))


def rows_of(question: Question, answers: Answers) -> list[int]:
    """The numbers of the rows that say something, in their order."""
    found = set()
    for path, text in answers.items():
        name, _, rest = path.partition(".")
        number = rest.partition(".")[0]
        if name == question.id and number.isascii() and number.isdigit() and len(number) < 4 and text.strip():
            found.add(int(number))
    return sorted(found)


def _day(read: date | datetime) -> date:
    return read.astimezone(PARIS).date() if isinstance(read, datetime) else read


def read_moment(text: str) -> datetime | Fault:
    """A day and an hour in Paris, as browsers send them (`2026-11-23T14:30`) or as French people type them.

    Examples: `23/11/2026 14:30`, `23/11/2026 à 14 h 30`. A moment that comes twice in autumn is the first one.
    """
    day_text, _, hour_text = text.strip().replace(" à ", " ").replace("T", " ").partition(" ")
    read = read_day(day_text)
    if isinstance(read, Fault):
        return read
    digits = hour_text.replace("h", ":").replace(" ", "").removesuffix(":")
    hour, _, minute = digits.partition(":")
    minute = minute or "0"
    if not digits:
        return Fault("hour_missing")
    if not (hour.isascii() and minute.isascii() and hour.isdigit() and minute.isdigit()):
        return Fault("hour_format")
    if len(hour) > 2 or len(minute) > 2 or int(hour) > 23 or int(minute) > 59:
        return Fault("hour_format")
    return datetime.combine(read, time(int(hour), int(minute)), PARIS)


def _yes_no(_: Question, text: str) -> bool | Fault:
    return text == YES if text in (YES, NO) else Fault("choice_unknown")


def _choice(question: Question, text: str) -> str | Fault:
    return text if text in question.options else Fault("choice_unknown")


def _several(question: Question, text: str) -> tuple[str, ...] | Fault:
    codes = tuple(dict.fromkeys(text.split(SEPARATOR)))
    # What comes before `other` is offered by the contracts, not by the tree: any code is theirs.
    known = "other" in question.options and len(question.options) == 1
    return codes if known or set(codes) <= set(question.options) else Fault("choice_unknown")


def _long(question: Question, text: str) -> str | Fault:
    read = read_lines(text)
    if isinstance(read, str) and len(read) < question.shortest:
        return Fault.of("too_short", shortest=question.shortest)
    return read


def _line(_: Question, text: str) -> str | Fault:
    return read_words(text) if len(text) <= LONGEST_TEXT else Fault.of("too_long", longest=LONGEST_LINE)


def _amount(_: Question, text: str) -> Decimal | Fault:
    read = read_amount(text)
    # What is said of a negative amount elsewhere speaks of credit notes.
    return Fault("claim_amount_negative") if isinstance(read, Fault) and read.code == "amount_negative" else read


_READERS: Mapping[QuestionKind, Callable[[Question, str], Fact | Fault]] = MappingProxyType(
    {
        QuestionKind.CHOICE: _choice,
        QuestionKind.SEVERAL: _several,
        QuestionKind.YES_NO: _yes_no,
        QuestionKind.DATE: lambda _, text: read_day(text),
        QuestionKind.DATE_TIME: lambda _, text: read_moment(text),
        QuestionKind.TEXT: _line,
        QuestionKind.LONG_TEXT: _long,
        QuestionKind.AMOUNT: _amount,
        QuestionKind.COUNT: lambda _, text: read_count(text),
        QuestionKind.PERCENT: lambda _, text: read_percent(text),
        QuestionKind.PHONE: _line,
        QuestionKind.ADDRESS: _line,
        QuestionKind.PERSON: _line,
    }
)


def written_fact(fact: Fact) -> str:
    """The text of a fact that reads the same: for an export."""
    match fact:
        case bool():
            return YES if fact else NO
        case datetime():
            return fact.isoformat()
        case date():
            return fact.isoformat()
        case tuple():
            return SEPARATOR.join(fact)
        case Decimal() | int() | str():
            return str(fact)
