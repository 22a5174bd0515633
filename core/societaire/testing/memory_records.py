"""The insurer's records in memory."""

from collections.abc import Collection

from attrs import frozen

from societaire.ports.clock import Clock
from societaire.ports.records import Applied, Batch
from societaire.records.rows import RecordKind
from societaire.testing.memory_tables import MemoryTables


@frozen
class MemoryRecords:
    """The RecordStore port."""

    tables: MemoryTables
    clock: Clock

    def present(self, kind: RecordKind, keys: Collection[str]) -> frozenset[str]:
        raise NotImplementedError

    def apply(self, batch: Batch) -> Applied:
        raise NotImplementedError

    def loaded(self, sirens: Collection[str]) -> frozenset[str]:
        raise NotImplementedError

    def finish(self, run: str) -> None:
        raise NotImplementedError
