"""The scenarios that make sense for the insurer's staff, through the command line."""

import pytest
from pytest_bdd import scenarios

from features.pilots.cli import CliPilot
from features.pilots.pilot import Pilot
from features.world import World

scenarios(".")


@pytest.fixture(autouse=True)
def pilot(world: World) -> Pilot:
    """Acts are commands."""
    return CliPilot(world)
