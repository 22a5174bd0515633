"""docs/command-line.md against the program: every command and option is there, every example can be typed."""

import re
import shlex
from pathlib import Path

import click
import pytest

from societaire_cli import french
from societaire_cli.root import societaire
from tests.delivery.cli.test_program import commands, leaves

MANUAL = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `societaire ([a-z -]+)`\n(.*?)(?=^##|\Z)", MANUAL, re.MULTILINE | re.DOTALL))
EXAMPLES = re.findall(r"^\$ .*?(societaire [^)\n]*)", MANUAL, re.MULTILINE)


def parsed(line: str) -> tuple[str, ...]:
    """The words of the command that an example runs, once its arguments are accepted; raises UsageError."""
    words = shlex.split(line)[1:]
    command: click.Command = societaire
    path: list[str] = []
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            raise click.NoSuchCommand(words[0])
        path.append(words.pop(0))
        command = found
    # Files that it opened are closed again.
    with command.make_context(path[-1], words):
        return tuple(path)


@pytest.fixture
def _at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that holds what the examples name."""
    (tmp_path / "export").mkdir()
    (tmp_path / "attestation.pdf").write_bytes(b"%PDF-")
    for name in ("campagne.csv", "R2026-000124.json", "vol.json"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOCIETAIRE_AS", raising=False)
    french.speak()


def test_every_command_has_its_section_and_no_other() -> None:
    assert {tuple(name.split()) for name in SECTIONS} == set(leaves())


def test_every_option_is_told() -> None:
    shared = {"--help", "-h", "--json", "--as", "--yes", "--dry-run"}
    for path, command in commands():
        options = {name for option in command.params if isinstance(option, click.Option) for name in option.opts}
        missing = {name for name in options - shared if name not in SECTIONS.get(" ".join(path), "")}
        assert isinstance(command, click.Group) or missing == set(), path


@pytest.mark.usefixtures("_at_work")
def test_every_example_can_be_typed() -> None:
    assert {parsed(line) for line in EXAMPLES} == set(leaves())


@pytest.mark.usefixtures("_at_work")
@pytest.mark.parametrize("line", ["societaire people chase P1", "societaire people show", "societaire import nowhere"])
def test_a_wrong_example_is_seen(line: str) -> None:
    with pytest.raises(click.UsageError):
        parsed(line)
