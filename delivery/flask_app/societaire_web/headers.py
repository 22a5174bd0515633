"""The headers of every response."""

import secrets

from flask import Response, g, request

from societaire_web.context import config

DOCUMENT_POLICY = "sandbox; default-src 'none'"
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_STATIC = "public, max-age=31536000, immutable"


def nonce() -> str:
    """What the scripts of this response are marked with."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def protect(response: Response) -> Response:
    """Add what every response carries; a view may have set a stricter value."""
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", _PAGE_POLICY.format(nonce=nonce()))
    if config().is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
    lasting = request.endpoint == "static" and response.status_code in (200, 304) and "v" in request.args
    response.headers["Cache-Control"] = _STATIC if lasting else "no-store, private"
    return response
