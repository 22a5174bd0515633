"""The browser's side of a session: its cookies, given at sign-in and taken back at sign-out."""

from flask import Response, redirect, session

from societaire.use_cases.signing_in import SignedIn
from societaire_web.context import config, cookie_name, service, session_token


def keep_session(opened: SignedIn, target: str) -> Response:
    """Send the browser to `target` with its new session; whatever it had before is ended."""
    if session_token():
        service().sessions.sign_out(session_token())
    session.clear()
    response = _see(target)
    _set(response, cookie_name(), opened.token)
    return keep_device(response, opened.device)


def keep_device(response: Response, device: str) -> Response:
    """Make the browser a known one."""
    _set(response, cookie_name("appareil"), device, int(service().limits.known_device.total_seconds()))
    return response


def forget_session(target: str) -> Response:
    """Send the browser to `target` without its session, nor anything that it kept of the pages."""
    session.clear()
    response = _see(target)
    response.delete_cookie(cookie_name(), secure=config().is_secure, httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _see(target: str) -> Response:
    response = redirect(target, 303)
    assert isinstance(response, Response)  # noqa: S101 - tells the type checker what Flask always gives
    return response


def _set(response: Response, name: str, value: str, max_age: int | None = None) -> None:
    response.set_cookie(name, value, max_age, secure=config().is_secure, httponly=True, samesite="Lax", path="/")
