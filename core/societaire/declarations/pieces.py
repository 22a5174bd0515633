"""The files of a declaration: which ones are awaited, and what exactly was sent (RULES E5)."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256

from societaire.declarations.declaration import Declaration, FilesChanged, Way
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Severity
from societaire.declarations.periods import DeclarationPeriod
from societaire.uploads.upload import FORM_SLOT, Upload, UploadState, check_judged

DOCUMENTS = "documents"
"""The first part of the path of a requested document: `documents.tax_return`."""


def kept_files(uploads: Iterable[Upload]) -> tuple[Upload, ...]:
    """Those that go with the declaration, the form's pages first, each slot in its order."""
    found = [upload for upload in uploads if upload.is_kept]
    return tuple(sorted(found, key=lambda one: (one.slot != FORM_SLOT, one.slot, one.order, one.created_at, one.id)))


def file_findings(
    declaration: Declaration, period: DeclarationPeriod, uploads: Collection[Upload], given: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What is missing among the files; `given` are the slots that a former declaration of the period filled.

    A document that is still missing asks for a reason and blocks nothing: the letter asked, the law does not.
    """
    return tuple(_file_findings(declaration, period, uploads, given))


def check_files(uploads: Iterable[Upload], expected: Mapping[str, str]) -> None:
    """Raise FilesChanged unless the kept files, by id, are those with these SHA-256; FileBeingJudged before that."""
    uploads = tuple(uploads)
    check_judged(uploads)
    if {upload.id: upload.sha256 for upload in uploads if upload.is_kept} != dict(expected):
        raise FilesChanged()


def content_digest(declaration: Declaration, uploads: Iterable[Upload]) -> str:
    """SHA-256 of what is sent: texts, reasons, who declares, and every file by its own SHA-256."""
    sent = [
        declaration.contract,
        declaration.start.isoformat(),
        declaration.sequence,
        declaration.way,
        [declaration.form, declaration.form_version],
        sorted(declaration.entries.items()),
        sorted(declaration.reasons.items()),
        [declaration.declarant_name, declaration.declarant_role],
        [[upload.slot, upload.name, upload.sha256] for upload in kept_files(uploads)],
    ]
    return sha256(json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _file_findings(
    declaration: Declaration, period: DeclarationPeriod, uploads: Collection[Upload], given: Collection[str]
) -> Iterator[Finding]:
    filled = {upload.slot for upload in uploads if upload.is_kept}
    if declaration.way is Way.SCAN and FORM_SLOT not in filled:
        yield Finding("form_missing", Severity.ERROR, (FORM_SLOT,))
    for name in period.requested_documents:
        if name not in filled and name not in given:
            yield Finding("document_missing", Severity.WARNING, (f"{DOCUMENTS}.{name}",), (("document", name),))
    if any(upload.state is UploadState.RECEIVING for upload in uploads):
        yield Finding("upload_unfinished", Severity.INFORMATION, (DOCUMENTS,))
