"""The portal, and a browser to visit it with; skipped where the machine has none, unless it is required."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.machine import Visits, chromium, find_chromium
from tests.browser.portal import Portal, running

# Files are looked into by processes of their own, while other browsers run beside: what is awaited may take its time.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def machine() -> Iterator[Browser]:
    """A running chromium."""
    if find_chromium() is None:
        reason = "no chromium on this machine"
        if "chromium" in os.environ.get("SOCIETAIRE_REQUIRE", "").split(","):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def portal(machine: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:  # noqa: ARG001 - skips first
    """The portal, on data of this session's own."""
    with running(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.fixture(scope="session")
def visits(machine: Browser, portal: Portal) -> Visits:
    """People at their browsers."""
    return Visits(machine, portal)
