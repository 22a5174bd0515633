"""The events of all streams in one order that never changes once it was read."""

from typing import Protocol

from attrs import frozen

from societaire.events import RecordedEvent


@frozen
class NumberedEvent:
    """An event and its place in the order of all events, from 1 on."""

    number: int
    event: RecordedEvent


class Feed(Protocol):
    """Events are numbered when they are asked for, not when they are written: no writer waits for another one.

    So a unit of work that ends later only ever gets later numbers, and a reader who remembers the last number that
    it saw misses nothing.
    """

    def number(self, most: int) -> int:
        """Give the next numbers to at most `most` committed events that have none; returns how many got one.

        Each stream keeps its order. Within a unit of work alone, and one at a time.
        """

    def after(self, number: int, most: int) -> tuple[NumberedEvent, ...]:
        """At most `most` numbered events, from the one after that number (0: from the first)."""

    def last(self) -> int:
        """The highest number given; 0 when none is."""
