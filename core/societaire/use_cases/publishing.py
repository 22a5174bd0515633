"""Publishing documents on behalf of the insurer, one by one (imports publish in sets)."""

from typing import BinaryIO

from attrs import frozen

from societaire.contracts.content import format_of
from societaire.contracts.contract import Contract, ContractUnknown
from societaire.contracts.document import DocumentFilter, DocumentPage
from societaire.errors import Conflict, Invalid, Problem
from societaire.events import Actor, DocumentPublished
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.ports.records import Applied, Batch
from societaire.ports.storage import FileStore
from societaire.records.rows import DocumentRow, RecordKind
from societaire.settings import Limits
from societaire.values import ContractNumber

_SAME = 100


class ReferenceTaken(Conflict):
    """A document of that reference is already published for another contract."""

    code = "reference_taken"


@frozen
class Publishing:
    """Documents published and listed by staff (RULES D1, G3)."""

    database: Database
    files: FileStore
    clock: Clock
    limits: Limits

    def publish(self, row: DocumentRow, content: BinaryIO, actor: Actor) -> Applied:
        """Publish a document whose content is seekable, or replace the one of the same reference and contract.

        Whoever asked for it is told of a new one (RULES D3).

        Raises:
            ContractUnknown: there is no such contract.
            ReferenceTaken: the reference is another contract's.
            Invalid: the content is not a whole file of the kind that its name says, or too large.
        """
        kind = format_of(content, row.file, self.limits.file_bytes)
        if isinstance(kind, Problem):
            raise Invalid([kind])
        with self.database.read() as kept:
            contract = _contract(kept, ContractNumber(row.contract))
            company = kept.companies.get(contract.siren)
            taken = row.reference in kept.records.index.hashes((row.reference,))
            same = kept.documents.page(contract.siren, contract.id, DocumentFilter(text=row.reference), 1, _SAME)
        if taken and not any(document.reference == row.reference for document in same.documents):
            raise ReferenceTaken(reference=row.reference)
        stored = self.files.save(company.file_owner if company else "", content)
        with self.database.write() as unit:
            batch = Batch(run="", kind=RecordKind.DOCUMENT, rows=(row,), files={row.reference: stored})
            applied = unit.records.apply(batch)
            if applied.added:
                unit.alerts.publish([row.reference], self.clock.now())
            if applied.added or applied.changed:
                event = DocumentPublished(contract.siren, row.reference, contract.number, row.kind, row.year)
                unit.record(event, actor)
            unit.commit()
        return applied

    def listed(
        self, number: ContractNumber, wanted: DocumentFilter, page: int, size: int
    ) -> tuple[Contract, DocumentPage]:
        """A page of a contract's documents, whoever the company is; raises ContractUnknown."""
        with self.database.read() as kept:
            contract = _contract(kept, number)
            return contract, kept.documents.page(contract.siren, contract.id, wanted, page, size)


def _contract(kept: Repositories, number: ContractNumber) -> Contract:
    contract = kept.contracts.by_number(number)
    if contract is None:
        raise ContractUnknown(contract=number)
    return contract
