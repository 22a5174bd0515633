"""The online form of a declaration: filled in, saved at every change, two versions of it side by side (RULES E3)."""

from datetime import date

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.declarations.declaration import DeclarationMoved, DraftChanged, FormNotOffered, Way
from societaire.declarations.forms import Form
from societaire.errors import Invalid
from societaire.use_cases.declaration_reading import DeclarationDesk
from societaire.values import ContractId, Siren
from societaire_web.addresses import path_for
from societaire_web.context import person_id, service, wants_json
from societaire_web.declaration_entries import Asked, asked_of, differences, typed, without_row
from societaire_web.declaration_sheet import live, sheet_of
from societaire_web.forms import shown_again, submission_now
from societaire_web.pages.declarations import desk_of
from societaire_web.parameters import version_read

pages = Blueprint(
    "declaration_form", __name__, url_prefix="/s/<siren:siren>/contrats/<hex:contract_id>/releves/<day:start>/saisie"
)


def _form_of(desk: DeclarationDesk) -> Form:
    if desk.form is None or not _is_written(desk):
        raise FormNotOffered(contract=desk.contract.number)
    return desk.form


def _is_written(desk: DeclarationDesk) -> bool:
    """Whether there is a form to write in: the online one, or what was read in our own form that came back."""
    return desk.online or (desk.declaration is not None and desk.declaration.way is Way.FORM_FILE)


def _not_kept(siren: Siren, contract_id: str, start: date) -> str:
    """What was typed and could not be kept: beside what somebody else kept, or to be made shorter."""
    desk = desk_of(siren, contract_id, start)
    form, draft = _form_of(desk), desk.declaration
    if isinstance(submission_now().error, Invalid):
        sheet = sheet_of(form, desk, entries=typed(form))
        return render_template("releves/saisie.html", desk=desk, space=desk.space, draft=draft, sheet=sheet)
    kept = draft.entries if draft else {}
    different, same = differences(form, desk, kept, typed(form))
    return render_template(
        "releves/deux_versions.html", desk=desk, space=desk.space, draft=draft, differences=different, same=same
    )


@pages.get("")
def fill(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """The form, with what is kept of it."""
    desk = desk_of(siren, contract_id, start)
    form, draft = _form_of(desk), desk.declaration
    if not desk.is_open:
        return redirect(path_for("declarations.show", siren=siren, contract_id=contract_id, start=start), 303)
    findings = service().declaring.findings(person_id(), siren, draft.id) if draft else ()
    sheet = sheet_of(form, desk, findings, everything="verifie" in request.args, blank=request.args.get("ligne", ""))
    return render_template(
        "releves/saisie.html", desk=desk, space=desk.space, draft=draft, sheet=sheet, chosen="choisi" in request.args
    )


@pages.post("")
@shown_again(_not_kept, DraftChanged)
def save(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """Keep what was typed, begun with the first word; a script is told so, a person goes on."""
    desk = desk_of(siren, contract_id, start)
    form, asked = _form_of(desk), asked_of(request.form.get("action", ""))
    if desk.standing.state and not desk.is_open:
        raise DeclarationMoved(state=desk.standing.state.value)
    draft = desk.declaration or service().declaring.begin(
        person_id(), siren, ContractId(contract_id), start, Way.ONLINE
    )
    # A draft that a colleague began at the same moment, and wrote in, is not this person's to overwrite.
    version = version_read() if desk.declaration else 1
    entries = without_row(typed(form), asked) if asked.is_removal else typed(form)
    saved = service().declaring.save(person_id(), siren, draft.id, entries, version)
    if wants_json():
        return jsonify(live(form, saved))
    return redirect(_next_page(asked, siren, contract_id, start), 303)


def _next_page(asked: Asked, siren: Siren, contract_id: str, start: date) -> str:
    place = {"siren": siren, "contract_id": contract_id, "start": start}
    if asked.name == "verify":
        return path_for("declaration_sending.review", **place)
    if asked.name in ("save", "choose"):
        flash("draft_saved")
    row = asked.table if asked.name == "add" else None
    shown = path_for("declaration_form.fill", ligne=row, choisi=1 if asked.name == "choose" else None, **place)
    return f"{shown}#{asked.table}" if asked.table else shown
