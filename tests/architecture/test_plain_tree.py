"""What no file may hold: where packages are downloaded from, and promises to do something later."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files

# A bracket around one letter, so that this file does not match itself.
UNWANTED = {
    "a package registry": re.compile(
        r"py[p]i\.(org|python)|python[h]osted|[n]pmjs\.|registry\.[y]arn|anaconda\.[o]rg|artifactor[y]"
        r"|--(extra-)?inde[x]-url|--find-link[s]|\bpip[.]conf\b",
        re.IGNORECASE,
    ),
    "a promise": re.compile(r"\b([T]ODO|[F]IXME|[X]XX)\b"),
}


def unwanted(folder: Path) -> Iterator[str]:
    """Name the lines below `folder` that hold something unwanted; files that are no text are passed over."""
    for path in files(folder):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, start=1):
            yield from (
                f"{path.relative_to(folder)}:{number} holds {what}"
                for what, seen in UNWANTED.items()
                if seen.search(line)
            )


def test_the_tree_names_no_registry_and_promises_nothing() -> None:
    assert list(unwanted(ROOT)) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("--inde" + "x-url something", "a package registry"),
        ("https://files.python" + "hosted.org/", "a package registry"),
        ("# TO" + "DO: later", "a promise"),
        ("# FIX" + "ME", "a promise"),
    ],
)
def test_an_unwanted_line_is_seen(tmp_path: Path, line: str, what: str) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text(f"attrs==26.1.0\n{line}\n", encoding="utf-8")
    assert list(unwanted(tmp_path)) == [f"requirements/run.txt:2 holds {what}"]
