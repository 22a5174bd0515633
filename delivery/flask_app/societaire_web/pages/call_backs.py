""" "Être rappelé": a request to be called back about a claim (RULES H6)."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.errors import Conflict
from societaire.values import Siren
from societaire_web.addresses import path_for
from societaire_web.context import person_id, service
from societaire_web.forms import shown_again
from societaire_web.pages.claims import key_after

pages = Blueprint("call_backs", __name__, url_prefix="/s/<siren:siren>/sinistres")


def _desk(siren: Siren, claim_id: str) -> str:
    desk = service().calling_back.desk(person_id(), siren, claim_id)
    return render_template("sinistres/rappel.html", desk=desk, space=desk.space)


@pages.get("/<hex:claim_id>/rappel")
def show(siren: Siren, claim_id: str) -> ResponseReturnValue:
    """The slots of the agency, and the request that is open already."""
    return _desk(siren, claim_id)


@pages.post("/<hex:claim_id>/rappel")
@shown_again(_desk, Conflict)
def ask(siren: Siren, claim_id: str) -> ResponseReturnValue:
    """Ask to be called back."""
    given = request.form
    service().calling_back.ask(
        person_id(), siren, claim_id, given.get("reason", ""), given.get("phone", ""), given.get("slot", "")
    )
    flash("call_back_asked")
    return redirect(path_for("claims.show", siren=siren, claim_id=claim_id), 303)


def _back(siren: Siren, claim_id: str, **_: object) -> ResponseReturnValue:
    file = service().following.show(person_id(), siren, claim_id)
    key = key_after(file, person_id())
    return render_template("sinistres/sinistre.html", file=file, space=file.space, key=key)


@pages.post("/<hex:claim_id>/rappel/<hex:call_back_id>/retrait")
@shown_again(_back, Conflict)
def withdraw(siren: Siren, claim_id: str, call_back_id: str) -> ResponseReturnValue:
    """Take a request back."""
    service().calling_back.withdraw(person_id(), siren, claim_id, call_back_id)
    flash("call_back_withdrawn")
    return redirect(path_for("claims.show", siren=siren, claim_id=claim_id), 303)
