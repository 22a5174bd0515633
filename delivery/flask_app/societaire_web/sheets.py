"""Tables to be opened by a spreadsheet: RFC 4180 with semicolons and a byte order mark, no cell a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from flask import Response

from societaire_web.downloads import to_keep

_ACTIVE = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What makes a spreadsheet reckon; full-width forms too, which some fold."""


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    begins = text[:1], text.lstrip()[:1]
    return f"'{text}" if any(sign in _ACTIVE for sign in begins if sign) else text


def sheet(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as a file."""
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    for row in (headings, *rows):
        writer.writerow([harmless(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")


def sheet_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """The table as a file to keep."""
    return to_keep(Response(sheet(headings, rows), mimetype="text/csv"), name)
