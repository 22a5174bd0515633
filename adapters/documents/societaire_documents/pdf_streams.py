"""How much the streams of a PDF unfold to, found out without ever holding it; runs confined."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import filters
from pypdf.generic import ArrayObject, IndirectObject, StreamObject

from societaire_documents.acceptance import Unacceptable

_PIECE = 256 * 1024
_LARGEST = 256 * 1024 * 1024
_LARGEST_IN_ALL = 2 * 1024 * 1024 * 1024
_MOST_FILTERS = 4
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_OTHERS = {
    "/ASCIIHexDecode": filters.ASCIIHexDecode,
    "/AHx": filters.ASCIIHexDecode,
    "/ASCII85Decode": filters.ASCII85Decode,
    "/A85": filters.ASCII85Decode,
    "/RunLengthDecode": filters.RunLengthDecode,
    "/RL": filters.RunLengthDecode,
    "/LZWDecode": filters.LZWDecode,
    "/LZW": filters.LZWDecode,
}
"""These hold their result whole, within limits of pypdf's own."""


class Measure:
    """Adds up what streams unfold to; raises Unacceptable as soon as one, or all together, go beyond measure."""

    def __init__(self, largest: int = _LARGEST) -> None:
        self.largest = largest
        self.total = 0

    def add(self, stream: StreamObject) -> None:
        """Count one stream, through every filter but those of pictures, whose size is written beside."""
        for piece in self._pieces(stream):
            self.total += len(piece)
            if self.total > _LARGEST_IN_ALL:
                raise Unacceptable("file_too_complex")

    def unfolded(self, stream: StreamObject) -> bytes:
        """A stream's content."""
        return b"".join(self._pieces(stream))

    def _pieces(self, stream: StreamObject) -> Iterable[bytes]:
        # pypdf offers no way to the bytes as they lie.
        pieces: Iterable[bytes] = (stream._data,)  # noqa: SLF001
        names = _filters(stream)
        if len(names) > _MOST_FILTERS:
            raise Unacceptable("file_too_complex")
        for name in names:
            if name in _FLATE:
                pieces = self._bounded(_inflated(pieces))
            elif name in _OTHERS:
                pieces = self._bounded((_OTHERS[name].decode(b"".join(pieces)),))  # type: ignore[attr-defined]
            else:
                break
        return pieces

    def _bounded(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        size = 0
        for piece in pieces:
            size += len(piece)
            if size > self.largest:
                raise Unacceptable("file_too_complex")
            yield piece


def _filters(stream: StreamObject) -> list[str]:
    found: Any = stream.get("/Filter")
    found = found.get_object() if isinstance(found, IndirectObject) else found
    if found is None:
        return []
    several = list(found) if isinstance(found, ArrayObject) else [found]
    return [str(each.get_object() if isinstance(each, IndirectObject) else each) for each in several]


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    inflating = zlib.decompressobj()
    try:
        for piece in pieces:
            held = piece
            while held:
                yield inflating.decompress(held, _PIECE)
                held = inflating.unconsumed_tail
    except zlib.error:
        # Readers stop there too, or read on as best they can: no more comes out than went through.
        return
