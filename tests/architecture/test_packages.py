"""The import packages: the folders, the wheel, the type checker and the import contracts agree on them."""

import re
from pathlib import Path

from tests.architecture.tree import ROOT, project


def packages_in(root: Path) -> set[str]:
    """Name the folder of every import package below core, adapters and delivery, relative to `root`."""
    parents = [root / "core", *(root / "adapters").glob("*/"), *(root / "delivery").glob("*/")]
    return {str(found.parent.relative_to(root)) for parent in parents for found in parent.glob("*/__init__.py")}


def _wheel() -> set[str]:
    return set(project()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) - {"demo"}


def test_the_wheel_holds_every_package_of_the_tree() -> None:
    assert _wheel() == packages_in(ROOT)


def test_a_package_that_was_forgotten_is_seen(tmp_path: Path) -> None:
    for folder in ("core/societaire", "adapters/fax/societaire_fax"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "__init__.py").touch()
    assert packages_in(tmp_path) == {"core/societaire", "adapters/fax/societaire_fax"}


def test_import_contracts_and_coverage_know_every_package() -> None:
    names = {Path(folder).name for folder in _wheel()}
    tools = project()["tool"]
    contract = next(each for each in tools["importlinter"]["contracts"] if each["id"] == "packages")
    layered = [name for layer in contract["layers"] for name in re.split(r"[|\s]+", layer.strip())]
    assert set(tools["importlinter"]["root_packages"]) == names
    assert set(tools["coverage"]["run"]["source_pkgs"]) == names
    assert sorted(layered) == sorted(names)


def test_the_editable_install_and_the_type_checker_look_in_the_same_folders() -> None:
    tools = project()["tool"]
    parents = {str(Path(folder).parent) for folder in _wheel()}
    searched = {path.partition("$MYPY_CONFIG_FILE_DIR")[2].strip("/") for path in tools["mypy"]["mypy_path"]}
    assert set(tools["hatch"]["build"]["targets"]["wheel"]["dev-mode-dirs"]) == parents
    assert searched - {""} == parents


def test_every_package_says_that_it_is_typed() -> None:
    assert not [folder for folder in _wheel() if not (ROOT / folder / "py.typed").exists()]
