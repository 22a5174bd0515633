"""The tus protocol, 1.0: files in pieces, each of which begins where the last one ended (https://tus.io)."""

import base64
import binascii
import hashlib
from collections.abc import Callable
from email.utils import format_datetime
from functools import wraps
from hmac import compare_digest
from typing import Any, BinaryIO, cast

from attrs import frozen
from flask import Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from societaire.errors import Conflict, Invalid
from societaire.uploads.upload import Upload, UploadState
from societaire_web.context import service
from societaire_wording.catalogue import problem

VERSION = "1.0.0"
PIECE_TYPE = "application/offset+octet-stream"
ALGORITHMS = ("sha1", "sha256")
"""The first one is what the protocol asks every server for."""
_TOO_LARGE = frozenset({"file_too_large", "file_longer", "files_too_heavy"})
_DAMAGED = 460
_LONGEST_NUMBER = 15
View = Callable[..., ResponseReturnValue]


class UploadDamaged(Conflict):
    """A piece is not what its checksum says: nothing of it was kept."""

    code = "upload_damaged"


@frozen
class Announced:
    """A file about to be sent."""

    slot: str
    name: str
    size: int


def tus(view: View) -> View:
    """A view that speaks tus: refuses another version, and answers by the protocol's own statuses."""

    @wraps(view)
    def wrapped(**arguments: object) -> ResponseReturnValue:
        if request.headers.get("Tus-Resumable") != VERSION:
            return _told(412, "")
        try:
            return view(**arguments)
        except UploadDamaged:
            return _told(_DAMAGED, "")
        except Invalid as error:
            status = 413 if any(found.code in _TOO_LARGE for found in error.problems) else 422
            return _told(status, "\n".join(map(problem, error.problems)))

    return wrapped


def announced() -> Announced:
    """What a creation says of its file; a size that is no number, or left for later, is a fault."""
    size = _number("Upload-Length")
    if size is None:
        abort(400)
    given = _metadata()
    return Announced(given.get("slot", ""), given.get("filename", ""), size)


def content() -> tuple[int, BinaryIO, int | None]:
    """Where a piece begins, the piece, and how long it says it is."""
    if request.mimetype != PIECE_TYPE:
        abort(415)
    offset = _number("Upload-Offset")
    if offset is None:
        abort(400)
    checksum = request.headers.get("Upload-Checksum", "")
    length = request.content_length
    stream = cast(BinaryIO, request.stream if length is None else _Bounded(request.environ["wsgi.input"], length))
    return offset, _checked(stream, checksum) if checksum else stream, length


def created(upload: Upload, location: str) -> Response:
    """Where the file's pieces go."""
    response = _progress(201, upload)
    response.headers["Location"] = location
    return response


def standing(upload: Upload) -> Response:
    """How far a file is."""
    response = _progress(200, upload)
    response.headers["Upload-Length"] = str(upload.size)
    return response


def received(upload: Upload) -> Response:
    """How far a file is after a piece; the last one of a refused file tells why it is."""
    if upload.state is UploadState.REFUSED and upload.problem:
        response = _told(422, problem(upload.problem))
        response.headers["Upload-Offset"] = str(upload.offset)
        return response
    return _progress(204, upload)


def ended() -> Response:
    """The file is taken back."""
    return _told(204, "")


def _progress(status: int, upload: Upload) -> Response:
    response = _told(status, "")
    response.headers["Upload-Offset"] = str(upload.offset)
    if not upload.is_whole:
        over = upload.created_at + service().limits.unfinished_upload
        response.headers["Upload-Expires"] = format_datetime(over, usegmt=True)
    return response


def _told(status: int, text: str) -> Response:
    response = make_response(text, status)
    response.mimetype = "text/plain"
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Tus-Version"] = VERSION
    response.headers["Tus-Extension"] = "creation,checksum,expiration,termination"
    response.headers["Tus-Checksum-Algorithm"] = ",".join(ALGORITHMS)
    response.headers["Tus-Max-Size"] = str(service().limits.file_bytes)
    return response


def _number(header: str) -> int | None:
    text = request.headers.get(header, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def _metadata() -> dict[str, str]:
    found = {}
    for pair in filter(None, map(str.strip, request.headers.get("Upload-Metadata", "").split(","))):
        name, _, text = pair.partition(" ")
        try:
            found[name] = base64.b64decode(text, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            abort(400)
    return found


def _checked(stream: BinaryIO, checksum: str) -> BinaryIO:
    algorithm, _, expected = checksum.partition(" ")
    if algorithm not in ALGORITHMS:
        abort(400)
    try:
        return cast(BinaryIO, _Checked(stream, algorithm, base64.b64decode(expected, validate=True)))
    except binascii.Error:
        abort(400)


class _Bounded:
    """A body of known length, read from the server itself: Flask's own reader copies every byte twice more."""

    def __init__(self, stream: Any, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int = -1, /) -> bytes:
        """Some of it; raises ConnectionError at an end that comes too soon."""
        wanted = self._left if size < 0 else min(size, self._left)
        piece: bytes = self._stream.read(wanted) if wanted else b""
        if wanted and not piece:
            raise ConnectionError("cut")
        self._left -= len(piece)
        return piece


class _Checked:
    """A piece that is all there or not at all."""

    def __init__(self, stream: BinaryIO, algorithm: str, expected: bytes) -> None:
        self._stream, self._expected = stream, expected
        self._digest: Any = hashlib.new(algorithm, usedforsecurity=False)

    def read(self, size: int = -1, /) -> bytes:
        """Some of it; raises UploadDamaged at an end that is not the right one."""
        try:
            piece = self._stream.read(size)
        except Exception as error:
            # Servers have no common kind of error for a body that ends too soon.
            raise UploadDamaged() from error
        self._digest.update(piece)
        if not piece and not compare_digest(self._digest.digest(), self._expected):
            raise UploadDamaged()
        return piece
