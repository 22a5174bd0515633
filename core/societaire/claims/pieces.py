"""What leaves with a claim: its files exactly as they were seen, and the digest of all that was sent (RULES H3)."""

import json
from collections.abc import Mapping
from hashlib import sha256

from societaire.claims.declaring import ClaimDeclaration, ClaimFilesChanged, SentFile
from societaire.uploads.upload import Upload, check_judged


def checked_files(uploads: tuple[Upload, ...], expected: Mapping[str, str]) -> tuple[SentFile, ...]:
    """The kept files as they leave, in the order of their slots; `expected` is the SHA-256 by upload that was seen.

    Raises FileBeingJudged while a file waits for its verdict, ClaimFilesChanged when the two differ.
    """
    check_judged(uploads)
    kept = {upload.id: upload for upload in uploads if upload.is_kept}
    for upload_id, digest in expected.items():
        found = kept.get(upload_id)
        if found is None or found.sha256 != digest:
            raise ClaimFilesChanged(name=found.name if found else upload_id[:8])
    extra = next((upload for upload in kept.values() if upload.id not in expected), None)
    if extra is not None:
        raise ClaimFilesChanged(name=extra.name)
    return tuple(
        SentFile(upload.id, upload.slot, upload.name, upload.size, upload.sha256 or "")
        for upload in sorted(kept.values(), key=lambda one: (one.slot, one.order, one.created_at, one.id))
    )


def content_digest(sent: ClaimDeclaration) -> str:
    """SHA-256 of what was sent: answers, what comes later, and every file by its own SHA-256."""
    told = [
        [sent.tree, sent.tree_version],
        sorted(sent.entries.items()),
        sorted(sent.later),
        [[file.document, file.name, file.sha256] for file in sent.files],
    ]
    return sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
