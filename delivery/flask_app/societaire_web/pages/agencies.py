"""The agencies, for whoever can't sign in (RULES B3)."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from societaire_web.context import service
from societaire_web.gate import public

pages = Blueprint("agencies", __name__)


@pages.get("/agences")
@public
def show() -> ResponseReturnValue:
    """Every agency, and how to reach it."""
    return render_template("agences.html", agencies=service().agencies.all())
