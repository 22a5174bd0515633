"""Every scenario, on the core."""

import pytest
from pytest_bdd import scenarios

from features.pilots.core import CorePilot
from features.pilots.pilot import Pilot
from features.world import World

scenarios(".")


@pytest.fixture(autouse=True)
def pilot(world: World) -> Pilot:
    """Acts are calls of use cases."""
    return CorePilot(world)
