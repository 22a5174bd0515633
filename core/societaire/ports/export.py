"""An export of the insurer's records, read as a stream."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO, Protocol

from attrs import frozen

from societaire.errors import Invalid, NotFound
from societaire.records.report import Remark
from societaire.records.rows import RecordKind, Row


class NotAnExport(Invalid):
    """None of the files of an export is there: nothing was read."""

    code = "not_an_export"


class ContentRefused(NotFound):
    """The file that a document names can't be taken; `reason` is file_outside, file_missing or file_unreadable."""

    code = "content_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


@frozen
class ExportFile:
    """A file of the export; `columns` gives the heading that stands for each field of its rows."""

    kind: RecordKind
    name: str
    columns: Mapping[str, str]


@frozen
class Portion:
    """Some rows of a file in order, each beside the line that it starts at (1 is the header).

    Every value of `rows` is well-formed and every key new in the file. `read` counts rows, refused ones included; a row
    that says the same as an earlier one is nowhere. `done` is how many bytes were read since the portion before.
    `cell` gives what is written at a line for a field, to tell a refusal by; without it the row's own value is told.
    """

    rows: Sequence[tuple[int, Row]]
    read: int
    done: int
    refused: Sequence[Remark] = ()
    warnings: Sequence[Remark] = ()
    cell: Callable[[int, str], str] | None = None


class ExportSource(Protocol):
    """Where an import reads from; what is wrong with a row, or with a whole file, is a remark, never an exception."""

    def files(self) -> Sequence[ExportFile]:
        """Those that are there, of each kind one at most; raises NotAnExport when there is none."""

    def remarks(self) -> Sequence[Remark]:
        """What is odd about the export as a whole, as warnings."""

    def total_bytes(self) -> int:
        """The size of all the files of rows together."""

    def portions(self, file: ExportFile, size: int) -> Iterator[Portion]:
        """The file's rows, at most `size` in a portion; memory depends on `size` alone."""

    def content(self, name: str) -> BinaryIO:
        """The seekable content of a document, to be closed; raises ContentRefused."""
