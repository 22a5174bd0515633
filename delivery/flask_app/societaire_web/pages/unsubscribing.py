"""The link of a mail that ends such mails, without signing in: looking changes nothing, sending does (RFC 8058)."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from societaire_web.context import service
from societaire_web.gate import not_returnable, public, sealed

pages = Blueprint("unsubscribing", __name__, url_prefix="/desinscription")


@pages.get("/<seal>")
@public
@not_returnable
def look(seal: str) -> ResponseReturnValue:
    """What the link ends."""
    return render_template("desinscription.html", found=service().choosing.look(seal), done=False, seal=seal)


@pages.post("/<seal>")
@public
@sealed
def unsubscribe(seal: str) -> ResponseReturnValue:
    """End it; mail programs send this by themselves, on a click."""
    return render_template("desinscription.html", found=service().choosing.unsubscribe(seal), done=True, seal=seal)
