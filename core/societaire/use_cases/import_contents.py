"""The contents of an export's documents: checked, compared, stored once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import BinaryIO

from attrs import frozen

from societaire.contracts.content import format_of
from societaire.errors import Problem
from societaire.ports.export import ContentRefused, ExportSource
from societaire.ports.storage import FileStore, StoredFile, file_key
from societaire.records.rows import DocumentRow

AT_ONCE = 8
"""Contents stored at the same time: a disk makes several last in hardly more time than one."""
_PIECE = 64 * 1024

Taken = StoredFile | Problem | None
"""The stored content, None when it is known and kept, or what is wrong with it."""


@frozen
class Contents:
    """Takes contents from an export into the storage; without `lasting` nothing is stored."""

    source: ExportSource
    files: FileStore
    largest: int
    lasting: bool

    def take_all(self, wanted: Sequence[tuple[DocumentRow, str, str | None]]) -> list[Taken]:
        """`take` for each row with its owner and what is known of it, in their order; all last when this returns."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                return list(pool.map(lambda each: self.take(*each), wanted))
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def take(self, row: DocumentRow, owner: str, known: str | None) -> Taken:
        """Store a content unless its SHA-256 is `known` and it is kept."""
        try:
            with self.source.content(row.file) as content:
                return self._take(row, owner, known, content)
        except ContentRefused as error:
            return Problem("file", error.reason)
        except OSError:
            return Problem("file", "file_unreadable")

    def _take(self, row: DocumentRow, owner: str, known: str | None, content: BinaryIO) -> Taken:
        found = format_of(content, row.file, self.largest)
        if isinstance(found, Problem):
            return found
        if known is None and self.lasting:
            return self.files.save(owner, content)
        digest, size = _hashed(content)
        # A content that the storage lost, or holds in part, is put back.
        if digest == known and self.files.size(file_key(owner, digest)) == size:
            return None
        if not self.lasting:
            return StoredFile(file_key(owner, digest), size, digest)
        content.seek(0)
        return self.files.save(owner, content)


def _hashed(content: BinaryIO) -> tuple[str, int]:
    digest, size = sha256(), 0
    while piece := content.read(_PIECE):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size
