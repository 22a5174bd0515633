"""What every response must carry, and must not (SECURITY 1, rows 1 to 3, 48 to 53, 82)."""

from collections.abc import Iterator

from werkzeug.datastructures import Headers

PAGE = ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'")
COOKIE = ("secure", "httponly", "path=/", "samesite=lax")
DOCUMENTS = ("application/pdf", "application/zip", "image/png", "image/jpeg", "text/csv")


def header_faults(headers: Headers, *, lasting: bool = False) -> Iterator[str]:
    """What is wrong with the headers of a response; `lasting` for a file that never changes under its address."""
    media_type, _, rest = headers.get("Content-Type", "").partition(";")
    if "max-age=63072000" not in headers.get("Strict-Transport-Security", ""):
        yield "no HSTS"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "sniffable"
    if headers.get("Referrer-Policy") != "same-origin":
        yield "referrer told"
    if not media_type or (media_type.startswith("text/") and "charset=utf-8" not in rest.lower()):
        yield f"content type {headers.get('Content-Type')!r}"
    if not lasting and headers.get("Cache-Control") != "no-store, private":
        yield f"may be kept: {headers.get('Cache-Control')!r}"
    yield from _policy_faults(headers, media_type)
    yield from (f"{name} to other sites" for name, _ in headers if name.lower().startswith("access-control-"))
    for cookie in headers.getlist("Set-Cookie"):
        yield from (f"cookie {cookie.partition('=')[0]}: {fault}" for fault in _cookie_faults(cookie))


def _policy_faults(headers: Headers, media_type: str) -> Iterator[str]:
    policy = headers.get("Content-Security-Policy", "")
    directives = [directive.strip() for directive in policy.split(";")]
    if media_type in DOCUMENTS:
        if directives != ["sandbox", "default-src 'none'"]:
            yield f"document not sandboxed: {policy!r}"
        if not headers.get("Content-Disposition", "").startswith("attachment"):
            yield "document shown rather than kept"
        return
    yield from (f"policy without {wanted}" for wanted in PAGE if wanted not in directives)
    scripts = next((directive for directive in directives if directive.startswith("script-src ")), "")
    if "'nonce-" not in scripts or "unsafe" in policy or "*" in policy or "http" in policy:
        yield f"policy {policy!r}"


def _cookie_faults(cookie: str) -> Iterator[str]:
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    if not cookie.startswith("__Host-"):
        yield "no __Host- prefix"
    yield from (f"not {wanted}" for wanted in COOKIE if wanted not in attributes)
    if any(attribute.startswith("domain") for attribute in attributes):
        yield "for a whole domain"
