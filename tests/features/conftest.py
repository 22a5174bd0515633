"""The world of a scenario, and which scenarios make sense at which level."""

from pathlib import Path

import pytest
from pytest_bdd.parser import Step
from pytest_bdd.scenario import scenario_wrapper_template_registry

from features.levels import levels_of
from features.world import World


@pytest.fixture
def world() -> World:
    """A new world for each scenario."""
    return World()


def pytest_bdd_before_step(request: pytest.FixtureRequest, step: Step) -> None:
    """Remember how things are just before the act."""
    if step.type == "when":
        request.getfixturevalue("world").mark()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the scenarios that say that they make no sense at the level of their module."""
    left_out = [item for item in items if not _belongs(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]


def _belongs(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function) or item.path.parent != Path(__file__).parent:
        return True
    template = scenario_wrapper_template_registry.get(item.function)
    if template is None:
        return True
    return item.path.stem.removeprefix("test_") in levels_of(template)
