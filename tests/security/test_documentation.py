"""docs/security.md says what is proven and where the project departs from ASVS."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parents[1] / "docs" / "security.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("requirement", ["V6.2.5", "V6.3.3"])
def test_a_known_departure_is_named(requirement: str) -> None:
    (departures,) = (part for part in PAGE.split("\n## ") if part.startswith("Where the project departs"))
    assert requirement in departures


def test_every_proof_is_described_and_exists() -> None:
    (tried,) = (part for part in PAGE.split("\n## ") if part.startswith("What is tried"))
    described = {name for name in tried.split("`") if name.startswith("test_")}
    apart = {"test_documentation", "test_planted_faults"}
    assert described == {path.stem for path in TESTS.glob("test_*.py")} - apart
