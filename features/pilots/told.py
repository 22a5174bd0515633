"""Outcomes read in French, from a page or from the command line's lines."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from attrs import field, frozen

from features.pilots.pages import plain
from features.pilots.pilot import Coded, Fact, File, Outcome
from societaire_wording import formats
from societaire_wording.catalogue import sentence


@frozen
class ToldOutcome:
    """What somebody reads."""

    text: str
    is_refused: bool = False
    asks_sign_in: bool = False
    file: File | None = None
    counts: Mapping[str, int] = field(factory=dict)
    words: Callable[[str, Mapping[str, object]], str] = sentence

    def tells(self, code: str, **values: str | int) -> bool:
        """Whether the sentence of the code is there; values that are not given may be any."""
        words = plain(self.words(code, values)).removesuffix(".")
        pattern = ".+?".join(re.escape(piece) for piece in words.split("…"))
        return re.search(pattern, self.text, re.IGNORECASE) is not None

    def position(self, fact: Fact) -> int | None:
        """Where one of the French forms of the fact begins."""
        found = [at for form in _forms(fact) if (at := _place(self.text, plain(form))) is not None]
        return min(found, default=None)

    def same_as(self, other: Outcome) -> bool:
        """Whether the same is read."""
        return isinstance(other, ToldOutcome) and self.text == other.text


def _forms(fact: Fact) -> tuple[str, ...]:
    match fact:
        case Coded():
            return (fact.label,)
        case date():
            return formats.day(fact), formats.short_day(fact)
        case Decimal():
            return (formats.amount(fact),)
        case _:
            return fact, formats.phone(fact)


def _place(text: str, form: str) -> int | None:
    """Where a form stands by itself: 2014 is not in 12014."""
    found = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    return found.start() if found else None
