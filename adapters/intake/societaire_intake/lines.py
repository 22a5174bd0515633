"""Physical lines of a text file: its encoding found out first, then read in pieces, in bounded memory."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

LONGEST_LINE = 256 * 1024
"""Characters; what is beyond is cut off, and the line is longer than this by one."""

_PIECE = 256 * 1024
_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
# Bytes that cp1252 gives no meaning.
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# French text in UTF-8 read as cp1252 ("Ã©", "â€™", "Â°"): a file that holds some is of two encodings.
_TWICE_ENCODED = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xc2[\xa0-\xbf]")


class Unreadable(Exception):
    """The file is no text that an export may hold; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@frozen
class Encoding:
    """How to read a file; `is_cut` when it ends in the middle of a character."""

    name: str
    is_cut: bool = False


def encoding_of(path: Path) -> Encoding:
    """UTF-8 with or without its mark, else cp1252; raises Unreadable (`encoding`, `encoding_mixed`) or OSError."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_plain = True
    with path.open("rb") as file:
        start = file.read(_PIECE)
        if start.startswith(_OTHER_MARKS) or start[:1024].count(0) * 4 > len(start[:1024]):
            raise Unreadable("encoding")
        piece = start
        try:
            while piece:
                is_plain = is_plain and piece.isascii()
                decoder.decode(piece)
                piece = file.read(_PIECE)
        except UnicodeDecodeError:
            return _single_byte(path, start)
    waiting = decoder.getstate()[0]
    if not waiting:
        return Encoding("utf-8-sig")
    # Cut inside its last character; unless that is the only accent of the file, which then may as well be cp1252.
    several = not is_plain and _non_ascii(path) > len(waiting)
    return Encoding("utf-8-sig", is_cut=True) if several else _single_byte(path, start)


def _single_byte(path: Path, start: bytes) -> Encoding:
    if start.startswith(codecs.BOM_UTF8):
        raise Unreadable("encoding")
    before = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if _UNDEFINED.search(piece):
                raise Unreadable("encoding")
            if _TWICE_ENCODED.search(before + piece):
                raise Unreadable("encoding_mixed")
            before = piece[-2:]
    return Encoding("cp1252")


def _non_ascii(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found += len(piece) - len(piece.decode("ascii", "ignore"))
    return found


@frozen
class Block:
    """Some lines in order, without their line feeds, and how many bytes were read for them."""

    lines: list[str]
    size: int


def blocks(path: Path, encoding: Encoding) -> Iterator[Block]:
    """The file's lines; the last one may be empty. Raises OSError, and UnicodeDecodeError if the file has changed."""
    decoder = codecs.getincrementaldecoder(encoding.name)()
    rest = ""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            lines = (rest + decoder.decode(piece)).split("\n")
            rest = lines.pop()[: LONGEST_LINE + 1]
            if len(max(lines, key=len, default="")) > LONGEST_LINE:
                lines = [line[: LONGEST_LINE + 1] for line in lines]
            yield Block(lines, len(piece))
    yield Block([rest], 0)
