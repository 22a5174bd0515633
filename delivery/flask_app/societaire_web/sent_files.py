"""Files as a plain form brings them, and as a script is told of them."""

from typing import Any, BinaryIO, cast

from attrs import frozen
from flask import request
from werkzeug.datastructures import FileStorage

from societaire.errors import Invalid, Problem
from societaire.uploads.names import shown_name
from societaire.uploads.upload import Upload, UploadState
from societaire.values import Siren
from societaire_web.addresses import path_for
from societaire_web.context import person_id, service
from societaire_wording.catalogue import problem
from societaire_wording.upload_codes import upload_state


@frozen
class Outcome:
    """What became of one file of a form: nothing to say of it, or why it was not taken."""

    name: str
    told: tuple[str, ...] = ()


def receive_all(siren: Siren, subject: str, slot: str) -> list[Outcome]:
    """Take every file of the form, one after the other: those that are good stay, whatever is wrong with others."""
    files = [file for file in request.files.getlist("file") if file.filename or _size(file)]
    if not files:
        return [Outcome("", (problem(Problem("file", "file_missing_in_form")),))]
    return [_received(siren, subject, slot, file) for file in files]


def as_data(upload: Upload) -> dict[str, Any]:
    """A file as a script shows it."""
    at = {"siren": upload.siren, "upload_id": upload.id}
    address, pictured = path_for("uploads.show", **at), is_pictured(upload)
    return {
        "id": upload.id,
        "slot": upload.slot,
        "name": upload.name,
        "size": upload.size,
        "offset": upload.offset,
        "state": upload.state,
        "whole": upload.is_whole,
        "told": upload_state(upload),
        "why": problem(upload.problem) if upload.problem else "",
        "address": address,
        "download": address if upload.file_key else "",
        "photograph": path_for("uploads.photograph", **at) if pictured else "",
        "thumbnail": path_for("uploads.thumbnail", **at) if pictured else "",
    }


def is_pictured(upload: Upload) -> bool:
    """Whether there are copies of a photograph that whoever asks may see."""
    return upload.copies is not None and upload.may_be_had_by(person_id())


def order_asked() -> list[str]:
    """The files of the form as placed, the one that `up` or `down` names moved by one place."""
    ids = list(dict.fromkeys(request.form.getlist("file")))
    up, down = request.form.get("up", ""), request.form.get("down", "")
    if up in ids[1:]:
        _swap(ids, ids.index(up) - 1)
    elif down in ids[:-1]:
        _swap(ids, ids.index(down))
    return ids


def _swap(ids: list[str], at: int) -> None:
    ids[at], ids[at + 1] = ids[at + 1], ids[at]


def _received(siren: Siren, subject: str, slot: str, file: FileStorage) -> Outcome:
    name = file.filename or ""
    try:
        content = cast(BinaryIO, file.stream)
        upload = service().uploading.receive_whole(person_id(), siren, subject, slot, name, content, _size(file))
    except Invalid as error:
        return Outcome(shown_name(name), tuple(map(problem, error.problems)))
    refused = upload.problem if upload.state is UploadState.REFUSED else None
    return Outcome(upload.name, (problem(refused),) if refused else ())


def _size(file: FileStorage) -> int:
    size = file.stream.seek(0, 2)
    file.stream.seek(0)
    return size
