"""What the portal tells those who run it, and nobody else: probes, counts, one line for each request."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from attrs import define, field, frozen
from flask import Flask

from societaire.identity.links import Purpose
from societaire.ports.identity import DatabaseBusy
from societaire_bootstrap import logs
from societaire_bootstrap.metrics import Metrics, Waiting
from societaire_bootstrap.settings import Settings
from societaire_web import create_app
from societaire_web.operations import Operations, Readiness
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import CONFIG, URL
from tests.delivery.web.world import NOW, PASSWORD, A, B, World

TOKEN = "t" * 40
RESET = "mot-de-passe/nouveau"
STRANGER = {"X-Forwarded-For": "203.0.113.9"}


@define
class Installation:
    """A portal that is watched; what it needs may go out."""

    world: World
    parts: dict[str, bool] = field(factory=lambda: {"database": True, "migrations": True, "storage": True})
    waiting: Callable[[], Waiting] = field(default=lambda: Waiting({"queued": 2}, NOW - timedelta(minutes=2), NOW))

    def app(self, token: str = "") -> Flask:
        operations = Operations(Metrics(self.waiting), Readiness(self.look), token)
        return create_app(self.world.service, CONFIG, operations)

    def look(self) -> Mapping[str, bool]:
        return self.parts


@frozen
class Log:
    """What was logged, line by line."""

    stream: StringIO

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def requests(self) -> list[dict[str, Any]]:
        return [line for line in self.lines() if line["event"] == "request"]


@pytest.fixture
def installation(world: World) -> Installation:
    return Installation(world)


@pytest.fixture
def log() -> Iterator[Log]:
    stream = StringIO()
    logs.start_logs(Settings(log_format="json"), stream)
    yield Log(stream)
    logs.unbind()
    logs.stop_logs()


def got(app: Flask, path: str, headers: Mapping[str, str] | None = None, **environ: str) -> Any:
    return app.test_client().get(path, base_url=URL, headers=dict(headers or {}), environ_overrides=environ)


def test_a_living_process_says_so_whatever_is_out(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    app = installation.app()
    monkeypatch.setattr(type(installation.world.parts.database), "read", _out)
    browser = Browser(app, URL)
    browser.client.set_cookie("__Host-societaire", "x" * 43, domain="espace.assureur.example", secure=True)
    assert (browser.get("/healthz").status_code, browser.response.json) == (200, {"status": "ok"})


def _out(*_: object) -> None:
    raise DatabaseBusy(2)


@pytest.mark.parametrize("part", ["database", "migrations", "storage"])
def test_a_portal_without_what_it_needs_is_not_ready(installation: Installation, part: str) -> None:
    assert got(installation.app(), "/readyz").status_code == 200
    installation.parts[part] = False
    answer = got(installation.app(), "/readyz")
    assert (answer.status_code, answer.json["status"], answer.json[part]) == (503, "unready", False)
    told = got(installation.app(), "/readyz", STRANGER)
    assert (told.status_code, told.json) == (503, {"status": "unready"})


def test_what_is_needed_is_looked_at_once_a_second_whoever_asks() -> None:
    looked: list[int] = []

    def look() -> Mapping[str, bool]:
        looked.append(1)
        return {"database": True}

    readiness = Readiness(look)
    assert [readiness.parts() for _ in range(100)] == [{"database": True}] * 100
    assert len(looked) == 1


@pytest.mark.parametrize(
    ("headers", "address", "is_told"),
    [
        ({}, "127.0.0.1", True),
        ({}, "::1", True),
        ({}, "192.0.2.7", False),
        ({}, "", False),
        (STRANGER, "127.0.0.1", False),
        ({"Forwarded": "for=203.0.113.9"}, "127.0.0.1", False),
        ({"X-Real-IP": "203.0.113.9"}, "127.0.0.1", False),
        ({"Authorization": f"Bearer {TOKEN}"}, "192.0.2.7", True),
        ({"Authorization": f"Bearer {TOKEN}", **STRANGER}, "127.0.0.1", True),
        ({"Authorization": f"Bearer {TOKEN[1:]}"}, "192.0.2.7", False),
        ({"Authorization": "Bearer é"}, "192.0.2.7", False),
        ({"Authorization": "Bearer "}, "192.0.2.7", False),
    ],
)
def test_counts_are_told_to_insiders_alone(
    installation: Installation, headers: dict[str, str], address: str, is_told: bool
) -> None:
    answer = got(installation.app(TOKEN), "/metrics", headers, REMOTE_ADDR=address)
    assert answer.status_code == (200 if is_told else 404)
    assert (b"societaire_" in answer.data) is is_told


def test_without_token_none_opens_the_counts(installation: Installation) -> None:
    app = installation.app()
    assert got(app, "/metrics", {"Authorization": "Bearer "}, REMOTE_ADDR="192.0.2.7").status_code == 404


def test_requests_are_counted_by_route_and_status_never_by_address(installation: Installation) -> None:
    app = installation.app()
    browser = Browser(app, URL)
    browser.sign_in("alice@exemple.fr", PASSWORD)
    for path in (f"/s/{A}/", f"/s/{A}/", f"/s/{B}/", "/nowhere"):
        browser.get(path)
    app.test_client().open("/connexion", method="BREW", base_url=URL).close()
    told = got(app, "/metrics").data.decode()
    rule = 'rule="/s/<siren:siren>/"'
    assert f'societaire_requests_total{{method="GET",{rule},status="200"}} 3.0' in told
    assert f'societaire_requests_total{{method="GET",{rule},status="404"}} 1.0' in told
    assert 'societaire_requests_total{method="GET",rule="-",status="404"} 1.0' in told
    assert 'method="other"' in told
    assert "BREW" not in told
    assert f"societaire_request_seconds_count{{{rule}}} 4.0" in told
    assert str(A) not in told
    assert 'societaire_outbox_messages{state="queued"} 2.0' in told
    assert "societaire_outbox_oldest_seconds 120.0" in told


def test_watchers_may_name_the_machine_as_they_like_and_pages_may_not(installation: Installation) -> None:
    client = installation.app().test_client()
    for path in ("/healthz", "/readyz", "/metrics"):
        assert client.get(path, base_url="http://127.0.0.1:8000").status_code == 200
    assert client.get("/connexion", base_url="http://127.0.0.1:8000").status_code == 400


def test_each_request_is_one_line(installation: Installation, log: Log) -> None:
    browser = Browser(installation.app(), URL)
    browser.sign_in("alice@exemple.fr", PASSWORD)
    log.stream.truncate(0)
    log.stream.seek(0)
    browser.get(f"/s/{A}/contrats?q=secret")
    (line,) = log.lines()
    assert line["at"].endswith("+00:00")
    assert line["ms"] > 0
    assert line | {"at": "", "ms": 0} == {
        "at": "",
        "level": "info",
        "event": "request",
        "request_id": browser.response.headers["X-Request-ID"],
        "person_id": installation.world.person("alice").id,
        "siren": str(A),
        "method": "GET",
        "rule": "/s/<siren:siren>/contrats",
        "status": 200,
        "ms": 0,
        "bytes": len(browser.response.data),
    }


def test_a_line_never_tells_the_person_of_the_request_before(installation: Installation, log: Log) -> None:
    app = installation.app()
    Browser(app, URL).sign_in("alice@exemple.fr", PASSWORD)
    assert any("person_id" in line for line in log.requests())
    Browser(app, URL).get("/agences")
    assert "person_id" not in log.requests()[-1]


def test_a_download_is_told_when_its_last_byte_has_left(installation: Installation, log: Log) -> None:
    document = installation.world.document("ATT-2025")
    browser = Browser(installation.app(), URL)
    browser.sign_in("alice@exemple.fr", PASSWORD)
    before = len(log.requests())
    response = browser.client.get(f"/s/{A}/documents/{document.id}", base_url=URL, buffered=False)
    assert len(log.requests()) == before
    response.close()
    (line,) = log.requests()[before:]
    assert (line["rule"], line["status"]) == ("/s/<siren:siren>/documents/<hex:document_id>", 200)


def test_no_canary_sent_through_any_form_or_link_reaches_the_logs(installation: Installation, log: Log) -> None:
    world, app = installation.world, installation.app()
    canaries = [f"Canari-{number}-Mot-de-passe-9!" for number in range(4)]
    token = world.link("nadia", Purpose.ACTIVATION, "Canari-lien-" + "a" * 31)
    reset = world.link("albert", Purpose.RESET, "Canari-lien-" + "b" * 31)
    guest = Browser(app, URL)
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and "<" not in rule.rule:
            guest.get(f"{rule.rule}?q={canaries[0]}&next=/{canaries[0]}")
    for path in ("/connexion", "/mot-de-passe-oublie", "/mot-de-passe/conseils", "/activation", f"/{RESET}"):
        form = dict.fromkeys(("email", "password", "present", "csrf_token", "next", canaries[1]), canaries[1])
        guest.request("POST", path, data=form)
        guest.request("POST", path, data=form, headers={"User-Agent": canaries[1], "Cookie": f"x={canaries[1]}"})
    activated = Browser(app, URL)
    activated.get(f"/activation/{token}")
    activated.send(password=canaries[2])
    renewed = Browser(app, URL)
    renewed.get(f"/mot-de-passe/nouveau/{reset}")
    renewed.send(password=canaries[3])
    renewed.sign_in("albert@exemple.fr", canaries[3])
    cookies = [browser.cookie() for browser in (activated, renewed)]
    assert all(cookies)
    written = log.stream.getvalue()
    assert len(log.requests()) > 30
    assert [secret for secret in (*canaries, token, reset, *cookies, PASSWORD) if secret in written] == []
    mails = [mail.text + mail.subject for mail in world.parts.mailer.sent]
    assert [secret for secret in canaries if any(secret in mail for mail in mails)] == []


def test_a_fault_that_quotes_what_it_was_given_tells_none_of_it(installation: Installation, log: Log) -> None:
    app = installation.app()
    canary = "Canari-Mot-de-passe-9!"

    def broken() -> str:
        from flask import request

        raise RuntimeError(f"{request.form['password']} {request.cookies}")

    # The form of a page that exists, whose view is at fault.
    app.view_functions["signing_in.sign_in"].__dict__["public"] = True
    broken.__dict__["public"] = True
    app.view_functions["signing_in.sign_in"] = broken
    browser = Browser(app, URL)
    browser.get("/connexion")
    browser.send(email="alice@exemple.fr", password=canary)
    assert browser.status == 500
    (fault,) = [line for line in log.lines() if line["event"] == "fault"]
    assert "RuntimeError" in fault["exception"]
    assert fault["level"] == "error"
    assert canary not in log.stream.getvalue()
    assert browser.get("/agences").status_code == 200


def test_what_comes_in_an_address_forges_no_line(installation: Installation, log: Log) -> None:
    app = installation.app()
    for path in ("/%0d%0a2026 INFO ok", "/activation/%1b%5b2J", "/" + "x" * 100_000, "/%E2%80%A8", "/s/%00/"):
        app.test_client().get(path, base_url=URL, headers={"User-Agent": "a\tb"}).close()
    assert log.stream.getvalue().isascii()
    assert len(log.requests()) == 5
    assert max(map(len, log.stream.getvalue().splitlines())) < 2_000
    logging.getLogger("societaire_web").info("still %s", "alive")
