"""Nothing changes but by a form of ours, in the company and the session that it was made for (rows 54, 55)."""

from collections.abc import Callable

import pytest
from flask import Flask, request

from tests.security.forgery import assignment_faults, forgery_faults, reading_faults
from tests.security.planted import MORE, SOUND, Planted, plant, take_any_label
from tests.security.rights import Rights
from tests.security.visits import Caller
from tests.security.world import ADMIN_OF_A, World, build


@pytest.fixture(scope="module")
def world() -> World:
    """One for all: whatever is tried is undone."""
    return build()


def test_forged_requests_are_refused_everywhere(world: World) -> None:
    app = world.another_app()
    rights = plant(app, *SOUND)
    caller = Caller(world, app)
    assert forgery_faults(caller, rights.routes) == []
    assert caller.header_faults == []


def test_no_view_is_exempt(world: World) -> None:
    protection = world.app.extensions["csrf"]
    assert (protection._exempt_views, protection._exempt_blueprints) == (set(), set())


def test_an_exempt_route_is_caught(world: World) -> None:
    app = world.another_app()
    (route,) = plant(app, SOUND[1]).routes[-1:]
    _exempt(app, "planted.sound_write")
    found = forgery_faults(Caller(world, app), [route])
    assert f"{route}, without token: 200 ['contracts']" in found
    assert len(found) == 9


def _exempt(app: Flask, endpoint: str) -> None:
    checks = app.before_request_funcs[None]
    (place,) = (n for n, check in enumerate(checks) if check.__name__ == "csrf_protect")
    check: Callable[[], object] = checks[place]
    checks[place] = lambda: None if request.endpoint == endpoint else check()  # type: ignore[assignment]  # a view is a function


def test_reading_changes_nothing_however_often(world: World) -> None:
    assert reading_faults(Caller(world, world.another_app()), Rights.load().routes) == []


def test_a_reading_that_writes_is_caught(world: World) -> None:
    app = world.another_app()
    planted = next(one for one in MORE if one.name == "GET that writes")
    route = plant(app, planted).routes[-1]
    assert set(reading_faults(Caller(world, app), [route], [ADMIN_OF_A])) == {
        f"{method} {route.rule} as {ADMIN_OF_A}: contracts" for method in ("GET", "HEAD")
    }


def test_fields_that_no_form_has_change_nothing(world: World) -> None:
    app = world.another_app()
    rights = plant(app, *SOUND)
    assert assignment_faults(Caller(world, app), rights.routes) == []


def test_a_view_that_takes_any_field_is_caught(world: World) -> None:
    app = world.another_app()
    rule = "/s/<siren:siren>/essai"
    route = plant(app, Planted("takes any field", take_any_label, rule, method="POST")).routes[-1]
    assert assignment_faults(Caller(world, app), [route]) == [str(route)]
