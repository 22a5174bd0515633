"""Files in this process's memory: gone with it, for trials and tests."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from attrs import field, frozen
from fsspec.implementations.memory import MemoryFileSystem

from societaire.ports.storage import FileMissing, StoredFile, check_owner, file_key, is_file_key
from societaire.values import instant
from societaire_storage.pieces import Pieces


@frozen
class TransientFileStore:
    """Keeps files in fsspec's memory, shared by the stores of one name in this process."""

    name: str
    _fs: MemoryFileSystem = field(factory=MemoryFileSystem, init=False, repr=False)

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        """Keep a content."""
        check_owner(owner)
        pieces = Pieces(content)
        data = b"".join(pieces)
        key = file_key(owner, pieces.sha256)
        self._fs.pipe_file(self._path(key), data)
        return StoredFile(key, pieces.size, pieces.sha256)

    def open(self, key: str) -> BinaryIO:
        """Read a content; fsspec's own `open` would share one position between readers."""
        if not is_file_key(key):
            raise FileMissing
        try:
            return BytesIO(self._fs.cat_file(self._path(key)))
        except FileNotFoundError as error:
            raise FileMissing from error

    def size(self, key: str) -> int | None:
        """Bytes, or None."""
        try:
            return int(self._fs.size(self._path(key))) if is_file_key(key) else None
        except FileNotFoundError:
            return None

    def delete(self, key: str, saved_before: datetime | None = None) -> bool:
        """Forget a content, unless it is newer."""
        limit = saved_before and instant(saved_before)
        if is_file_key(key):
            held = self._fs.store.get(self._path(key))
            if limit is not None and held is not None and held.modified >= limit:
                return False
            self._fs.store.pop(self._path(key), None)
        return True

    def keys(self, older_than: datetime) -> Iterator[str]:
        """Keys of older contents; fsspec's own listing fails when another thread saves meanwhile."""
        limit = instant(older_than)
        start = self._path("")
        held = list(self._fs.store.items())
        return (path.removeprefix(start) for path, file in held if path.startswith(start) and file.modified < limit)

    def _path(self, key: str) -> str:
        return f"/{self.name.strip('/')}/{key}" if self.name else f"/{key}"
