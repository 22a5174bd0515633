"""docs/import.md lists every code, with its sentence, and every column.

The tables of codes are written by `python -m tests.adapters.test_import_docs`.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from societaire_intake.layouts import LAYOUTS, Layout
from societaire_wording.catalogue import SENTENCES
from societaire_wording.import_codes import REFUSED_FILES, REFUSED_ROWS, SHARED, WARNINGS

PAGE = Path(__file__).parents[2] / "docs" / "import.md"
SOURCES = Path(__file__).parents[2]
TABLES: dict[str, Iterable[str]] = {"files": REFUSED_FILES, "rows": (*REFUSED_ROWS, *SHARED), "warnings": WARNINGS}


def written(page: str) -> str:
    """The page with its tables as they should be."""
    for name, codes in TABLES.items():
        rows = "".join(f"| `{code}` | {SENTENCES[code]} |\n".replace("« | »", "« \\| »") for code in codes)
        first, _, rest = page.partition(f"<!-- {name} -->\n")
        _, _, last = rest.partition("<!-- end -->")
        page = f"{first}<!-- {name} -->\n| code | sentence |\n| --- | --- |\n{rows}<!-- end -->{last}"
    return page


def test_the_page_lists_every_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == written(page)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: str(layout.name))
def test_the_page_lists_every_column(layout: Layout) -> None:
    page = PAGE.read_text(encoding="utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith(f"| `{layout.name}` |")]
    listed = {cell.strip() for cell in line.split(" | ")[2].rstrip(" |").split(",")}
    assert listed == {f"{column.heading}\\*" if column.required else column.heading for column in layout.columns}


def test_every_code_that_is_raised_is_in_the_catalogue() -> None:
    folders = ("adapters/intake/societaire_intake", "core/societaire/records", "core/societaire/use_cases")
    found: set[str] = set()
    for folder in folders:
        for path in (SOURCES / folder).glob("*.py"):
            if folder.endswith("use_cases") and not path.name.startswith("import"):
                continue
            source = path.read_text(encoding="utf-8")
            found |= set(re.findall(r'(?:Fault(?:\.of)?|Unreadable|BrokenRow|ContentRefused)\(\s*"(\w+)"', source))
            found |= set(re.findall(r'Remark\.of\([^"]*?(?:"[^"]*", )*"(\w+)"[,)]', source))
            found |= set(re.findall(r'"(\w+)", (?:True|False)\)', source))
    known = set(REFUSED_FILES) | set(REFUSED_ROWS) | set(SHARED) | set(WARNINGS)
    assert found - known == set()
    assert len(found) > 30


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
