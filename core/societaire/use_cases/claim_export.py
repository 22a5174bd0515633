"""One claim in one file, for the insurer's own software: what was answered, every file, the receipt."""

import json
from collections.abc import Iterator
from io import BytesIO

from attrs import asdict, frozen

from societaire.claims.reading import written_fact
from societaire.contracts.document import safe_name
from societaire.ports.archive import ArchiveEntry, Archiver
from societaire.ports.storage import FileMissing, FileStore
from societaire.uploads.kinds import named
from societaire.use_cases.claim_office import ClaimDossier, ClaimOffice
from societaire.use_cases.claim_reading import ClaimRules, understood
from societaire.values import day_in_paris


@frozen
class ClaimExport:
    """Puts a claim together as it is read, in bounded memory."""

    office: ClaimOffice
    files: FileStore
    archiver: Archiver
    rules: ClaimRules

    def export(self, name: str) -> tuple[str, Iterator[bytes]]:
        """The archive's name and its bytes as they come; raises ClaimUnknown.

        `sinistre.json` holds the answers by path with the tree's code and version, the facts that could be read, what
        was said and asked; a file that can't be found is told inside rather than left out in silence.
        """
        dossier = self.office.show(name)
        return f"{safe_name(dossier.claim.number)}.zip", self.archiver.stream(self._entries(dossier))

    def _entries(self, dossier: ClaimDossier) -> Iterator[ArchiveEntry]:
        claim, declaration = dossier.claim, dossier.declaration
        dated = claim.declared_on
        told = json.dumps(self._told(dossier), ensure_ascii=False, indent=2, default=str).encode()
        yield ArchiveEntry("sinistre.json", BytesIO(told), dated)
        if declaration and declaration.receipt_key:
            yield self._entry(f"recepisse-{declaration.receipt}.pdf", declaration.receipt_key, dossier)
        for number, upload in enumerate((one for one in dossier.uploads if one.is_kept), start=1):
            shown = safe_name(named(upload.name, upload.format or ""))
            entry = self._entry(f"{safe_name(upload.slot)}/{number:02}-{shown}", upload.file_key or "", dossier)
            yield ArchiveEntry(entry.name, entry.content, day_in_paris(upload.created_at))

    def _entry(self, name: str, key: str, dossier: ClaimDossier) -> ArchiveEntry:
        try:
            return ArchiveEntry(name, self.files.open(key), dossier.claim.declared_on)
        except FileMissing:
            return ArchiveEntry(name, None, dossier.claim.declared_on)

    def _told(self, dossier: ClaimDossier) -> dict[str, object]:
        claim, declaration = dossier.claim, dossier.declaration
        found: dict[str, object] = {
            "version": 1,
            "number": claim.number,
            "receipt": claim.receipt,
            "siren": str(claim.siren),
            "contract": claim.contract,
            "cause": claim.cause,
            "state": claim.state.value,
            "occurred_on": claim.occurred_on,
            "declared_on": claim.declared_on,
            "handler": claim.handler,
            "messages": [_plain(asdict(one, recurse=False)) for one in dossier.messages],
            "requests": [_plain(asdict(one, recurse=False)) for one in dossier.requests],
            "files": [
                {
                    "document": one.slot,
                    "name": one.name,
                    "size": one.size,
                    "sha256": one.sha256,
                    "state": one.state.value,
                    "scanned_at": one.scanned_at,
                }
                for one in dossier.uploads
            ],
        }
        if declaration:
            read = understood(self.rules, declaration, (), (), declaration.sent_at or declaration.begun_at)
            found["declaration"] = {
                "tree": declaration.tree,
                "tree_version": declaration.tree_version,
                "answers": dict(declaration.entries),
                "facts": {path: written_fact(fact) for path, fact in read.facts.items()},
                "later": sorted(declaration.later),
                "sent_at": declaration.sent_at,
                "sent_by": declaration.sent_by,
                "staff": declaration.staff,
                "files": [asdict(file) for file in declaration.files],
                "receipt_sha256": declaration.receipt_sha256,
            }
        return found


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {name: str(value) if name == "siren" else value for name, value in values.items()}
