"""A claim's declaration as pages show it: each question with its words, what was typed, what is wrong in it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from attrs import frozen

from societaire.claims.questions import (
    PARTS,
    SEPARATOR,
    UNKNOWN,
    Block,
    Condition,
    Every,
    Is,
    Question,
    QuestionKind,
)
from societaire.claims.reading import MOST_ROWS, YES, Reading, read_moment, rows_of
from societaire.errors import Problem
from societaire.typed.days import read_day
from societaire.use_cases.claim_reading import ClaimDesk, Understood
from societaire_wording.catalogue import problem
from societaire_wording.claim_answers import NOT_KNOWN, YES_NO, Told, column, label, option, told_of
from societaire_wording.claim_options import OPTIONS
from societaire_wording.claim_options import PARTS as PART_WORDS
from societaire_wording.claim_questions import BLOCKS, CAUSES, HELPS, QUESTIONS

_CONTENTS = {"email": "email", "phone": "tel", "postal_code": "text"}
_FILLED = {"name": "name", "phone": "tel", "email": "email", "street": "street-address", "postal_code": "postal-code"}


@frozen
class Part:
    """One input of an answer."""

    path: str
    label: str
    value: str
    kind: str = "text"
    filled: str = "off"
    problems: tuple[str, ...] = ()


@frozen
class Asked:
    """One question of a page; `when` names the question and the values that show it, for the page's script."""

    id: str
    kind: str
    label: str
    help: str
    parts: tuple[Part, ...]
    options: tuple[tuple[str, str], ...] = ()
    chosen: frozenset[str] = frozenset()
    is_required: bool = False
    takes_unknown: bool = False
    is_unknown: bool = False
    when: tuple[str, str] | None = None
    problems: tuple[str, ...] = ()
    rows: tuple[tuple[Part, ...], ...] = ()
    model: tuple[Part, ...] = ()
    most: int = MOST_ROWS

    @property
    def is_wrong(self) -> bool:
        """Whether anything is wrong in it."""
        return bool(self.problems) or any(part.problems for part in self._all())

    def _all(self) -> Iterator[Part]:
        yield from self.parts
        for row in self.rows:
            yield from row


def page_of(desk: ClaimDesk, block: Block, *, everything: bool, added: str = "") -> tuple[Asked, ...]:
    """The questions of a block that apply, or may as soon as one beside is answered.

    What can't be read is told at once, what is missing only where `everything` is asked for; `added` is the question
    of rows that gets an empty one.
    """
    understood = desk.understood
    told = _by_question(understood.reading, everything=everything)
    inside = {question.id for question in block.questions}
    settled = {**understood.answers, "cause": f"{desk.declaration.cause}{SEPARATOR}{desk.declaration.cause[:1]}"}
    shown = []
    for question in block.questions:
        reduced = _reduced(question.when, settled, inside)
        if reduced is not False:
            when = reduced if isinstance(reduced, Is) else None
            shown.append(_asked(desk, question, when, told.get(question.id, ()), is_added=question.id == added))
    return tuple(shown)


def told_by_page(understood: Understood) -> list[tuple[str, tuple[Told, ...]]]:
    """Every answer that counts, page by page."""
    return [(name, told_of(understood.answers, questions)) for name, questions in understood.route.blocks.items()]


def place_of(path: str) -> str:
    """What the answer of a path is called."""
    return QUESTIONS.get(path.partition(".")[0], path)


def block_name(name: str) -> str:
    """The title of a page."""
    return BLOCKS.get(name, name)


def cause_name(code: str) -> str:
    """A *mise en cause* in words."""
    return CAUSES.get(code, code)


def _by_question(reading: Reading, *, everything: bool) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for one in (*reading.problems, *(reading.missing if everything else ())):
        found.setdefault(one.field.partition(".")[0], []).append(one)
    return found


def _reduced(condition: Condition, settled: Mapping[str, str], inside: set[str]) -> Is | bool:
    """Whether the condition holds for sure, or the one answer of the same page that decides it."""
    if isinstance(condition, Is):
        return condition if condition.question in inside else condition.holds(settled)
    parts = [_reduced(part, settled, inside) for part in condition.parts]
    open_parts = [part for part in parts if isinstance(part, Is)]
    if isinstance(condition, Every):
        if any(part is False for part in parts):
            return False
    elif any(part is True for part in parts) or not open_parts:
        return any(part is True for part in parts)
    return open_parts[0] if len(open_parts) == 1 else True


