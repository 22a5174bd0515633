"""The notification centre: what happened for a company, what is new first."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from societaire.values import Siren
from societaire_web.addresses import path_for
from societaire_web.context import person_id, service
from societaire_web.parameters import page_number, position_read

pages = Blueprint("news", __name__, url_prefix="/s/<siren:siren>/notifications")


@pages.get("")
def show(siren: Siren) -> ResponseReturnValue:
    """A page of news."""
    found = service().news.page(person_id(), siren, page_number())
    return render_template("nouvelles.html", found=found, space=found.space)


@pages.post("/lues")
def mark(siren: Siren) -> ResponseReturnValue:
    """Everything shown was seen."""
    service().news.mark(person_id(), siren, position_read())
    flash("news_seen")
    return redirect(path_for("news.show", siren=siren), 303)
