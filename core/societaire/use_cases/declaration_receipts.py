"""The receipt of a declaration: made once from exactly what was sent, kept, and made again should it be missing."""

from io import BytesIO
from typing import BinaryIO

from attrs import evolve, frozen

from societaire.companies.policy import Action
from societaire.declarations.declaration import Declaration, DeclarationState, DeclarationUnknown
from societaire.declarations.pieces import kept_files
from societaire.declarations.sheets import ReceiptSheet
from societaire.declarations.shipped import Forms
from societaire.identity.sessions import Client
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.form_documents import FormDocuments
from societaire.ports.journal import LoggedAction
from societaire.ports.storage import FileStore, StorageUnavailable, StoredFile
from societaire.use_cases.access_notes import note_taken
from societaire.use_cases.declaration_findings import findings_of
from societaire.use_cases.declaration_reading import dossier_of
from societaire.use_cases.doorway import Doorway
from societaire.use_cases.names import full_name
from societaire.values import PersonId, Siren


@frozen
class DeclarationReceipts:
    """Receipts, kept under the company like its documents."""

    database: Database
    files: FileStore
    documents: FormDocuments
    clock: Clock
    forms: Forms

    def kept(self, siren: Siren, declaration_id: str) -> Declaration:
        """The declaration with its receipt; raises DeclarationUnknown unless it was sent.

        The receipt comes after the number that it bears: a failure in between leaves a declaration that was sent, whose
        receipt is made when it is next asked for.
        """
        with self.database.read() as kept:
            found = kept.declarations.get(siren, declaration_id)
        if found is None or found.sent_at is None:
            raise DeclarationUnknown()
        if found.receipt_key:
            return found
        stored = self._made(siren, declaration_id)
        with self.database.write() as unit:
            latest = unit.declarations.get(siren, declaration_id) or found
            if latest.receipt_key:
                return latest
            with_receipt = evolve(latest, receipt_key=stored.key, receipt_sha256=stored.sha256)
            unit.declarations.save(with_receipt)
            unit.commit()
        return evolve(with_receipt, version=latest.version + 1)

    def acknowledged(self, siren: Siren, declaration_id: str) -> Declaration:
        """What was just sent, with its receipt; while the storage is out, by its number alone."""
        try:
            return self.kept(siren, declaration_id)
        except StorageUnavailable:
            with self.database.read() as kept:
                found = kept.declarations.get(siren, declaration_id)
            if found is None:
                raise DeclarationUnknown() from None
            return found

    def open(self, person_id: PersonId, siren: Siren, declaration_id: str, client: Client | None = None) -> BinaryIO:
        """The receipt's bytes, to be closed by the caller, noted in the access log when a client asks.

        Raises CompanyClosedToYou, DeclarationUnknown when nothing was sent, FileMissing when it can't be found.
        """
        with self.database.read() as kept:
            Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.DOWNLOAD)
        sent = self.kept(siren, declaration_id)
        if client:
            action, target = LoggedAction.RECEIPT, sent.number or ""
            note_taken(self.database, self.clock, action, person_id, siren, target, client)
        return self.files.open(sent.receipt_key or "")

    def _made(self, siren: Siren, declaration_id: str) -> StoredFile:
        with self.database.read() as kept:
            dossier = dossier_of(kept, siren, declaration_id, self.forms)
            company = kept.companies.get(siren)
            sender = full_name(kept, dossier.declaration.sent_by)
        if company is None:
            raise DeclarationUnknown()
        sheet = ReceiptSheet(
            evolve(dossier.declaration, state=DeclarationState.SENT),
            *(dossier.form, company, dossier.contract, dossier.period, dossier.due_date),
            findings_of(dossier),
            kept_files(dossier.uploads),
            sender,
        )
        return self.files.save(company.file_owner, BytesIO(self.documents.receipt(sheet)))
