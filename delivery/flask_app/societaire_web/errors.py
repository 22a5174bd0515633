"""Refusals and faults as pages: a status by family, a reference to quote, what to do next, and nothing that leaks."""

import logging

from flask import Flask, Response, flash, g, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, SecurityError

from societaire.companies.access import CompanyClosedToYou
from societaire.companies.invitation import (
    AlreadyAccepted,
    InvitationExpired,
    InvitationForOther,
    InvitationReplaced,
    InvitationUnknown,
    NoLongerInvited,
)
from societaire.contracts.document import DocumentUnavailable
from societaire.contracts.space import Space
from societaire.errors import Busy, SocietaireError
from societaire.identity.links import LinkExpired, LinkReplaced, LinkUnknown, LinkUsed
from societaire.identity.sessions import SessionOver
from societaire.values import Siren
from societaire_web.addresses import own_target, path_for
from societaire_web.context import client, config, cookie_name, person_id, service, session_token, visitor, wants_json
from societaire_web.gate import SAFE_METHODS, OtherAccount, is_public
from societaire_web.statuses import status_of
from societaire_web.tracing import note
from societaire_wording.catalogue import refusal, sentence

KNOWN = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)
_DEAD_INVITATIONS: tuple[type[SocietaireError], ...] = (
    InvitationUnknown,
    AlreadyAccepted,
    NoLongerInvited,
    InvitationReplaced,
    InvitationExpired,
    InvitationForOther,
)
_KEPT_HEADERS = ("Allow", "Retry-After")


def register(app: Flask) -> None:
    """Answer everything that may go wrong."""
    app.register_error_handler(SocietaireError, _refused)
    app.register_error_handler(SessionOver, _session_over)
    app.register_error_handler(OtherAccount, _other_account)
    app.register_error_handler(CompanyClosedToYou, _closed)
    for dead in (LinkUnknown, LinkExpired, LinkUsed, LinkReplaced):
        app.register_error_handler(dead, _dead_link)
    for over in _DEAD_INVITATIONS:
        app.register_error_handler(over, _dead_invitation)
    app.register_error_handler(DocumentUnavailable, _unavailable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def _page(template: str, status: int, **values: object) -> Response:
    if wants_json():
        told = {name: values[name] for name in ("code", "told") if values.get(name)}
        return make_response(jsonify(reference=g.request_id, **told), status)
    return make_response(render_template(template, status=status, reference=g.request_id, **values), status)


def _refused(error: SocietaireError) -> Response:
    note(logging.INFO, "refused", code=error.code)
    space = None if isinstance(error, Busy) else _space_asked()
    response = _page("erreurs/erreur.html", status_of(error), code=error.code, told=refusal(error), space=space)
    if isinstance(error, Busy):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _session_over(error: SessionOver) -> ResponseReturnValue:
    if wants_json():
        return _page("erreurs/erreur.html", 401, code=error.code, told=refusal(error))
    response = redirect(path_for("signing_in.sign_in_page", next=_asked()), 303)
    if session_token() or request.method not in SAFE_METHODS:
        flash("session_over")
    if session_token():
        response.delete_cookie(cookie_name(), secure=config().is_secure, httponly=True, samesite="Lax")
    return response


def _asked() -> str | None:
    """Where to go once signed in: the page asked for; for a download, which shows nothing, the company's home."""
    siren = (request.view_args or {}).get("siren")
    if request.method not in SAFE_METHODS and own_target(request.path):
        # What was being written is kept by its page, on the device.
        return request.path
    if request.method not in SAFE_METHODS or request.path == "/":
        return None
    if request.blueprint == "documents":
        return path_for("companies.home", siren=siren) if siren else None
    return request.full_path.removesuffix("?")


def _other_account(_: OtherAccount) -> Response:
    return _page("erreurs/autre_compte.html", 403, target=request.full_path)


def _closed(error: CompanyClosedToYou) -> Response:
    siren = (request.view_args or {}).get("siren")
    note(logging.WARNING, "company_refused", siren=siren or "-")
    if isinstance(siren, Siren):
        _keep_refusal(siren)
    return _page("erreurs/societe_fermee.html", 404, told=refusal(error))


def _keep_refusal(siren: Siren) -> None:
    try:
        service().companies.note_refusal(person_id(), siren, client())
    except Busy:
        # The answer must not tell that the database is out: the line above is in the log of the requests.
        return


def _dead_link(error: SocietaireError) -> Response:
    return _page("erreurs/lien.html", status_of(error), code=error.code, told=refusal(error))


def _dead_invitation(error: SocietaireError) -> Response:
    if "siren" in (request.view_args or {}):
        return _refused(error)
    return _page("erreurs/invitation.html", status_of(error), code=error.code, told=refusal(error))


def _unavailable(error: DocumentUnavailable) -> Response:
    arguments = request.view_args or {}
    note(logging.ERROR, "document_unavailable", document=arguments.get("document_id"), siren=arguments["siren"])
    return _page("erreurs/document.html", status_of(error), told=refusal(error), space=_space(arguments["siren"]))


def _space_asked() -> Space | None:
    """The company of the address when it is open to whoever asks, so that its agency's number is at hand."""
    siren = (request.view_args or {}).get("siren")
    return _space(siren) if isinstance(siren, Siren) and visitor() else None


def _space(siren: Siren) -> Space | None:
    try:
        return service().companies.space(person_id(), siren)
    except Exception:  # noqa: BLE001 - the page of an error is shown whatever else fails
        return None


def _outlived() -> bool:
    """Whether a page sent its form after its session had ended, in another tab for instance."""
    if request.endpoint is None or is_public(request.endpoint):
        return False
    try:
        service().sessions.current(session_token(), prolong=False)
    except SessionOver:
        return True
    except SocietaireError:
        return False
    return False


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.description == "form_expired" and _outlived():
        return _session_over(SessionOver())
    status = error.code if error.code in KNOWN else 400 if (error.code or 500) < 500 else 500
    told = sentence("form_expired") if error.description == "form_expired" else None
    if isinstance(error, SecurityError):
        # Another Host: neither the page before nor this one, loaded again, would do better.
        told = sentence("other_host", {"address": config().public_url})
    response = _page("erreurs/erreur.html", error.code or status, kind=status, told=told, space=_space_asked())
    for name, value in error.get_headers():
        if name in _KEPT_HEADERS:
            response.headers[name] = value
    return response


def _fault(error: Exception) -> Response:
    note(logging.ERROR, "fault", trace=error)
    return _page("erreurs/erreur.html", 500, space=_space_asked())
