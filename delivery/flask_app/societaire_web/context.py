"""What every view reaches: the library, the portal's settings, and who is asking."""

from datetime import date
from typing import cast

from flask import current_app, g, request

from societaire.app import Societaire
from societaire.identity.person import Person
from societaire.identity.sessions import Client, Session
from societaire.values import PersonId, day_in_paris
from societaire_web.browsers import browser_name
from societaire_web.config import WebConfig
from societaire_web.operations import Operations

KEY = "societaire"
WATCHED = "societaire-operations"


def service() -> Societaire:
    """The library."""
    return cast(Societaire, current_app.extensions[KEY][0])


def config() -> WebConfig:
    """The portal's settings."""
    return cast(WebConfig, current_app.extensions[KEY][1])


def operations() -> Operations:
    """How the portal is watched."""
    return cast(Operations, current_app.extensions[WATCHED])


def cookie_name(kind: str = "") -> str:
    """A cookie of ours: a browser accepts `__Host-` ones from this very host alone, and only over HTTPS."""
    name = f"societaire-{kind}" if kind else "societaire"
    return f"__Host-{name}" if config().is_secure else name


def session_token() -> str:
    """What the browser gives as its session, '' when nothing."""
    return request.cookies.get(cookie_name(), "")


def client() -> Client:
    """Where the request comes from."""
    return Client(
        ip=request.remote_addr or "",
        browser=browser_name(request.headers.get("User-Agent", "")),
        device=request.cookies.get(cookie_name("appareil")) or None,
        request_id=g.request_id,
    )


def visitor() -> tuple[Session, Person] | None:
    """The live session that the gate found, and its person; None for a stranger."""
    return cast(tuple[Session, Person] | None, g.get("visitor"))


def person() -> Person:
    """Whoever is signed in; only for views that the gate guards."""
    return cast(tuple[Session, Person], g.visitor)[1]


def person_id() -> PersonId:
    """Their identifier."""
    return person().id


def browser_session() -> Session:
    """The session of this browser; only for views that the gate guards."""
    return cast(tuple[Session, Person], g.visitor)[0]


def today() -> date:
    """The French calendar day."""
    return day_in_paris(service().declaring.clock.now())


def wants_json() -> bool:
    """Whether a script asks, which shows no page."""
    return request.accept_mimetypes.best == "application/json"
