"""Pieces of files kept in a dictionary."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import count
from typing import BinaryIO

from attrs import field, frozen

from societaire.ports.clock import Clock
from societaire.ports.pieces import PieceMissing
from societaire.ports.storage import check_owner
from societaire.values import instant


@frozen
class MemoryPieceStore:
    """Keeps pieces as long as the object lives."""

    clock: Clock
    _held: dict[str, dict[str, tuple[bytes, datetime]]] = field(factory=dict, init=False, repr=False)
    _numbers: dict[str, Iterator[int]] = field(factory=dict, init=False, repr=False)

    def keep(self, upload: str, content: BinaryIO, *, whole: bool = False) -> str:  # noqa: ARG002 - the port asks
        """Keep a piece."""
        check_owner(upload)
        data = b"".join(iter(lambda: content.read(64 * 1024), b""))
        name = str(next(self._numbers.setdefault(upload, count())))
        self._held.setdefault(upload, {})[name] = (data, self.clock.now())
        return name

    def open(self, upload: str, names: Sequence[str]) -> BinaryIO:
        """Read pieces."""
        check_owner(upload)
        held = self._held.get(upload, {})
        if any(name not in held for name in names):
            raise PieceMissing
        return BytesIO(b"".join(held[name][0] for name in names))

    def forget(self, upload: str) -> None:
        """Remove pieces."""
        check_owner(upload)
        self._held.pop(upload, None)

    def uploads(self, older_than: datetime) -> Iterator[str]:
        """Uploads without newer pieces."""
        limit = instant(older_than)
        held = list(self._held.items())
        return (upload for upload, pieces in held if all(kept < limit for _, kept in pieces.values()))
