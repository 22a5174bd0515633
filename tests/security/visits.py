"""Requests made as somebody, and their answers once what changes at every request is masked."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from attrs import define, evolve, field, frozen
from flask import Flask, Request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.datastructures import Headers, ImmutableMultiDict

from societaire_web.forgery import FIELD, _signer
from tests.security.headers import header_faults
from tests.security.rights import Kind, Route
from tests.security.world import RANDOM, URL, Role, World

SECRET = "5ec2e7" * 10
RIGHT = "the right token"
_SESSION_COOKIE = "__Host-societaire"
_FORMS_COOKIE = "__Host-societaire-formulaires"
_CHANGING = (
    (re.compile(rb'name="csrf_token" value="[^"]*"'), b'name="csrf_token"'),
    (re.compile(rb'nonce="[^"]*"'), b"nonce"),
)
_CHANGING_HEADERS = (
    (re.compile(r"'nonce-[^']*'"), "'nonce'"),
    (re.compile(r"(__Host-[a-z-]+=)[^;]+"), r"\1…"),
    (re.compile(r"Expires=[^;]*"), "Expires"),
)


class _Listened(ImmutableMultiDict[str, str]):
    """The query or the form, which remembers what was asked of it."""

    asked: ClassVar[set[str]] = set()

    def get(self, key: str, *arguments: Any, **options: Any) -> Any:
        self.asked.add(key)
        return super().get(key, *arguments, **options)

    def getlist(self, key: str, *arguments: Any) -> Any:
        self.asked.add(key)
        return super().getlist(key, *arguments)

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)


class _Object(dict[str, Any]):
    """A JSON body that remembers as well."""

    def get(self, key: str, default: Any = None) -> Any:
        _Listened.asked.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        _Listened.asked.add(key)
        return super().__getitem__(key)


class ListeningRequest(Request):
    """Tells which fields the portal reads: one that its table does not name would never be tried."""

    parameter_storage_class = _Listened

    def get_json(self, *arguments: Any, **options: Any) -> Any:
        """The JSON body, listening when it is an object."""
        found = super().get_json(*arguments, **options)
        return _Object(found) if isinstance(found, dict) else found


@frozen
class Answer:
    """A response, read to its end."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        """The body, bytes that are no text replaced."""
        return self.body.decode("utf-8", "replace")

    def header(self, name: str) -> str:
        """A header, '' when absent."""
        return Headers(list(self.headers)).get(name, "")

    def masked(self, identifiers: Mapping[str, str] = {}) -> "Answer":
        """Without what differs at every request, nor the identifiers that were asked for (named instead)."""
        number = self.header("X-Request-ID")
        named = {number: "number", **identifiers} if number else dict(identifiers)
        body = self.body
        for pattern, replaced in _CHANGING:
            body = pattern.sub(replaced, body)
        for value, name in named.items():
            for form in _forms(value):
                body = body.replace(form.encode(), f"<{name}>".encode())
        headers = []
        for name, text in self.headers:
            masked = "Date" if name == "Date" else text
            for sign, replacement in _CHANGING_HEADERS:
                masked = sign.sub(replacement, masked)
            for value, meaning in named.items():
                masked = masked.replace(value, f"<{meaning}>")
            headers.append((name, masked))
        return evolve(self, headers=tuple(headers), body=body)


@define
class Caller:
    """Sends requests to the portal as one role or another; keeps what was wrong with the headers of the answers."""

    world: World
    app: Flask
    header_faults: list[str] = field(factory=list, init=False)
    requests: int = field(default=0, init=False)
    _nonces: set[str] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        self.app.request_class = ListeningRequest

    def send(
        self,
        role: Role,
        method: str,
        path: str,
        *,
        fields: Mapping[str, str] = {},
        token: str | None = None,
        headers: Mapping[str, str] = {},
        kept: Mapping[str, str] = {},
        **options: Any,
    ) -> Answer:
        """One request; `token` is the form's, `kept` what the browser's signed cookie holds besides its secret."""
        if method in ("GET", "HEAD", "OPTIONS") and fields:
            options["query_string"] = dict(fields)
        elif method in ("GET", "HEAD", "OPTIONS"):
            pass
        elif "json" in options or "data" in options:
            headers = {**headers, "X-CSRFToken": token} if token else headers
        else:
            options["data"] = {**fields, FIELD: token} if token is not None else dict(fields)
        everything = {**headers, "Cookie": self.cookies(role, kept)}
        client = self.app.test_client(use_cookies=False)
        with client.open(path, method=method, base_url=URL, headers=everything, **options) as response:
            answer = Answer(response.status_code, tuple(response.headers.items()), response.data)
            found = list(header_faults(response.headers, lasting=path.startswith("/static/") and "v" in fields))
        self.requests += 1
        self.header_faults += [f"{method} {path} {answer.status}: {fault}" for fault in found]
        self._compare_nonces(answer, method, path)
        live = self.world.tokens.get(role.person or "")
        if live and (live in answer.text or any(live in v for n, v in answer.headers if n != "Set-Cookie")):
            self.header_faults.append(f"{method} {path} {answer.status}: session token told")
        return answer

    def call(
        self,
        role: Role,
        route: Route,
        labels: Mapping[str, str],
        *,
        method: str = "",
        fields: Mapping[str, str] = {},
        token: str | None = RIGHT,
        **options: Any,
    ) -> Answer:
        """One request to a route, its identifiers chosen by label; with a right token unless another is given."""
        chosen = {name: self.world.value(role, kind, labels[name]) for name, kind in route.identifiers.items()}
        path = address(route, chosen)
        if token is RIGHT:
            token = self.token(next((chosen[n] for n, k in route.parameters.items() if k is Kind.COMPANY), ""))
        given = {**{name: chosen[name] for name in route.fields if name in chosen}, **fields}
        return self.send(role, method or route.method, path, fields=given, token=token, **options)

    def token(self, siren: str = "", secret: str = SECRET) -> str:
        """What the forms of a page hold, in a browser whose secret that is."""
        with self.app.app_context():
            return str(_signer(siren).dumps(secret))

    def cookies(self, role: Role, kept: Mapping[str, str] = {}) -> str:
        """What the role's browser sends."""
        interface = cast(SecureCookieSessionInterface, self.app.session_interface)
        serializer = interface.get_signing_serializer(self.app)
        assert serializer
        found = [f"{_FORMS_COOKIE}={serializer.dumps({FIELD: SECRET, **kept})!s}"]
        if role.person:
            found.append(f"{_SESSION_COOKIE}={self.world.tokens[role.person]}")
        return "; ".join(found)

    def asked(self) -> set[str]:
        """The fields that the portal read since the last time that this was asked."""
        found = set(_Listened.asked)
        _Listened.asked.clear()
        return found

    def _compare_nonces(self, answer: Answer, method: str, path: str) -> None:
        for nonce in re.findall(r"'nonce-([^']*)'", answer.header("Content-Security-Policy")):
            if nonce in self._nonces or len(nonce) < 22:
                self.header_faults.append(f"{method} {path} {answer.status}: nonce {nonce} again")
            self._nonces.add(nonce)


