"""Pieces in this process's memory: gone with it, for trials and tests."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from secrets import token_hex
from typing import BinaryIO

from attrs import field, frozen
from fsspec.implementations.memory import MemoryFileSystem

from societaire.ports.pieces import PieceMissing
from societaire.values import instant
from societaire_storage.pieces import Pieces
from societaire_storage.upload_keys import FOLDER, check_upload, is_piece, upload_of


@frozen
class TransientPieceStore:
    """Keeps pieces in fsspec's memory, shared by the stores of one name in this process."""

    name: str
    _fs: MemoryFileSystem = field(factory=MemoryFileSystem, init=False, repr=False)

    def keep(self, upload: str, content: BinaryIO, *, whole: bool = False) -> str:  # noqa: ARG002 - the port asks
        """Keep a piece."""
        check_upload(upload)
        name = token_hex(16)
        self._fs.pipe_file(self._path(f"{FOLDER}/{upload}/{name}"), b"".join(Pieces(content, hashed=False)))
        return name

    def open(self, upload: str, names: Sequence[str]) -> BinaryIO:
        """Read pieces."""
        check_upload(upload)
        return BytesIO(b"".join(self._read(upload, name) for name in names))

    def forget(self, upload: str) -> None:
        """Remove pieces."""
        check_upload(upload)
        for path, key in self._held():
            if upload_of(key) == upload:
                self._fs.store.pop(path, None)

    def uploads(self, older_than: datetime) -> Iterator[str]:
        """Uploads without newer pieces."""
        limit = instant(older_than)
        ages: dict[str, datetime] = {}
        for path, key in self._held():
            upload, file = upload_of(key), self._fs.store.get(path)
            if upload and file is not None:
                ages[upload] = max(ages.get(upload, file.modified), file.modified)
        return (upload for upload, newest in ages.items() if newest < limit)

    def _read(self, upload: str, name: str) -> bytes:
        try:
            if is_piece(name):
                return bytes(self._fs.cat_file(self._path(f"{FOLDER}/{upload}/{name}")))
        except FileNotFoundError as error:
            raise PieceMissing from error
        raise PieceMissing

    def _held(self) -> Iterator[tuple[str, str]]:
        start = self._path("")
        held = list(self._fs.store)
        return ((path, path.removeprefix(start)) for path in held if path.startswith(start))

    def _path(self, key: str) -> str:
        return f"/{self.name.strip('/')}/{key}" if self.name else f"/{key}"
