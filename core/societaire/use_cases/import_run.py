"""One pass over an export: batch by batch, the rows that hold are applied, the others reported."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import cast

from attrs import define, field, frozen

from societaire.errors import Problem
from societaire.events import SYSTEM, EmailChanged, ImportApplied
from societaire.notifications import Message, MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.export import ExportFile, ExportSource, Portion
from societaire.ports.records import Batch
from societaire.ports.storage import StoredFile
from societaire.records.changes import Applied, EmailMove
from societaire.records.news import events_of
from societaire.records.report import Remark
from societaire.records.rows import DocumentRow, RecordKind, Row, key_of
from societaire.records.tally import Tally
from societaire.use_cases.claim_news import tell_of_claim
from societaire.use_cases.import_contents import Contents
from societaire.use_cases.import_judging import Judge

_DOCUMENTS = 10
"""So many times fewer rows in a batch of documents: each brings a content."""


@frozen
class Reach:
    """How a pass reaches what is kept; `lasting` is false for a rehearsal, which never commits."""

    read: Callable[[], AbstractContextManager[Repositories]]
    write: Callable[[], AbstractContextManager[UnitOfWork]]
    lasting: bool


@define
class ImportRun:
    """A pass, with what it needs; `id` names it in the event log."""

    id: str
    source: ExportSource
    reach: Reach
    contents: Contents
    entropy: Entropy
    clock: Clock
    tally: Tally
    progress: Callable[[int], None]
    batch: int
    notify: bool = False
    claims_open: bool = False
    _done: int = field(default=0, init=False)

    def all_files(self) -> None:
        """Read every file of the export, those that others refer to first."""
        self.tally.warn(self.source.remarks())
        order = list(RecordKind)
        for file in sorted(self.source.files(), key=lambda file: order.index(file.kind)):
            self.tally.read(file.name, 0)
            judge = Judge(file)
            size = max(1, self.batch // _DOCUMENTS) if file.kind is RecordKind.DOCUMENT else self.batch
            for portion in self.source.portions(file, size):
                self._portion(judge, portion)
                if judge.is_full:
                    self._last(judge)
            self._last(judge)

    def _portion(self, judge: Judge, portion: Portion) -> None:
        file = judge.file
        self.tally.read(file.name, portion.read)
        self.tally.warn(portion.warnings)
        refused = list(portion.refused)
        if portion.rows and file.kind is RecordKind.DOCUMENT:
            refused += self._documents(judge, portion)
        elif portion.rows:
            with self.reach.write() as unit:
                judged = judge.portion(unit.records.index, portion)
                refused += judged.refused
                self._apply(unit, file, judged.placed, len(refused))
        self.tally.refuse(file.name, refused)
        self._done += portion.done
        self.progress(self._done)

    def _last(self, judge: Judge) -> None:
        if judge.is_done:
            return
        with self.reach.write() as unit:
            judged = judge.last(unit.records.index)
            self._apply(unit, judge.file, judged.placed, len(judged.refused))
        self.tally.refuse(judge.file.name, judged.refused)

    def _documents(self, judge: Judge, portion: Portion) -> Sequence[Remark]:
        """Contents first, outside any unit that writes: a row is stored after its file, and nobody waits meanwhile."""
        with self.reach.read() as kept:
            index = kept.records.index
            judged = judge.portion(index, portion)
            rows = [cast(DocumentRow, row) for _, row in judged.placed]
            contracts = index.contracts({row.contract for row in rows})
            stored = index.documents({row.reference for row in rows})
        files: dict[str, StoredFile] = {}
        taken: list[tuple[int, Row]] = []
        refused = list(judged.refused)
        known = {reference: document.sha256 for reference, document in stored.items()}
        wanted = [(row, contracts[row.contract].file_owner, known.get(row.reference)) for row in rows]
        for (line, _), row, found in zip(judged.placed, rows, self.contents.take_all(wanted), strict=True):
            if isinstance(found, Problem):
                column = judge.file.columns["file"]
                written = portion.cell(line, "file") if portion.cell else row.file
                refused.append(Remark.of(judge.file.name, line, column, written, found.code, **dict(found.values)))
                continue
            taken.append((line, row))
            if found is not None:
                files[row.reference] = found
        with self.reach.write() as unit:
            self._apply(unit, judge.file, taken, len(refused) + len(portion.refused), files)
        return refused

    def _apply(
        self,
        unit: UnitOfWork,
        file: ExportFile,
        placed: Sequence[tuple[int, Row]],
        refused: int,
        files: Mapping[str, StoredFile] | None = None,
    ) -> None:
        """One batch: its rows, what it tells of, and its commit; counted once it lasts."""
        rows = [row for _, row in placed]
        applied = unit.records.apply(Batch(self.id, file.kind, rows, files or {})) if rows else Applied()
        if self.reach.lasting:
            self._record(unit, file, rows, applied, refused)
            unit.commit()
        self.tally.applied(file.name, applied)

    def _record(self, unit: UnitOfWork, file: ExportFile, rows: Sequence[Row], applied: Applied, refused: int) -> None:
        """What happened, and who must be told of it."""
        if applied.changes:
            for event in events_of(file.kind, applied.changes, {key_of(file.kind, row): row for row in rows}):
                unit.record(event, SYSTEM)
            if self.notify and file.kind is RecordKind.DOCUMENT:
                unit.alerts.publish([change.key for change in applied.changes], self.clock.now())
            if self.notify and file.kind is RecordKind.CLAIM:
                self._tell_of_claims(unit, [change.key for change in applied.changes])
        for move in applied.moves:
            self._tell(unit, move)
        done = ImportApplied(self.id, file.name, applied.added, applied.changed, applied.superseded, refused)
        unit.record(done, SYSTEM)

    def _tell_of_claims(self, unit: UnitOfWork, numbers: Sequence[str]) -> None:
        now = self.clock.now()
        for claim in filter(None, map(unit.claim_register.find, numbers)):
            tell_of_claim(unit, self.entropy, claim, now, open_to_all=self.claims_open)

    def _tell(self, unit: UnitOfWork, move: EmailMove) -> None:
        """Both addresses are told, and links sent to the former one open nothing any more."""
        now = self.clock.now()
        unit.record(EmailChanged(move.person_id), SYSTEM)
        unit.links.close(move.person_id, now)
        unit.outbox.add(
            [
                Message(self.entropy.identifier(), MessageKind.EMAIL_CHANGED, address, now, now, move.person_id)
                for address in (move.former, move.present)
            ]
        )
