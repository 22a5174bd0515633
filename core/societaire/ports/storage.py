"""Files, as kept: content under a key that the server makes, never under a name that a person gave."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Protocol

from attrs import frozen

from societaire.errors import Busy, NotFound, Value

_OWNER = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(r"s/[0-9a-f]{32}/[0-9a-f]{64}")


class FileMissing(NotFound):
    """No content is kept under this key."""

    code = "file_missing"


class StorageUnavailable(Busy):
    """The storage is out of reach, full or failing: nothing was kept, ask again."""

    code = "storage_unavailable"

    def __init__(self, retry_after: int = 60, **values: Value) -> None:
        super().__init__(retry_after, **values)


@frozen
class StoredFile:
    """A content as kept: its key, its size in bytes, the SHA-256 of what was read, in hexadecimal."""

    key: str
    size: int
    sha256: str


def check_owner(owner: str) -> None:
    """Raise ValueError unless `owner` is 32 lower-case hexadecimal characters."""
    if not _OWNER.fullmatch(owner):
        raise ValueError(owner)


def file_key(owner: str, sha256: str) -> str:
    """Where an owner's content lies: the same content of two owners is two files, so that none learns of the other."""
    return f"s/{owner}/{sha256}"


def is_file_key(key: str) -> bool:
    """Whether a content could lie under `key`."""
    return _KEY.fullmatch(key) is not None


class FileStore(Protocol):
    """Keeps contents under their owner and their hash; every method may raise StorageUnavailable."""

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        """Read `content` to its end in pieces; it is durable when this returns, and absent when this raises.

        Saving a content again is harmless, and makes it new for `keys`. An error that `content` itself raises goes
        through as it is. Raises ValueError unless `owner` is 32 lower-case hexadecimal characters.
        """

    def open(self, key: str) -> BinaryIO:
        """The content, to be read forward and closed; raises FileMissing when absent or when `key` is no key."""

    def size(self, key: str) -> int | None:
        """Bytes; None when absent."""

    def delete(self, key: str, saved_before: datetime | None = None) -> bool:
        """Forget a content, unless it was last saved since `saved_before`; returns whether it is not kept any more.

        Raises ValueError when `saved_before` has no time zone.
        """

    def keys(self, older_than: datetime) -> Iterator[str]:
        """Keys of what was last saved before `older_than`, in no order, found as they are asked for.

        Raises ValueError when `older_than` has no time zone.
        """