_OTHERS = {"path": "style.css", "page": "head"}
"""What the parts that name nobody's things are filled with, by converter."""


def address(route: Route, chosen: Mapping[str, str]) -> str:
    """The route's path, its parts filled in."""
    return re.sub(r"<(?:(\w+):)?(\w+)>", lambda part: chosen.get(part[2]) or _OTHERS[part[1]], route.rule)


def named(world: World, role: Role, route: Route, labels: Mapping[str, str]) -> dict[str, str]:
    """Each identifier of a request, with a name for it that does not tell whose it is."""
    return {world.value(role, kind, labels[name]): name for name, kind in route.identifiers.items()}


def holds(answer: Answer, marks: Iterable[str], asked: Iterable[str]) -> list[str]:
    """The marks that an answer holds, in its body or a header; an identifier that was asked for tells nothing."""
    told = answer.body + "\n".join(f"{name}: {value}" for name, value in answer.headers).encode()
    for value in asked:
        for form in _forms(value):
            told = told.replace(form.encode(), b"")
    return [mark for mark in marks if mark.encode() in told]


def _forms(value: str) -> list[str]:
    if not (value.isdigit() and len(value) == len(RANDOM[Kind.COMPANY])):
        return [value]
    parts = value[:3], value[3:6], value[6:]
    return [value, *(sign.join(parts) for sign in (" ", "\u00a0", "\u202f"))]
