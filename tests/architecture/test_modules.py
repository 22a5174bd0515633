"""Modules: short, and named after what they are about."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules

LONGEST_IN_CORE = 250
LONGEST = 400
VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers"}


def too_long(root: Path) -> Iterator[str]:
    """Name the files that hold more lines than their folder allows."""
    for path in modules(root):
        name = path.relative_to(root)
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > (LONGEST_IN_CORE if name.parts[0] == "core" else LONGEST):
            yield f"{name}: {lines} lines"


def vaguely_named(root: Path) -> Iterator[str]:
    """Name the files with a word in their path, or in the name of a class, that says nothing of their subject."""
    for path in modules(root):
        name = path.relative_to(root)
        words = {word for part in name.with_suffix("").parts for word in part.lower().split("_")}
        classes = re.findall(r"^class \w*(Util|Helper|Manager)s?\b", path.read_text(encoding="utf-8"), re.MULTILINE)
        if words & VAGUE or classes:
            yield str(name)


def test_no_module_is_too_long() -> None:
    assert list(too_long(ROOT)) == []


def test_no_module_is_vaguely_named() -> None:
    assert list(vaguely_named(ROOT)) == []


@pytest.mark.parametrize(
    ("folder", "lines", "seen"), [("core", 250, False), ("core", 251, True), ("adapters", 401, True)]
)
def test_a_module_that_is_too_long_is_seen(tmp_path: Path, folder: str, lines: int, *, seen: bool) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "rules.py").write_text("pass\n" * lines, encoding="utf-8")
    assert bool(list(too_long(tmp_path))) is seen


@pytest.mark.parametrize(
    ("name", "source", "seen"),
    [
        ("delivery/utils.py", "", True),
        ("delivery/date_helpers.py", "", True),
        ("core/managers/people.py", "", True),
        ("core/people.py", "class SessionManager:", True),
        ("core/people.py", "class Sessions:", False),
    ],
)
def test_a_vague_name_is_seen(tmp_path: Path, name: str, source: str, *, seen: bool) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(source, encoding="utf-8")
    assert bool(list(vaguely_named(tmp_path))) is seen
