"""Paths written from patterns are those that the router builds, and a slash too many leads to the right one."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import BuildError

from societaire.values import Siren
from societaire_web.addresses import Paths, own_target, without_slash
from tests.delivery.web.browser import Browser

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


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/connexion/", "/connexion"),
        ("/connexion/?fin=1&x=%C3%A9", "/connexion?fin=1&x=%C3%A9"),
        (f"/s/{SIREN}/contrats/", f"/s/{SIREN}/contrats"),
        (f"/s/{SIREN}/preferences/acces/", f"/s/{SIREN}/preferences/acces"),
    ],
)
def test_a_slash_too_many_leads_to_the_page_meant(browser: Browser, asked: str, meant: str) -> None:
    for method in ("GET", "HEAD"):
        answer = browser.request(method, asked)
        assert (answer.status_code, answer.headers["Location"]) == (308, meant)


@pytest.mark.parametrize("path", ["/nulle-part/", "/connexion//", "/%0d%0aX:y/", "/s/1/"])
def test_a_slash_after_nothing_known_leads_nowhere(browser: Browser, path: str) -> None:
    answer = browser.request("GET", path)
    assert (answer.status_code, "Location" in answer.headers) == (404, False)


def test_no_host_passes_for_a_path(app: Flask) -> None:
    with app.test_request_context():
        assert without_slash("/connexion/") == "/connexion"
        for path in ("//connexion/", "/connexion", "/", "/\\connexion/"):
            assert without_slash(path) is None


@pytest.mark.parametrize(
    "path",
    [
        f"/s/{SIREN}/contrats/{'0' * 32}/releves/2025-01-01/formulaire.pdf",
        f"/s/{SIREN}/contrats/{'0' * 32}/releves/2025-01-01/recepisse/{'0' * 32}.pdf",
        f"/s/{SIREN}/sinistres/{'0' * 32}/recepisse.pdf",
        f"/s/{SIREN}/fichiers/{'0' * 32}",
    ],
)
def test_nobody_is_led_to_a_paper_that_shows_no_page_once_signed_in(app: Flask, path: str) -> None:
    with app.test_request_context():
        assert own_target(path) is None


def test_what_is_sent_is_not_sent_again_elsewhere(browser: Browser) -> None:
    assert browser.request("POST", "/connexion/", data={"email": "a@b.example"}).status_code in (400, 403, 404)
