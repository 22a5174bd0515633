"""Paths written from patterns are those that the router builds."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import BuildError

from societaire.values import Siren
from societaire_web.addresses import Paths

SIREN = Siren("732829320")
IDENTIFIER = "0123456789abcdef" * 2


def _given(names: set[str], **more: object) -> dict[str, Any]:
    return {name: SIREN if name == "siren" else IDENTIFIER for name in names} | more


def test_every_endpoint_has_the_path_that_the_router_builds(app: Flask) -> None:
    paths: Paths = app.extensions["paths"]
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    assert any(len(rule.arguments) == 2 for rule in rules)
    router = app.url_map.bind("localhost")
    for rule in rules:
        given = _given(rule.arguments)
        assert paths(rule.endpoint, **given) == router.build(rule.endpoint, given)


def test_what_is_no_part_of_the_path_becomes_its_query(app: Flask) -> None:
    paths: Paths = app.extensions["paths"]
    given = _given({"siren", "contract_id"}, annee=2026, q="réf & cie", type=None)
    path = paths("contracts.details", **given)
    assert path == f"/s/732829320/contrats/{IDENTIFIER}?annee=2026&q=r%C3%A9f+%26+cie"
    assert paths("companies.choose", page=2) == "/societes?page=2"


def test_a_value_that_needs_quoting_is_quoted(app: Flask) -> None:
    paths: Paths = app.extensions["paths"]
    path = paths("contracts.details", siren=SIREN, contract_id="été%s?")
    assert path == "/s/732829320/contrats/%C3%A9t%C3%A9%25s%3F"


def test_a_missing_value_is_an_error(app: Flask) -> None:
    paths: Paths = app.extensions["paths"]
    with pytest.raises(BuildError):
        paths("contracts.details", siren=SIREN)
    with pytest.raises(BuildError):
        paths("contracts.details", siren=SIREN, page=3)
    with pytest.raises(BuildError):
        paths("nowhere")


def test_static_files_carry_the_version_that_makes_them_lasting(app: Flask) -> None:
    paths: Paths = app.extensions["paths"]
    first = paths("static", filename="style.css")
    assert first.startswith("/static/style.css?v=")
    assert paths("static", filename="style.css") == first
    assert paths("static", filename="icone.svg") != first
