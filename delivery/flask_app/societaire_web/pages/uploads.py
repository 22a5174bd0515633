"""Files sent in pieces or by a plain form, listed, placed, taken back and given back (RULES E5, E6)."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from societaire.uploads.copies import CopySize
from societaire.values import Siren
from societaire_web import tus
from societaire_web.addresses import own_target, path_for
from societaire_web.context import client, person_id, service, wants_json
from societaire_web.downloads import upload_response
from societaire_web.gate import background, not_returnable, takes_files
from societaire_web.sent_files import as_data, order_asked, receive_all

View = Callable[..., ResponseReturnValue]
pages = Blueprint("uploads", __name__, url_prefix="/s/<siren:siren>/fichiers")
KINDS = {"declaration": "releve", "claim": "sinistre", "claim_addition": "sinistre-suite"}
"""Kinds of what takes files -> how their addresses call them."""


@takes_files
@tus.tus
def create(siren: Siren, kind: str, subject_id: str) -> Response:
    """Announce a file; its pieces go to the address that this returns."""
    asked = tus.announced()
    uploading = service().uploading
    upload = uploading.begin(person_id(), siren, f"{kind}:{subject_id}", asked.slot, asked.name, asked.size)
    return tus.created(upload, path_for("uploads.show", siren=siren, upload_id=upload.id))


@not_returnable
@background
def listed(siren: Siren, kind: str, subject_id: str) -> ResponseReturnValue:
    """Where each file stands, for a script."""
    uploads = service().uploading.of_subject(person_id(), siren, f"{kind}:{subject_id}")
    return jsonify(files=[as_data(upload) for upload in uploads])


@takes_files
def send(siren: Siren, kind: str, subject_id: str) -> ResponseReturnValue:
    """Files of a plain form; whatever is not taken is told by its name."""
    outcomes = receive_all(siren, f"{kind}:{subject_id}", request.form.get("slot", ""))
    if any(outcome.told for outcome in outcomes):
        space = service().companies.space(person_id(), siren)
        return render_template("fichiers.html", space=space, outcomes=outcomes, back=_back(siren)), 422
    return redirect(_back(siren), 303)


def order(siren: Siren, kind: str, subject_id: str) -> ResponseReturnValue:
    """Place the pages of a document."""
    subject, slot = f"{kind}:{subject_id}", request.form.get("slot", "")
    service().uploading.reorder(person_id(), siren, subject, slot, order_asked())
    return _done(siren)


def _of_kind(kind: str, view: View) -> View:
    @wraps(view)
    def of_kind(**arguments: object) -> ResponseReturnValue:
        return view(kind=kind, **arguments)

    return of_kind


for _kind, _word in KINDS.items():
    for _method, _end, _view in (
        ("POST", "", create),
        ("GET", "", listed),
        ("POST", "/envoi", send),
        ("POST", "/ordre", order),
    ):
        _name = f"{_kind}_{_view.__name__}"
        pages.add_url_rule(f"/{_word}/<hex:subject_id>{_end}", _name, _of_kind(_kind, _view), methods=[_method])


@pages.get("/<hex:upload_id>")
@not_returnable
def show(siren: Siren, upload_id: str) -> ResponseReturnValue:
    """The file itself; to a program that sends it, how far it is."""
    if request.method == "HEAD" and "Tus-Resumable" in request.headers:
        return stand(siren=siren, upload_id=upload_id)
    return upload_response(service().upload_downloads.open(person_id(), siren, upload_id, client()))


@pages.get("/<hex:upload_id>/photographie")
def photograph(siren: Siren, upload_id: str) -> str:
    """A photograph as its copies show it, with its original to keep."""
    upload = service().upload_downloads.photograph(person_id(), siren, upload_id)
    space = service().companies.space(person_id(), siren)
    return render_template("photographie.html", space=space, upload=upload)


@pages.get("/<hex:upload_id>/copie")
@not_returnable
@background
def copy(siren: Siren, upload_id: str) -> Response:
    """What that page shows."""
    return upload_response(service().upload_downloads.show(person_id(), siren, upload_id, CopySize.DISPLAY, client()))


@pages.get("/<hex:upload_id>/vignette")
@not_returnable
@background
def thumbnail(siren: Siren, upload_id: str) -> Response:
    """The same, small, in a list: its page prolongs the session, not each of its pictures."""
    return upload_response(service().upload_downloads.show(person_id(), siren, upload_id, CopySize.THUMBNAIL, client()))


@tus.tus
def stand(siren: Siren, upload_id: str) -> Response:
    """How far a file is."""
    return tus.standing(service().uploading.show(person_id(), siren, upload_id))


@pages.patch("/<hex:upload_id>")
@takes_files
@tus.tus
def append(siren: Siren, upload_id: str) -> Response:
    """One more piece."""
    offset, content, length = tus.content()
    return tus.received(service().uploading.append(person_id(), siren, upload_id, offset, content, length))


@pages.delete("/<hex:upload_id>")
@tus.tus
def end(siren: Siren, upload_id: str) -> Response:
    """Take a file back, or stop sending it."""
    service().uploading.remove(person_id(), siren, upload_id)
    return tus.ended()


@pages.post("/<hex:upload_id>/retrait")
def remove(siren: Siren, upload_id: str) -> ResponseReturnValue:
    """Take a file back, by a plain form."""
    service().uploading.remove(person_id(), siren, upload_id)
    return _done(siren)


def _done(siren: Siren) -> ResponseReturnValue:
    return ("", 204) if wants_json() else redirect(_back(siren), 303)


def _back(siren: Siren) -> str:
    return own_target(request.form.get("next")) or path_for("companies.home", siren=siren)
