"""How much the streams of a PDF unfold to, found out without ever holding it; runs confined."""

import binascii
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pypdf import filters
from pypdf.generic import ArrayObject, IndirectObject, StreamObject

from societaire_documents.acceptance import Unacceptable

_PIECE = 256 * 1024
_LETTERS = 5 * 64 * 1024
_LARGEST = 256 * 1024 * 1024
_LARGEST_IN_ALL = 2 * 1024 * 1024 * 1024
_MOST_FILTERS = 4
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_UNFOLDING: Mapping[str, Callable[[bytes], bytes]] = {
    "/RunLengthDecode": filters.RunLengthDecode.decode,
    "/RL": filters.RunLengthDecode.decode,
    "/LZWDecode": filters.LZWDecode.decode,
    "/LZW": filters.LZWDecode.decode,
}
"""These hold their result whole, within limits of pypdf's own."""
_EXPANDING = _FLATE | _UNFOLDING.keys()


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
        pieces: Iterable[bytes] = (stream._data,)  # noqa: SLF001 - pypdf offers no way to the bytes as they lie
        names = _filters(stream)
        if len(names) > _MOST_FILTERS:
            raise Unacceptable("file_too_complex")
        # Letters for bytes only shrink: they are read when something folded comes after.
        while names and _EXPANDING.intersection(names):
            pieces = self._through(names.pop(0), pieces)
        return pieces

    def _through(self, name: str, pieces: Iterable[bytes]) -> Iterable[bytes]:
        if name in _FLATE:
            return self._bounded(_inflated(pieces))
        if name in _UNFOLDING:
            return self._bounded((_UNFOLDING[name](b"".join(pieces)),))
        if name in ("/ASCII85Decode", "/A85"):
            return _from_85(b"".join(pieces))
        if name in ("/ASCIIHexDecode", "/AHx"):
            return (_from_16(b"".join(pieces)),)
        # A picture, or ciphered: its size is written beside.
        return ()

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


def _from_85(text: bytes) -> Iterator[bytes]:
    # Five letters at a time, many at once: more than twice as fast as pypdf, in bounded memory.
    letters = text.translate(None, b" \t\r\n\f\0").partition(b"~")[0].replace(b"z", b"!!!!!")
    missing = -len(letters) % 5
    letters += b"u" * missing
    for start in range(0, len(letters), _LETTERS):
        part = letters[start : start + _LETTERS]
        groups = zip(*(part[place::5] for place in range(5)), strict=True)
        numbers = [
            ((((a - 33) * 85 + b - 33) * 85 + c - 33) * 85 + d - 33) * 85 + e - 33 & 0xFFFFFFFF
            for a, b, c, d, e in groups
        ]
        decoded = struct.pack(f">{len(numbers)}I", *numbers)
        yield decoded[: len(decoded) - missing] if missing and start + _LETTERS >= len(letters) else decoded


def _from_16(text: bytes) -> bytes:
    digits = text.partition(b">")[0].translate(None, b" \t\r\n\f\0")
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
