"""Password forgotten, and what is said of a password while it is typed (RULES A2, A3, A5)."""

from flask import Blueprint, jsonify, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from societaire.errors import Busy, Problem
from societaire.identity.links import Purpose
from societaire.identity.sessions import SessionOver
from societaire_web.addresses import path_for
from societaire_web.advice import unmet
from societaire_web.context import client, service, visitor
from societaire_web.forms import shown_again
from societaire_web.gate import background, not_returnable, public

pages = Blueprint("passwords", __name__)


def _page() -> str:
    return render_template("mot_de_passe_oublie.html")


@pages.get("/mot-de-passe-oublie")
@public
@not_returnable
def help_page() -> ResponseReturnValue:
    """Ask for the address."""
    return _page()


@pages.post("/mot-de-passe-oublie")
@public
@shown_again(_page, Busy)
def ask_help() -> ResponseReturnValue:
    """Ask for a link; the answer is the same whoever the address belongs to."""
    service().passwords.ask_help(request.form.get("email", ""), client())
    return redirect(path_for("passwords.help_asked"), 303)


@pages.get("/mot-de-passe-oublie/demande")
@public
@not_returnable
def help_asked() -> ResponseReturnValue:
    """Say what happens now."""
    return render_template("mot_de_passe_demande.html", limits=service().limits)


@pages.post("/mot-de-passe/conseils")
@public
@background
def advise() -> ResponseReturnValue:
    """Which advice a password does not meet, for a script; nothing is hashed or kept."""
    given = request.get_json(silent=True)
    values = given if isinstance(given, dict) else {}
    password, purpose = values.get("password"), values.get("purpose")
    problems = _advice(password if isinstance(password, str) else "", purpose if isinstance(purpose, str) else "")
    return jsonify(unmet=unmet(service().policy, {problem.code for problem in problems}))


def _advice(password: str, purpose: str) -> tuple[Problem, ...]:
    if purpose == Purpose.INVITATION:
        return service().accepting.advice(session.get(purpose, ""), password)
    if purpose in set(Purpose):
        return service().passwords.advice(session.get(purpose, ""), Purpose(purpose), password)
    found = visitor()
    if found is None:
        raise SessionOver()
    return service().passwords.advice_for(found[1].id, password)
