"""What the insurer's staff does with declarations: looks, asks again, takes, refuses, keys in (RULES E7)."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import BinaryIO

from attrs import evolve, frozen

from societaire.declarations.decision import checked_correction, checked_reason
from societaire.declarations.declaration import Declaration, DeclarationState, DeclarationUnknown, NotAScan, Way
from societaire.declarations.entries import figures_of, shape_of
from societaire.declarations.findings import Finding
from societaire.declarations.pieces import kept_files
from societaire.declarations.shipped import Forms, FormUnknown
from societaire.errors import Invalid, Problem
from societaire.events import (
    Actor,
    CompanyEvent,
    DeclarationCorrectionRequested,
    DeclarationKeyedIn,
    DeclarationRefused,
    DeclarationValidated,
)
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories, UnitOfWork
from societaire.ports.declarations import RegisterFilter, RegisterLine
from societaire.ports.entropy import Entropy
from societaire.ports.storage import FileMissing, FileStore
from societaire.uploads.upload import Upload
from societaire.use_cases.declaration_findings import findings_of
from societaire.use_cases.declaration_news import message_of, people_of
from societaire.use_cases.declaration_publishing import keep_bases, publish
from societaire.use_cases.declaration_reading import Dossier, dossier_of, form_for, uploads_of
from societaire.use_cases.declaration_receipts import DeclarationReceipts
from societaire.use_cases.names import full_names
from societaire.values import PersonId, day_in_paris


@frozen
class DeclarationFile:
    """A declaration as staff sees it; `people` are the names behind the ids that it holds."""

    dossier: Dossier
    company_name: str
    findings: tuple[Finding, ...]
    people: Mapping[PersonId, str]


@frozen
class DeclarationContent:
    """A content to be looked at: `receipt`, `scan`, or the slot of an upload, which may not be scanned yet."""

    kind: str
    format: str
    content: BinaryIO
    upload: Upload | None = None


@frozen
class DeclarationOffice:
    """Decisions: each is told to whoever sent the declaration and to the company's administrators."""

    database: Database
    files: FileStore
    entropy: Entropy
    clock: Clock
    forms: Forms
    receipts: DeclarationReceipts

    def listed(self, wanted: RegisterFilter, page: int = 1, size: int = 50) -> tuple[tuple[RegisterLine, ...], int]:
        """A page of periods (1 the first), the first due first, and how many in all."""
        with self.database.read() as kept:
            return kept.declaration_register.listed(wanted, (page - 1) * size, size)

    def show(self, name: str) -> DeclarationFile:
        """A declaration by its number or id; raises DeclarationUnknown."""
        with self.database.read() as kept:
            found = _known(kept, name)
            dossier = dossier_of(kept, found.siren, found.id, self.forms)
            company = kept.companies.get(found.siren)
            people = full_names(kept, (found.written_by, found.sent_by))
        return DeclarationFile(dossier, company.name if company else "", findings_of(dossier), people)

    def contents(self, name: str) -> Iterator[DeclarationContent]:
        """The receipt, a scan's pages joined, and every file that was not refused; raises DeclarationUnknown.

        Each content is to be closed by the caller; one that can't be found is left out.
        """
        with self.database.read() as kept:
            found = _known(kept, name)
            uploads = kept_files(uploads_of(kept, found))
        sent = self.receipts.kept(found.siren, found.id)
        wanted: list[tuple[str, str, str | None, Upload | None]] = [
            ("receipt", "pdf", sent.receipt_key, None),
            ("scan", "pdf", sent.scan_key, None),
        ]
        wanted += [(one.slot, one.format or "", one.file_key, one) for one in uploads]
        for kind, ending, key, upload in wanted:
            with suppress(FileMissing):
                if key:
                    yield DeclarationContent(kind, ending, self.files.open(key), upload)

    def request_correction(self, name: str, reason: str, due: date, actor: Actor, path: str = "") -> Declaration:
        """Ask for another declaration, by that day, about the whole or about one field or requested document.

        Raises DeclarationUnknown, DeclarationMoved, or Invalid without a reason, for a day in the past, and for a path
        that is neither a field of its form nor a document of its letter.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            found = _known(unit, name)
            dossier = dossier_of(unit, found.siren, found.id, self.forms)
            told = checked_correction(reason, due, path, day_in_paris(now), dossier.form, dossier.period)
            moved = _decided(found, DeclarationState.CORRECTION_REQUESTED, actor, now)
            asked = evolve(moved, decision_reason=told, decision_path=path, correction_due=due)
            event = DeclarationCorrectionRequested(found.siren, found.id, found.contract, found.number or "")
            self._settle(unit, asked, event, MessageKind.DECLARATION_CORRECTION, actor)
        return evolve(asked, version=asked.version + 1)

    def refuse(self, name: str, reason: str, actor: Actor) -> Declaration:
        """Do not take a declaration, and say why; raises DeclarationUnknown, DeclarationMoved, or Invalid."""
        now = self.clock.now()
        with self.database.write() as unit:
            found = _known(unit, name)
            moved = _decided(found, DeclarationState.REFUSED, actor, now)
            refused = evolve(moved, decision_reason=checked_reason(reason))
            event = DeclarationRefused(found.siren, found.id, found.contract, found.number or "")
            self._settle(unit, refused, event, MessageKind.DECLARATION_REFUSED, actor)
        return evolve(refused, version=refused.version + 1)

    def validate(self, name: str, actor: Actor) -> Declaration:
        """Take a declaration: its document is published (RULES E7), its bases are known from now on.

        Raises DeclarationUnknown, or DeclarationMoved.
        """
        with self.database.read() as kept:
            found = _known(kept, name)
        found.moved(DeclarationState.VALIDATED)
        self.receipts.kept(found.siren, found.id)
        now = self.clock.now()
        with self.database.write() as unit:
            found = _known(unit, name)
            moved = _decided(found, DeclarationState.VALIDATED, actor, now)
            taken = evolve(moved, decision_reason="", decision_path="", correction_due=None)
            dossier = dossier_of(unit, found.siren, found.id, self.forms)
            publish(unit, self.files, evolve(dossier, declaration=taken), now, actor)
            event = DeclarationValidated(found.siren, found.id, found.contract, found.number or "")
            self._settle(unit, taken, event, MessageKind.DECLARATION_VALIDATED, actor)
        return evolve(taken, version=taken.version + 1)

    def key_in(self, name: str, entries: Mapping[str, str], actor: Actor) -> tuple[Declaration, tuple[Finding, ...]]:
        """Type the figures of a scan, whatever they say; returns what the rules find in them.

        Raises DeclarationUnknown, NotAScan, FormUnknown when the contract has no form, or Invalid for what can't be
        read and for what the form does not ask.
        """
        with self.database.write() as unit:
            found = _known(unit, name)
            if found.way is not Way.SCAN or found.is_open:
                raise NotAScan()
            dossier = dossier_of(unit, found.siren, found.id, self.forms)
            form = form_for(dossier.contract, self.forms, dossier.period)
            if form is None:
                raise FormUnknown()
            _, faults = figures_of(form, entries)
            strange = [
                Problem.of(path, "path_unknown", path=path) for path in entries if not shape_of(form).knows(path)
            ]
            if faults or strange:
                raise Invalid([*strange, *(Problem(fault.paths[0], fault.code, fault.values) for fault in faults)])
            keyed = evolve(found, entries=dict(entries), form=form.code, form_version=form.version, keyed_in=True)
            unit.declarations.save(keyed)
            if keyed.state is DeclarationState.VALIDATED:
                keep_bases(unit, evolve(dossier, declaration=keyed, form=form))
            unit.record(DeclarationKeyedIn(found.siren, found.id, found.contract, found.number or ""), actor)
            unit.commit()
        read = evolve(dossier, declaration=keyed, form=form)
        return evolve(keyed, version=keyed.version + 1), findings_of(read)

    def _settle(
        self, unit: UnitOfWork, decided: Declaration, event: CompanyEvent, kind: MessageKind, actor: Actor
    ) -> None:
        """Keep, record and tell a decision; each person once, if they still have an access."""
        unit.declarations.save(decided)
        unit.record(event, actor)
        now, people = self.clock.now(), people_of(unit, decided.siren, decided.sent_by)
        unit.outbox.add([message_of(decided, kind, one, now, self.entropy) for one in people])
        unit.commit()


def _known(kept: Repositories, name: str) -> Declaration:
    found = kept.declaration_register.find(name.strip())
    if found is None:
        raise DeclarationUnknown(declaration=name)
    return found


def _decided(found: Declaration, state: DeclarationState, actor: Actor, now: datetime) -> Declaration:
    return evolve(found.moved(state), decided_by=actor.code, decided_at=now)
