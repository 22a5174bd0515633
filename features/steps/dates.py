"""Time that passes."""

from datetime import timedelta

from pytest_bdd import given, parsers

from features.world import World

_UNITS = {"minute": timedelta(minutes=1), "heure": timedelta(hours=1), "jour": timedelta(days=1)}


@given(parsers.re(r"(?P<count>\d+) (?P<unit>minute|heure|jour)s? (?:a|ont) passé"))
def _time_passed(world: World, count: str, unit: str) -> None:
    world.pass_time(int(count) * _UNITS[unit])
