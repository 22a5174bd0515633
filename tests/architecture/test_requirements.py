"""The locked sets: one environment serves the portal and its development, so they may not contradict each other."""

import re

from tests.architecture.tree import ROOT, project


def pins(text: str) -> dict[str, set[str]]:
    """Read the locked versions of each library; a version may depend on the Python in use."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def _locked(name: str) -> dict[str, set[str]]:
    return pins((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8"))


def contradictions(first: dict[str, set[str]], second: dict[str, set[str]]) -> set[str]:
    """Name the libraries that two sets lock to different versions."""
    return {name for name in first.keys() & second.keys() if first[name] != second[name]}


def test_what_the_portal_needs_is_part_of_the_development_set() -> None:
    run, dev = _locked("run"), _locked("dev")
    assert run
    assert run.keys() <= dev.keys()
    assert contradictions(run, dev) == set()


def test_what_several_machines_need_is_what_one_needs_and_more() -> None:
    run, servers = _locked("run"), _locked("servers")
    assert run.keys() <= servers.keys()
    assert {"psycopg", "s3fs"} <= servers.keys()
    assert contradictions(servers, _locked("dev")) == set()


def test_the_browser_set_fits_beside_the_development_set() -> None:
    assert contradictions(_locked("browser"), _locked("dev")) == set()


def test_the_set_of_the_benchmarks_fits_beside_the_development_set() -> None:
    assert contradictions(_locked("bench"), _locked("dev")) == set()
    assert {"django", "pikepdf"} <= _locked("bench").keys() - _locked("run").keys()


def test_every_declared_library_is_locked() -> None:
    declared = project()["project"]
    lines = [
        *declared["dependencies"],
        *(line for extra in declared["optional-dependencies"].values() for line in extra),
    ]
    names = {re.split(r"[\[>=]", line)[0] for line in lines} - {"societaire"}
    assert names <= _locked("dev").keys()


def test_a_contradiction_is_seen() -> None:
    assert contradictions(pins("click==8.5.1 \\\n"), pins("click==8.5.2 ; python_version >= '3.12'\n")) == {"click"}
