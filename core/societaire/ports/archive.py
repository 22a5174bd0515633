"""Many documents in one file."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

from attrs import frozen


@frozen
class ArchiveEntry:
    """A file of an archive: its name within and its opened content, None when that can't be found."""

    name: str
    content: BinaryIO | None


class Archiver(Protocol):
    """Puts files together as they are read, in bounded memory."""

    def stream(self, entries: Iterable[ArchiveEntry]) -> Iterator[bytes]:
        """The archive's bytes as they come; each content is closed after use, a missing one is told in its place."""
