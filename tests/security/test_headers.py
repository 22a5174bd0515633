"""The headers of every status, errors included (SECURITY 1, rows 1 to 3, 48 to 53, 82)."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask, Response

from societaire_web.context import service
from tests.delivery.web.world import PASSWORD
from tests.security.examples import EXAMPLES
from tests.security.headers import header_faults
from tests.security.planted import Planted, plant
from tests.security.visits import RIGHT, Answer, Caller
from tests.security.world import ADMIN_OF_A, ANONYMOUS, SIRENS, World, build

SIGN_IN = EXAMPLES["POST /connexion"].fields


@pytest.fixture
def world() -> World:
    """A fresh one."""
    return build()


def _weakened(app: Flask, header: str, value: str) -> None:
    def weaken(response: Response) -> Response:
        response.headers[header] = value
        return response

    # The functions run from the last to the first: this one has the last word.
    app.after_request_funcs[None].insert(0, weaken)


def _fails() -> str:
    raise RuntimeError(service())


def _post(caller: Caller, path: str, fields: Mapping[str, str], token: str | None = RIGHT, **options: Any) -> Answer:
    given = caller.token() if token is RIGHT else token
    return caller.send(ANONYMOUS, "POST", path, fields=fields, token=given, **options)


def _missed(caller: Caller) -> Answer:
    return _post(caller, "/connexion", {**SIGN_IN, "password": "no"})


def _busy(caller: Caller) -> Answer:
    caller.world.parts.hasher.busy = True
    return _post(caller, "/connexion", SIGN_IN)


PROVOKED: dict[int, Callable[[Caller], Answer]] = {
    200: lambda caller: caller.send(ADMIN_OF_A, "GET", f"/s/{SIRENS['A']}/contrats"),
    303: lambda caller: caller.send(ANONYMOUS, "GET", "/"),
    400: lambda caller: _post(caller, "/connexion", SIGN_IN, None),
    403: _missed,
    404: lambda caller: caller.send(ANONYMOUS, "GET", "/nowhere"),
    405: lambda caller: caller.send(ANONYMOUS, "DELETE", "/connexion"),
    413: lambda caller: _post(caller, "/connexion", {**SIGN_IN, "password": "x" * 2_000_000}),
    422: lambda caller: _post(caller, "/activation", {"password": "x"}, kept=EXAMPLES["POST /activation"].kept),
    429: lambda caller: [_missed(caller) for _ in range(6)][-1],
    500: lambda caller: caller.send(ADMIN_OF_A, "GET", "/essai"),
    503: _busy,
}


@pytest.mark.parametrize("status", PROVOKED)
def test_every_status_carries_the_headers(world: World, status: int) -> None:
    app = world.another_app()
    plant(app, Planted("fails", _fails, "/essai", who="person"))
    caller = Caller(world, app)
    answer = PROVOKED[status](caller)
    assert answer.status == status
    assert caller.header_faults == []
    assert PASSWORD not in answer.text
    assert "Traceback" not in answer.text


def test_a_request_for_another_host_carries_them_too(world: World) -> None:
    with world.app.test_client().get("/agences", base_url="https://evil.example") as response:
        assert response.status_code == 400
        assert list(header_faults(response.headers)) == []


def test_other_sites_are_told_nothing(world: World) -> None:
    caller = Caller(world, world.another_app())
    caller.send(ADMIN_OF_A, "GET", "/compte", headers={"Origin": "https://evil.example"})
    assert caller.header_faults == []


@pytest.mark.parametrize(
    ("header", "value", "fault"),
    [
        ("Cache-Control", "no-cache", "may be kept: 'no-cache'"),
        ("Set-Cookie", "__Host-x=1; Path=/; Secure; SameSite=Lax", "cookie __Host-x: not httponly"),
        ("Set-Cookie", "x=1; Path=/; Secure; HttpOnly; SameSite=Lax", "cookie x: no __Host- prefix"),
        ("Referrer-Policy", "no-referrer", "referrer told"),
        ("Content-Security-Policy", "default-src 'none'", "policy without object-src 'none'"),
        ("Access-Control-Allow-Origin", "*", "Access-Control-Allow-Origin to other sites"),
        ("Content-Type", "text/html", "content type 'text/html'"),
        ("X-Told", "the session", "session token told"),
    ],
)
def test_a_page_without_them_is_caught(world: World, header: str, value: str, fault: str) -> None:
    app = world.another_app()
    _weakened(app, header, world.tokens["alice"] if header == "X-Told" else value)
    caller = Caller(world, app)
    caller.send(ADMIN_OF_A, "GET", "/compte")
    assert f"GET /compte 200: {fault}" in caller.header_faults
