"""The papers of a declaration as PDFs: made here, read and merged where they can harm nothing."""

import tempfile
from collections.abc import Sequence
from io import SEEK_SET
from typing import BinaryIO

from attrs import field, frozen

from societaire.declarations.sheets import FormSheet, ReadBack, ReceiptSheet
from societaire.ports.form_documents import PageUnreadable
from societaire.uploads.kinds import HEAD, kind_of
from societaire_documents.confinement import Confinement, Refused
from societaire_documents.fields import read_back


@frozen
class PdfFormDocuments:
    """The FormDocuments port; `insurer` is the name that stands at the top of every page."""

    insurer: str
    confinement: Confinement = field(factory=Confinement)

    def blank(self, sheet: FormSheet) -> bytes:
        """A form to complete."""
        # The library that makes PDFs is of no use to most processes.
        from societaire_documents import blank

        return blank.made(sheet, self.insurer)

    def receipt(self, sheet: ReceiptSheet) -> bytes:
        """Exactly what was sent."""
        from societaire_documents import receipt

        return receipt.made(sheet, self.insurer)

    def read_back(self, content: BinaryIO) -> ReadBack | None:
        """What was typed into a form of ours."""
        try:
            told = self.confinement.run("read_form", [content])
        except Refused:
            return None
        if not isinstance(told, dict):
            return None
        return read_back(str(told["marks"]), {str(name): str(text) for name, text in told["values"].items()})

    def merge(self, pages: Sequence[BinaryIO]) -> BinaryIO:
        """One PDF, in a temporary file."""
        if not pages:
            raise ValueError(pages)
        made = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        try:
            self._put_together(pages, made)
        except BaseException:
            made.close()
            raise
        made.seek(0, SEEK_SET)
        return made

    def _put_together(self, pages: Sequence[BinaryIO], made: BinaryIO) -> None:
        if len(pages) == 1:
            head = pages[0].read(HEAD)
            if kind_of(head) == "pdf":
                made.write(head)
                while piece := pages[0].read(1024 * 1024):
                    made.write(piece)
                return
        try:
            self.confinement.run("merge", pages, made)
        except Refused as refused:
            raise PageUnreadable(page=refused.at + 1, problem=refused.problem) from None
