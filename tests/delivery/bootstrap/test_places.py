"""Who may read what is kept on the machine, and how much room is left there."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from societaire_bootstrap.checks import place_checks
from societaire_bootstrap.places import is_open_to_all, local_places
from societaire_bootstrap.settings import Settings
from societaire_wording.catalogue import sentence


class Usage(NamedTuple):
    """What a disk says."""

    total: int
    used: int
    free: int


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that only its own rights close: those of pytest lie in one that is its owner's alone."""
    with TemporaryDirectory(prefix="societaire-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.mark.parametrize(
    ("folder", "file", "is_open"), [(0o755, 0o644, True), (0o750, 0o644, False), (0o755, 0o640, False)]
)
def test_a_file_is_open_when_it_and_every_folder_above_are(place: Path, folder: int, file: int, is_open: bool) -> None:
    base = place / "base.sqlite"
    base.write_bytes(b"")
    base.chmod(file)
    place.chmod(folder)
    assert is_open_to_all(base) is is_open


@pytest.mark.parametrize(("mode", "is_open"), [(0o755, True), (0o751, False), (0o754, False), (0o750, False)])
def test_a_folder_is_open_when_others_can_list_and_enter_it(place: Path, mode: int, is_open: bool) -> None:
    place.chmod(mode)
    assert is_open_to_all(place) is is_open


def test_what_is_not_there_yet_is_open_to_nobody(place: Path) -> None:
    assert not is_open_to_all(place / "absent")


def test_only_what_lies_on_the_machine_is_looked_at(place: Path) -> None:
    here = Settings(
        database_url=f"sqlite:///{place}/base.sqlite",
        files_url=f"file://{place}/files",
        mail_url=f"folder://{place}/mail",
    )
    assert dict(local_places(here)) == {
        "database": place / "base.sqlite",
        "storage": place / "files",
        "mail": place / "mail",
    }
    elsewhere = Settings(
        database_url="postgresql+psycopg://db.example/base", files_url="s3://bucket/x", mail_url="smtp://smtp.example"
    )
    assert list(local_places(elsewhere)) == []


def test_the_doctor_tells_what_is_open_and_what_is_full(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(files_url=f"file://{place}")
    place.chmod(0o750)
    assert list(place_checks(settings)) == []
    place.chmod(0o755)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**12, 10**12, 12 * 1024**2))
    found = list(place_checks(settings))
    assert [(check.name, check.ok, check.code) for check in found] == [
        ("storage", False, "check_open_to_all"),
        ("storage", False, "check_room"),
    ]
    assert "12 Mo" in sentence(found[1].code, dict(found[1].values)).replace("\xa0", " ").replace("\u202f", " ")
