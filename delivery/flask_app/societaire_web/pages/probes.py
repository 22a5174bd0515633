"""For those who run the portal: is it alive, is it ready, what does it count."""

import secrets
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from societaire_web.access_line import Application
from societaire_web.context import operations
from societaire_web.gate import not_returnable, probe, public

pages = Blueprint("probes", __name__)
PATHS = ("/healthz", "/readyz", "/metrics")


@pages.get("/healthz")
@public
@probe
@not_returnable
def alive() -> ResponseReturnValue:
    """The process answers; nothing else is looked at, so that an outage elsewhere restarts nobody."""
    return jsonify(status="ok")


@pages.get("/readyz")
@public
@probe
@not_returnable
def ready() -> ResponseReturnValue:
    """Whether requests can be served: 503 when not; which part is out is told to insiders alone."""
    parts = operations().readiness.parts()
    is_ready = all(parts.values())
    detail = dict(parts) if _is_insider() else {}
    return jsonify(status="ready" if is_ready else "unready", **detail), 200 if is_ready else 503


@pages.get("/metrics")
@public
@probe
@not_returnable
def counts() -> ResponseReturnValue:
    """The counts, to insiders; to strangers there is no such page."""
    told = operations().counts.told() if _is_insider() else b""
    if not told:
        abort(404)
    return Response(told, content_type="text/plain; version=0.0.4; charset=utf-8")


def named_freely(application: Application, host: str) -> Application:
    """Let whoever watches name the machine as they like: these answers hold no address, and depend on none."""

    def served(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") in PATHS:
            environ["HTTP_HOST"] = host
        return application(environ, start_response)

    return served


def _is_insider() -> bool:
    """With the token, or from the machine itself: a request that a proxy passed on comes from elsewhere."""
    token = operations().token
    given = request.headers.get("Authorization", "")
    if token and secrets.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    passed_on = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"))
    return not passed_on and _is_loopback(request.remote_addr or "")


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
