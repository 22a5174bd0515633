"""A period of each company: what the insurer sent back, its correction begun, our form among its files."""

from datetime import date
from io import BytesIO

from attrs import evolve

from societaire.declarations.declaration import Declaration, DeclarationState, Way
from societaire.declarations.sheets import FormMarks
from societaire.records.codes import RequestedDocument
from societaire.records.rows import PeriodRow
from societaire.testing.form_documents import MemoryFormDocuments
from societaire.uploads.upload import FORM_SLOT, Upload, UploadState
from societaire.values import ContractNumber, PersonId, Siren
from tests.delivery.web.world import NOW, Builder, identifier


def declared(world: Builder, letter: str, siren: Siren, start: date) -> None:
    """Everything that the pages of a period show, marked with the company's letter."""
    tables, number = world.tables, ContractNumber(f"RCD-MARK-{letter}")
    contract = evolve(tables.contracts[number], online_form=True, form="contractor")
    tables.contracts[number] = contract
    due, letter_date = date(2026, 12, 31), date(2026, 11, 2)
    row = PeriodRow(number, start, date(start.year, 12, 31), due, letter_date, (RequestedDocument.TAX_RETURN,))
    tables.periods[number, start] = row
    by = PersonId(identifier("per", 100 + ord(letter)))
    receipt = world.parts.files.save(tables.companies[siren].file_owner, BytesIO(f"MARK-{letter}".encode()))
    sent = Declaration(
        identifier("sub", ord(letter)),
        siren,
        number,
        contract.id,
        start,
        1,
        Way.ONLINE,
        f"key-{letter}",
        DeclarationState.CORRECTION_REQUESTED,
        "contractor",
        1,
        {"turnover_total": "1000", "technique_description": f"MARK-{letter}"},
        written_by=by,
        written_at=NOW,
        declarant_name=f"MARK-{letter} Gérante",
        declarant_role="Gérante",
        number=f"R2026-MARK-{letter}",
        sent_by=by,
        sent_at=NOW,
        receipt_key=receipt.key,
        receipt_sha256=receipt.sha256,
        decided_by="Camille",
        decided_at=NOW,
        decision_reason=f"MARK-{letter} à préciser",
        version=1,
    )
    draft = evolve(
        sent,
        id=identifier("dec", ord(letter)),
        sequence=2,
        key=identifier("key", ord(letter)),
        state=DeclarationState.DRAFT,
        number=None,
        sent_by=None,
        sent_at=None,
        receipt_key=None,
        receipt_sha256=None,
        decided_by="",
        decided_at=None,
        decision_reason="",
    )
    tables.declarations[sent.id], tables.declarations[draft.id] = sent, draft
    marks = FormMarks("contractor", 1, number, start, siren)
    content = MemoryFormDocuments().completed(marks, {"turnover_total": "2000"})
    stored = world.parts.files.save(tables.companies[siren].file_owner, BytesIO(content))
    upload = Upload(
        identifier("upl", ord(letter)),
        siren,
        draft.subject,
        FORM_SLOT,
        f"MARK-{letter} formulaire.pdf",
        stored.size,
        by,
        NOW,
        offset=stored.size,
        state=UploadState.RECEIVED,
        format="pdf",
        pages=1,
        sha256=stored.sha256,
        file_key=stored.key,
        order=1,
        version=1,
    )
    tables.uploads[upload.id] = upload
