"""A browser without JavaScript: it opens pages, follows redirections and sends forms as they are."""

from typing import Any
from urllib.parse import urlsplit

from attrs import define, field
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.delivery.web.markup import Node, Page


@define
class Browser:
    """Keeps its cookies, and the page that it shows; `base` is the address that it knows the portal under."""

    app: Flask
    base: str
    headers: dict[str, str] = field(factory=dict)
    client: FlaskClient = field(init=False)
    response: TestResponse = field(init=False)
    path: str = field(default="/", init=False)

    def __attrs_post_init__(self) -> None:
        self.client = self.app.test_client()

    @property
    def page(self) -> Page:
        """The page shown."""
        return Page.of(self.response.text)

    @property
    def status(self) -> int:
        """Its status."""
        return self.response.status_code

    def request(self, method: str, path: str, **options: Any) -> TestResponse:
        """One request, no redirection followed."""
        headers = {**self.headers, **options.pop("headers", {})}
        self.response = self.client.open(
            path, method=method, base_url=self.base, headers=headers, buffered=True, **options
        )
        self.path = path
        return self.response

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open an address, following redirections."""
        return self._follow(self.request("GET", path, **options))

    def send(self, *, action: str | None = None, **values: str) -> TestResponse:
        """Fill in and send the form of the page that leads to `action` (the only one of the page when None)."""
        return self.answer(action, values)

    def answer(self, action: str | None, values: dict[str, str]) -> TestResponse:
        """The same, for fields and buttons of any name."""
        form = self.form(action)
        target = form.attributes.get("action") or self.path.partition("?")[0]
        return self._follow(self.request("POST", target, data={**held(form), **values}))

    def form(self, action: str | None = None) -> Node:
        """A form of the page shown, by its address."""
        root = self.page.root
        forms = root.one("main").all("form", method="post") + root.all("form", method="post")
        if action is None:
            forms = [form for form in forms if form.attributes.get("action") != "/deconnexion"]
        else:
            forms = [form for form in forms if form.attributes.get("action") == action]
        return forms[0]

    def cookie(self, name: str = "__Host-societaire") -> str:
        """What the browser holds under a name, '' when nothing."""
        found = self.client.get_cookie(name, domain=self._host)
        return found.value if found else ""

    def keep(self, value: str, name: str = "__Host-societaire") -> None:
        """Put a cookie into the browser."""
        self.client.set_cookie(name, value, domain=self._host, secure=True)

    @property
    def _host(self) -> str:
        return urlsplit(self.base).hostname or ""

    def sign_in(self, email: str, password: str, target: str = "") -> TestResponse:
        """Through the form."""
        self.get(f"/connexion?next={target}" if target else "/connexion")
        return self.send(action="/connexion", email=email, password=password)

    def _follow(self, response: TestResponse) -> TestResponse:
        turns = 0
        while response.status_code in (301, 302, 303, 307, 308):
            turns += 1
            assert turns < 10, "redirected in a ring"
            response = self.request("GET", response.headers["Location"])
        return response


def held(form: Node) -> dict[str, str]:
    """What a form would send as it is."""
    found: dict[str, str] = {}
    for node in form.all("input"):
        given = node.attributes
        if "name" in given and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            found.setdefault(given["name"], given.get("value", ""))
    for node in form.all("textarea"):
        found[node.attributes["name"]] = node.text
    for node in form.all("select"):
        chosen = [option.attributes["value"] for option in node.all("option") if "selected" in option.attributes]
        if chosen and chosen[0]:
            found[node.attributes["name"]] = chosen[0]
    return found
