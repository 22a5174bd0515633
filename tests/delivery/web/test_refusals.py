"""Refusals and faults: the right status, a page in French, the same for what is foreign and what does not exist."""

import logging
import re

import pytest
from flask import Flask

from societaire.errors import Busy, Conflict, Invalid, NotAllowed, NotFound, Problem
from societaire.identity.links import Purpose
from societaire.identity.throttling import TooManyAttempts
from societaire.ports.storage import StorageUnavailable
from societaire_web import create_app
from societaire_web.gate import public
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import CONFIG, SignIn
from tests.delivery.web.world import PASSWORD, UNKNOWN, A, B, World, identifier

FAMILIES = [
    (NotFound(), 404, None),
    (NotAllowed(), 403, None),
    (Invalid([Problem("x", "email_malformed")]), 422, None),
    (Conflict(), 409, None),
    (Busy(7), 503, "7"),
    (StorageUnavailable(), 503, "60"),
    (TooManyAttempts(90), 429, "90"),
]


@pytest.fixture
def app(world: World) -> Flask:
    """Of each test's own: pages are added to it."""
    return create_app(world.service, CONFIG)


def raising(app: Flask, error: Exception) -> None:
    """A page that fails."""

    @app.get("/essai")
    @public
    def fail() -> str:
        raise error


@pytest.mark.parametrize(("error", "status", "wait"), FAMILIES)
def test_each_family_has_its_status(
    app: Flask, browser: Browser, error: Exception, status: int, wait: str | None
) -> None:
    raising(app, error)
    response = browser.get("/essai")
    assert (response.status_code, response.headers.get("Retry-After")) == (status, wait)
    _is_a_refusal(browser)


def _is_a_refusal(browser: Browser) -> None:
    assert browser.page.faults == []
    assert f"Référence : {browser.response.headers['X-Request-ID']}" in browser.page.root.text
    assert browser.page.root.all("a", href="/agences")


def test_a_fault_tells_nothing_but_a_reference(app: Flask, browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    raising(app, RuntimeError("sqlite:///secret"))
    browser.get("/essai")
    assert browser.status == 500
    _is_a_refusal(browser)
    assert not re.search(r"Traceback|RuntimeError|sqlite|\.py", browser.response.text)
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert browser.response.headers["X-Request-ID"] in record.getMessage()
    assert record.exc_info
    assert browser.get("/connexion").status_code == 200


def test_pages_of_protocol_errors(browser: Browser) -> None:
    browser.request("GET", "/rien")
    assert browser.status == 404
    _is_a_refusal(browser)
    browser.request("PUT", "/connexion")
    assert (browser.status, "POST" in browser.response.headers["Allow"]) == (405, True)
    _is_a_refusal(browser)
    browser.request("POST", "/connexion", data={"password": "x" * (1024 * 1024 + 1)})
    assert browser.status == 413
    _is_a_refusal(browser)
    browser.request("POST", "/connexion", data=b"x" * 10, content_type="multipart/form-data; boundary=b")
    assert browser.status == 400
    _is_a_refusal(browser)


@pytest.mark.parametrize(
    "path",
    [
        "/.git/HEAD",
        "/.env",
        "/console",
        "/static/",
        "/static/../config.py",
        "/static/%2e%2e/config.py",
        "/metrics",
        "/docs/%00",
        "//connexion",
        "/CONNEXION",
        "/connexion/",
        "/connexion;x",
        "/%ff%fe",
        "/s/73282932/",
        "/s/7328293200/",
        "/s/٧٣٢٨٢٩٣٢٠/",
    ],
)
def test_other_addresses_hold_nothing(browser: Browser, path: str) -> None:
    response = browser.request("GET", path)
    assert response.status_code in (308, 404)
    assert "evil" not in response.headers.get("Location", "")


def masked(browser: Browser) -> tuple[int, str, list[tuple[str, str]]]:
    """A response without what is new each time."""
    response = browser.response
    reference = response.headers["X-Request-ID"]
    nonces = re.findall(r"'nonce-([\w-]+)'", response.headers["Content-Security-Policy"])
    body = re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", response.text)
    headers = str(sorted(response.headers.items()))
    for changing in (reference, *nonces):
        body, headers = body.replace(changing, "-"), headers.replace(changing, "-")
    return response.status_code, body, [(headers, "")]


def test_foreign_and_unknown_companies_answer_alike(as_: SignIn, world: World) -> None:
    browser = as_("alice")
    foreign = world.contract("RCD-0004").id, world.document("ATT-B").id
    for tail in (
        "",
        "contrats",
        f"contrats/{foreign[0]}",
        f"documents/{foreign[1]}",
        f"contrats/{foreign[0]}/documents.zip",
    ):
        answers = []
        for siren in (B, UNKNOWN, "123456789"):
            browser.request("GET", f"/s/{siren}/{tail}")
            answers.append(masked(browser))
        assert answers[0] == answers[1] == answers[2]
        assert answers[0][0] == 404
        assert "CANARI" not in browser.response.text
    assert browser.page.root.one("h1").text == "Cette société n'est pas accessible avec votre compte"
    assert browser.page.root.all("a", href="/societes")
    assert browser.page.root.all("a", href="/agences")


def test_foreign_and_unknown_objects_answer_alike(as_: SignIn, world: World) -> None:
    browser = as_("claire")
    foreign = world.contract("RCD-0004").id, world.document("ATT-B").id
    for template, theirs in (
        (("contrats/{}"), foreign[0]),
        ("documents/{}", foreign[1]),
        ("contrats/{}/documents.zip", foreign[0]),
    ):
        answers = []
        for one in (theirs, identifier("no", 7)):
            browser.request("GET", f"/s/{A}/{template.format(one)}")
            answers.append(masked(browser))
        assert answers[0] == answers[1]
        assert answers[0][0] == 404
        assert "CANARI" not in answers[0][1].replace("CANARI-B Charpente Durand", "")


def test_a_stranger_learns_nothing_of_companies(browser: Browser) -> None:
    for siren in (A, UNKNOWN, "123456789"):
        assert browser.request("GET", f"/s/{siren}/").headers["Location"] == f"/connexion?next=/s/{siren}/"


def test_reading_changes_nothing_but_visits_and_logs(as_: SignIn, world: World) -> None:
    browser = as_("claire")
    names = [
        "sessions",
        "persons",
        "credentials",
        "links",
        "outbox",
        "events",
        "contracts",
        "documents",
        "companies",
        "attempts",
    ]
    before = [dict(getattr(world.parts.database.tables, name)) for name in names]
    contract = world.contract("RCD-0001").id
    for path in (
        "/",
        "/societes",
        "/compte",
        f"/s/{A}/",
        f"/s/{A}/contrats",
        f"/s/{A}/contrats/{contract}",
        "/connexion",
    ):
        for method in ("GET", "HEAD", "OPTIONS"):
            browser.request(method, path)
    assert [dict(getattr(world.parts.database.tables, name)) for name in names] == before


def test_logs_hold_no_secret(browser: Browser, world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token = world.link("nadia", Purpose.ACTIVATION)
    browser.get(f"/activation/{token}")
    browser.send(password="court")
    browser.sign_in("alice@exemple.fr", PASSWORD)
    secrets = [token, "court", PASSWORD, browser.cookie(), browser.cookie("__Host-societaire-formulaires")]
    assert all(secrets)
    assert not [secret for secret in secrets if secret in caplog.text]
