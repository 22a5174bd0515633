""" "Mes préférences": what a member sets in a company (RULES F)."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from societaire.values import Siren
from societaire_web.context import person_id, service

pages = Blueprint("preferences", __name__)


@pages.get("/s/<siren:siren>/preferences")
def show(siren: Siren) -> ResponseReturnValue:
    """The way to each of them."""
    return render_template("preferences.html", space=service().companies.space(person_id(), siren))
