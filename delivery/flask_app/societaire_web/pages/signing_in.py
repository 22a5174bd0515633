"""Signing in and out (RULES B1)."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.errors import Busy
from societaire.use_cases.signing_in import WrongCredentials
from societaire_web.addresses import own_target, path_for
from societaire_web.context import client, service, session_token, visitor
from societaire_web.forms import shown_again
from societaire_web.gate import not_returnable, public
from societaire_web.signing import forget_session, keep_session

pages = Blueprint("signing_in", __name__)


def _page() -> str:
    return render_template("connexion.html", next=own_target(request.values.get("next")))


@pages.get("/connexion")
@public
@not_returnable
def sign_in_page() -> ResponseReturnValue:
    """The form, or straight to the target for whoever is signed in already."""
    if visitor():
        return redirect(own_target(request.args.get("next")) or path_for("companies.opening"), 303)
    return _page()


@pages.post("/connexion")
@public
@shown_again(_page, WrongCredentials, Busy)
def sign_in() -> ResponseReturnValue:
    """Open a session."""
    opened = service().signing_in.sign_in(request.form.get("email", ""), request.form.get("password", ""), client())
    return keep_session(opened, own_target(request.form.get("next")) or path_for("companies.opening"))


@pages.post("/deconnexion")
@public
def sign_out() -> ResponseReturnValue:
    """End the session of this browser, everywhere and for good."""
    service().sessions.sign_out(session_token())
    target = own_target(request.form.get("next"))
    return forget_session(path_for("signing_in.sign_in_page", next=target, fin=None if target else 1))
