"""Sending a declaration, exactly once, and its receipt (RULES E3, E5)."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from attrs import evolve, frozen

from societaire.companies.access import Profile
from societaire.companies.policy import Action
from societaire.contracts.space import Space
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import (
    CertificationReserved,
    Declaration,
    DeclarationState,
    DeclarationUnknown,
    DraftChanged,
)
from societaire.declarations.pieces import check_files, content_digest, kept_files
from societaire.declarations.sheets import ReceiptSheet
from societaire.events import DeclarationSent, person_actor
from societaire.identity.sessions import Client, network_of
from societaire.notifications import Message, MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.form_documents import FormDocuments
from societaire.ports.journal import AccessLogEntry, Outcome
from societaire.ports.storage import FileStore
from societaire.use_cases.declaration_findings import findings_of, refuse_blocked
from societaire.use_cases.declaration_reading import Dossier, FormNamed, dossier_of
from societaire.use_cases.doorway import Doorway
from societaire.values import PersonId, Siren, day_in_paris


@frozen
class DeclarationSending:
    """A draft becomes what was sent, with its number; the receipt follows, and is made again should it be missing."""

    database: Database
    files: FileStore
    documents: FormDocuments
    entropy: Entropy
    clock: Clock
    form_named: FormNamed
    second_signature: bool = False

    def send(
        self,
        person_id: PersonId,
        siren: Siren,
        declaration_id: str,
        key: str,
        expected_files: Mapping[str, str],
        certification: Certification,
        version: int | None = None,
    ) -> Declaration:
        """Send a draft with exactly those files, and tell the sender; sent again, it changes nothing.

        Args:
            key: the draft's own, as its pages gave it: the same key gives the same number and receipt.
            expected_files: SHA-256 by upload of every kept file that the person saw.
            certification: who declares.
            version: the one that the person saw; None to send what is kept.

        Raises:
            CompanyClosedToYou, DeclarationUnknown: not theirs, or another key.
            CertificationReserved: the insurer wants an administrator to send it.
            DraftChanged, FilesChanged: somebody changed it since it was shown.
            Invalid: everything that blocks, at once.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            space = Doorway(self.database, self.clock).enter(unit, person_id, siren, Action.DECLARE_BASES)
            dossier = dossier_of(unit, siren, declaration_id, self.form_named)
            if dossier.declaration.key != key:
                raise DeclarationUnknown()
            if dossier.declaration.is_open:
                dossier = _answered(dossier, certification.reasons)
                self._check(space, dossier, expected_files, certification, version)
                sent = self._sent(unit, dossier, person_id, certification, now)
                self._record(unit, space, dossier, sent, now)
                unit.commit()
        return self.with_receipt(siren, declaration_id)

    def with_receipt(self, siren: Siren, declaration_id: str) -> Declaration:
        """The declaration with its receipt kept; raises DeclarationUnknown unless it was sent.

        The receipt comes after the number that it bears: a failure in between leaves a declaration that was sent, whose
        receipt is made, the same, when it is next asked for.
        """
        with self.database.read() as kept:
            dossier = dossier_of(kept, siren, declaration_id, self.form_named)
            sent = dossier.declaration
            company = kept.companies.get(siren)
            sender = kept.persons.get(sent.sent_by) if sent.sent_by else None
        if sent.sent_at is None or company is None:
            raise DeclarationUnknown()
        if sent.receipt_key:
            return sent
        findings, files = findings_of(dossier), kept_files(dossier.uploads)
        name = sender.full_name if sender else ""
        plain = evolve(sent, state=DeclarationState.SENT)
        sheet = ReceiptSheet(plain, dossier.form, company, dossier.contract, dossier.period, findings, files, name)
        stored = self.files.save(company.file_owner, BytesIO(self.documents.receipt(sheet)))
        with self.database.write() as unit:
            latest = unit.declarations.get(siren, declaration_id)
            if latest and not latest.receipt_key:
                latest = evolve(latest, receipt_key=stored.key, receipt_sha256=stored.sha256)
                unit.declarations.save(latest)
                unit.commit()
                return evolve(latest, version=latest.version + 1)
        return latest or sent

    def receipt(self, person_id: PersonId, siren: Siren, declaration_id: str, client: Client | None = None) -> BinaryIO:
        """The receipt's bytes, to be closed by the caller, noted in the access log when a client asks.

        Raises CompanyClosedToYou, DeclarationUnknown when nothing was sent, FileMissing when it can't be found.
        """
        with self.database.read() as kept:
            Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.DOWNLOAD)
        sent = self.with_receipt(siren, declaration_id)
        if client:
            entry = AccessLogEntry(
                at=self.clock.now(),
                action="receipt",
                outcome=Outcome.DONE,
                person_id=person_id,
                siren=siren,
                target=sent.number or "",
                network=network_of(client.ip),
                request_id=client.request_id,
            )
            with self.database.write() as unit:
                unit.access_log.add(entry)
                unit.commit()
        return self.files.open(sent.receipt_key or "")

    def _check(
        self,
        space: Space,
        dossier: Dossier,
        expected_files: Mapping[str, str],
        certification: Certification,
        version: int | None,
    ) -> None:
        draft = dossier.declaration
        if self.second_signature and space.membership.access.profile is not Profile.ADMINISTRATOR:
            raise CertificationReserved()
        if version is not None and draft.version != version:
            at = draft.written_at.isoformat() if draft.written_at else ""
            raise DraftChanged(by="", at=at, version=draft.version)
        check_files(dossier.uploads, expected_files)
        refuse_blocked(findings_of(dossier), draft.reasons, *certification.problems())

    def _sent(
        self, unit: UnitOfWork, dossier: Dossier, person_id: PersonId, certification: Certification, now: datetime
    ) -> Declaration:
        today = day_in_paris(now)
        number = f"R{today.year}-{unit.declarations.next_number(today.year):06}"
        due = dossier.declaration.correction_due or dossier.period.due_date
        sent = evolve(
            dossier.declaration.moved(DeclarationState.SENT),
            declarant_name=" ".join(certification.name.split()),
            declarant_role=" ".join(certification.role.split()),
            number=number,
            sent_by=person_id,
            sent_at=now,
            late=today > due,
        )
        unit.declarations.save(sent)
        if dossier.former and DeclarationState.REPLACED is not dossier.former.state:
            unit.declarations.save(dossier.former.moved(DeclarationState.REPLACED))
        return sent

    def _record(self, unit: UnitOfWork, space: Space, dossier: Dossier, sent: Declaration, now: datetime) -> None:
        content = content_digest(sent, dossier.uploads)
        replaced = dossier.former.number if dossier.former and dossier.former.number else ""
        by = space.membership.access.person_id
        event = DeclarationSent(sent.siren, sent.id, sent.contract, sent.number or "", sent.late, content, replaced)
        unit.record(event, person_actor(by))
        sender = unit.persons.get(by)
        if sender:
            kind, values = MessageKind.DECLARATION_SENT, (("declaration", sent.id),)
            message = Message(self.entropy.identifier(), kind, sender.email, now, now, by, sent.siren, values)
            unit.outbox.add([message])


def _answered(dossier: Dossier, reasons: Mapping[str, str]) -> Dossier:
    """The dossier with these reasons beside those that were kept; one that answers nothing found is left out."""
    found = {finding.key for finding in findings_of(dossier)} if reasons else frozenset[str]()
    given = {key: text.strip() for key, text in reasons.items() if key in found and text.strip()}
    return evolve(dossier, declaration=evolve(dossier.declaration, reasons={**dossier.declaration.reasons, **given}))
