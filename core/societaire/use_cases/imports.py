"""The import of the insurer's export (docs/import.md)."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from attrs import frozen

from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.entropy import Entropy
from societaire.ports.export import ExportSource
from societaire.ports.storage import FileStore
from societaire.records.report import ImportReport, Remark
from societaire.records.tally import Tally
from societaire.settings import Limits
from societaire.use_cases.declaration_news import announce_all
from societaire.use_cases.import_contents import Contents
from societaire.use_cases.import_run import ImportRun, Reach
from societaire.values import day_in_paris

_ROWS_BETWEEN_LOOKS = 50_000


def _no_progress(_done: int, _total: int) -> None:
    pass


def _no_listener(_remark: Remark) -> None:
    pass


@contextmanager
def _rows_in_millions() -> Iterator[None]:
    """Look for unreachable cycles less often: rows are plain tuples, and looking took a quarter of the time."""
    young, *older = gc.get_threshold()
    gc.set_threshold(max(young, _ROWS_BETWEEN_LOOKS) if young else 0, *older)
    try:
        yield
    finally:
        gc.set_threshold(young, *older)


@frozen
class Imports:
    """The insurer's records brought up to date by an export, at most `batch` rows in a unit of work.

    Acts as the system.
    """

    database: Database
    files: FileStore
    entropy: Entropy
    clock: Clock
    limits: Limits
    batch: int = 2000
    claims_open: bool = False

    def run(
        self,
        source: ExportSource,
        *,
        dry_run: bool = False,
        strict: bool = False,
        notify: bool = False,
        progress: Callable[[int, int], None] = _no_progress,
        refused: Callable[[Remark], None] = _no_listener,
    ) -> ImportReport:
        """Apply what is right, report what is not; run again, it changes nothing more.

        Args:
            source: where to read from.
            dry_run: write nothing, report as if.
            strict: write nothing unless nothing is refused; `written` in the report says which.
            notify: tell whoever asked for it of each new document and each claim's new state, never on a company's
                first load (RULES D3, H7).
            progress: told the bytes read and the bytes to read, which count twice when strict.
            refused: told every refusal as it comes, line by line within a batch; the report holds the first thousand.

        Raises:
            NotAnExport: none of the files of an export is there.
            Busy: the database or the storage is out; whole batches stay applied, run again later.
            StaleWrite: somebody else changed the same rows meanwhile; the same holds.
        """
        source.files()
        size = source.total_bytes()
        total = size * 2 if strict and not dry_run else size
        if dry_run or strict:
            report = self._rehearse(source, lambda done: progress(min(size, done), total), refused)
            if dry_run or report.refused_total:
                return report
        return self._apply(source, lambda done: progress(total - size + min(size, done), total), refused, notify=notify)

    def _apply(
        self,
        source: ExportSource,
        progress: Callable[[int], None],
        refused: Callable[[Remark], None],
        *,
        notify: bool,
    ) -> ImportReport:
        reach = Reach(self.database.read, self.database.write, lasting=True)
        report = self._pass(source, reach, progress, refused, notify=notify)
        announce_all(self.database, day_in_paris(self.clock.now()))
        with self.database.write() as unit:
            unit.records.finish()
            unit.commit()
        return report

    def _rehearse(
        self, source: ExportSource, progress: Callable[[int], None], refused: Callable[[Remark], None]
    ) -> ImportReport:
        """The same inside one unit of work that is never committed, without storing a file."""
        with self.database.write() as unit:
            reach = Reach(lambda: nullcontext(unit), lambda: nullcontext(unit), lasting=False)
            return self._pass(source, reach, progress, refused)

    def _pass(
        self,
        source: ExportSource,
        reach: Reach,
        progress: Callable[[int], None],
        refused: Callable[[Remark], None],
        *,
        notify: bool = False,
    ) -> ImportReport:
        contents = Contents(source, self.files, self.limits.file_bytes, reach.lasting)
        tally = Tally(refused)
        name = self.entropy.identifier()
        run = ImportRun(
            name,
            source,
            reach,
            contents,
            self.entropy,
            self.clock,
            tally,
            progress,
            self.batch,
            notify=notify,
            claims_open=self.claims_open,
        )
        with _rows_in_millions():
            run.all_files()
        return tally.report(name, written=reach.lasting)
