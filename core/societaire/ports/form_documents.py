"""The papers of a declaration: made, read back, put together."""

from collections.abc import Sequence
from typing import BinaryIO, Protocol

from societaire.declarations.sheets import FormSheet, ReadBack, ReceiptSheet
from societaire.errors import Invalid, Problem


class PageUnreadable(Invalid):
    """A page can't be merged; `page` counts from 1."""

    code = "page_unreadable"

    def __init__(self, page: int, problem: Problem) -> None:
        super().__init__((problem,), page=page)


class FormDocuments(Protocol):
    """Makes and reads PDFs; what somebody sent is opened where it can harm nothing.

    Reading and merging raise `InspectorBusy` when every place to do so is taken.
    """

    def blank(self, sheet: FormSheet) -> bytes:
        """A form to complete on a computer or by hand, printable, that `read_back` recognises."""

    def receipt(self, sheet: ReceiptSheet) -> bytes:
        """Exactly what was sent, to be kept by the member; the same sheet gives the same bytes."""

    def read_back(self, content: BinaryIO) -> ReadBack | None:
        """What was typed into a form made by `blank`; None for any other file, whatever is in it."""

    def merge(self, pages: Sequence[BinaryIO]) -> BinaryIO:
        """One PDF of files that were inspected, in their order, each picture upright on a page of its own.

        A single PDF comes back byte for byte, since it may be signed. The result is open at its beginning and is the
        caller's to close. Raises PageUnreadable; ValueError when there is no page.
        """
