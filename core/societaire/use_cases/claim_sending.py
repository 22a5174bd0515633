"""Sending a claim, exactly once, and its receipt (RULES H3)."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from attrs import evolve, frozen

from societaire.claims.claim import Claim
from societaire.claims.deadlines import incident_day
from societaire.claims.declaring import (
    ClaimDeclaration,
    ClaimDraftUnknown,
    DraftState,
    SentFile,
    checked_sincerity,
)
from societaire.claims.pieces import checked_files, content_digest
from societaire.claims.sheets import ClaimSheet
from societaire.companies.policy import Action
from societaire.contracts.contract import Contract
from societaire.errors import Invalid
from societaire.events import Actor, ClaimSent, person_actor
from societaire.identity.sessions import Client
from societaire.notifications import Message, MessageKind
from societaire.ports.claim_documents import ClaimDocuments
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.journal import LoggedAction
from societaire.ports.storage import FileStore, StorageUnavailable
from societaire.use_cases.access_notes import note_taken
from societaire.use_cases.call_back_asking import CallBackAsking
from societaire.use_cases.claim_news import tell_handler
from societaire.use_cases.claim_reading import (
    ClaimRules,
    Understood,
    check_version,
    enter,
    site_of,
    understood,
    visible_draft,
)
from societaire.use_cases.names import full_name
from societaire.values import PersonId, Siren, day_in_paris


@frozen
class ClaimReceipt:
    """The receipt of a claim: its number and its bytes, to be closed by the caller."""

    receipt: str
    content: BinaryIO


@frozen
class ClaimSending:
    """A draft becomes a claim, with its number; the receipt follows, and is made again should it be missing."""

    database: Database
    files: FileStore
    documents: ClaimDocuments
    entropy: Entropy
    clock: Clock
    rules: ClaimRules
    asking: CallBackAsking

    def send(
        self,
        person_id: PersonId,
        siren: Siren,
        declaration_id: str,
        key: str,
        expected_files: Mapping[str, str],
        *,
        certified: bool,
        version: int | None = None,
    ) -> ClaimDeclaration:
        """Send a draft with exactly those files, and tell the sender; sent again, it changes nothing.

        Args:
            key: the draft's own, as its pages gave it: the same key gives the same number and receipt.
            expected_files: SHA-256 by upload of every kept file that the person saw.
            certified: that what is told is sincere.
            version: the one that the person saw; None to send what is kept.

        Raises:
            CompanyClosedToYou, ClaimDraftUnknown: not theirs, or another key.
            ClaimDraftChanged: somebody wrote since it was shown.
            FileBeingJudged: a file is whole and was not judged yet.
            ClaimFilesChanged: a file is missing, or is another one than was shown; nothing is sent.
            Invalid: every answer that is missing or can't be read, at once; no number for a call that is wanted.
        """
        with self.database.write() as unit:
            space = enter(self.database, self.clock, unit, person_id, siren, Action.DECLARE_CLAIM)
            draft = visible_draft(unit, self.rules, space, siren, declaration_id)
            if draft.key != key:
                raise ClaimDraftUnknown()
            if draft.state is DraftState.DRAFT:
                if version is not None:
                    check_version(unit, draft, version)
                checked_sincerity(certified)
                draft = self.accept(unit, draft, expected_files, person_actor(person_id), person_id)
                self._tell(unit, draft, person_id)
                unit.commit()
        return self.acknowledged(draft)

    def accept(
        self,
        unit: UnitOfWork,
        draft: ClaimDeclaration,
        expected_files: Mapping[str, str],
        actor: Actor,
        person_id: PersonId | None = None,
    ) -> ClaimDeclaration:
        """Turn a draft into a claim within a unit of work; raises ClaimFilesChanged or Invalid."""
        now = self.clock.now()
        files = checked_files(unit.uploads.of_subject(draft.siren, draft.subject), expected_files)
        contracts = unit.contracts.of_company(draft.siren)
        read = understood(self.rules, draft, contracts, (), now)
        uncallable = self.asking.problems(unit, draft.siren, read.answers, person_id)
        if read.reading.blocking or uncallable:
            raise Invalid((*read.reading.blocking, *uncallable))
        sent = self._sent(unit, draft, read, files, person_id, now)
        unit.claim_declarations.save(sent)
        claim = _claim_of(sent, read, now)
        unit.claims.add(claim)
        content = content_digest(sent)
        receipt, contract = sent.receipt or "", sent.contract or ""
        unit.record(ClaimSent(sent.siren, sent.id, receipt, sent.cause, contract, content), actor)
        tell_handler(unit, self.entropy, claim, MessageKind.CLAIM_TO_HANDLE, now)
        self.asking.as_answered(unit, claim, read.answers, person_id, actor)
        return sent

    def acknowledged(self, sent: ClaimDeclaration) -> ClaimDeclaration:
        """What was just sent, with its receipt; while the storage is out, by its number alone."""
        try:
            return self.with_receipt(sent.siren, sent.id)
        except StorageUnavailable:
            return sent

    def with_receipt(self, siren: Siren, declaration_id: str) -> ClaimDeclaration:
        """The declaration with its receipt kept; raises ClaimDraftUnknown unless it was sent.

        The receipt comes after the number that it bears: a failure in between leaves a claim that was sent, whose
        receipt is made, the same, when it is next asked for.
        """
        with self.database.read() as kept:
            sent = kept.claim_declarations.get(siren, declaration_id)
            if sent is None or sent.sent_at is None:
                raise ClaimDraftUnknown()
            if sent.receipt_key:
                return sent
            sheet = self._sheet(kept, sent)
        stored = self.files.save(sheet.company.file_owner, BytesIO(self.documents.receipt(sheet)))
        with self.database.write() as unit:
            latest = unit.claim_declarations.get(siren, declaration_id)
            if latest and not latest.receipt_key:
                latest = evolve(latest, receipt_key=stored.key, receipt_sha256=stored.sha256)
                unit.claim_declarations.save(latest)
                unit.commit()
                return evolve(latest, version=latest.version + 1)
        return latest or sent

    def receipt(self, person_id: PersonId, siren: Siren, declaration_id: str, client: Client) -> ClaimReceipt:
        """The receipt, noted in the access log.

        Raises CompanyClosedToYou, ClaimDraftUnknown when nothing was sent, FileMissing when it can't be found.
        """
        with self.database.read() as kept:
            space = enter(self.database, self.clock, kept, person_id, siren, Action.DOWNLOAD)
            visible_draft(kept, self.rules, space, siren, declaration_id)
        sent = self.with_receipt(siren, declaration_id)
        action, target = LoggedAction.RECEIPT, sent.receipt or ""
        note_taken(self.database, self.clock, action, person_id, siren, target, client)
        return ClaimReceipt(target, self.files.open(sent.receipt_key or ""))

    def _sent(
        self,
        unit: UnitOfWork,
        draft: ClaimDeclaration,
        read: Understood,
        files: tuple[SentFile, ...],
        person_id: PersonId | None,
        now: datetime,
    ) -> ClaimDeclaration:
        today = day_in_paris(now)
        found = read.answering.contracts
        return evolve(
            draft,
            state=DraftState.SENT,
            entries=read.answers,
            receipt=f"D{today.year}-{unit.claim_declarations.next_number(today.year):06}",
            contract=found[0].number if found else None,
            contracts=tuple(contract.number for contract in found),
            files=files,
            sent_by=person_id,
            sent_at=now,
        )

    def _tell(self, unit: UnitOfWork, sent: ClaimDeclaration, person_id: PersonId) -> None:
        person, at = unit.persons.get(person_id), sent.sent_at
        if person and at:
            values = (("claim", sent.id), ("receipt", sent.receipt or ""))
            message = Message(
                self.entropy.identifier(), MessageKind.CLAIM_SENT, person.email, at, at, person.id, sent.siren, values
            )
            unit.outbox.add([message])

    def _sheet(self, kept: Repositories, sent: ClaimDeclaration) -> ClaimSheet:
        company = kept.companies.get(sent.siren)
        tree = self.rules.trees.named(sent.tree, sent.tree_version)
        contract: Contract | None = kept.contracts.by_number(sent.contract) if sent.contract else None
        if company is None:
            raise ClaimDraftUnknown()
        agency = kept.agencies.get((contract and contract.agency) or company.agency)
        return ClaimSheet(sent, tree, company, contract, agency, full_name(kept, sent.sent_by))


def _claim_of(sent: ClaimDeclaration, read: Understood, now: datetime) -> Claim:
    today = day_in_paris(now)
    contract = read.answering.contracts[0] if read.answering.contracts else None
    return Claim(
        id=sent.id,
        siren=sent.siren,
        number=sent.receipt or "",
        cause=sent.cause,
        occurred_on=incident_day(read.facts) or today,
        declared_on=today,
        contract=contract.number if contract else None,
        address=site_of(read.facts),
        handler=contract.contact if contract else None,
        receipt=sent.receipt,
        declared_by=sent.sent_by,
    )
