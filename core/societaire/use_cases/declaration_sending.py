"""Sending a declaration, exactly once (RULES E3, E5)."""

from collections.abc import Mapping
from contextlib import ExitStack

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
    Way,
)
from societaire.declarations.pieces import check_files, content_digest, kept_files
from societaire.declarations.requests import requested_activities
from societaire.declarations.shipped import Forms
from societaire.errors import Invalid
from societaire.events import ActivityRequested, DeclarationSent, person_actor
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.form_documents import FormDocuments
from societaire.ports.storage import FileStore, StoredFile
from societaire.uploads.upload import FORM_SLOT
from societaire.use_cases.declaration_drafts import check_version
from societaire.use_cases.declaration_findings import findings_of, refuse_blocked
from societaire.use_cases.declaration_news import message_of
from societaire.use_cases.declaration_papers import returned_forms
from societaire.use_cases.declaration_reading import Dossier, dossier_of
from societaire.use_cases.doorway import Doorway
from societaire.values import PersonId, Siren, day_in_paris


@frozen
class SendRequest:
    """What somebody sends: a draft as they saw it, with its key and files; `version` is None to send what is kept."""

    person_id: PersonId
    siren: Siren
    declaration_id: str
    key: str
    expected_files: Mapping[str, str]
    certification: Certification
    version: int | None = None


@frozen
class DeclarationSending:
    """A draft becomes what was sent, with its number: the row is locked, and its key and number are unique."""

    database: Database
    files: FileStore
    documents: FormDocuments
    entropy: Entropy
    clock: Clock
    forms: Forms
    second_signature: bool = False

    def send(self, asked: SendRequest) -> None:
        """Send a draft with exactly those files, and tell the sender; what was sent with that key already stays.

        Raises:
            CompanyClosedToYou, DeclarationUnknown: not theirs, or another key.
            CertificationReserved: the insurer wants an administrator to send it.
            DraftChanged, FilesChanged: somebody changed it since it was shown.
            Invalid: everything that blocks, at once.
        """
        with self.database.read() as kept:
            space, dossier = self._checked(kept, asked)
        scan = self._joined(space, dossier)
        with self.database.write() as unit:
            space, dossier = self._checked(unit, asked)
            if not dossier.declaration.is_open:
                return
            sent = self._sent(unit, dossier, asked, scan)
            self._tell(unit, dossier, sent, asked.person_id)
            unit.commit()

    def _checked(self, kept: Repositories, asked: SendRequest) -> tuple[Space, Dossier]:
        """The draft as it may be sent, or what was sent with the key already."""
        space = Doorway(self.database, self.clock).enter(kept, asked.person_id, asked.siren, Action.DECLARE_BASES)
        dossier = dossier_of(kept, asked.siren, asked.declaration_id, self.forms)
        if dossier.declaration.key != asked.key:
            raise DeclarationUnknown()
        if not dossier.declaration.is_open:
            return space, dossier
        if self.second_signature and space.membership.access.profile is not Profile.ADMINISTRATOR:
            raise CertificationReserved()
        if asked.version is not None:
            check_version(kept, dossier.declaration, asked.version)
        check_files(dossier.uploads, asked.expected_files)
        findings = findings_of(dossier)
        reasons = {**dossier.declaration.reasons, **asked.certification.answers(findings)}
        refuse_blocked(findings, reasons, *asked.certification.problems())
        return space, evolve(dossier, declaration=evolve(dossier.declaration, reasons=reasons))

    def _joined(self, space: Space, dossier: Dossier) -> StoredFile | None:
        """The pages of a scan as one file, before anything is sent; they may not be readable together.

        A form of ours that was made for something else is refused, however it was given (RULES E3).
        """
        if not dossier.declaration.is_open or dossier.declaration.way is not Way.SCAN:
            return None
        if misplaced := [one.problem for one in returned_forms(dossier, *self._reading) if one.problem]:
            raise Invalid(misplaced)
        keys = [one.file_key for one in kept_files(dossier.uploads) if one.slot == FORM_SLOT and one.file_key]
        with ExitStack() as opened:
            pages = [opened.enter_context(self.files.open(key)) for key in keys]
            joined = opened.enter_context(self.documents.merge(pages))
            return self.files.save(space.company.file_owner, joined)

    @property
    def _reading(self) -> tuple[FileStore, FormDocuments, Forms]:
        return self.files, self.documents, self.forms

    def _sent(self, unit: UnitOfWork, dossier: Dossier, asked: SendRequest, scan: StoredFile | None) -> Declaration:
        now = self.clock.now()
        today = day_in_paris(now)
        sent = evolve(
            dossier.declaration.moved(DeclarationState.SENT),
            # A scan is a declaration without figures: what was begun online beside it was not certified.
            entries={} if dossier.declaration.way is Way.SCAN else dossier.declaration.entries,
            declarant_name=" ".join(asked.certification.name.split()),
            declarant_role=" ".join(asked.certification.role.split()),
            number=f"R{today.year}-{unit.declarations.next_number(today.year):06}",
            sent_by=asked.person_id,
            sent_at=now,
            late=today > dossier.due_date,
            scan_key=scan.key if scan else None,
            scan_sha256=scan.sha256 if scan else None,
        )
        unit.declarations.save(sent)
        if dossier.former:
            unit.declarations.save(dossier.former.moved(DeclarationState.REPLACED))
        return sent

    def _tell(self, unit: UnitOfWork, dossier: Dossier, sent: Declaration, person_id: PersonId) -> None:
        """The company's history, and the sender's mailbox."""
        now, number, content = self.clock.now(), sent.number or "", content_digest(sent, dossier.uploads)
        replaced = (dossier.former.number or "") if dossier.former else ""
        event = DeclarationSent(sent.siren, sent.id, sent.contract, number, sent.late, content, replaced)
        unit.record(event, person_actor(person_id))
        activities = requested_activities(dossier.form, findings_of(dossier)) if dossier.form else ()
        for activity in activities:
            asked = ActivityRequested(sent.siren, sent.id, sent.contract, number, activity)
            unit.record(asked, person_actor(person_id))
        sender = unit.persons.get(person_id)
        if sender:
            unit.outbox.add([message_of(sent, MessageKind.DECLARATION_SENT, sender, now, self.entropy)])
