"""The scenarios that make sense in the portal, through its pages."""

import pytest
from pytest_bdd import scenarios

from features.pilots.pilot import Pilot
from features.pilots.web import WebPilot
from features.world import World

scenarios(".")


@pytest.fixture(autouse=True)
def pilot(world: World) -> Pilot:
    """Acts are pages opened and forms sent."""
    return WebPilot(world)
