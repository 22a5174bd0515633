"""A declaration verified, certified, sent once, or left to an administrator (RULES E3, E5)."""

import secrets
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.declarations.certification import Certification
from societaire.declarations.declaration import Declaration, DeclarationUnknown, DraftChanged, FilesChanged, Way
from societaire.declarations.forms import Severity
from societaire.declarations.pieces import kept_files
from societaire.uploads.upload import FileBeingJudged
from societaire.use_cases.declaration_reading import DeclarationDesk
from societaire.values import Siren
from societaire_web.addresses import path_for
from societaire_web.context import person_id, service
from societaire_web.declaration_sheet import sheet_of, told
from societaire_web.forms import shown_again
from societaire_web.pages.declarations import desk_of
from societaire_web.parameters import files_seen, version_read

pages = Blueprint(
    "declaration_sending",
    __name__,
    url_prefix="/s/<siren:siren>/contrats/<hex:contract_id>/releves/<day:start>/verification",
)


def _review(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    desk = desk_of(siren, contract_id, start)
    draft = desk.declaration
    if draft is None:
        return redirect(path_for("declarations.show", siren=siren, contract_id=contract_id, start=start), 303)
    findings = service().declaring.findings(person_id(), siren, draft.id)
    found = told(findings, draft.reasons)
    return render_template(
        "releves/verification.html",
        desk=desk,
        space=desk.space,
        draft=draft,
        errors=[one for one in found if one.severity is Severity.ERROR],
        warnings=[one for one in found if one.severity is Severity.WARNING],
        informations=[one for one in found if one.severity is Severity.INFORMATION],
        sheet=sheet_of(desk.form, desk) if desk.form and draft.way is not Way.SCAN else None,
        files=kept_files(desk.uploads),
        role=_former_role(desk),
    )


@pages.get("")
def review(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """Everything found, what was declared, and the certification."""
    return _review(siren, contract_id, start)


@pages.post("")
@shown_again(_review, DraftChanged, FilesChanged, FileBeingJudged)
def send(siren: Siren, contract_id: str, start: date) -> ResponseReturnValue:
    """Keep the reasons, send, or leave to an administrator; sent again, the same receipt shows."""
    action, version = request.form.get("action", ""), version_read()
    desk = desk_of(siren, contract_id, start)
    declaration = _named(desk, request.form.get("key", ""))
    place = {"siren": siren, "contract_id": contract_id, "start": start}
    if action in ("keep", "prepare"):
        version = _with_reasons(declaration, version)
    if action == "keep":
        flash("draft_saved")
        return redirect(path_for("declaration_sending.review", **place), 303)
    if action == "prepare":
        service().declaring.prepare(person_id(), siren, declaration.id, version)
        flash("draft_prepared")
    else:
        service().declaring.send(
            person_id(), siren, declaration.id, declaration.key, files_seen(), _certification(), version
        )
        flash("declaration_sent")
    return redirect(path_for("declarations.show", **place), 303)


def _named(desk: DeclarationDesk, key: str) -> Declaration:
    """The declaration that the page showed, sent since or not; raises DeclarationUnknown."""
    made = (desk.declaration, *desk.submissions) if desk.declaration else desk.submissions
    found = next((one for one in made if secrets.compare_digest(one.key.encode(), key.encode())), None)
    if found is None:
        raise DeclarationUnknown()
    return found


def _with_reasons(draft: Declaration, version: int) -> int:
    """Keep the reasons; returns the version that the draft then has, the one given when it was not what was seen."""
    if draft.version != version:
        return version
    reasons = {**draft.reasons, **_reasons()}
    return service().declaring.save(person_id(), draft.siren, draft.id, draft.entries, version, reasons).version


def _reasons() -> dict[str, str]:
    """What was answered to warnings, by their keys."""
    sent = request.form.items()
    return {name.removeprefix("reasons."): text.strip() for name, text in sent if name.startswith("reasons.")}


def _certification() -> Certification:
    return Certification(
        request.form.get("declarant_name", ""),
        request.form.get("declarant_role", ""),
        request.form.get("certified", "") == "yes",
        _reasons(),
    )


def _former_role(desk: DeclarationDesk) -> str:
    """What the same person called themselves last time."""
    return next((one.declarant_role for one in desk.submissions if one.sent_by == person_id()), "")
