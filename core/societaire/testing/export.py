"""An export of the insurer's records made of rows, without files to read."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import BinaryIO

from attrs import field, frozen

from societaire.ports.export import ContentRefused, ExportFile, NotAnExport, Portion
from societaire.records.report import Remark
from societaire.records.rows import ROWS, RecordKind, Row

_ROW_BYTES = 100


@frozen
class MemoryExport:
    """The ExportSource port over well-formed rows of different keys; files and columns are named as in the code.

    `contents` gives the content of each file that a document names.
    """

    rows: Mapping[RecordKind, Sequence[Row]] = field(factory=dict)
    contents: Mapping[str, bytes] = field(factory=dict)

    def files(self) -> Sequence[ExportFile]:
        """One file per kind that has rows."""
        if not self.rows:
            raise NotAnExport([])
        return [ExportFile(kind, kind.value, {name: name for name in ROWS[kind]._fields}) for kind in self.rows]

    def remarks(self) -> Sequence[Remark]:
        """Nothing is ever odd."""
        return ()

    def total_bytes(self) -> int:
        """A hundred bytes a row."""
        return sum(len(rows) for rows in self.rows.values()) * _ROW_BYTES

    def portions(self, file: ExportFile, size: int) -> Iterator[Portion]:
        """The rows, from line 2 on."""
        placed = list(enumerate(self.rows[file.kind], start=2))
        for first in range(0, len(placed), size):
            some = placed[first : first + size]
            yield Portion(some, len(some), len(some) * _ROW_BYTES)

    def content(self, name: str) -> BinaryIO:
        """The content of that name."""
        if name not in self.contents:
            raise ContentRefused("file_missing")
        return BytesIO(self.contents[name])
