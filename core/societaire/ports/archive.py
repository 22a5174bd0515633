"""Many documents in one file."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

from attrs import frozen


@frozen
class ArchiveEntry:
    """A file of an archive: its name within, and how to open its content when its turn comes."""

    name: str
    content: BinaryIO


class Archiver(Protocol):
    """Puts files together as they are read, in bounded memory."""

    def stream(self, entries: Iterable[ArchiveEntry]) -> Iterator[bytes]:
        """The archive's bytes as they come; each content is closed after use."""
