"""What is in a file that somebody sent, found out by a process that can harm nothing."""

import zipfile
from typing import BinaryIO

from attrs import field, frozen

from societaire.errors import Problem
from societaire.ports.inspector import Inspected
from societaire.uploads.kinds import HEAD, kind_of
from societaire_documents.confinement import Confinement, Refused

_TAIL = 2048
_LONGEST_PADDING, _PADDING = 64 * 1024, b"\0 \r\n\t"
"""Some programs round the size of a file up."""
_WHERE_PDF_MAY_BEGIN = 1024


@frozen
class ConfinedInspector:
    """The Inspector port: first and last bytes here, everything else in a confined process."""

    confinement: Confinement = field(factory=Confinement)

    def inspect(self, content: BinaryIO) -> Inspected | Problem:
        """What a content is, or why it can't be accepted."""
        size = content.seek(0, 2)
        if not size:
            return Problem("file", "file_empty")
        content.seek(0)
        head = content.read(_WHERE_PDF_MAY_BEGIN)
        kind = kind_of(head[:HEAD])
        if kind is None:
            return Problem("file", "file_not_accepted")
        content.seek(max(0, size - _LONGEST_PADDING))
        tail = content.read(_LONGEST_PADDING).rstrip(_PADDING)[-_TAIL:]
        if kind == "pdf" and b"%%EOF" not in tail:
            return Problem("file", "file_truncated")
        if _is_two_things(content, kind, head):
            return Problem("file", "file_active")
        try:
            pages = self.confinement.run("inspect_pdf" if kind == "pdf" else "inspect_picture", [content])
        except Refused as refused:
            return refused.problem
        finally:
            content.seek(0)
        return Inspected(kind, int(pages))


def _is_two_things(content: BinaryIO, kind: str, head: bytes) -> bool:
    """Whether another program would see an archive, or a PDF in a picture."""
    return (kind != "pdf" and b"%PDF-" in head) or zipfile.is_zipfile(content)
