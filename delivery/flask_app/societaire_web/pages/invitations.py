"""An invitation, for whoever reads the mailbox: the token leaves the address at once, the form accepts (RULES C5)."""

from flask import Blueprint, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from societaire.errors import Busy
from societaire.identity.links import Purpose
from societaire.ports.identity import StaleWrite
from societaire.values import PersonId
from societaire_web.addresses import path_for
from societaire_web.advice import advice_of
from societaire_web.context import client, service, visitor
from societaire_web.forms import shown_again
from societaire_web.gate import not_returnable, public
from societaire_web.pages.links import clean
from societaire_web.signing import keep_session

pages = Blueprint("invitations", __name__)


def _signed_in() -> PersonId | None:
    found = visitor()
    return found[1].id if found else None


def _token() -> str:
    return str(session.get(Purpose.INVITATION.value, ""))


def _page() -> str:
    found = service().accepting.look(_token(), _signed_in())
    return render_template("invitation.html", found=found, advices=advice_of(service().policy))


@pages.get("/invitation/<token>")
@public
@not_returnable
def link(token: str) -> ResponseReturnValue:
    """Move the token out of the address."""
    return clean(token, Purpose.INVITATION, "invitations.show")


@pages.get("/invitation")
@public
@not_returnable
def show() -> ResponseReturnValue:
    """What is offered, by whom; whoever accepted and comes back is in already."""
    if visitor() and not _token():
        return redirect(path_for("companies.opening"), 303)
    return _page()


@pages.post("/invitation")
@public
@shown_again(_page, Busy, StaleWrite)
def accept() -> ResponseReturnValue:
    """Enter the company; whoever has a password signs in with it."""
    accepted = service().accepting.accept(_token(), request.form.get("password", ""), client(), _signed_in())
    target = path_for("companies.home", siren=accepted.siren)
    response = keep_session(accepted.signed_in, target) if accepted.signed_in else redirect(target, 303)
    session.pop(Purpose.INVITATION.value, None)
    flash("invitation_taken")
    return response
