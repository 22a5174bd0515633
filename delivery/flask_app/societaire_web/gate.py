"""The gate: every page asks for a session, but those that say that they are public."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, g, request

from societaire.companies.access import CompanyClosedToYou
from societaire.errors import NotAllowed
from societaire.identity.person import Person
from societaire.identity.sessions import Session, SessionOver
from societaire_web.context import service, session_token
from societaire_wording.addresses import FOR_ACCOUNT

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class OtherAccount(NotAllowed):
    """The link was written for another account than the one signed in."""

    code = "other_account"


def public(view: View) -> View:
    """Open a view to whoever comes."""
    view.__dict__["public"] = True
    return view


def background(view: View) -> View:
    """Mark a view that a script calls: it does not prolong the session."""
    view.__dict__["background"] = True
    return view


def probe(view: View) -> View:
    """Mark a view that looks at no session: it must answer when the database does not."""
    view.__dict__["probe"] = True
    return view


def sealed(view: View) -> View:
    """Mark a view whose address is its own proof: it is sent from elsewhere, without a form of ours."""
    view.__dict__["sealed"] = True
    return view


def takes_files(view: View) -> View:
    """Mark a view that files come to: once the person is known, its body may be as large as a file."""
    view.__dict__["takes_files"] = True
    return view


def is_for_files(endpoint: str) -> bool:
    """Whether files come to an endpoint."""
    return bool(getattr(current_app.view_functions[endpoint], "takes_files", False))


def is_sealed(endpoint: str) -> bool:
    """Whether an endpoint takes requests that no form of ours made."""
    return bool(getattr(current_app.view_functions[endpoint], "sealed", False))


def not_returnable(view: View) -> View:
    """Mark a view that nobody is sent back to after signing in."""
    view.__dict__["returnable"] = False
    return view


def is_public(endpoint: str) -> bool:
    """Whether an endpoint is open to whoever comes."""
    return endpoint == "static" or bool(getattr(current_app.view_functions[endpoint], "public", False))


def admit() -> None:
    """Find who is asking; raises SessionOver, OtherAccount, or CompanyClosedToYou for a SIREN with a wrong key."""
    endpoint = request.endpoint
    if endpoint is None or endpoint == "static" or getattr(current_app.view_functions[endpoint], "probe", False):
        return
    if "visitor" in g:
        return
    g.visitor = _visitor(endpoint)
    if g.visitor is None or is_public(endpoint):
        return
    hint = request.args.get(FOR_ACCOUNT)
    if request.method in SAFE_METHODS and hint and hint != g.visitor[1].id:
        raise OtherAccount()
    if (request.view_args or {}).get("siren", "") is None:
        raise CompanyClosedToYou()


def _visitor(endpoint: str) -> tuple[Session, Person] | None:
    prolong = not getattr(current_app.view_functions[endpoint], "background", False)
    if not is_public(endpoint):
        return service().sessions.current(session_token(), prolong=prolong)
    try:
        return service().sessions.current(session_token(), prolong=prolong) if session_token() else None
    except SessionOver:
        return None
