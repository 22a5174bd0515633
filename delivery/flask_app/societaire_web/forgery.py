"""Forms that another site, another session or another company made are refused."""

import secrets
from functools import lru_cache

from flask import abort, request, session
from flask_wtf.csrf import CSRFProtect
from itsdangerous import BadData, URLSafeTimedSerializer

from societaire_web.context import client, config, service
from societaire_web.gate import SAFE_METHODS, admit, is_for_files, is_sealed

FIELD = "csrf_token"
HEADER = "X-CSRFToken"
SIGN_IN = "signing_in.sign_in"


def form_token(siren: object = "") -> str:
    """The token of a form: good for this browser, until it signs in or out, and for one company when there is one."""
    secret = session.setdefault(FIELD, secrets.token_hex(32))
    return str(_signer(siren).dumps(secret))


class FormProtection(CSRFProtect):  # type: ignore[misc]  # Flask-WTF has no types
    """Flask-WTF's protection of every unsafe request, its token bound to the company of the address as well."""

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: ARG002 - Flask-WTF's signature
        """Refuse a request that no form of ours made."""
        if request.method in SAFE_METHODS or request.endpoint is None or is_sealed(request.endpoint):
            return
        if _from_elsewhere():
            _count()
            abort(403)
        if is_for_files(request.endpoint):
            # A form with files is read for its token: for whom it may be that large has to be known before.
            admit()
            limits = service().limits
            request.max_content_length = limits.file_bytes + limits.upload_margin_bytes
        if not _is_ours(request.headers.get(HEADER) or request.form.get(FIELD, "")):
            _count()
            abort(400, "form_expired")


def _from_elsewhere() -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return site not in (None, "same-origin", "none") or origin not in (None, config().public_url)


def _is_ours(token: str) -> bool:
    siren = (request.view_args or {}).get("siren", "")
    lifetime = int(service().limits.session_total.total_seconds())
    try:
        given = _signer(siren).loads(token, max_age=lifetime)
    except BadData:
        return False
    return isinstance(given, str) and secrets.compare_digest(given, session.get(FIELD, secrets.token_hex(32)))


def _count() -> None:
    # A forged form guesses passwords as well as a true one: it counts on the network that it comes from.
    if request.endpoint == SIGN_IN:
        service().signing_in.miss(client())


def _signer(siren: object) -> URLSafeTimedSerializer:
    return _made_signer((*reversed(config().secret_key_fallbacks), config().secret_key), f"form:{siren}")


@lru_cache(maxsize=1024)
def _made_signer(keys: tuple[str, ...], salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(list(keys), salt=salt)
