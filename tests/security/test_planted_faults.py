"""The proof can fail: faults planted in a test application are each found (SECURITY 4.6, 7)."""

import pytest

from tests.security.enumerator import Enumerator
from tests.security.figures import publish
from tests.security.planted import MORE, SIX, SOUND, Planted, plant
from tests.security.world import World, build


@pytest.fixture(scope="module")
def world() -> World:
    """One for all: the enumerator leaves it as it found it."""
    return build()


def _found(world: World, *planted: Planted) -> list[str]:
    app = world.another_app()
    rights = plant(app, *planted)
    assert rights.faults(app) == []
    tried = Enumerator(world, app, rights)
    return [str(fault) for fault in tried.run(tuple(one.route for one in planted))]


def test_six_of_six_are_caught(world: World) -> None:
    found = {planted.name: _found(world, planted) for planted in SIX}
    caught = [planted.name for planted in SIX if _says(found[planted.name], planted)]
    publish("planted faults", f"caught {len(caught)} of {len(SIX)}")
    assert caught == list(found), found


@pytest.mark.parametrize("planted", MORE, ids=lambda planted: planted.name)
def test_a_fault_of_another_kind_is_caught(planted: Planted, world: World) -> None:
    found = _found(world, planted)
    assert _says(found, planted), found


def test_the_same_views_done_right_raise_no_alarm(world: World) -> None:
    assert _found(world, *SOUND) == []


def _says(found: list[str], planted: Planted) -> bool:
    return any(fault.startswith(planted.said) for fault in found)
