"""Each request gets a number, which the person can quote and the log knows."""

import logging
import secrets
from contextlib import suppress

from flask import Response, g, request
from werkzeug.exceptions import HTTPException

from societaire_bootstrap import logs
from societaire_web.access_line import KNOWN, RULE
from societaire_web.context import visitor

logger = logging.getLogger("societaire_web")
_SECRET_FIELDS = ("password", "present", "csrf_token")


def number_request() -> None:
    """Number the request; a number that the client sends is not taken up."""
    g.request_id = secrets.token_hex(8)
    siren = (request.view_args or {}).get("siren")
    logs.bind(request_id=g.request_id, siren=siren)
    request.environ[RULE] = request.url_rule.rule if request.url_rule else "-"


def name_person() -> None:
    """Later lines of this request tell who is signed in."""
    if found := visitor():
        logs.bind(person_id=found[1].id)


def echo(response: Response) -> Response:
    """Tell the request's number, and leave what its line in the log needs."""
    response.headers["X-Request-ID"] = g.request_id
    request.environ[KNOWN] = _known()
    return response


def note(level: int, event: str, *, trace: BaseException | None = None, **values: object) -> None:
    """Log an event with the request's number and who is signed in."""
    known = {**_known(), **{name: str(value) for name, value in values.items() if value is not None}}
    told = " ".join(f"{name}={value}" for name, value in known.items())
    if trace:
        # A fault may quote what it was given.
        known["hidden"] = tuple(_secrets())
    logger.log(level, "%s %s", event, told, exc_info=trace, extra={"event": event, "values": known})


def _known() -> dict[str, object]:
    found, siren = visitor(), (request.view_args or {}).get("siren")
    known = {"request_id": g.get("request_id", "-"), "person_id": found[1].id if found else None, "siren": siren}
    return {name: str(value) for name, value in known.items() if value is not None}


def _secrets() -> list[str]:
    held = [*request.cookies.values(), str((request.view_args or {}).get("token", ""))]
    # The form itself may be what is at fault.
    with suppress(HTTPException, OSError, ValueError):
        held += [request.form.get(name, "") for name in _SECRET_FIELDS]
    return [value for value in held if value]
