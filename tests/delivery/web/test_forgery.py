"""Forms that are not ours change nothing."""

import pytest
from flask import Flask

from societaire.values import Siren
from societaire_web import create_app
from societaire_web.forgery import form_token
from societaire_web.gate import is_sealed
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import CONFIG, URL, SignIn
from tests.delivery.web.test_headers import every_path
from tests.delivery.web.world import PASSWORD, A, B, World


def form_of(browser: Browser) -> str:
    """The token of a page's form."""
    browser.request("GET", "/mot-de-passe-oublie")
    return browser.form("/mot-de-passe-oublie").one("input", name="csrf_token").attributes["value"]


SEALED = "/desinscription/"
"""Mail programs post there without any form of ours: the sealed address is the proof (RFC 8058)."""


def unsafe_paths(app: Flask, world: World) -> list[str]:
    """The addresses that change something."""
    posted = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert len(posted) >= 9
    adapter = app.url_map.bind("localhost")
    return [
        path
        for path in every_path(app, world)
        if "POST" in adapter.allowed_methods(path) and not path.startswith(SEALED)
    ]


def test_one_address_alone_is_its_own_proof(app: Flask) -> None:
    sealed = {rule.rule for rule in app.url_map.iter_rules() if is_marked(app, rule.endpoint)}
    assert sealed == {f"{SEALED}<seal>"}


def is_marked(app: Flask, endpoint: str) -> bool:
    """Whether the gate takes the address of that endpoint as proof enough."""
    with app.app_context():
        return is_sealed(endpoint)


def test_nothing_is_exempt(app: Flask) -> None:
    protection = app.extensions["csrf"]
    assert (protection._exempt_views, protection._exempt_blueprints) == (set(), set())


def test_every_change_wants_a_token_of_this_browser(app: Flask, as_: SignIn, world: World) -> None:
    signed, stranger = as_("alice"), Browser(app, URL)
    foreign = form_of(stranger)
    before = world.parts.database.tables
    for path in unsafe_paths(app, world):
        if path == "/connexion":
            continue
        for data in ({}, {"csrf_token": foreign}, {"csrf_token": "x"}, {"csrf_token": ""}):
            assert signed.request("POST", path, data=data).status_code == 400, (path, data)
            assert signed.page.faults == []
    assert world.parts.database.tables is before


def test_another_site_is_refused_even_with_the_token(app: Flask, as_: SignIn, world: World) -> None:
    signed = as_("alice")
    token = form_of(signed)
    before = world.parts.database.tables
    for path in unsafe_paths(app, world):
        if path == "/connexion":
            continue
        for headers in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "null"},
            {"Origin": "https://evil.example"},
        ):
            assert signed.request("POST", path, data={"csrf_token": token}, headers=headers).status_code == 403, path
    assert world.parts.database.tables is before


def test_a_browser_that_says_same_origin_passes(browser: Browser) -> None:
    token = form_of(browser)
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": URL}
    data = {"csrf_token": token, "email": "alice@exemple.fr", "password": PASSWORD}
    assert browser.request("POST", "/connexion", data=data, headers=headers).status_code == 303


def test_a_token_from_before_signing_in_is_dead(browser: Browser) -> None:
    early = form_of(browser)
    browser.sign_in("alice@exemple.fr", PASSWORD)
    assert browser.request("POST", "/deconnexion", data={"csrf_token": early}).status_code == 400


def test_forged_sign_ins_count_on_the_network(browser: Browser) -> None:
    for _ in range(5):
        assert browser.request("POST", "/connexion", data={"email": "a@b.fr", "password": "x"}).status_code == 400
    assert browser.request("POST", "/connexion", data={}).status_code == 429
    assert browser.page.faults == []


class TestAddedPages:
    """What a page that is not there yet would be given."""

    @pytest.fixture
    def app(self, world: World) -> Flask:
        return create_app(world.service, CONFIG)

    def test_a_token_is_good_for_one_company_alone(self, app: Flask, as_: SignIn) -> None:
        @app.post("/s/<siren:siren>/essai")
        def change(siren: Siren) -> str:
            return f"changed {siren}"

        @app.get("/s/<siren:siren>/essai/jeton")
        def token(siren: Siren) -> str:
            return form_token(siren)

        browser = as_("claire")
        mine = browser.get(f"/s/{A}/essai/jeton").text
        assert browser.request("POST", f"/s/{A}/essai", data={"csrf_token": mine}).text == f"changed {A}"
        assert browser.request("POST", f"/s/{B}/essai", data={"csrf_token": mine}).status_code == 400
        assert browser.request("POST", f"/s/{A}/essai", data={"csrf_token": form_of(browser)}).status_code == 400


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b'{"password": 3}', b'{"password": "\\ud800\\u0000"}', b"\xff"]
)
def test_odd_json_breaks_nothing(as_: SignIn, body: bytes) -> None:
    browser = as_("alice")
    headers = {"X-CSRFToken": form_of(browser), "Content-Type": "application/json"}
    answer = browser.request("POST", "/mot-de-passe/conseils", data=body, headers=headers)
    assert answer.status_code == 200
    assert "length" in (answer.json or {})["unmet"]
