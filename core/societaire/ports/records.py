"""The insurer's records, looked up and upserted by natural key, in sets."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from attrs import field, frozen

from societaire.ports.storage import StoredFile
from societaire.records.changes import Applied
from societaire.records.rows import RecordKind, Row
from societaire.values import Email, PersonId, Siren

__all__ = ["Applied", "Batch", "RecordIndex", "RecordStore", "StoredContract", "StoredDocument", "StoredPerson"]


@frozen
class Batch:
    """Rows of one kind, each key once; `files` holds the content of each document that is new or has a new content."""

    run: str
    kind: RecordKind
    rows: Sequence[Row]
    files: Mapping[str, StoredFile] = field(factory=dict)


@frozen
class StoredContract:
    """What rows that name a contract need of it; `file_owner` is under whom the company's files are kept."""

    siren: Siren
    end_date: date | None
    file_owner: str


@frozen
class StoredDocument:
    """Whose reference it is, and the SHA-256 of its content."""

    contract: str
    sha256: str


@frozen
class StoredPerson:
    """Who has an address; without `code`, the insurer's records do not know them."""

    id: PersonId
    code: str | None
    email: Email


class RecordIndex(Protocol):
    """What is there already; the number of statements does not depend on the number of keys."""

    def present(self, kind: RecordKind, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys that are stored, of a kind that others refer to (societaire.records.references)."""

    def contracts(self, numbers: Collection[str]) -> Mapping[str, StoredContract]:
        """Those of the contracts that are stored."""

    def persons(self, codes: Collection[str], emails: Collection[str]) -> Sequence[StoredPerson]:
        """Everybody who has one of the codes or one of the (normalised) addresses, each once."""

    def administrators(self, sirens: Collection[str]) -> Mapping[str, Mapping[str, bool]]:
        """The live administrators of each company by code (by id when they have none).

        True marks an access that was changed in the portal since. Companies without administrator are left out.
        Within a unit that writes, no other one changes these accesses until it is over.
        """

    def documents(self, references: Collection[str]) -> Mapping[str, StoredDocument]:
        """Those of the documents that are stored."""


class RecordStore(Protocol):
    """Upserts within a unit of work; the number of statements does not depend on the number of rows."""

    @property
    def index(self) -> RecordIndex:
        """What is there already, this unit's own changes included."""

    def apply(self, batch: Batch) -> Applied:
        """Add new rows, change those that differ, leave the others; None in a row leaves the stored value as it is.

        Every reference of the rows is stored, and addresses of persons are free at the end of the batch: the import
        sees to both. Special to a kind (docs/import.md): an active contract has no end date but the row's; a person
        without code who has the row's address becomes the row's person; an access changed in the portal is left when
        it disagrees with the row (superseded), and is the insurer's again when it agrees (unchanged). A new document
        needs its content in `files`.
        """

    def finish(self) -> None:
        """Mark every company as loaded: an import came to its end, what comes from now on is news."""
