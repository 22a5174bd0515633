"""What validation brings: the declaration's document, and its bases among those of the former years (RULES E7, E8)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from societaire.contracts.document import DocumentKind
from societaire.declarations.checking import declared_bases
from societaire.declarations.declaration import Declaration
from societaire.declarations.entries import figures_of
from societaire.declarations.terms import Bases
from societaire.events import Actor, DocumentPublished
from societaire.ports.database import UnitOfWork
from societaire.ports.records import Batch
from societaire.ports.storage import FileMissing, FileStore, StoredFile
from societaire.records.codes import Heading
from societaire.records.rows import BaseRow, DocumentRow, RecordKind
from societaire.use_cases.declaration_reading import Dossier
from societaire.values import day_in_paris


def bases_of(dossier: Dossier) -> Bases:
    """The declared bases, by heading and activity; empty for a scan that nobody keyed in."""
    if dossier.form is None or not dossier.declaration.entries:
        return {}
    figures, _ = figures_of(dossier.form, dossier.declaration.entries)
    return declared_bases(dossier.form, figures)


def publish(unit: UnitOfWork, files: FileStore, dossier: Dossier, now: datetime, actor: Actor) -> None:
    """Publish the receipt as the declaration's document, and keep its bases where the insurer's records keep theirs.

    An export that says otherwise later wins. Raises FileMissing when the receipt can't be found.
    """
    declaration, period = dossier.declaration, dossier.period
    reference, stored = declaration.number or "", _receipt(files, declaration)
    row = DocumentRow(
        *(
            reference,
            declaration.contract,
            DocumentKind.DECLARATION,
            period.year,
            f"{reference}.pdf",
            day_in_paris(now),
        ),
        period_start=period.covered.start,
        period_end=period.covered.end,
    )
    unit.records.apply(Batch(run="", kind=RecordKind.DOCUMENT, rows=(row,), files={reference: stored}))
    unit.alerts.publish([reference], now)
    event = DocumentPublished(declaration.siren, reference, declaration.contract, row.kind, row.year)
    unit.record(event, actor)
    keep_bases(unit, dossier)


def keep_bases(unit: UnitOfWork, dossier: Dossier) -> None:
    """Keep the bases of a declaration that was validated beside those of the insurer's records."""
    declaration, period = dossier.declaration, dossier.period
    known = unit.declared_bases.of_contract(declaration.siren, declaration.contract_id).get(period.year, {})
    rows = tuple(_rows(declaration.contract, period.year, bases_of(dossier), known))
    if rows:
        unit.records.apply(Batch(run="", kind=RecordKind.BASE, rows=rows))


def _receipt(files: FileStore, declaration: Declaration) -> StoredFile:
    key = declaration.receipt_key or ""
    size = files.size(key) if key else None
    if size is None:
        raise FileMissing()
    return StoredFile(key, size, declaration.receipt_sha256 or "")


def _rows(contract: str, year: int, bases: Bases, known: Mapping[tuple[str, str], Decimal]) -> Iterator[BaseRow]:
    """A former declaration of the same year may have told of a base that is no more: it is none from now on."""
    if not bases:
        return
    headings = {heading.value: heading for heading in Heading}
    for heading, activity in sorted({*bases, *known}):
        if heading in headings:
            amount = bases.get((heading, activity), Decimal(0))
            yield BaseRow(contract, year, headings[heading], activity, amount)
