"""A person's companies, and the home of each (RULES B1, B3)."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from societaire.use_cases.companies import CompanyPage
from societaire.values import Siren
from societaire_web.addresses import path_for
from societaire_web.context import person, person_id, service
from societaire_web.parameters import page_number, search_text

pages = Blueprint("companies", __name__)


@pages.get("/")
def opening() -> ResponseReturnValue:
    """The last company visited, the only one, the choice of one, or whom to call when there is none."""
    found = service().companies.mine(person_id(), size=1)
    if not found.total:
        return render_template("sans_societe.html", agencies=service().agencies.all())
    return redirect(_first(found), 303)


@pages.get("/societes")
def choose() -> ResponseReturnValue:
    """All the person's companies."""
    text = search_text()
    return render_template("societes.html", found=service().companies.mine(person_id(), text, page_number()), text=text)


@pages.get("/s/<siren:siren>/")
def home(siren: Siren) -> ResponseReturnValue:
    """The company's home."""
    found = service().companies.home(person_id(), siren)
    mails = service().choosing.address(person(), found.space)
    return render_template("societe.html", home=found, space=found.space, mails=mails)


def _first(found: CompanyPage) -> str:
    access = found.memberships[0].access
    if found.total == 1 or access.visited_at:
        return path_for("companies.home", siren=access.siren)
    return path_for("companies.choose")
