"""Publishing documents on behalf of the insurer, one by one (imports publish in sets)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import BinaryIO

from attrs import frozen

from societaire.contracts.content import format_of
from societaire.contracts.contract import Contract, ContractUnknown
from societaire.contracts.document import DocumentFilter, DocumentPage
from societaire.errors import Conflict, Invalid, Problem
from societaire.events import Actor, DocumentPublished
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.ports.identity import StaleWrite
from societaire.ports.records import Applied, Batch
from societaire.ports.storage import FileStore
from societaire.records.rows import DocumentRow, RecordKind
from societaire.records.texts import code_problem, line_problem
from societaire.settings import Limits
from societaire.values import ContractNumber, day_in_paris


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
            Invalid: the content is not a whole file of the kind that its name says, or too large; the reference or
                the label is not one that an import would take; the day of publication is later than tomorrow.
            StaleWrite: somebody else published the reference at the same moment.
        """
        if problems := tuple(self._problems(row, content)):
            raise Invalid(problems)
        with self.database.read() as kept:
            contract = _contract(kept, ContractNumber(row.contract))
            _is_new(kept, row)
            company = kept.companies.get(contract.siren)
        # Kept first: nobody who writes waits meanwhile, and no row ever names a file that is not there.
        stored = self.files.save(company.file_owner if company else "", content)
        with self.database.write() as unit:
            new = _is_new(unit, row)
            batch = Batch(run="", kind=RecordKind.DOCUMENT, rows=(row,), files={row.reference: stored})
            applied = unit.records.apply(batch)
            if new and not applied.added:
                raise StaleWrite()
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

    def _problems(self, row: DocumentRow, content: BinaryIO) -> Iterator[Problem]:
        kind = format_of(content, row.file, self.limits.file_bytes)
        tomorrow = day_in_paris(self.clock.now()) + timedelta(days=1)
        found = (
            kind if isinstance(kind, Problem) else None,
            code_problem("reference", row.reference),
            None if row.label is None else line_problem("label", row.label),
            Problem("published_on", "published_too_late") if row.published_on > tomorrow else None,
        )
        return (problem for problem in found if problem is not None)


def _is_new(kept: Repositories, row: DocumentRow) -> bool:
    """Whether no document has the reference; raises ReferenceTaken when another contract's has it."""
    found = kept.records.index.documents((row.reference,)).get(row.reference)
    if found is not None and found.contract != row.contract:
        raise ReferenceTaken(reference=row.reference)
    return found is None


def _contract(kept: Repositories, number: ContractNumber) -> Contract:
    contract = kept.contracts.by_number(number)
    if contract is None:
        raise ContractUnknown(contract=number)
    return contract
