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

_LONGEST = ("stack", "security", "features", "delivery", "deploy", "conformance")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Folders whose files take longest come first: none is left to one process at the end, while the others wait."""
    here = Path(__file__).parent
    items.sort(key=lambda item: not any(here / folder in item.path.parents for folder in _LONGEST))
