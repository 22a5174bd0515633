"""The wheel: whoever installs it gets every file of every package, the demonstration, and nothing else."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from tests.architecture.tree import ROOT, files, project


def test_the_wheel_carries_every_file_of_the_packages_and_the_demonstration(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert carried == _expected()


def _expected() -> set[str]:
    folders = project()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    places = {ROOT / folder: "societaire_cli/demo" if folder == "demo" else Path(folder).name for folder in folders}
    return {
        f"{place}/{path.relative_to(folder).as_posix()}"
        for folder, place in places.items()
        if folder.is_dir()
        for path in files(folder)
    }
