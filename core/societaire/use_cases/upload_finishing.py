"""What happens when the last byte of a file is there: it is judged, kept under its hash, or refused with the reason."""

from typing import BinaryIO

from attrs import evolve, frozen

from societaire.errors import Problem
from societaire.events import SYSTEM, Actor, FileReceived, FileRefused
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.ports.inspector import Inspected, Inspector, InspectorBusy
from societaire.ports.pieces import PieceMissing, PieceStore
from societaire.ports.storage import FileStore, StoredFile
from societaire.uploads.copies import PHOTOGRAPHS
from societaire.uploads.upload import OffsetMismatch, Upload, UploadState, UploadUnknown
from societaire.use_cases.subjects import Subjects
from societaire.use_cases.upload_refusals import UploadRefusals


@frozen
class UploadFinishing:
    """Done by whoever brings the last byte, or later by a worker; twice does no harm."""

    database: Database
    files: FileStore
    pieces: PieceStore
    inspector: Inspector
    subjects: Subjects
    refusals: UploadRefusals
    clock: Clock

    def finish(self, upload: Upload, actor: Actor) -> Upload:
        """The whole upload, received or refused; as it was when the inspector is busy.

        Raises OffsetMismatch (0) when its pieces are lost, StorageUnavailable.
        """
        try:
            judged, stored = self._judged(upload)
        except InspectorBusy:
            return upload
        except PieceMissing:
            kept = self._kept(upload, upload.emptied())
            if kept.offset:
                return kept
            raise OffsetMismatch(offset=0) from None
        kept = self._kept(upload, _settled(upload, judged, stored), actor)
        self.pieces.forget(upload.id)
        return kept

    def _judged(self, upload: Upload) -> tuple[Inspected | Problem, StoredFile | None]:
        with self.pieces.open(upload.id, upload.pieces) as content:
            judged = self.inspector.inspect(content)
            if isinstance(judged, Problem):
                return judged, None
            content.seek(0)
            return judged, self._stored(upload, content)

    def _stored(self, upload: Upload, content: BinaryIO) -> StoredFile:
        with self.database.read() as kept:
            company = kept.companies.get(upload.siren)
        if company is None:
            raise UploadUnknown()
        return self.files.save(company.file_owner, content)

    def _kept(self, upload: Upload, changed: Upload, actor: Actor | None = None) -> Upload:
        """What is kept in the end: another one may have been faster."""
        try:
            with self.database.write() as unit:
                if changed.is_kept and not self.subjects.is_open(unit, upload.siren, upload.subject):
                    # What was sent is sent: nothing may be added to it behind its back.
                    changed = upload.refused(Problem("file", "file_late"))
                if actor:
                    unit.record(_event(changed), actor)
                if changed.problem and actor == SYSTEM:
                    # Whoever brings the last byte reads the refusal at once; here nobody is looking.
                    changed = self.refusals.told(unit, changed, self.clock.now())
                unit.uploads.save(changed)
                unit.commit()
        except StaleWrite:
            with self.database.read() as kept:
                found = kept.uploads.get(upload.siren, upload.id)
            if found is None:
                raise UploadUnknown() from None
            return found
        return evolve(changed, version=changed.version + 1)


def _settled(upload: Upload, judged: Inspected | Problem, stored: StoredFile | None) -> Upload:
    if isinstance(judged, Problem) or stored is None:
        return upload.refused(judged if isinstance(judged, Problem) else Problem("file", "file_unreadable"))
    return evolve(
        upload.moved(UploadState.RECEIVED),
        format=judged.format,
        pages=judged.pages,
        sha256=stored.sha256,
        file_key=stored.key,
        pieces=(),
        uncopied=judged.format in PHOTOGRAPHS,
    )


def _event(upload: Upload) -> FileReceived | FileRefused:
    if upload.problem:
        return FileRefused(upload.siren, upload.id, upload.subject, upload.problem.code)
    return FileReceived(upload.siren, upload.id, upload.subject, upload.sha256 or "")
