"""A content on its way in, whose end may come too soon or too late."""

from typing import BinaryIO, cast

from societaire.errors import Invalid, Problem, SocietaireError


class Incoming:
    """At most `most` bytes of a content; an error of the way counts as an end, so that what came before is kept.

    `count` is how many came, `cut` the error that ended them. Raises Invalid for a content that goes on; a refusal of
    the library's own that the content raises goes through.
    """

    def __init__(self, content: BinaryIO, most: int) -> None:
        self._content, self._left = content, most
        self.count = 0
        self.cut: Exception | None = None

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, none at the end."""
        wanted = self._left if size < 0 else min(size, self._left)
        piece = self._received(wanted or 1)
        if not wanted and piece:
            raise Invalid([Problem("file", "file_longer")])
        self._left -= len(piece)
        self.count += len(piece)
        return piece

    def as_file(self) -> BinaryIO:
        """For who asks for a file; only `read` is there."""
        return cast(BinaryIO, self)

    def _received(self, size: int) -> bytes:
        if self.cut is not None:
            return b""
        try:
            return self._content.read(size)
        except SocietaireError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a network does, what came before it stays
            self.cut = error
            return b""
