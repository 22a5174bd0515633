"""Files for spreadsheets: no cell is a formula, and what was typed is all there."""

import csv
from io import StringIO

import pytest

from societaire_web.sheets import harmless, sheet


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\t", "\r", "\n", "\t \t"])
def test_no_cell_is_a_formula(sign: str, before: str) -> None:
    assert harmless(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("sign", ["\t", "\r", "\n"])
def test_no_cell_begins_with_what_a_spreadsheet_obeys(sign: str) -> None:
    assert harmless(f"{sign}Martin") == f"'{sign}Martin"


@pytest.mark.parametrize("text", ["", "Müller", "06 12 34 56 78", "a=b", "jean-paul@x.example"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_a_table_is_read_back_as_it_was() -> None:
    rows = [("Nom", "Fonction"), ('Müller "Zoé"', "Chef; de chantier"), ("De\nLa Tour", "")]
    written = sheet(rows[0], rows[1:])
    assert written.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in written
    assert [tuple(row) for row in csv.reader(StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";")] == rows
