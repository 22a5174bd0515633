"""The headers and cookies of every response."""

import re

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from societaire_web import create_app
from societaire_web.config import WebConfig
from tests.delivery.web.browser import Browser
from tests.delivery.web.conftest import URL, SignIn
from tests.delivery.web.world import PASSWORD, A, B, World

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW")


def every_path(app: Flask, world: World) -> list[str]:
    """One path for each rule."""
    values = {
        "siren": A,
        "contract_id": world.contract("RCD-0001").id,
        "document_id": world.document("ATT-2026").id,
        "token": "t" * 43,
        "filename": "style.css",
    }
    adapter = app.url_map.bind("localhost")
    rules = list(app.url_map.iter_rules())
    return sorted(
        {
            adapter.build(
                r.endpoint, {n: values.get(n, "0" * 32) for n in r.arguments}, method=next(iter(r.methods or ()))
            )
            for r in rules
        }
    )


def test_every_route_answers_every_method_with_strict_headers(
    app: Flask, as_: SignIn, browser: Browser, world: World
) -> None:
    signed, tried = as_("alice"), 0
    for path in [*every_path(app, world), f"/s/{B}/", "/rien", "/static/rien", "/favicon.ico"]:
        for who in (browser, signed):
            for method in METHODS:
                response = who.request(method, path, headers={"Origin": "https://evil.example"} if tried % 2 else {})
                tried += 1
                assert response.status_code < 500, (method, path)
                _check(response.headers, path, method, response.status_code)
    assert tried > 300


def _check(headers: Headers, path: str, method: str, status: int) -> None:
    where = (method, path, status)
    assert headers["X-Content-Type-Options"] == "nosniff", where
    assert headers["Referrer-Policy"] == "same-origin", where
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin", where
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains", where
    assert re.fullmatch(r"[0-9a-f]{16}", headers["X-Request-ID"]), where
    assert not [name for name in headers if name[0].lower().startswith("access-control")], where
    assert "Server" not in headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith(("default-src 'none'", "sandbox; default-src 'none'")), where
    assert "unsafe" not in policy, where
    assert "*" not in policy, where
    lasting = path.startswith("/static/") and "v=" in path
    assert headers["Cache-Control"] == ("public, max-age=31536000, immutable" if lasting else "no-store, private"), (
        where
    )
    for cookie in headers.getlist("Set-Cookie"):
        assert re.match(r"__Host-societaire(-formulaires|-appareil)?=", cookie), where
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"secure", "httponly", "path=/", "samesite=lax"} <= parts, where
        assert not [part for part in parts if part.startswith("domain")], where


def test_the_nonce_is_new_each_time_and_marks_every_script(as_: SignIn) -> None:
    browser, seen = as_("alice"), set[str]()
    for _ in range(3):
        response = browser.get("/compte")
        (nonce,) = re.findall(r"'nonce-([\w-]+)'", response.headers["Content-Security-Policy"])
        assert [script.attributes["nonce"] for script in browser.page.root.all("script")] == [nonce, nonce]
        seen.add(nonce)
    assert len(seen) == 3


def test_the_policy_of_pages(browser: Browser) -> None:
    policy = browser.get("/connexion").headers["Content-Security-Policy"]
    found = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    nonce = found.pop("script-src")
    assert re.fullmatch(r"'self' 'nonce-[\w-]{22}'", nonce)
    none = ("default-src", "base-uri", "frame-ancestors", "object-src")
    own = ("style-src", "img-src", "font-src", "connect-src", "form-action")
    assert found == {**dict.fromkeys(none, "'none'"), **dict.fromkeys(own, "'self'")}


def test_static_files_last_under_an_address_of_their_version(browser: Browser) -> None:
    browser.get("/connexion")
    style = browser.page.root.one("link", rel="stylesheet").attributes["href"]
    assert re.fullmatch(r"/static/style\.css\?v=[0-9a-f]{12}", style)
    assert browser.get(style).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert browser.get("/static/style.css").headers["Cache-Control"] == "no-store, private"


def test_a_loopback_address_has_plain_cookies(world: World) -> None:
    config = WebConfig(public_url="http://127.0.0.1:8000", secret_key="k" * 48)
    browser = Browser(create_app(world.service, config), "http://127.0.0.1:8000")
    browser.get("/connexion")
    cookie = browser.request("POST", "/connexion", data=_fields(browser)).headers.getlist("Set-Cookie")
    names = [text.partition("=")[0] for text in cookie]
    assert "societaire" in names
    assert not [text for text in cookie if "__Host-" in text or "Secure" in text]
    assert all("HttpOnly" in text and "SameSite=Lax" in text for text in cookie)
    assert "Strict-Transport-Security" not in browser.response.headers


