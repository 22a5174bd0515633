"""Names of files that members send (RULES E6)."""

from collections.abc import Mapping

import pytest

from societaire.uploads.names import shown_name

NAMES: Mapping[str, str] = {
    "a.pdf": "a.pdf",
    "": "document",
    "...": "document",
    ".pdf": "pdf",
    "日本.pdf": "日本.pdf",
    "x.pdf\0.exe": "x.pdf.exe",
    "x.pdf.exe": "x.pdf.exe",
    "a.pdf.": "a.pdf",
    "a.pdf ": "a.pdf",
    "CON.pdf": "_CON.pdf",
    "aux": "_aux",
    "-rf.pdf": "-rf.pdf",
    "../../x.pdf": "x.pdf",
    "..\\x": "x",
    "/etc/x": "x",
    "C:\\x": "x",
    "a\r\nb.pdf": "ab.pdf",
    'a"b;c%22.pdf': "a-b-c-22.pdf",
    "constat\u202efdp.exe": "constatfdp.exe",
    "e\u0301te\u0301.pdf": "été.pdf",
    "<b>x</b>.pdf": "b-.pdf",
    " \u00a0\u200b": "document",
    "a \u00a0  b.pdf": "a b.pdf",
    "\ud800.pdf": "pdf",
}


@pytest.mark.parametrize("given", NAMES)
def test_a_name_is_made_harmless(given: str) -> None:
    assert shown_name(given) == NAMES[given]


def test_a_long_name_keeps_its_ending() -> None:
    assert shown_name("a" * 300 + ".pdf") == "a" * 116 + ".pdf"
    assert shown_name("a." + "b" * 300) == "a." + "b" * 118
