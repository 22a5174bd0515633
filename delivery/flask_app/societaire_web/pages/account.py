"""The person's own account: their password, and where they are signed in."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.errors import Busy
from societaire.values import SessionId
from societaire_web.addresses import path_for
from societaire_web.advice import advice_of
from societaire_web.context import browser_session, client, person_id, service
from societaire_web.forms import shown_again
from societaire_web.signing import keep_session

pages = Blueprint("account", __name__, url_prefix="/compte")


def _page() -> str:
    return render_template(
        "compte.html",
        sessions=service().sessions.of_person(person_id()),
        here=browser_session().id,
        advices=advice_of(service().policy),
    )


@pages.get("")
def show() -> ResponseReturnValue:
    """The account."""
    return _page()


@pages.post("/mot-de-passe")
@shown_again(_page, Busy)
def change_password() -> ResponseReturnValue:
    """Change the password: every other session ends, this one gets a new token."""
    given = request.form
    opened = service().passwords.change(person_id(), given.get("present", ""), given.get("password", ""), client())
    response = keep_session(opened, path_for("account.show"))
    flash("password_changed_here")
    return response


@pages.post("/sessions/<hex:session_id>/fin")
def end_session(session_id: str) -> ResponseReturnValue:
    """End one session of the person."""
    service().sessions.end(person_id(), SessionId(session_id))
    flash("session_ended")
    return redirect(path_for("account.show"), 303)


@pages.post("/sessions/fin-des-autres")
def end_other_sessions() -> ResponseReturnValue:
    """End every session of the person but this one."""
    service().sessions.end_others(person_id(), browser_session().id)
    flash("sessions_ended")
    return redirect(path_for("account.show"), 303)
