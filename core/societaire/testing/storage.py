"""Files kept in a dictionary."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from attrs import field, frozen

from societaire.ports.clock import Clock
from societaire.ports.storage import FileMissing, StoredFile, check_owner, file_key
from societaire.values import instant


@frozen
class MemoryFileStore:
    """Keeps files as long as the object lives."""

    clock: Clock
    _held: dict[str, tuple[bytes, datetime]] = field(factory=dict, init=False, repr=False)

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        """Keep a content."""
        check_owner(owner)
        data = b"".join(iter(lambda: content.read(64 * 1024), b""))
        digest = sha256(data).hexdigest()
        stored = StoredFile(file_key(owner, digest), len(data), digest)
        self._held[stored.key] = (data, self.clock.now())
        return stored

    def open(self, key: str) -> BinaryIO:
        """Read a content."""
        if key not in self._held:
            raise FileMissing
        return BytesIO(self._held[key][0])

    def size(self, key: str) -> int | None:
        """Bytes, or None."""
        return len(self._held[key][0]) if key in self._held else None

    def delete(self, key: str, saved_before: datetime | None = None) -> bool:
        """Forget a content, unless it is newer."""
        limit = saved_before and instant(saved_before)
        if limit is not None and key in self._held and self._held[key][1] >= limit:
            return False
        self._held.pop(key, None)
        return True

    def keys(self, older_than: datetime) -> Iterator[str]:
        """Keys of older contents."""
        limit = instant(older_than)
        return (key for key, (_, saved) in list(self._held.items()) if saved < limit)
