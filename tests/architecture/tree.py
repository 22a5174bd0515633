"""Where things stand in the source tree, for the tests that look at it."""

import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CORE = ROOT / "core" / "societaire"
CODE = ("core", "adapters", "delivery", "features", "tests", "benchmarks")


def project() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def files(folder: Path = ROOT, pattern: str = "*") -> Iterator[Path]:
    """Walk through the files below `folder` whose name fits, without what git ignores."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    for path in sorted(folder.iterdir()):
        if path.name == ".git" or any(fnmatch(path.name, name) for name in ignored):
            continue
        if path.is_dir():
            yield from files(path, pattern)
        elif fnmatch(path.name, pattern):
            yield path


def modules(root: Path = ROOT) -> Iterator[Path]:
    """Walk through the Python files of the project."""
    for name in CODE:
        if (root / name).is_dir():
            yield from files(root / name, "*.py")