def _asked(desk: ClaimDesk, question: Question, when: Is | None, told: Iterable[Problem], *, is_added: bool) -> Asked:
    entries = desk.declaration.entries
    wrong: dict[str, tuple[str, ...]] = {}
    for one in told:
        wrong[one.field] = (*wrong.get(one.field, ()), problem(one))
    value = entries.get(question.id, "")
    is_unknown = entries.get(f"{question.id}.{UNKNOWN}") == YES
    rows = tuple(_rows(question, entries, wrong, is_added=is_added))
    return Asked(
        id=question.id,
        kind=question.kind.value,
        label=label(question),
        help=HELPS.get(question.id, ""),
        parts=tuple(_parts(question, entries, wrong)),
        options=_options(desk, question),
        chosen=frozenset({UNKNOWN} if is_unknown else value.split(SEPARATOR)),
        is_required=question.required,
        takes_unknown=question.unknown,
        is_unknown=is_unknown,
        when=(when.question, SEPARATOR.join(sorted(when.values))) if when else None,
        problems=wrong.get(question.id, ()),
        rows=rows,
        model=tuple(_row(question, "_", {}, {})) if question.columns else (),
    )


def _parts(question: Question, entries: Mapping[str, str], wrong: Mapping[str, tuple[str, ...]]) -> Iterator[Part]:
    names = PARTS.get(question.kind, ())
    if not names:
        yield Part(question.id, label(question), _shown(question.kind, entries.get(question.id, "")), _kind(question))
        return
    for name in names:
        path = f"{question.id}.{name}"
        yield Part(
            path,
            PART_WORDS[name],
            entries.get(path, ""),
            _CONTENTS.get(name, "text"),
            _FILLED.get(name, "off") if question.id == "follow_up" else "off",
            wrong.get(path, ()),
        )


def _rows(
    question: Question, entries: Mapping[str, str], wrong: Mapping[str, tuple[str, ...]], *, is_added: bool
) -> Iterator[tuple[Part, ...]]:
    if not question.columns:
        return
    numbers = rows_of(question, entries)
    for number in numbers:
        yield tuple(_row(question, str(number), entries, wrong))
    if is_added or not numbers:
        following = str(max(numbers, default=-1) + 1)
        yield tuple(_row(question, following, {}, {}))


def _row(
    question: Question, number: str, entries: Mapping[str, str], wrong: Mapping[str, tuple[str, ...]]
) -> Iterator[Part]:
    for one in question.columns:
        path = f"{question.id}.{number}.{one.id}"
        value = _shown(one.kind, entries.get(path, ""))
        yield Part(path, column(question.id, one.id), value, _kind(one), problems=wrong.get(path, ()))


def _kind(question: Question) -> str:
    kinds = {QuestionKind.DATE: "date", QuestionKind.DATE_TIME: "datetime-local", QuestionKind.YES_NO: "yes_no"}
    numbers = {QuestionKind.AMOUNT: "amount", QuestionKind.COUNT: "count", QuestionKind.PERCENT: "percent"}
    return {**kinds, **numbers}.get(question.kind, "text")


def _shown(kind: QuestionKind, text: str) -> str:
    """Days as browsers want them when they can be read, else as they were typed."""
    if kind is QuestionKind.DATE and isinstance(found := read_day(text), date):
        return found.isoformat()
    if kind is QuestionKind.DATE_TIME and isinstance(moment := read_moment(text), datetime):
        return f"{moment:%Y-%m-%dT%H:%M}"
    return text


def _options(desk: ClaimDesk, question: Question) -> tuple[tuple[str, str], ...]:
    if question.kind is QuestionKind.YES_NO:
        known: tuple[tuple[str, str], ...] = YES_NO
    else:
        offered = desk.activities if question.id == "works" else ()
        known = tuple((code, option(question.id, code)) for code in (*offered, *OPTIONS.get(question.id, ())))
    one_only = question.kind in (QuestionKind.YES_NO, QuestionKind.CHOICE)
    return (*known, (UNKNOWN, NOT_KNOWN)) if question.unknown and one_only else known
