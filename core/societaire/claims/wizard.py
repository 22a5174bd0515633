"""The way through a declaration: three steps, a page each or several, back and forth at will (RULES H2)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from attrs import frozen

from societaire.claims.questions import CAUSE, Answers, Question, Tree, asked
from societaire.claims.reading import read_questions


class Stage(StrEnum):
    """What a page is about; `SENT` is the receipt."""

    CAUSE = "cause"
    QUESTIONS = "questions"
    DOCUMENTS = "documents"
    CHECK = "check"
    SENT = "sent"


STEPS: Mapping[Stage, int] = MappingProxyType(
    {Stage.CAUSE: 1, Stage.QUESTIONS: 2, Stage.DOCUMENTS: 3, Stage.CHECK: 3, Stage.SENT: 3}
)
"""Which of the three steps a stage belongs to."""
NEXT: Mapping[Stage, frozenset[Stage]] = MappingProxyType(
    {
        Stage.CAUSE: frozenset({Stage.QUESTIONS}),
        Stage.QUESTIONS: frozenset({Stage.CAUSE, Stage.QUESTIONS, Stage.DOCUMENTS}),
        Stage.DOCUMENTS: frozenset({Stage.CAUSE, Stage.QUESTIONS, Stage.CHECK}),
        Stage.CHECK: frozenset({Stage.CAUSE, Stage.QUESTIONS, Stage.DOCUMENTS, Stage.SENT}),
        Stage.SENT: frozenset[Stage](),
    }
)
"""Where each stage may lead: forwards one page, backwards anywhere; nothing leads back from what was sent."""


@frozen
class Place:
    """A page: its stage, and its block when it asks questions."""

    stage: Stage
    block: str = ""

    @property
    def name(self) -> str:
        """What an address calls it."""
        return self.block or self.stage.value


@frozen
class Route:
    """The pages that these answers ask for, in their order; it changes as answers do."""

    places: tuple[Place, ...]
    blocks: Mapping[str, tuple[Question, ...]]

    def place(self, name: str) -> Place | None:
        """The page of that name; None when the answers do not ask for it."""
        return next((one for one in self.places if one.name == name), None)

    def questions(self, place: Place) -> tuple[Question, ...]:
        """What the page asks."""
        return self.blocks.get(place.block, ())

    def after(self, place: Place) -> Place:
        """The page that follows; the last one leads to itself, until it is sent."""
        return self.places[min(self._index(place) + 1, len(self.places) - 1)]

    def before(self, place: Place) -> Place | None:
        """The page before; None on the first."""
        index = self._index(place)
        return self.places[index - 1] if index else None

    def _index(self, place: Place) -> int:
        return self.places.index(place) if place in self.places else 0


def route(tree: Tree, answers: Answers) -> Route:
    """The pages that these answers ask for; without a cause, the first alone."""
    if tree.cause(answers.get(CAUSE, "")) is None:
        return Route((Place(Stage.CAUSE),), {})
    blocks: dict[str, tuple[Question, ...]] = {block.id: questions for block, questions in asked(tree, answers)}
    pages = (Place(Stage.QUESTIONS, block) for block in blocks)
    return Route((Place(Stage.CAUSE), *pages, Place(Stage.DOCUMENTS), Place(Stage.CHECK)), blocks)


def unfinished(tree: Tree, answers: Answers, today: date) -> tuple[Place, ...]:
    """The pages that still miss an answer or hold one that can't be read, in their order."""
    way = route(tree, answers)
    found = [
        place
        for place in way.places
        if place.stage is Stage.QUESTIONS and read_questions(way.questions(place), answers, today).blocking
    ]
    return tuple(found) if len(way.places) > 1 else way.places


def resumed_at(tree: Tree, answers: Answers, today: date) -> Place:
    """Where a draft goes on: the first page that misses something, else the check before sending."""
    missing = unfinished(tree, answers, today)
    return missing[0] if missing else Place(Stage.CHECK)
