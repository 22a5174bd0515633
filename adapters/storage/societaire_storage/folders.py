"""Files and folders of a local disk that last through a power cut."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from societaire_storage.outages import outages
from societaire_storage.pieces import Pieces

# A front server that is in the group may serve the files itself; nobody else reads them.
FILE_MODE = 0o640
FOLDER_MODE = 0o750


def write_new(path: Path, pieces: Pieces) -> None:
    """Write a file that was not there, and sync it."""
    # Unbuffered: closing a buffer on a full disk fails once more, and would hide the first error. Only our own
    # writes are an outage of the storage: an error of the content that is read belongs to the caller.
    with outages():
        file = open(path, "xb", buffering=0, opener=_opened)  # noqa: SIM115 - entered below
    with file:
        for piece in pieces:
            left = memoryview(piece)
            with outages():
                while left:
                    left = left[file.write(left) :]
            # Given back before the next one is read.
            del left, piece
        with outages():
            os.fsync(file.fileno())


def _opened(name: str, flags: int) -> int:
    return os.open(name, flags, FILE_MODE)


def entries(folder: Path) -> Iterator[Path]:
    """What a folder holds, none when there is none."""
    # A folder of many files is read as it is asked for, not as one list.
    with outages(), suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            yield Path(entry.path)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, which a power cut then leaves there."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(FOLDER_MODE, exist_ok=True)
    for path in (folder, *missing):
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make what the folder holds last."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
