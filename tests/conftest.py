"""What every test may ask for; one plugin per subject."""

from pathlib import Path

import pytest

_STEPS = (
    "agencies",
    "companies",
    "accesses",
    "access_reviews",
    "contracts",
    "dates",
    # Before those that share what is in it: pytest rewrites a module once, when it is first imported.
    "declarations",
    "declaration_files",
    "declaration_office",
    "declared_figures",
    "claims",
    "claim_outcomes",
    "claim_following",
    "claim_office",
    "claim_photographs",
    "details",
    "documents",
    "imports",
    "notifications",
    "passwords",
    "people",
    "refusals",
    "sessions",
)

pytest_plugins = ["tests.postgresql", "tests.databases", "tests.s3", *(f"features.steps.{name}" for name in _STEPS)]

_LONGEST_FIRST = ("stack", "security", "delivery", "features", "conformance", "adapters", "deploy")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By how long a folder's files take: none that is long is left to one process at the end, while others wait."""
    here = Path(__file__).parent

    def rank(item: pytest.Item) -> int:
        folder = item.path.relative_to(here).parts[0]
        return _LONGEST_FIRST.index(folder) if folder in _LONGEST_FIRST else len(_LONGEST_FIRST)

    items.sort(key=rank)
