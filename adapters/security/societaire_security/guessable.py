"""The passwords that French speakers choose first: listed stems, dressed up in the usual ways."""

import re
from collections.abc import Collection, Iterator
from functools import cached_property
from importlib.resources import files

from attrs import frozen

from societaire.identity.spelling import folded, words
from societaire_security.stems import Stems

_ROWS = (
    "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
    "abcdefghijklmnopqrstuvwxyz", "1234567890", "aqwzsxedcrfvtgbyhn", "qazwsxedcrfvtgbyhnujm", "1q2w3e4r5t6y7u8i9o0p",
    "1a2z3e4r5t6y7u8i9o0p", "a1z2e3r4t5y6u7i8o9p0", "1qaz2wsx3edc4rfv5tgb",
)  # fmt: skip
_SHORTEST_RUN = 3
# Small words that people put before a stem without making it harder to guess.
_SMALL_WORDS = "le la les l un une mon ma mes ton ta tes notre nos votre vos de du des d et je tu".split()  # noqa: SIM905 - reads as words
_LONGEST = 64
# Digits and punctuation around a stem, counted by `_effort`: past this, they are worth a password by themselves.
_DRESSING = 10
_WIDEST = 20
_FEW_RUNS = 4
_SEPARATORS = 2


@frozen
class FrenchGuessableList:
    """Knows the listed stems and the `context` words given (the insurer's names), whatever dresses them up.

    Dressing up: case, accents, look-alikes, a plural, digits, years and punctuation around or between, a small word
    before, the stem repeated, two stems joined. Also keyboard runs, short patterns repeated, numbers alone. The list is
    read at the first question; no network.
    """

    context: Collection[str] = ()

    def knows(self, password: str) -> bool:
        """Whether the password is common, or made of common words in a usual way."""
        text = re.sub(r"(.)\1{3,}", r"\1\1\1", folded(password))
        period = _period(text)
        if len(text) > _FEW_RUNS and (period <= _FEW_RUNS or _effort(text) <= _FEW_RUNS):
            return True
        forms = {text, text[:period]}
        if len({character for character in text if not character.isalnum()}) <= _SEPARATORS:
            forms.add("".join(filter(str.isalnum, text)))  # m.o.t.d.e.p.a.s.s.e
        return any(len(form) <= _LONGEST and self._common(form) for form in forms)

    @cached_property
    def _stems(self) -> Stems:
        return Stems.of({*_listed(), *_runs(), *_named(self.context)})

    @cached_property
    def _small(self) -> Stems:
        return Stems.of(_SMALL_WORDS)

    def _common(self, text: str) -> bool:
        if not any(map(str.isalpha, text)):
            return any(map(str.isdigit, text)) and _is_dressing(text)
        return any(self._closed(text, start, end) for start in _openings(text, 0) for end in self._ends(text, start))

    def _closed(self, text: str, start: int, end: int) -> bool:
        before = text[:start]
        # What follows: nothing but dressing, the same stem again, or one other stem.
        if _is_dressing(before + text[end:].replace(text[start:end], " ")):
            return True
        return any(
            _is_dressing(before + text[end:again] + text[last:])
            for again in _openings(text, end)
            for last in self._ends(text, again)
        )

    def _ends(self, text: str, start: int) -> set[int]:
        starts = {start, *self._small.ends(text, start)}
        starts |= {at + 1 for at in starts - {start} if not text[at : at + 1].isalnum()}
        found = ((at, end) for at in starts for end in self._stems.ends(text, at))
        # Read into digits and punctuation alone, a stem is a coincidence.
        return {end for at, end in found if any(map(str.isalpha, text[at:end]))}


def _listed() -> Iterator[str]:
    for line in files("societaire_security").joinpath("guessable.txt").read_text("utf-8").splitlines():
        if stem := folded(line.partition("#")[0].strip()):
            yield stem
            yield f"{stem}s"


def _runs() -> Iterator[str]:
    for row in _ROWS:
        for start in range(len(row)):
            for end in range(start + _SHORTEST_RUN, len(row) + 1):
                yield row[start:end]
                yield row[start:end][::-1]


def _named(context: Collection[str]) -> Iterator[str]:
    for name in context:
        parts = words(name)
        yield "".join(parts)
        yield from (part for part in parts if len(part) > _SHORTEST_RUN)


def _openings(text: str, start: int) -> Iterator[int]:
    """The places from `start` to the next letter: a stem may open on a look-alike, as in $oleil."""
    for at in range(start, min(len(text), start + _WIDEST + 1)):
        yield at
        if text[at].isalpha():
            return


def _is_dressing(text: str) -> bool:
    return not any(map(str.isalpha, text)) and _effort(text) <= _DRESSING


def _effort(text: str) -> int:
    """How many runs of one character, or of characters that follow each other up or down, make the text."""
    runs = 0
    step: int | None = None
    for at, character in enumerate(text):
        if at and (move := _follows(text[at - 1], character)) is not None and step in {None, move}:
            step = move
            continue
        runs, step = runs + 1, None
    return runs


def _follows(one: str, other: str) -> int | None:
    if one == other:
        return 0
    move = ord(other) - ord(one)
    if one.isalnum() and other.isalnum() and abs(move) == 1:
        return move
    return {"90": 1, "09": -1}.get(one + other)


def _period(text: str) -> int:
    """The length of the smallest beginning that, repeated, gives the text; twice at least, or the text's own length."""
    size = len(text)
    return next((p for p in range(1, size // 2 + 1) if text[p:] == text[:-p]), size)
