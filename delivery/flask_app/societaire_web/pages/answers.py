"""Help: what members ask most, answered for what the portal does today (RULES B3)."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from societaire.values import Siren
from societaire_web.context import person_id, service
from societaire_web.gate import public

pages = Blueprint("help", __name__)


@pages.get("/aide")
@public
def show() -> ResponseReturnValue:
    """For whoever comes."""
    return render_template("aide.html", policy=service().policy, limits=service().limits)


@pages.get("/s/<siren:siren>/aide")
def of_company(siren: Siren) -> ResponseReturnValue:
    """Inside a company, with its agency and the ways to its pages."""
    space = service().companies.space(person_id(), siren)
    return render_template("aide.html", policy=service().policy, limits=service().limits, space=space)
