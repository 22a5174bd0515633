"""The insurer's records, upserted by natural key in sets."""

from collections.abc import Collection, Sequence
from typing import Protocol

from attrs import field, frozen

from societaire.ports.storage import StoredFile
from societaire.records.rows import RecordKind, Row


@frozen
class Applied:
    """What one set of rows did; keys are natural keys, their parts joined by `|`."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    unchanged: int = 0


@frozen
class Batch:
    """Rows of one kind, each key once; `files` gives the stored content of each document's reference."""

    run: str
    kind: RecordKind
    rows: Sequence[Row]
    files: dict[str, StoredFile] = field(factory=dict)


class RecordStore(Protocol):
    """Upserts within a unit of work; the number of statements does not depend on the number of rows."""

    def present(self, kind: RecordKind, keys: Collection[str]) -> frozenset[str]:
        """Those of the natural keys that are stored."""

    def apply(self, batch: Batch) -> Applied:
        """Add new rows, change those that differ, leave the others; None in a row leaves the stored value as it is.

        What was changed in the portal since is left and reported `superseded` (docs/import.md).
        """

    def loaded(self, sirens: Collection[str]) -> frozenset[str]:
        """Those of the companies whose first load was finished by an earlier import: only these tell of news."""

    def finish(self, run: str) -> None:
        """Mark every company as loaded: the import came to its end."""
