""" "Les accès": who sees a company, and what its administrators may do about it (RULES C, F5)."""

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.errors import Busy, Conflict
from societaire.values import PersonId, Siren
from societaire_web.addresses import path_for
from societaire_web.context import person_id, service
from societaire_web.forms import shown_again
from societaire_web.parameters import version_read
from societaire_web.sheets import sheet_response
from societaire_wording.access_sheet import HEADINGS, cells

pages = Blueprint("accesses", __name__, url_prefix="/s/<siren:siren>/preferences")


def _list(siren: Siren, **_: object) -> str:
    found = service().accesses.listing(person_id(), siren)
    bounced = service().choosing.bounced(person_id(), siren)
    return render_template("acces/liste.html", found=found, space=found.space, bounced=bounced)


def _addition(siren: Siren) -> str:
    space = service().accesses.managed(person_id(), siren)
    return render_template("acces/ajouter.html", space=space, limits=service().limits)


def _change(siren: Siren, member_id: str) -> str:
    space, member = service().accesses.member(person_id(), siren, PersonId(member_id))
    return render_template("acces/modifier.html", space=space, member=member)


def _done(code: str, siren: Siren) -> ResponseReturnValue:
    flash(code)
    return redirect(path_for("accesses.listing", siren=siren), 303)


@pages.get("/acces")
def listing(siren: Siren) -> ResponseReturnValue:
    """The list."""
    return _list(siren)


@pages.get("/acces.csv")
def sheet(siren: Siren) -> Response:
    """The list as a file for a spreadsheet."""
    found = service().accesses.listing(person_id(), siren)
    return sheet_response(f"acces-{siren}.csv", HEADINGS, map(cells, found.members))


@pages.get("/acces/historique")
def history(siren: Siren) -> ResponseReturnValue:
    """Who did what, and when."""
    space, happenings = service().accesses.history(person_id(), siren)
    return render_template("acces/historique.html", space=space, happenings=happenings)


@pages.get("/acces/ajouter")
def addition(siren: Siren) -> ResponseReturnValue:
    """The form of an invitation."""
    return _addition(siren)


@pages.post("/acces/ajouter")
@shown_again(_addition, Conflict, Busy)
def invite(siren: Siren) -> ResponseReturnValue:
    """Invite somebody as collaborateur."""
    names = ("last_name", "first_name", "email", "label")
    service().inviting.invite(person_id(), siren, *(request.form.get(name, "") for name in names))
    return _done("invitation_sent", siren)


@pages.post("/acces/invitations/<hex:invitation_id>/renvoi")
@shown_again(_list, Conflict, Busy)
def renew(siren: Siren, invitation_id: str) -> ResponseReturnValue:
    """Send an invitation again."""
    service().inviting.renew(person_id(), siren, invitation_id)
    return _done("invitation_renewed", siren)


@pages.post("/acces/invitations/<hex:invitation_id>/annulation")
@shown_again(_list, Conflict)
def revoke(siren: Siren, invitation_id: str) -> ResponseReturnValue:
    """Take an invitation back."""
    service().inviting.revoke(person_id(), siren, invitation_id)
    return _done("invitation_taken_back", siren)


@pages.get("/acces/<hex:member_id>")
def change(siren: Siren, member_id: str) -> ResponseReturnValue:
    """The form of what the company says of somebody."""
    return _change(siren, member_id)


@pages.post("/acces/<hex:member_id>")
@shown_again(_change, Conflict)
def relabel(siren: Siren, member_id: str) -> ResponseReturnValue:
    """Say what somebody does in the company."""
    service().accesses.relabel(person_id(), siren, PersonId(member_id), request.form.get("label", ""))
    return _done("access_changed", siren)


@pages.get("/acces/<hex:member_id>/retrait")
def removal(siren: Siren, member_id: str) -> ResponseReturnValue:
    """What removing an access does, and whom to call in doubt."""
    space, member = service().accesses.member(person_id(), siren, PersonId(member_id))
    return render_template("acces/retrait.html", space=space, member=member, limits=service().limits)


@pages.get("/acces/<hex:member_id>/retrait/confirmation")
def last_word(siren: Siren, member_id: str) -> ResponseReturnValue:
    """Ask once more."""
    space, member = service().accesses.member(person_id(), siren, PersonId(member_id))
    return render_template("acces/confirmation.html", space=space, member=member)


@pages.post("/acces/<hex:member_id>/retrait/confirmation")
@shown_again(_list, Conflict)
def remove(siren: Siren, member_id: str) -> ResponseReturnValue:
    """End an access."""
    service().accesses.remove(person_id(), siren, PersonId(member_id), version_read())
    return _done("access_ended", siren)


@pages.post("/acces/<hex:member_id>/retablissement")
@shown_again(_list, Conflict)
def restore(siren: Siren, member_id: str) -> ResponseReturnValue:
    """Open a removed access again."""
    service().accesses.restore(person_id(), siren, PersonId(member_id))
    return _done("access_given_back", siren)


@pages.post("/acces/confirmation")
@shown_again(_list, Conflict)
def confirm_all(siren: Siren) -> ResponseReturnValue:
    """Say that the whole list is right."""
    service().accesses.confirm(person_id(), siren)
    return _done("list_confirmed", siren)


@pages.post("/acces/<hex:member_id>/confirmation")
@shown_again(_list, Conflict)
def confirm(siren: Siren, member_id: str) -> ResponseReturnValue:
    """Say that one line is right."""
    service().accesses.confirm(person_id(), siren, PersonId(member_id))
    return _done("line_confirmed", siren)
