"""What a claim's declaration may ask, as data: causes, questions and documents, each with its condition (RULES H2)."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from attrs import field, frozen

Answers = Mapping[str, str]
"""Texts as typed, by path: `opening_date`, `claimant.name`, `subcontractors.0.siren`; choices by their codes."""

UNKNOWN = "unknown"
"""What is added to a path for the tick "I do not know": `opening_date.unknown` = `yes`."""
SEPARATOR = "|"
"""Between the codes of a question that takes several."""


class QuestionKind(StrEnum):
    """How the text of an answer is read."""

    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes_no"
    DATE = "date"
    DATE_TIME = "date_time"
    TEXT = "text"
    LONG_TEXT = "long_text"
    AMOUNT = "amount"
    COUNT = "count"
    PERCENT = "percent"
    PHONE = "phone"
    ADDRESS = "address"
    """Three parts: street, postal_code, city."""
    PERSON = "person"
    """Four parts: name, role, phone, email."""
    ROWS = "rows"
    """Any number of rows of the question's columns."""


PARTS: Mapping[QuestionKind, tuple[str, ...]] = {
    QuestionKind.ADDRESS: ("street", "postal_code", "city"),
    QuestionKind.PERSON: ("name", "role", "phone", "email"),
}


def _codes(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(codes)


@frozen
class Is:
    """The answer is one of these codes, or holds one of them where several may be given."""

    question: str
    values: frozenset[str] = field(converter=_codes)

    def holds(self, answers: Answers) -> bool:
        """Whether the answers, already reduced to what is asked, satisfy it."""
        return not self.values.isdisjoint(answers.get(self.question, "").split(SEPARATOR))

    def questions(self) -> Iterator[str]:
        """Ids of the questions that it looks at."""
        yield self.question


@frozen
class Every:
    """All of these hold; without any, always."""

    parts: tuple["Condition", ...] = ()

    def holds(self, answers: Answers) -> bool:
        """Whether each part holds."""
        return all(part.holds(answers) for part in self.parts)

    def questions(self) -> Iterator[str]:
        """Ids of the questions that its parts look at."""
        for part in self.parts:
            yield from part.questions()


@frozen
class Either:
    """One of these holds at least."""

    parts: tuple["Condition", ...]

    def holds(self, answers: Answers) -> bool:
        """Whether one part holds."""
        return any(part.holds(answers) for part in self.parts)

    def questions(self) -> Iterator[str]:
        """Ids of the questions that its parts look at."""
        for part in self.parts:
            yield from part.questions()


Condition = Is | Every | Either
ALWAYS = Every()
CAUSE = "cause"
"""The id of the first question: which *mise en cause* it is."""


def when_cause(*causes: str) -> Is:
    """The cause is one of these: `A1`, or a whole family by its letter, `A`."""
    return Is(CAUSE, causes)


@frozen
class Question:
    """One question; `unknown` lets the person say that they do not know, `shortest` is a number of characters."""

    id: str
    kind: QuestionKind
    when: Condition = ALWAYS
    options: tuple[str, ...] = ()
    columns: tuple["Question", ...] = ()
    required: bool = False
    unknown: bool = False
    shortest: int = 0

    def paths(self) -> tuple[str, ...]:
        """The paths of its answer, rows apart."""
        parts = PARTS.get(self.kind, ())
        return tuple(f"{self.id}.{part}" for part in parts) or (self.id,)


@frozen
class Block:
    """Questions shown together, in their order."""

    id: str
    questions: tuple[Question, ...]
    when: Condition = ALWAYS


class Need(StrEnum):
    """A required document may still come later (RULES H2); an optional one is only offered."""

    REQUIRED = "required"
    OPTIONAL = "optional"


@frozen
class Wanted:
    """A kind of document, and for which answers it is required or offered: the first line that holds decides."""

    id: str
    lines: tuple[tuple[Need, Condition], ...]

    def need(self, answers: Answers) -> Need | None:
        """How much it is wanted for these answers; None when it is not."""
        return next((need for need, condition in self.lines if condition.holds(answers)), None)


@frozen
class Cause:
    """A *mise en cause*; `products` are those whose contracts may answer it (docs/import.md)."""

    code: str
    products: tuple[str, ...]

    @property
    def family(self) -> str:
        """The letter of its family."""
        return self.code[0]


@frozen
class Tree:
    """A question tree as an insurer gives it; a claim keeps its code and version."""

    code: str
    version: int
    causes: tuple[Cause, ...]
    blocks: tuple[Block, ...]
    documents: tuple[Wanted, ...]

    def cause(self, code: str) -> Cause | None:
        """The cause of that code."""
        return next((cause for cause in self.causes if cause.code == code), None)

    def all_questions(self) -> Iterator[Question]:
        """Every question, whatever the answers."""
        for block in self.blocks:
            yield from block.questions


def asked(tree: Tree, answers: Answers) -> tuple[tuple[Block, tuple[Question, ...]], ...]:
    """The blocks and questions that apply, in their order; those without any question left out.

    A condition looks at questions before its own only, so one pass settles it, and an answer to a question that does
    not apply counts for nothing.
    """
    seen: dict[str, str] = {CAUSE: _with_family(answers.get(CAUSE, ""))}
    shown = []
    for block in tree.blocks:
        if not block.when.holds(seen):
            continue
        questions = []
        for question in block.questions:
            if question.when.holds(seen):
                questions.append(question)
                seen.update((path, answers[path]) for path in question.paths() if path in answers)
        if questions:
            shown.append((block, tuple(questions)))
    return tuple(shown)


def effective(tree: Tree, answers: Answers) -> dict[str, str]:
    """The answers whose question applies; the others stay in the draft, and count again if it applies again."""
    applying = {CAUSE} | {question.id for _, questions in asked(tree, answers) for question in questions}
    return {path: text for path, text in answers.items() if path.partition(".")[0] in applying}


def documents(tree: Tree, answers: Answers) -> tuple[tuple[str, Need], ...]:
    """The documents that these answers want, required ones first, in the order of the tree."""
    settled = effective(tree, answers)
    settled[CAUSE] = _with_family(settled.get(CAUSE, ""))
    found = [(wanted.id, need) for wanted in tree.documents if (need := wanted.need(settled))]
    return tuple(sorted(found, key=lambda one: one[1] is not Need.REQUIRED))


def _with_family(cause: str) -> str:
    return f"{cause}{SEPARATOR}{cause[:1]}" if cause else ""
