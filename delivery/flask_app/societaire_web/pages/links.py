"""Links sent by e-mail: the token leaves the address at once, and only sending the form consumes it (RULES A1, A2)."""

import re

from flask import Blueprint, Response, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from societaire.errors import Busy
from societaire.identity.links import Purpose
from societaire_web.addresses import path_for
from societaire_web.advice import advice_of
from societaire_web.context import client, service, visitor
from societaire_web.forms import shown_again
from societaire_web.gate import not_returnable, public
from societaire_web.signing import forget_session, keep_device, keep_session

pages = Blueprint("links", __name__)

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,128}")


def clean(token: str, purpose: Purpose, endpoint: str) -> ResponseReturnValue:
    """Keep the token in the browser's signed cookie, out of the address."""
    # Mail programs add what follows a link to it: a full stop, a bracket.
    found = _TOKEN.match(token)
    session[purpose.value] = found[0] if found else ""
    return redirect(path_for(endpoint), 303)


def _page(purpose: Purpose) -> str:
    found = service().passwords.look(session.get(purpose.value, ""), purpose)
    return render_template("choisir_mot_de_passe.html", link=found, advices=advice_of(service().policy))


def _activation() -> str:
    return _page(Purpose.ACTIVATION)


def _reset() -> str:
    return _page(Purpose.RESET)


@pages.get("/activation/<token>")
@public
@not_returnable
def activation_link(token: str) -> ResponseReturnValue:
    """Move the token out of the address."""
    return clean(token, Purpose.ACTIVATION, "links.activation_page")


@pages.get("/activation")
@public
@not_returnable
def activation_page() -> ResponseReturnValue:
    """The form of a first password; whoever chose it and comes back is in already."""
    if visitor() and not session.get(Purpose.ACTIVATION.value):
        return redirect(path_for("companies.opening"), 303)
    return _activation()


@pages.post("/activation")
@public
@shown_again(_activation, Busy)
def activate() -> ResponseReturnValue:
    """Choose the first password and be signed in."""
    token = session.get(Purpose.ACTIVATION.value, "")
    opened = service().passwords.activate(token, request.form.get("password", ""), client())
    return keep_session(opened, path_for("companies.opening"))


@pages.get("/mot-de-passe/nouveau/<token>")
@public
@not_returnable
def reset_link(token: str) -> ResponseReturnValue:
    """Move the token out of the address."""
    return clean(token, Purpose.RESET, "links.reset_page")


@pages.get("/mot-de-passe/nouveau")
@public
@not_returnable
def reset_page() -> ResponseReturnValue:
    """The form of another password."""
    return _reset()


@pages.post("/mot-de-passe/nouveau")
@public
@shown_again(_reset, Busy)
def reset() -> ResponseReturnValue:
    """Change the password; nobody is signed in by it."""
    token = session.get(Purpose.RESET.value, "")
    device = service().passwords.reset(token, request.form.get("password", ""), client())
    return keep_device(_signed_out(), device)


def _signed_out() -> Response:
    response = forget_session(path_for("signing_in.sign_in_page"))
    flash("password_changed")
    return response
