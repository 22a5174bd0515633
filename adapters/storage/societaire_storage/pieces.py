"""A content read once, piece by piece, measured and hashed on the way."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 256 * 1024
"""Large enough for few calls, small enough for memory that is used again rather than given back and asked for."""


class Pieces:
    """The pieces of a content; `size` and `sha256` (unless not `hashed`) speak of what was read so far."""

    def __init__(self, content: BinaryIO, *, hashed: bool = True) -> None:
        self._content = content
        self._hashed = hashed
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """In hexadecimal."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._content.read(PIECE):
            if self._hashed:
                self._digest.update(piece)
            self.size += len(piece)
            yield piece
            # Given back before the next one is read.
            del piece
