"""The insurer's records, upserted in sets."""

from collections.abc import Collection

from attrs import frozen
from sqlalchemy import Connection

from societaire.ports.clock import Clock
from societaire.ports.records import Applied, Batch
from societaire.records.rows import RecordKind


@frozen
class SqlRecords:
    """The RecordStore port."""

    connection: Connection
    clock: Clock

    def present(self, kind: RecordKind, keys: Collection[str]) -> frozenset[str]:
        raise NotImplementedError

    def apply(self, batch: Batch) -> Applied:
        raise NotImplementedError

    def loaded(self, sirens: Collection[str]) -> frozenset[str]:
        raise NotImplementedError

    def finish(self, run: str) -> None:
        raise NotImplementedError
