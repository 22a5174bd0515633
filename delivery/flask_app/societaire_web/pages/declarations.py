"""A period of a contract: its hub, its papers, its files, and the ways of declaring its bases (RULES E)."""

from datetime import date
from io import BytesIO

from flask import Blueprint, Response, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from societaire.declarations.declaration import DeclarationUnknown, DraftChanged, Way
from societaire.declarations.pieces import kept_files
from societaire.uploads.upload import FORM_SLOT
from societaire.use_cases.declaration_reading import DeclarationDesk
from societaire.values import ContractId, Siren
from societaire_web.addresses import path_for
from societaire_web.context import client, person_id, service
from societaire_web.downloads import content_response
from societaire_web.forms import shown_again
from societaire_web.gate import not_returnable
from societaire_web.parameters import version_read, way_asked

pages = Blueprint(
    "declarations", __name__, url_prefix="/s/<siren:siren>/contrats/<hex:contract_id>/releves/<day:start>"
)
_FIRST_PAGES = {
    Way.ONLINE: "declaration_form.fill",
    Way.SCAN: "declarations.deposit",
    Way.FORM_FILE: "declarations.deposit",
}


def desk_of(siren: Siren, contract_id: str, start: date) -> DeclarationDesk:
    """Everything about the period of the address; raises as `Declaring.desk`."""
    return service().declaring.desk(person_id(), siren, ContractId(contract_id), start)


@pages.get("")
def show(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """The hub: where the declaration stands, and what to do next."""
    desk = desk_of(siren, contract_id, start)
    return render_template("releves/periode.html", desk=desk, space=desk.space)


@pages.post("")
def begin(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """Begin, or go on in another way."""
    draft = service().declaring.begin(person_id(), siren, ContractId(contract_id), start, way_asked())
    return redirect(path_for(_FIRST_PAGES[draft.way], siren=siren, contract_id=contract_id, start=start), 303)


@pages.post("/abandon")
def abandon(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """Throw the draft away."""
    draft = desk_of(siren, contract_id, start).declaration
    if draft:
        service().declaring.abandon(person_id(), siren, draft.id, version_read())
    flash("draft_abandoned")
    return redirect(path_for("declarations.show", siren=siren, contract_id=contract_id, start=start), 303)


@pages.get("/formulaire.pdf")
@not_returnable
def blank(siren: Siren, contract_id: str, start: date) -> Response:
    """The form to complete on a computer or by hand."""
    made = service().declaration_papers.blank(person_id(), siren, ContractId(contract_id), start)
    return content_response(BytesIO(made), f"releve-de-bases-{start.isoformat()}.pdf", len(made))


@pages.get("/recepisse/<hex:declaration_id>.pdf")
@not_returnable
def receipt(siren: Siren, contract_id: str, start: date, declaration_id: str) -> Response:
    """Exactly what was sent, to keep."""
    desk = desk_of(siren, contract_id, start)
    sent = next((one for one in desk.submissions if one.id == declaration_id), None)
    if sent is None:
        raise DeclarationUnknown()
    content = service().declaring.receipt(person_id(), siren, declaration_id, client())
    return content_response(content, f"recepisse-{sent.number}.pdf")


def _deposit(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    desk = desk_of(siren, contract_id, start)
    if desk.declaration is None:
        return redirect(path_for("declarations.show", siren=siren, contract_id=contract_id, start=start), 303)
    returned = service().declaration_papers.returned(person_id(), siren, desk.declaration.id)
    return render_template("releves/depot.html", desk=desk, space=desk.space, draft=desk.declaration, returned=returned)


@pages.get("/depot")
def deposit(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """The completed form: its file, the photographs of its pages, and what was read in it."""
    return _deposit(siren, contract_id, start)


@pages.post("/depot")
@shown_again(_deposit, DraftChanged)
def take_back(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """Take what was typed into our own form, to be read again; any other goes as it is, with its documents."""
    place = {"siren": siren, "contract_id": contract_id, "start": start}
    desk = desk_of(siren, contract_id, start)
    draft = desk.declaration
    if draft and service().declaration_papers.take_back(person_id(), siren, draft.id, version_read()):
        flash("form_read")
        return redirect(path_for("declaration_form.fill", **place), 303)
    is_there = any(one.slot == FORM_SLOT for one in kept_files(desk.uploads))
    flash("form_not_read" if is_there else "form_awaited")
    return redirect(path_for("declarations.documents" if is_there else "declarations.deposit", **place), 303)


@pages.get("/pieces")
def documents(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """The supporting documents, those that the letter asks for first (RULES E5)."""
    desk = desk_of(siren, contract_id, start)
    if desk.declaration is None:
        return redirect(path_for("declarations.show", siren=siren, contract_id=contract_id, start=start), 303)
    return render_template("releves/pieces.html", desk=desk, space=desk.space, draft=desk.declaration)
