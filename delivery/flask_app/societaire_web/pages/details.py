""" "Coordonnées": how a company is reached, and where its post goes (RULES F1, F2)."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.errors import Conflict
from societaire.values import Siren
from societaire_web.addresses import path_for
from societaire_web.context import person_id, service
from societaire_web.forms import shown_again
from societaire_web.parameters import version_read

pages = Blueprint("details", __name__, url_prefix="/s/<siren:siren>/preferences/coordonnees")


def _page(siren: Siren, **_: object) -> str:
    found = service().contact_details.show(person_id(), siren)
    return render_template("coordonnees.html", found=found, space=found.space)


def _done(code: str, siren: Siren) -> ResponseReturnValue:
    flash(code)
    return redirect(path_for("details.show", siren=siren), 303)


@pages.get("")
def show(siren: Siren) -> ResponseReturnValue:
    """The details, and the last request for another address."""
    return _page(siren)


@pages.post("")
@shown_again(_page, Conflict)
def change(siren: Siren) -> ResponseReturnValue:
    """Change the telephone number and the e-mail address at once."""
    given = request.form
    changed = service().contact_details.change(
        person_id(), siren, given.get("phone", ""), given.get("email", ""), version_read()
    )
    return _done("details_changed" if changed else "details_same", siren)


@pages.post("/adresse")
@shown_again(_page, Conflict)
def ask_address(siren: Siren) -> ResponseReturnValue:
    """Ask for another postal address."""
    names = ("street", "postal_code", "city")
    service().contact_details.ask_address(person_id(), siren, *(request.form.get(name, "") for name in names))
    return _done("address_requested", siren)


@pages.post("/adresse/<hex:request_id>/retrait")
@shown_again(_page, Conflict)
def withdraw(siren: Siren, request_id: str) -> ResponseReturnValue:
    """Take the request back."""
    service().contact_details.withdraw(person_id(), siren, request_id)
    return _done("address_withdrawn", siren)
