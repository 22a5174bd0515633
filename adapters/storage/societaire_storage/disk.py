"""Files on a local disk, or on a folder that several machines share."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, cast

from attrs import define, field
from fsspec.implementations.local import LocalFileSystem

from societaire.ports.storage import FileMissing, StoredFile, check_owner, file_key, is_file_key
from societaire.values import instant
from societaire_storage.outages import outages
from societaire_storage.pieces import Pieces

_UNFINISHED = ".part"
_UNFINISHED_SECONDS = 24 * 3600
# A front server that is in the group may serve the files itself; nobody else reads them.
_FILE_MODE = 0o640
_FOLDER_MODE = 0o750


@define
class DiskFileStore:
    """Keeps each file under its hash, in its owner's folder; what lies there is always whole."""

    root: Path
    _fs: LocalFileSystem = field(factory=LocalFileSystem, init=False, repr=False)
    _rooted: bool = field(default=False, init=False, repr=False)

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        """Write aside, sync, rename, sync the folder: a power cut leaves the whole file or none."""
        check_owner(owner)
        pieces = Pieces(content)
        with outages():
            folder = self._folder(owner)
        aside = folder / f".{token_hex(16)}{_UNFINISHED}"
        try:
            _write(aside, pieces)
            with outages():
                aside.replace(folder / pieces.sha256)
                _sync_folder(folder)
        except BaseException:
            with suppress(OSError):
                aside.unlink()
            raise
        return StoredFile(file_key(owner, pieces.sha256), pieces.size, pieces.sha256)

    def open(self, key: str) -> BinaryIO:
        """Read a content."""
        if not is_file_key(key):
            raise FileMissing
        with outages():
            try:
                return cast(BinaryIO, self._fs.open(str(self.root / key), "rb"))
            except FileNotFoundError as error:
                raise FileMissing from error

    def size(self, key: str) -> int | None:
        """Bytes, or None."""
        if not is_file_key(key):
            return None
        with outages():
            try:
                return int(self._fs.size(str(self.root / key)))
            except FileNotFoundError:
                return None

    def delete(self, key: str, saved_before: datetime | None = None) -> bool:
        """Forget a content, unless it is newer."""
        limit = None if saved_before is None else instant(saved_before).timestamp()
        if is_file_key(key):
            path = self.root / key
            with outages(), suppress(FileNotFoundError):
                if limit is not None and path.stat().st_mtime >= limit:
                    return False
                self._fs.rm_file(str(path))
        return True

    def keys(self, older_than: datetime) -> Iterator[str]:
        """Keys of older contents, one folder at a time; what an interrupted save left for a day is swept on the way."""
        return self._keys(instant(older_than).timestamp())

    def _keys(self, limit: float) -> Iterator[str]:
        abandoned = time.time() - _UNFINISHED_SECONDS
        for path in _entries(self.root / "s"):
            for file in _entries(path):
                with outages():
                    try:
                        modified = file.stat().st_mtime
                        if file.suffix == _UNFINISHED and modified < abandoned:
                            file.unlink()
                    except FileNotFoundError:
                        continue
                key = file.relative_to(self.root).as_posix()
                if modified < limit and is_file_key(key):
                    yield key

    def _folder(self, owner: str) -> Path:
        folder = self.root / "s" / owner
        if not self._rooted:
            _make_folder(folder.parent)
            self._rooted = True
        folder.mkdir(_FOLDER_MODE, exist_ok=True)
        # Even when the folder was there: whoever made it, a moment ago, may not have synced it yet.
        _sync_folder(folder.parent)
        return folder


def _write(path: Path, pieces: Pieces) -> None:
    # Unbuffered: closing a buffer on a full disk fails once more, and would hide the first error. Only our own
    # writes are an outage of the storage: an error of the content that is read belongs to the caller.
    with outages():
        file = open(path, "xb", buffering=0, opener=lambda name, flags: os.open(name, flags, _FILE_MODE))  # noqa: SIM115
    with file:
        for piece in pieces:
            left = memoryview(piece)
            with outages():
                while left:
                    left = left[file.write(left) :]
        with outages():
            os.fsync(file.fileno())


def _entries(folder: Path) -> Iterator[Path]:
    # A folder of many files is read as it is asked for, not as one list.
    with outages(), suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            yield Path(entry.path)


def _make_folder(folder: Path) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(_FOLDER_MODE, exist_ok=True)
    for path in (folder, *missing):
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
