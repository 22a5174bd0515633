"""Files judged by their first and last bytes, for tests."""

from typing import BinaryIO

from attrs import define

from societaire.errors import Problem
from societaire.ports.inspector import Inspected, InspectorBusy
from societaire.uploads.kinds import kind_of

_ENDINGS = {"pdf": b"%%EOF", "png": b"IEND", "jpeg": b"\xff\xd9", "heic": b""}
_MARKS = {b"/Encrypt": "file_protected", b"/JavaScript": "file_active"}


@define
class PlainInspector:
    """The Inspector port; a few words that a PDF would hold stand for what is wrong with it.

    `busy` turns all away, `asked` counts the others.
    """

    busy: bool = False
    asked: int = 0

    def inspect(self, content: BinaryIO) -> Inspected | Problem:
        """The kind that the bytes say, one page."""
        if self.busy:
            raise InspectorBusy
        self.asked += 1
        content.seek(0)
        data = content.read()
        content.seek(0)
        if not data:
            return Problem("file", "file_empty")
        kind = kind_of(data)
        if kind is None:
            return Problem("file", "file_not_accepted")
        if _ENDINGS[kind] not in data:
            return Problem("file", "file_truncated")
        wrong = next((code for mark, code in _MARKS.items() if mark in data), None)
        return Problem("file", wrong) if wrong else Inspected(kind, 1)
