"""Counting while an import runs; memory does not grow with the number of remarks."""

from collections.abc import Callable, Sequence

from attrs import define, field

from societaire.records.changes import Applied
from societaire.records.report import MOST_KEPT, FileCounts, ImportReport, Remark


@define
class Tally:
    """What was counted so far; every refusal is told to `listener` as it comes."""

    listener: Callable[[Remark], None]
    _counts: dict[str, FileCounts] = field(factory=dict, init=False)
    _refused: list[Remark] = field(factory=list, init=False)
    _warnings: list[Remark] = field(factory=list, init=False)
    _refused_total: int = field(default=0, init=False)
    _warnings_total: int = field(default=0, init=False)

    def read(self, file: str, rows: int) -> None:
        """So many rows of a file were read; none is enough to name the file in the report."""
        self._add(file, FileCounts(read=rows))

    def applied(self, file: str, applied: Applied) -> None:
        """What became of rows."""
        counts = FileCounts(0, applied.added, applied.changed, applied.unchanged, applied.superseded)
        self._add(file, counts)

    def warn(self, remarks: Sequence[Remark]) -> None:
        """Keep warnings."""
        self._warnings_total += len(remarks)
        self._warnings.extend(remarks[: MOST_KEPT - len(self._warnings)])

    def refuse(self, file: str, remarks: Sequence[Remark]) -> None:
        """Keep refusals, in the order of lines."""
        self._refused_total += len(remarks)
        self._add(file, FileCounts(refused=len(remarks)))
        for remark in sorted(remarks, key=lambda remark: remark.line):
            self.listener(remark)
            if len(self._refused) < MOST_KEPT:
                self._refused.append(remark)

    def report(self, run: str, *, written: bool) -> ImportReport:
        """The counts and the first remarks."""
        return ImportReport(
            run,
            written,
            dict(self._counts),
            tuple(self._warnings),
            tuple(self._refused),
            self._warnings_total,
            self._refused_total,
        )

    def _add(self, file: str, more: FileCounts) -> None:
        self._counts[file] = self._counts.get(file, FileCounts()) + more
