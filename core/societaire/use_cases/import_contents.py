"""The contents of an export's documents: checked, compared, stored once."""

from hashlib import sha256
from typing import BinaryIO

from attrs import frozen

from societaire.contracts.content import format_of
from societaire.errors import Problem
from societaire.ports.export import ContentRefused, ExportSource
from societaire.ports.storage import FileStore, StoredFile, file_key
from societaire.records.rows import DocumentRow

_PIECE = 64 * 1024


@frozen
class Contents:
    """Takes contents from an export into the storage; without `lasting` nothing is stored."""

    source: ExportSource
    files: FileStore
    largest: int
    lasting: bool

    def take(self, row: DocumentRow, owner: str, known: str | None) -> StoredFile | Problem | None:
        """The stored content, None when its SHA-256 is `known` and it is kept, or what is wrong with it."""
        try:
            with self.source.content(row.file) as content:
                return self._take(row, owner, known, content)
        except ContentRefused as error:
            return Problem("file", error.reason)
        except OSError:
            return Problem("file", "file_unreadable")

    def _take(self, row: DocumentRow, owner: str, known: str | None, content: BinaryIO) -> StoredFile | Problem | None:
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
