"""The glossary: French words that people read, English names that the code has, one of each for a concept."""

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pytest
from attrs import frozen

from tests.architecture.tree import CORE, ROOT, files

CODE = ("core", "adapters", "delivery")
FRENCH = ("features", "adapters/wording")


@frozen
class Entry:
    """One line of the table."""

    french: str
    english: str
    never: tuple[str, ...]


def entries_of(text: str) -> list[Entry]:
    """Every line of the table, in order."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "| `" in line]
    return [Entry(row[0], row[1].strip("`"), tuple(word.strip() for word in row[2].split(","))) for row in cells]


def names_in(source: str) -> Iterator[str]:
    """Every name that a module gives: classes, functions, arguments, fields, and values of enumerations."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ClassDef() | ast.FunctionDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=targets, value=value):
                yield from (target.id for target in targets if isinstance(target, ast.Name))
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.isidentifier():
                    yield value.value


def snake(name: str) -> str:
    """A name in small letters, its words joined by underscores."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def names_below(*folders: Path) -> set[str]:
    """Every name of the modules below some folders, those of the modules included."""
    found = set()
    for folder in folders:
        for path in files(folder, "*.py"):
            found |= {snake(name) for name in (path.stem, *names_in(path.read_text(encoding="utf-8")))}
    return found


def french_text() -> str:
    """All that the features and the wording say."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for folder in FRENCH
        for pattern in ("*.feature", "*.py")
        for path in files(ROOT / folder, pattern)
    ).lower()


def faults_of(entries: Iterable[Entry], french: str, core: Collection[str], code: Collection[str]) -> Iterator[str]:
    """Name what the table says and the tree does not, or the other way round."""
    entries = list(entries)
    for word, count in (Counter(e.french for e in entries) + Counter(e.english for e in entries)).items():
        if count > 1 and not any(e.french == e.english == word for e in entries):
            yield f"{word} stands {count} times"
    for entry in entries:
        if not _says(french, entry.french):
            yield f"nobody reads {entry.french}"
        if entry.english not in core:
            yield f"the core has no {entry.english}"
        for word in entry.never:
            yield from (f"{name} should say {entry.english}" for name in sorted(code) if _holds(name, word))
            if any(word == other.english for other in entries):
                yield f"{word} is a word of the table"


def _says(french: str, word: str) -> bool:
    # Verbs are conjugated and nouns have plurals: the beginning of each word is enough, "se" aside.
    stems = [re.escape(part.removesuffix("er")) for part in word.split() if part != "se"]
    return re.search(r"\b" + r"\w* ".join(stems), french) is not None


def _holds(name: str, word: str) -> bool:
    return re.search(rf"(?:^|_){re.escape(word)}s?(?:_|$)", name) is not None


def test_the_glossary_is_what_the_code_and_the_screen_say() -> None:
    entries = entries_of((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    code = names_below(*(ROOT / name for name in CODE))
    assert len(entries) > 30
    assert list(faults_of(entries, french_text(), names_below(CORE), code)) == []


@pytest.mark.parametrize(
    ("lines", "french", "core", "code", "faults"),
    [
        (["| société | `company` | firm | a member |"], "sa société", {"company"}, {"company"}, []),
        (["| rattacher | `attach` | join | … |"], "on rattache", {"attach"}, set(), []),
        (["| société | `company` | firm | … |"], "", {"company"}, set(), ["nobody reads société"]),
        (["| société | `company` | firm | … |"], "société", set(), set(), ["the core has no company"]),
        (
            ["| société | `company` | firm | … |"],
            "société",
            {"company"},
            {"firms_of", "confirm", "firm"},
            ["firm should say company", "firms_of should say company"],
        ),
        (
            ["| société | `company` | x | … |", "| entreprise | `company` | y | … |"],
            "société entreprise",
            {"company"},
            set(),
            ["company stands 2 times"],
        ),
        (
            ["| lien | `link` | path | … |", "| chemin | `path` | y | … |"],
            "lien chemin",
            {"link", "path"},
            set(),
            ["path is a word of the table"],
        ),
    ],
)
def test_a_word_that_strays_is_seen(
    lines: list[str], french: str, core: set[str], code: set[str], faults: list[str]
) -> None:
    assert list(faults_of(entries_of("\n".join(lines)), french, core, code)) == faults


def test_names_are_read_wherever_a_module_gives_them() -> None:
    source = "class KnownDevice:\n    used_at: int\n    KIND = 'premium_notice'\n\n    def touch(self, now): ...\n"
    assert {snake(name) for name in names_in(source)} == {
        "known_device", "used_at", "kind", "premium_notice", "touch", "self", "now",
    }  # fmt: skip
