"""Files sent in bounded memory, as files to keep and never as pages to run."""

import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO
from urllib.parse import quote

from flask import Response, request

from societaire.uploads.kinds import MEDIA_TYPES
from societaire.use_cases.contracts import Archive, Download
from societaire.use_cases.upload_downloads import UploadDownload
from societaire_web.context import config
from societaire_web.headers import DOCUMENT_POLICY

PIECE = 256 * 1024


class Pieces:
    """A content read piece by piece; the server closes it, whether it was read to its end or not."""

    def __init__(self, content: BinaryIO) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self._content.read(PIECE), b"")

    def close(self) -> None:
        """Give the file back."""
        self._content.close()


def document_response(download: Download) -> Response:
    """The document, or for a proxy that serves files itself, where it lies; raises DocumentUnavailable."""
    document, prefix = download.document, config().accel_prefix
    if prefix:
        response = Response(mimetype=document.media_type)
        response.headers["X-Accel-Redirect"] = f"{prefix.rstrip('/')}/{document.file_key}"
    else:
        response = Response(Pieces(download.content()), mimetype=document.media_type)
        response.content_length = document.file_size
    return to_keep(response, document.file_name)


def content_response(content: BinaryIO, name: str, size: int | None = None) -> Response:
    """A PDF that is no document of a contract."""
    response = Response(Pieces(content), mimetype="application/pdf")
    if size is not None:
        response.content_length = size
    return to_keep(response, name)


def upload_response(download: UploadDownload) -> Response:
    """A file that a member sent, or a copy of it; raises DocumentUnavailable."""
    media_type, prefix = MEDIA_TYPES[download.format], config().accel_prefix
    if prefix:
        response = Response(mimetype=media_type)
        response.headers["X-Accel-Redirect"] = f"{prefix.rstrip('/')}/{download.file_key}"
    else:
        response = Response(Pieces(download.content()), mimetype=media_type)
        response.content_length = download.size
    return to_keep(response, download.file_name)


def archive_response(archive: Archive) -> Response:
    """The archive as it is made; its first bytes are made before anything is sent, so that an outage is told."""
    stream = archive.stream
    first = b"" if request.method == "HEAD" else next(stream, b"")
    return to_keep(Response(_Resumed(first, stream), mimetype="application/zip"), archive.file_name)


class _Resumed:
    def __init__(self, first: bytes, rest: Iterator[bytes]) -> None:
        self._first, self._rest = first, rest

    def __iter__(self) -> Iterator[bytes]:
        return chain((self._first,), self._rest)

    def close(self) -> None:
        close = getattr(self._rest, "close", None)
        if close:
            close()


def disposition(name: str) -> str:
    """`attachment` with the name twice: plain letters for old programs, the true one beside (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(c if c.isalnum() or c in "-_. " else "_" for c in plain).strip() or "document"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def to_keep(response: Response, name: str) -> Response:
    """The response as a file under that name, which no browser opens as a page."""
    response.headers["Content-Disposition"] = disposition(name)
    response.headers["Content-Security-Policy"] = DOCUMENT_POLICY
    response.headers["Accept-Ranges"] = "none"
    return response
