"""A single CSV of declaration periods, whatever its name, read as an export is."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from societaire.ports.export import ContentRefused, ExportFile, Portion
from societaire.records.report import Remark
from societaire.records.rows import RecordKind
from societaire_intake.directory import DirectoryExport
from societaire_intake.layouts import LAYOUTS


@frozen
class PeriodsFile:
    """The columns are those of `periodes.csv`."""

    path: Path

    def files(self) -> Sequence[ExportFile]:
        """That file alone."""
        columns = {column.field: column.heading for column in LAYOUTS[RecordKind.PERIOD].columns}
        return (ExportFile(RecordKind.PERIOD, self.path.name, columns),)

    def remarks(self) -> Sequence[Remark]:
        """Nothing is beside it."""
        return ()

    def total_bytes(self) -> int:
        """Its size."""
        return self.path.stat().st_size

    def portions(self, file: ExportFile, size: int) -> Iterator[Portion]:
        """Its rows."""
        return DirectoryExport(self.path.parent).portions(file, size)

    def content(self, name: str) -> BinaryIO:  # noqa: ARG002 - named as callers name it
        """A period names no file."""
        raise ContentRefused("file_missing")