def _fields(browser: Browser) -> dict[str, str]:
    fields = {
        node.attributes["name"]: node.attributes.get("value", "") for node in browser.form("/connexion").all("input")
    }
    return {**fields, "email": "alice@exemple.fr", "password": PASSWORD}


@pytest.mark.parametrize(
    "url", ["http://espace.example", "ftp://x", "https://x/sous", "", "https://", "http://127.0.0.1.evil.example"]
)
def test_an_address_that_would_send_cookies_in_clear_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        WebConfig(public_url=url, secret_key="k" * 48)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="secret_key"):
        WebConfig(public_url=URL, secret_key="short")
    with pytest.raises(ValueError, match="secret_key"):
        WebConfig(public_url=URL, secret_key="k" * 48, secret_key_fallbacks=("short",))


def test_settings_never_show_their_keys() -> None:
    assert "kkk" not in repr(WebConfig(public_url=URL, secret_key="k" * 48, secret_key_fallbacks=("k" * 48,)))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:443", "espace.assureur.example.evil.example", "a b"])
def test_another_host_is_refused(app: Flask, host: str) -> None:
    response = app.test_client().get("/connexion", headers={"Host": host}, base_url=URL)
    assert response.status_code == 400
    assert "evil" not in response.text
    assert f'href="{URL}/"' in response.text
    assert f"Le portail est à l’adresse {URL}" in response.text
    assert "rechargez" not in response.text


@pytest.mark.parametrize(
    ("public", "asked"),
    [
        ("http://127.0.0.1:8000", "localhost:8000"),
        ("http://localhost:8000", "127.0.0.1:8000"),
        ("http://localhost:8000", "[::1]:8000"),
    ],
)
def test_another_name_of_the_same_machine_leads_to_the_portal(world: World, public: str, asked: str) -> None:
    client = create_app(world.service, WebConfig(public_url=public, secret_key="k" * 48)).test_client()
    for method in ("GET", "HEAD"):
        response = client.open("/é?x=a%20b", method=method, headers={"Host": asked}, base_url=public)
        assert (response.status_code, response.headers["Location"]) == (302, f"{public}/%C3%A9?x=a%20b")
    assert client.post("/connexion", headers={"Host": asked}, base_url=public).status_code == 400


@pytest.mark.parametrize(
    "host",
    ["localhost:8001", "localhost", "evil.example:8000", "localhost:8000@evil.example", "u@localhost:8000", "[::1", ""],
)
def test_another_machine_or_port_leads_nowhere(world: World, host: str) -> None:
    public = "http://127.0.0.1:8000"
    client = create_app(world.service, WebConfig(public_url=public, secret_key="k" * 48)).test_client()
    assert client.get("/connexion", headers={"Host": host}, base_url=public).status_code == 400


def test_a_public_portal_has_no_other_name(app: Flask) -> None:
    assert app.test_client().get("/connexion", headers={"Host": "localhost"}, base_url=URL).status_code == 400


def test_forwarded_headers_of_a_client_change_nothing(app: Flask, world: World) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "http"}
    browser = Browser(app, URL, headers)
    browser.sign_in("alice@exemple.fr", PASSWORD)
    assert "evil" not in browser.response.text
    (session,) = world.parts.database.tables.sessions.values()
    assert session.network == "127.0.0.0"


def test_behind_one_proxy_the_address_is_the_one_that_it_adds(world: World) -> None:
    config = WebConfig(public_url=URL, secret_key="k" * 48, trusted_proxies=1)
    browser = Browser(create_app(world.service, config), URL, {"X-Forwarded-For": "9.9.9.9, 203.0.113.7"})
    browser.sign_in("alice@exemple.fr", PASSWORD)
    (session,) = world.parts.database.tables.sessions.values()
    assert session.network == "203.0.113.0"


def test_the_session_token_is_only_ever_in_its_cookie(as_: SignIn) -> None:
    browser = as_("alice")
    cookie = browser.cookie()
    assert cookie
    for path in ("/compte", f"/s/{A}/", "/societes", f"/s/{B}/"):
        response = browser.get(path)
        assert cookie not in response.text
        assert cookie not in str(response.headers)
