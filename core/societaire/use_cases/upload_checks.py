"""What a worker does with files that members sent: judge, draw what is shown of photographs, ask the antivirus."""

from collections.abc import Callable
from datetime import timedelta

from attrs import evolve, frozen

from societaire.errors import Busy, Problem
from societaire.events import SYSTEM, FileAccepted, FileRefused
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.ports.scanner import ScannerUnavailable, VirusScanner
from societaire.ports.storage import FileMissing, FileStore
from societaire.uploads.upload import OffsetMismatch, Upload, UploadState, UploadUnknown
from societaire.use_cases.upload_copying import UploadCopying
from societaire.use_cases.upload_finishing import UploadFinishing
from societaire.use_cases.upload_refusals import UploadRefusals

LEASE = timedelta(minutes=2)
"""For how long a file is one worker's, and how long it waits when it could not be checked."""
AT_ONCE = 5
"""Mails wait meanwhile where one process does both."""


@frozen
class UploadChecks:
    """A missing scanner never means clean: files wait, received, and are asked about again (RULES E6)."""

    database: Database
    files: FileStore
    scanner: VirusScanner
    finishing: UploadFinishing
    copying: UploadCopying
    refusals: UploadRefusals
    clock: Clock

    def scan_waiting(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Check what waits; returns how many files were settled.

        Stops between two files when `stop` says so, or when the scanner is out: the others then wait for the next turn.
        Raises Busy when the database is out.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            leased = unit.uploads.lease(now, now + LEASE, AT_ONCE)
            unit.commit()
        settled = 0
        for upload in leased:
            if stop():
                break
            try:
                settled += self._check(upload)
            except (ScannerUnavailable, FileMissing, UploadUnknown, OffsetMismatch, StaleWrite):
                # Lost, taken back or sent again meanwhile, or not to be known yet: the next turn sees it as it is.
                continue
            except Busy:
                break
        return settled

    def _check(self, upload: Upload) -> bool:
        if upload.state is UploadState.RECEIVING:
            upload = self.finishing.finish(upload, SYSTEM)
        # Before the antivirus: its sender may see a photograph that waits for it, forever where there is none.
        upload = self.copying.copy(upload)
        if upload.state is not UploadState.RECEIVED:
            return upload.state is not UploadState.RECEIVING and not upload.uncopied
        with self.files.open(upload.file_key or "") as content:
            found = self.scanner.scan(content)
        self._settle(upload, found)
        return True

    def _settle(self, upload: Upload, found: str | None) -> None:
        now = self.clock.now()
        with self.database.write() as unit:
            if found is None:
                settled = upload.moved(UploadState.ACCEPTED)
                unit.record(FileAccepted(upload.siren, upload.id, upload.subject), SYSTEM)
            else:
                refused = upload.refused(Problem.of("file", "file_infected", name=found))
                unit.record(FileRefused(upload.siren, upload.id, upload.subject, "file_infected"), SYSTEM)
                settled = self.refusals.told(unit, refused, now)
            unit.uploads.save(evolve(settled, scanned_at=now))
            unit.commit()
