"""Nightly work on rows that members may change meanwhile: one by one, whoever comes in between being left alone."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from attrs import frozen

from societaire.ports.identity import StaleWrite
from societaire.uploads.upload import Upload

PORTION = 200
"""So many rows are looked up at once."""


class Named(Protocol):
    """A row with an identifier."""

    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=Named)


@frozen
class Done:
    """How many rows were treated, and how many left for another night since somebody changed them meanwhile."""

    count: int
    skipped: int


def one_by_one(find: Callable[[], Sequence[Row]], act: Callable[[Row], None]) -> Done:
    """Treat all that `find` gives, PORTION at most at a time, each in a unit of work of `act`'s own.

    What `act` treated is found no more; what it raises StaleWrite for is skipped.
    """
    count, skipped = 0, set[str]()
    while True:
        found, before = find(), count
        for each in found:
            try:
                act(each)
            except StaleWrite:
                skipped.add(each.id)
            else:
                count += 1
                skipped.discard(each.id)
        if len(found) < PORTION or count == before:
            return Done(count, len(skipped))


def check_still(uploads: Iterable[Upload], before: datetime) -> None:
    """Raise StaleWrite when a file came since: its draft is alive again."""
    if any(one.came_at >= before for one in uploads):
        raise StaleWrite()
