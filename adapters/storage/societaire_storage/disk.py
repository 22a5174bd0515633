"""Files on a local disk, or on a folder that several machines share."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, BinaryIO, cast

from attrs import define, field

from societaire.ports.storage import FileMissing, StoredFile, check_owner, file_key, is_file_key
from societaire.values import instant
from societaire_storage.disk_pieces import KeptPiece
from societaire_storage.folders import FOLDER_MODE, entries, make_folder, sync_folder, write_new
from societaire_storage.outages import outages
from societaire_storage.pieces import Pieces

if TYPE_CHECKING:
    from fsspec.implementations.local import LocalFileSystem

_UNFINISHED = ".part"
_UNFINISHED_SECONDS = 24 * 3600


@define
class DiskFileStore:
    """Keeps each file under its hash, in its owner's folder; what lies there is always whole."""

    root: Path
    _rooted: bool = field(default=False, init=False, repr=False)

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        """Write aside, sync, rename, sync the folder: a power cut leaves the whole file or none.

        What is there already as one piece of an upload is neither read nor written again.
        """
        check_owner(owner)
        with outages():
            folder = self._folder(owner)
        if isinstance(content, KeptPiece) and not content.tell() and (kept := _taken_over(folder, owner, content)):
            return kept
        pieces = Pieces(content)
        aside = folder / f".{token_hex(16)}{_UNFINISHED}"
        try:
            write_new(aside, pieces)
            with outages():
                aside.replace(folder / pieces.sha256)
                sync_folder(folder)
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
                return cast(BinaryIO, _local().open(str(self.root / key), "rb"))
            except FileNotFoundError as error:
                raise FileMissing from error

    def size(self, key: str) -> int | None:
        """Bytes, or None."""
        if not is_file_key(key):
            return None
        with outages():
            try:
                return int(_local().size(str(self.root / key)))
            except FileNotFoundError:
                return None

    def delete(self, key: str, saved_before: datetime | None = None) -> bool:
        """Forget a content, unless it is newer."""
        limit = None if saved_before is None else instant(saved_before).timestamp()
        if is_file_key(key):
            path = self.root / key
            with outages(), suppress(FileNotFoundError):
                return _removed(path, limit)
        return True

    def keys(self, older_than: datetime) -> Iterator[str]:
        """Keys of older contents, one folder at a time; what an interrupted save left for a day is swept on the way."""
        return self._keys(instant(older_than).timestamp())

    def _keys(self, limit: float) -> Iterator[str]:
        abandoned = time.time() - _UNFINISHED_SECONDS
        for path in entries(self.root / "s"):
            for file in entries(path):
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
            make_folder(folder.parent)
            self._rooted = True
        folder.mkdir(FOLDER_MODE, exist_ok=True)
        # Even when the folder was there: whoever made it, a moment ago, may not have synced it yet.
        sync_folder(folder.parent)
        return folder


@cache
def _local() -> "LocalFileSystem":
    # Most commands open no document, and need not wait for what this brings along.
    from fsspec.implementations.local import LocalFileSystem

    return LocalFileSystem()


def _removed(path: Path, limit: float | None) -> bool:
    if limit is None:
        path.unlink()
        return True
    if path.stat().st_mtime >= limit:
        return False
    # Looked at again once nobody can save over it: what was saved just before goes back, and is the same content as
    # what may have been saved just after.
    aside = path.with_name(f".{token_hex(16)}{_UNFINISHED}")
    path.rename(aside)
    if aside.stat().st_mtime >= limit:
        aside.replace(path)
        sync_folder(path.parent)
        return False
    aside.unlink()
    return True


def _taken_over(folder: Path, owner: str, piece: KeptPiece) -> StoredFile | None:
    """The same file under another name; None where files have but one name."""
    aside = folder / f".{token_hex(16)}{_UNFINISHED}"
    try:
        os.link(piece.path, aside)
    except OSError:
        return None
    with outages():
        try:
            # New for `keys` from now on.
            os.utime(aside)
            aside.replace(folder / piece.sha256)
        finally:
            # Still there after an error, or when it already was the file of that name.
            aside.unlink(missing_ok=True)
        sync_folder(folder)
        return StoredFile(file_key(owner, piece.sha256), os.fstat(piece.fileno()).st_size, piece.sha256)
