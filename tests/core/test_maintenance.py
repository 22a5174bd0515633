"""What the nightly round must leave alone: files that came into use while it was looking."""

from datetime import date, datetime, timedelta
from io import BytesIO

from attrs import evolve, field, frozen

from societaire.app import Societaire
from societaire.contracts.document import DocumentKind
from societaire.ports.storage import StoredFile
from societaire.records.rows import DocumentRow, RecordKind
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, World
from societaire.testing.storage import MemoryFileStore

OWNER = "a" * 32
ROW = DocumentRow("D1", "K1", DocumentKind.LETTER, 2026, "a.pdf", date(2026, 1, 15), label="Courrier")


@frozen
class BusyStore(MemoryFileStore):
    """While the first of its files is being deleted, a row names the second and the third is saved again."""

    world: World
    saved: list[StoredFile] = field(factory=list)

    def delete(self, key: str, saved_before: datetime | None = None) -> bool:
        """Forget a content; the others come into use."""
        if key == self.saved[0].key:
            self.world.load(RecordKind.DOCUMENT, [ROW], {"D1": self.saved[1]})
            self.save(OWNER, BytesIO(b"third"))
        return super().delete(key, saved_before)


def test_a_file_that_comes_into_use_meanwhile_is_kept() -> None:
    parts = MemoryParts.at(NOON)
    world = World(parts.database)
    world.contract(world.company())
    files = BusyStore(parts.clock, world)
    files.saved.extend(files.save(OWNER, BytesIO(content)) for content in (b"first", b"second", b"third"))
    parts.clock.advance(timedelta(days=2))
    counts = Societaire.from_ports(evolve(parts.ports(), files=files)).maintenance.run()
    assert counts["files"] == 1
    assert [files.size(one.key) for one in files.saved] == [None, 6, 5]
