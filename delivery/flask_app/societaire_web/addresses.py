"""The portal's own addresses: what they may hold, how they are built, and which ones may be returned to."""

import re
from datetime import date
from urllib.parse import urlsplit

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, Map, MapAdapter, ValidationError

from societaire.values import Siren

_LONGEST = 500
_PATH = re.compile(r"/(?!/)[A-Za-z0-9/._-]*")
_QUERY = re.compile(r"[A-Za-z0-9=&%+._~*:,/@-]*")


class SirenConverter(BaseConverter):
    """Nine digits; None when their key is wrong, so that the gate answers as for a company that is not yours."""

    regex = "[0-9]{9}"

    def to_python(self, value: str) -> Siren | None:
        """The SIREN of an address."""
        try:
            return Siren(value)
        except ValueError:
            return None


class IdentifierConverter(BaseConverter):
    """Thirty-two lower-case hexadecimal digits."""

    regex = "[0-9a-f]{32}"


class DayConverter(BaseConverter):
    """A day as 2026-01-31; a date that no calendar has is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The day of an address."""
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError() from error


class PageConverter(BaseConverter):
    """One page of a declaration by its name: it names nothing that is somebody's."""

    regex = "[a-z_]{2,40}"


class Paths:
    """Builds paths of the portal with or without a request, so that error pages have them too.

    A page holds dozens of addresses, and the router builds each from its rules: those made of identifiers alone are
    written from patterns instead, which the router makes once for each endpoint.
    """

    def __init__(self, addresses: Map, version: str) -> None:
        self._adapter: MapAdapter = addresses.bind("localhost")
        self._version = version
        self._patterns: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._static: dict[object, str] = {}

    def __call__(self, endpoint: str, **values: object) -> str:
        """The path of an endpoint; values that are None are left out, unknown ones become its query."""
        if endpoint == "static":
            return self._file(values)
        pattern, names = self._patterns.get(endpoint) or self._learnt(endpoint)
        if len(values) == len(names):
            texts = tuple([str(values.get(name, "")) for name in names])
            # What could need quoting is left to the router, as is whatever is no part of the path.
            together = "".join(("0", *texts))
            if together.isalnum() and together.isascii() and all(texts):
                return pattern % texts
        return self._adapter.build(endpoint, {name: value for name, value in values.items() if value is not None})

    def _learnt(self, endpoint: str) -> tuple[str, tuple[str, ...]]:
        rules = (rule for rule in self._adapter.map.iter_rules() if rule.endpoint == endpoint)
        names = tuple(sorted({name for rule in rules for name in rule.arguments}))
        marks = {name: f"~{at}~" for at, name in enumerate(names)}
        path = self._adapter.build(endpoint, marks).replace("%", "%%")
        order = tuple(sorted(names, key=lambda name: path.index(marks[name])))
        for mark in marks.values():
            path = path.replace(mark, "%s")
        found = self._patterns[endpoint] = (path, order)
        return found

    def _file(self, values: dict[str, object]) -> str:
        name = values.get("filename")
        if name not in self._static:
            self._static[name] = self._adapter.build("static", {**values, "v": self._version})
        return self._static[name]


def path_for(endpoint: str, **values: object) -> str:
    """The path of an endpoint, for a redirection."""
    paths: Paths = current_app.extensions["paths"]
    return paths(endpoint, **values)


def without_slash(path: str) -> str | None:
    """The page of this portal that an address with a slash too many at its end meant; None when there is none."""
    shorter = path.removesuffix("/")
    if shorter == path or not _PATH.fullmatch(shorter):
        return None
    try:
        current_app.url_map.bind("localhost").match(shorter, method="GET")
    except HTTPException:
        return None
    return shorter


def led_to_page() -> ResponseReturnValue | None:
    """Send whoever asks for an address with a slash too many to its page; what is sent is never sent elsewhere."""
    if getattr(request.routing_exception, "code", None) != 404 or request.method not in ("GET", "HEAD"):
        return None
    path = without_slash(request.path)
    if path is None:
        return None
    query = request.query_string.decode("ascii", "replace")
    return redirect(f"{path}?{query}" if query else path, 308)


def own_target(text: str | None) -> str | None:
    """The path and query when `text` is a page of this portal that can be shown, else None: no open redirection."""
    if not text or text[0] != "/" or len(text) > _LONGEST or not text.isascii() or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not _PATH.fullmatch(parts.path) or not _QUERY.fullmatch(parts.query):
        return None
    try:
        endpoint, _ = current_app.url_map.bind("localhost").match(parts.path, method="GET")
    except HTTPException:
        return None
    if not getattr(current_app.view_functions[endpoint], "returnable", True) or endpoint == "static":
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
