"""Many documents in one ZIP, written as it is read: memory holds one piece of one document at a time."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from societaire.ports.archive import ArchiveEntry
from societaire_wording.catalogue import sentence

_PIECE = 64 * 1024
_EARLIEST, _LATEST = date(1980, 1, 1), date(2107, 12, 31)
"""The days that a ZIP can say."""


class _Pipe(io.RawIOBase):
    """What the ZIP writer writes into, emptied by whoever streams it."""

    def __init__(self) -> None:
        self._pieces = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: object, /) -> int:
        data = memoryview(piece).cast("B")  # type: ignore[arg-type]  # any buffer, as RawIOBase promises
        self._pieces += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._pieces)
        self._pieces.clear()
        return taken


class ZipArchiver:
    """Stores contents as they are: PDFs and photographs hardly shrink, and the reader waits less."""

    def stream(self, entries: Iterable[ArchiveEntry]) -> Iterator[bytes]:
        """The archive's bytes as they come; a missing content is replaced by a text that says so."""
        pipe = _Pipe()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            for entry in entries:
                if entry.content is None:
                    archive.writestr(_described(f"{entry.name}.txt", entry.dated), sentence("document_unavailable"))
                else:
                    with entry.content as content:
                        yield from _copied(content, archive, _described(entry.name, entry.dated), pipe)
                yield pipe.take()
        yield pipe.take()


def _described(name: str, dated: date) -> zipfile.ZipInfo:
    day = min(max(dated, _EARLIEST), _LATEST)
    return zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))


def _copied(content: BinaryIO, archive: zipfile.ZipFile, file: zipfile.ZipInfo, pipe: _Pipe) -> Iterator[bytes]:
    with archive.open(file, "w", force_zip64=True) as inside:
        while piece := content.read(_PIECE):
            inside.write(piece)
            yield pipe.take()
