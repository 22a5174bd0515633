"""The portal's own addresses: what they may hold, how they are built, and which ones may be returned to."""

import re
from urllib.parse import urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, Map, MapAdapter

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


class Paths:
    """Builds paths of the portal with or without a request, so that error pages have them too."""

    def __init__(self, addresses: Map, version: str) -> None:
        self._adapter: MapAdapter = addresses.bind("localhost")
        self._version = version

    def __call__(self, endpoint: str, **values: object) -> str:
        """The path of an endpoint; values that are None are left out, unknown ones become its query."""
        given = {name: value for name, value in values.items() if value is not None}
        if endpoint == "static":
            given["v"] = self._version
        return self._adapter.build(endpoint, given)


def path_for(endpoint: str, **values: object) -> str:
    """The path of an endpoint, for a redirection."""
    paths: Paths = current_app.extensions["paths"]
    return paths(endpoint, **values)


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
