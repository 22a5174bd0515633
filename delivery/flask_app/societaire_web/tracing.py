"""Each request gets a number, which the person can quote and the log knows."""

import logging
import secrets

from flask import Response, g, request

from societaire_web.context import visitor

logger = logging.getLogger("societaire_web")


def number_request() -> None:
    """Number the request; a number that the client sends is not taken up."""
    g.request_id = secrets.token_hex(8)


def echo(response: Response) -> Response:
    """Tell the request's number, and log the request: its rule rather than its address, which may hold a secret."""
    response.headers["X-Request-ID"] = g.request_id
    rule = request.url_rule.rule if request.url_rule else "-"
    note(logging.INFO, "request", method=request.method, rule=rule, status=response.status_code)
    return response


def note(level: int, event: str, *, trace: BaseException | None = None, **values: object) -> None:
    """Log an event with the request's number and who is signed in."""
    found = visitor()
    known = {"request_id": g.get("request_id", "-"), "person": found[1].id if found else None, **values}
    told = " ".join(f"{name}={value}" for name, value in known.items() if value is not None)
    logger.log(level, "%s %s", event, told, exc_info=trace, extra={"event": event, "values": known})
