"""The files of `deploy/`: systemd takes its units, and each thing that they name is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from attrs import fields

from societaire_bootstrap.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_takes_every_unit(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/societaire/bin/societaire", "/bin/true")
        (tmp_path / unit.name.replace("@.", "@1.")).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    complaints = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "societaire" in line]
    assert (done.returncode, complaints) == (0, [])


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.stem)
def test_every_service_is_hardened(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes", "CapabilityBoundingSet=", "User=soc"):
        assert re.search(rf"^{re.escape(line)}", text, re.MULTILINE), line


def test_the_example_of_settings_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DEPLOY / "societaire.env").read_text(encoding="utf-8")
    names = {field.name.upper() for field in fields(Settings)}
    given = dict(re.findall(r'^([A-Z_0-9]+)="?([^"\n]*)"?$', text, re.MULTILINE))
    assert {name.removeprefix("SOCIETAIRE_") for name in given if name.startswith("SOC")} <= names
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert load_settings().trusted_proxies == 1


def test_a_shell_reads_the_example_of_settings_as_systemd_does() -> None:
    file = DEPLOY / "societaire.env"
    given = dict(re.findall(r'^([A-Z_0-9]+)="?([^"\n]*)"?$', file.read_text(encoding="utf-8"), re.MULTILINE))
    command = ["/bin/sh", "-c", 'set -a; . "$1"; exec env -0', "sh", str(file)]
    done = subprocess.run(command, env={}, capture_output=True, text=True, timeout=60, check=True)
    read = dict(line.partition("=")[::2] for line in done.stdout.split("\0") if line)
    assert {name: read.get(name) for name in given} == given


def test_the_guide_makes_every_folder_that_a_service_may_write() -> None:
    for unit in UNITS:
        for path in re.findall(r"^ReadWritePaths=(.+)$", unit.read_text(encoding="utf-8"), re.MULTILINE):
            assert re.search(rf"^install -d .* {path}$", GUIDE, re.MULTILINE), (unit.name, path)


def test_the_guide_names_every_unit_that_is_enabled_and_what_is_copied() -> None:
    for unit in UNITS:
        if "[Install]" in unit.read_text(encoding="utf-8"):
            assert unit.name.removesuffix(".service").rstrip("@") in GUIDE, unit.name
    for path in re.findall(r"deploy/[\w./]+\w", GUIDE):
        assert (ROOT / path).exists(), path
