"""Pieces of files that are still coming, on a local disk or a folder that several machines share."""

import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO, cast

from attrs import frozen

from societaire.ports.pieces import PieceMissing
from societaire.values import instant
from societaire_storage.folders import entries, make_folder, sync_folder, write_new
from societaire_storage.outages import outages
from societaire_storage.pieces import Pieces
from societaire_storage.upload_keys import FOLDER, check_upload, is_piece

_NAME = re.compile(r"[0-9a-f]{32}(-[0-9a-f]{64})?")


@frozen
class DiskPieceStore:
    """One file for each piece, a whole one with its hash in its name; what was cut short goes with its upload."""

    root: Path

    def keep(self, upload: str, content: BinaryIO, *, whole: bool = False) -> str:
        """Write, sync, sync the folder."""
        folder = self._folder(upload)
        with outages():
            make_folder(folder)
        aside, pieces = folder / token_hex(16), Pieces(content, hashed=whole)
        try:
            write_new(aside, pieces)
            with outages():
                path = aside.rename(folder / f"{aside.name}-{pieces.sha256}") if whole else aside
                sync_folder(folder)
        except BaseException:
            with suppress(OSError):
                aside.unlink()
            raise
        return path.name

    def open(self, upload: str, names: Sequence[str]) -> BinaryIO:
        """Read where they lie."""
        folder, opened = self._folder(upload), list[io.FileIO]()
        try:
            for name in names:
                opened.append(_opened(folder, name))
        except BaseException:
            for file in opened:
                file.close()
            raise
        return cast(BinaryIO, opened[0] if len(opened) == 1 else io.BufferedReader(_Joined(opened)))

    def forget(self, upload: str) -> None:
        """Remove pieces, then their folder."""
        folder = self._folder(upload)
        for path in list(entries(folder)):
            with outages(), suppress(FileNotFoundError):
                path.unlink()
        # A piece that another process keeps at this moment leaves the folder there, for the nightly round.
        with suppress(OSError):
            folder.rmdir()

    def uploads(self, older_than: datetime) -> Iterator[str]:
        """Uploads without newer pieces; an empty folder is as old as itself."""
        return self._uploads(instant(older_than).timestamp())

    def _uploads(self, limit: float) -> Iterator[str]:
        for folder in entries(self.root / FOLDER):
            with outages():
                try:
                    moments = [path.stat().st_mtime for path in entries(folder)] or [folder.stat().st_mtime]
                except FileNotFoundError:
                    continue
            if is_piece(folder.name) and max(moments) < limit:
                yield folder.name

    def _folder(self, upload: str) -> Path:
        check_upload(upload)
        return self.root / FOLDER / upload


class _Joined(io.RawIOBase):
    """Several files read as one, forward and back."""

    def __init__(self, files: list[io.FileIO]) -> None:
        self._files = files
        self._ends: list[int] = []
        for file in files:
            self._ends.append((self._ends or [0])[-1] + os.fstat(file.fileno()).st_size)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: (self._ends or [0])[-1]}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        for file, end in zip(self._files, self._ends, strict=True):
            if self._at < end:
                start = end - os.fstat(file.fileno()).st_size
                file.seek(self._at - start)
                with outages():
                    count = file.readinto(buffer)
                self._at += count
                return count
        return 0

    def close(self) -> None:
        for file in self._files:
            file.close()
        super().close()


class KeptPiece(io.FileIO):
    """A whole file as it lies on the disk, hashed and synced when it was kept."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self.path = path
        self.sha256 = path.name.rpartition("-")[2]


def _opened(folder: Path, name: str) -> io.FileIO:
    if not _NAME.fullmatch(name):
        raise PieceMissing
    path = folder / name
    with outages():
        try:
            return KeptPiece(path) if "-" in name else io.FileIO(path, "rb")
        except FileNotFoundError as error:
            raise PieceMissing from error
