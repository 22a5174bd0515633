"""The order of all events, in memory."""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from societaire.events import RecordedEvent
from societaire.ports.feed import NumberedEvent
from societaire.testing.memory_tables import MemoryTables


@frozen
class MemoryFeed:
    """The Feed port."""

    tables: MemoryTables

    def number(self, most: int) -> int:
        waiting = sorted(self._unnumbered())[:most]
        first = self.last() + 1
        for place, (_, stream, position) in enumerate(waiting):
            self.tables.event_numbers[first + place] = (stream, position)
        return len(waiting)

    def after(self, number: int, most: int) -> tuple[NumberedEvent, ...]:
        found = [(place, at) for place, at in sorted(self.tables.event_numbers.items()) if place > number]
        return tuple(NumberedEvent(place, self._event(*at)) for place, at in found[:most])

    def last(self) -> int:
        return max(self.tables.event_numbers, default=0)

    def _event(self, stream: str, position: int) -> RecordedEvent:
        return self.tables.events[stream][position - 1]

    def _unnumbered(self) -> Iterator[tuple[datetime, str, int]]:
        """By the latest moment that their stream had reached, so that none overtakes the one before it."""
        numbered = set(self.tables.event_numbers.values())
        for stream, events in self.tables.events.items():
            waiting = [event for event in events if (stream, event.position) not in numbered]
            reached = waiting[0].at if waiting else None
            for event in waiting:
                reached = max(reached or event.at, event.at)
                yield reached, stream, event.position
