"""What happened for a company, as its people read it, in memory."""

from attrs import frozen

from societaire.companies.access import Access, Profile
from societaire.events import ActorKind, RecordedEvent
from societaire.ports.bulletins import NEWS, RESERVED, Bulletin
from societaire.testing.memory_tables import MemoryTables
from societaire.values import PersonId, Siren


@frozen
class MemoryBulletins:
    """The Bulletins port."""

    tables: MemoryTables

    def page(self, person_id: PersonId, siren: Siren, first: int, most: int) -> tuple[tuple[Bulletin, ...], int]:
        access = self.tables.accesses.get((person_id, siren))
        if access is None or not access.is_live:
            return (), 0
        found = [Bulletin(event, self._is_new(access, event)) for event in self._news(access)]
        found.sort(key=lambda bulletin: (not bulletin.is_new, -bulletin.event.position))
        return tuple(found[first : first + most]), len(found)

    def mark(self, person_id: PersonId, siren: Siren, position: int) -> None:
        key = person_id, siren
        if position > self.tables.markers.get(key, 0):
            self.tables.markers[key] = position

    def count(self, access: Access) -> int:
        """How many are new for the person of an access."""
        return sum(self._is_new(access, event) for event in self._news(access))

    def _news(self, access: Access) -> list[RecordedEvent]:
        return [event for event in self.tables.events.get(f"company:{access.siren}", ()) if _is_shown(access, event)]

    def _is_new(self, access: Access, event: RecordedEvent) -> bool:
        marker = self.tables.markers.get((access.person_id, access.siren), 0)
        is_own = event.actor.kind is ActorKind.PERSON and event.actor.code == access.person_id
        return event.position > marker and event.at >= access.granted_at and not is_own


def _is_shown(access: Access, event: RecordedEvent) -> bool:
    if event.kind in RESERVED:
        return access.profile is Profile.ADMINISTRATOR or access.person_id in event.values
    return event.kind in NEWS
