"""The other names of a machine that the portal is only reached from: `localhost` leads to `127.0.0.1`, or back."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from societaire_web.access_line import Application
from societaire_web.config import WebConfig

_SAFE = "/:@!$&'()*+,;=~-._"


def led_home(application: Application, config: WebConfig) -> Application:
    """Send who opens a page under another name of this machine to the portal's address; forms are left to refuse."""

    def served(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        if host == config.host or environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return application(environ, start_response)
        if not config.is_same_machine(host):
            return application(environ, start_response)
        start_response("302 Found", [("Location", _at_home(config, environ)), ("Content-Length", "0")])
        return []

    return served


def _at_home(config: WebConfig, environ: dict[str, Any]) -> str:
    path = quote(environ.get("PATH_INFO", "").encode("latin-1"), safe=_SAFE) or "/"
    query = quote(environ.get("QUERY_STRING", "").encode("latin-1"), safe=f"{_SAFE}?%")
    return f"{config.public_url}{path}{'?' + query if query else ''}"
