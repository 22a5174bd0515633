"""Copies of photographs that only say what they would be of, for tests."""

from hashlib import sha256
from typing import BinaryIO

from attrs import define

from societaire.ports.inspector import InspectorBusy
from societaire.ports.photographs import MadeCopies
from societaire.uploads.copies import PHOTOGRAPHS
from societaire.uploads.kinds import kind_of

_START, _END = b"\xff\xd8\xff\xe0", b"\xff\xd9"
_UNREADABLE = b"unreadable"


@define
class PlainCopier:
    """The PhotographCopier port; `unreadable` in a photograph stands for what can't be drawn again.

    `busy` turns all away, `asked` counts the others.
    """

    busy: bool = False
    asked: int = 0

    def copies(self, content: BinaryIO) -> MadeCopies | None:
        """Two short contents that begin and end as JPEG pictures do."""
        if self.busy:
            raise InspectorBusy
        self.asked += 1
        content.seek(0)
        data = content.read()
        if kind_of(data) not in PHOTOGRAPHS or _UNREADABLE in data:
            return None
        told = sha256(data).hexdigest().encode()
        return MadeCopies(_START + b"thumbnail of " + told + _END, _START + b"display of " + told + _END)
