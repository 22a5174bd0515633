"""The table of rights names every address of the portal, and only with identifiers that can't be counted (T1)."""

import pytest
from attrs import evolve
from flask import Flask

from societaire_web import WebConfig, create_app
from tests.security.rights import Kind, Rights, Route
from tests.security.world import build


@pytest.fixture(scope="module")
def app() -> Flask:
    """The portal."""
    return build().another_app()


def _view(**_: object) -> str:
    return ""


def _faults(app: Flask, rule: str, route: Route | None) -> list[str]:
    app.add_url_rule(rule, rule, _view)
    rights = Rights.load()
    return evolve(rights, routes=(*rights.routes, *([route] if route else []))).faults(app)


def test_every_route_has_its_entry_and_every_entry_its_route(app: Flask) -> None:
    assert Rights.load().faults(app) == []


def test_a_developers_portal_has_its_own_entries_besides() -> None:
    app = create_app(build().service, WebConfig(public_url="http://127.0.0.1:8000", secret_key="k" * 48))
    assert Rights.load(local=True).faults(app) == []
    assert Rights.load().faults(app) == ["GET /kit: no entry"]


def test_a_route_without_entry_is_found() -> None:
    assert _faults(build().another_app(), "/essai", None) == ["GET /essai: no entry"]


def test_an_entry_without_route_is_found(app: Flask) -> None:
    rights = Rights.load()
    found = evolve(rights, routes=(*rights.routes, Route("/essai", "GET", "person"))).faults(app)
    assert found == ["GET /essai: no such route"]


def test_an_entry_given_twice_is_found(app: Flask) -> None:
    rights = Rights.load()
    assert evolve(rights, routes=(*rights.routes, Route("/", "GET", "person"))).faults(app) == ["GET /: 2 entries"]


@pytest.mark.parametrize("rule", ["/essai/<number>", "/essai/<int:number>", "/essai/<path:number>"])
@pytest.mark.parametrize("kind", [Kind.SESSION, Kind.TEXT])
def test_an_identifier_that_can_be_counted_or_be_anything_is_found(rule: str, kind: Kind) -> None:
    found = _faults(build().another_app(), rule, Route(rule, "GET", "person", {"number": kind}))
    assert len(found) == 1
    assert found[0].startswith(f"GET {rule}: number is {kind} by ")


def test_a_parameter_without_kind_is_found() -> None:
    rule = "/essai/<hex:session_id>"
    found = _faults(build().another_app(), rule, Route(rule, "GET", "person"))
    assert found == [
        f"GET {rule}: names [], the address holds ['session_id']",
        f"GET {rule}: session_id is nothing by IdentifierConverter",
    ]


@pytest.mark.parametrize(
    ("route", "fault"),
    [
        (Route("/essai", "GET", "public"), "public in the table, the gate says otherwise"),
        (Route("/essai", "GET", "collaborator"), "collaborator, and the company is not in its address"),
        (
            Route("/essai", "GET", "person", {}, {"contract_id": "contract"}),
            "names something of a company outside a company's address",
        ),
        (Route("/essai", "GET", "person", changes=True), "changes what is kept with a safe method"),
    ],
)
def test_an_entry_that_contradicts_the_portal_or_itself_is_found(route: Route, fault: str) -> None:
    assert _faults(build().another_app(), "/essai", route) == [f"GET /essai: {fault}"]
