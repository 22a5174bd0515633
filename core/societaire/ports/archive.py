"""Many documents in one file."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO, Protocol

from attrs import frozen


@frozen
class ArchiveEntry:
    """A file of an archive: its name within, its opened content (None when that can't be found), its day."""

    name: str
    content: BinaryIO | None
    dated: date


class Archiver(Protocol):
    """Puts files together as they are read, in bounded memory."""

    def stream(self, entries: Iterable[ArchiveEntry]) -> Iterator[bytes]:
        """The archive's bytes as they come; each content is closed after use, a missing one is told in its place."""
