"""Outcomes on the core: the codes of what was refused, or the values of what was found."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import field, fields, frozen, has

from features.pilots.pilot import Coded, Fact, File, Outcome
from societaire.errors import Busy, Invalid, SocietaireError, Value
from societaire.identity.person import Person


@frozen
class CoreOutcome:
    """The codes of what was refused, or the values of what was found, in their order."""

    codes: tuple[tuple[str, tuple[tuple[str, Value], ...]], ...] = ()
    facts: tuple[object, ...] = ()
    file: File | None = None
    is_refused: bool = False
    counts: Mapping[str, int] = field(factory=dict)

    @property
    def asks_sign_in(self) -> bool:
        """Whether there is no session."""
        return self.tells("session_over")

    def tells(self, code: str, **values: str | int) -> bool:
        """Whether the code is there, with those values among its own."""
        return any(name == code and set(values.items()) <= set(told) for name, told in self.codes)

    def position(self, fact: Fact) -> int | None:
        """Where the value stands; a text may be a part of a longer one."""
        wanted = fact.code if isinstance(fact, Coded) else fact
        for at, held in enumerate(self.facts):
            if held == wanted or (isinstance(held, str) and isinstance(wanted, str) and wanted in held):
                return at
        return None

    def same_as(self, other: Outcome) -> bool:
        """Whether codes and values are equal."""
        return self == other


def outcome_of(act: Callable[[], object]) -> CoreOutcome:
    """What an act led to."""
    try:
        found = act()
    except SocietaireError as error:
        return refused_as(error)
    return CoreOutcome(file=found) if isinstance(found, File) else CoreOutcome(facts=tuple(_leaves(found)))


def refused_as(error: SocietaireError) -> CoreOutcome:
    """A refusal, its problems told too."""
    values = tuple(error.values.items())
    if isinstance(error, Busy):
        values += (("retry_after", error.retry_after),)
    problems = error.problems if isinstance(error, Invalid) else ()
    codes = ((error.code, values), *((problem.code, problem.values) for problem in problems))
    return CoreOutcome(codes, is_refused=True)


def _leaves(found: Any) -> Iterator[object]:
    """The plain values within what a use case returned, in their order."""
    if isinstance(found, Person):
        yield found.full_name
    elif has(type(found)):
        for attribute in fields(type(found)):
            yield from _leaves(getattr(found, attribute.name))
    elif isinstance(found, tuple | list):
        for each in found:
            yield from _leaves(each)
    elif isinstance(found, str | date | Decimal):
        yield found
