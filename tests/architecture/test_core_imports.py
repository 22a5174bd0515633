"""The core imports the standard library, attrs, python-stdnum and itself: an allow-list beside the import contracts."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import societaire
from tests.architecture.tree import CORE, project

ALLOWED = frozenset(sys.stdlib_module_names) | {"attrs", "stdnum", "societaire"}


def foreign_imports(package: Path) -> Iterator[str]:
    """Name every import in `package` that is not allowed there; its conformance tests may also use pytest."""
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package)
        allowed = ALLOWED | {"pytest"} if name.parts[0] == "testing" else ALLOWED
        for imported in _imported(ast.parse(path.read_text(encoding="utf-8"))):
            if imported.partition(".")[0] not in allowed:
                yield f"{name} imports {imported}"


def _imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_the_core_imports_nothing_foreign() -> None:
    assert list(foreign_imports(CORE)) == []


def test_the_core_under_test_is_the_one_of_this_tree() -> None:
    assert Path(societaire.__file__).parent == CORE


def test_the_bare_install_needs_two_libraries() -> None:
    assert [each.partition(">=")[0] for each in project()["project"]["dependencies"]] == ["attrs", "python-stdnum"]


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("rules.py", "import flask", ["rules.py imports flask"]),
        ("rules.py", "def later():\n    from cattrs.gen import x", ["rules.py imports cattrs.gen"]),
        ("rules.py", "from .values import Siren", ["rules.py imports .values"]),
        ("rules.py", "import pytest", ["rules.py imports pytest"]),
        ("testing/clock.py", "import pytest", []),
        ("rules.py", "from attrs import frozen\nfrom stdnum.fr import siren\nimport datetime", []),
    ],
)
def test_a_foreign_import_is_seen(tmp_path: Path, name: str, source: str, found: list[str]) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(source, encoding="utf-8")
    assert list(foreign_imports(tmp_path)) == found
