"""Many documents in one file, put together in memory."""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from attrs import frozen

from societaire.ports.archive import ArchiveEntry


@frozen
class MemoryArchiver:
    """The Archiver port: a zip made whole before it is given, so for tests alone."""

    def stream(self, entries: Iterable[ArchiveEntry]) -> Iterator[bytes]:
        """The zip in one piece; a missing content becomes an empty file whose name ends in `.missing`."""
        held = BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for entry in entries:
                if entry.content is None:
                    archive.writestr(f"{entry.name}.missing", b"")
                else:
                    with entry.content as content:
                        archive.writestr(entry.name, content.read())
        yield held.getvalue()
