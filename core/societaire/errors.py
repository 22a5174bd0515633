"""What the library refuses: one base, five families, one leaf per refusal, each with a stable code and values.

No sentence is written here: the delivery finds the words of a code in its catalogue.
"""

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

Value = str | int
"""What a problem or an error may carry for the sentence that explains it."""


@frozen
class Problem:
    """One thing that is wrong with one field of what a person gave; `field` is empty when it concerns the whole."""

    field: str
    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, field: str, code: str, **values: Value) -> "Problem":
        """Build a problem from keyword values, kept in their order."""
        return cls(field, code, tuple(values.items()))


class SocietaireError(Exception):
    """Base of every refusal; `code` names it for good, `values` are what its sentence needs."""

    code: ClassVar[str] = ""

    def __init__(self, **values: Value) -> None:
        super().__init__(self.code)
        self.values = values


class NotFound(SocietaireError):
    """What is asked for does not exist, or is not this person's to know of: both answer alike."""

    code = "not_found"


class NotAllowed(SocietaireError):
    """The person is known, what they ask is not theirs to do."""

    code = "not_allowed"


class Invalid(SocietaireError):
    """What was given does not hold; every problem is named at once."""

    code = "invalid"

    def __init__(self, problems: Iterable[Problem], **values: Value) -> None:
        super().__init__(**values)
        self.problems = tuple(problems)


class Conflict(SocietaireError):
    """What was asked contradicts the present state, which somebody may just have changed."""

    code = "conflict"


class Busy(SocietaireError):
    """Not now: ask again after `retry_after` seconds."""

    code = "busy"

    def __init__(self, retry_after: int, **values: Value) -> None:
        super().__init__(**values)
        self.retry_after = retry_after
