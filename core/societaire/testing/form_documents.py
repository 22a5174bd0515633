"""The papers of a declaration as texts under the looks of a PDF, for tests."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import BinaryIO

from attrs import frozen

from societaire.declarations.sheets import FormMarks, FormSheet, ReadBack, ReceiptSheet
from societaire.errors import Problem
from societaire.ports.form_documents import PageUnreadable
from societaire.uploads.kinds import kind_of
from societaire.values import ContractNumber, Siren

_FORM = b"%PDF-1.4 form\n"
_RECEIPT = b"%PDF-1.4 receipt\n"
_JOINED = b"%PDF-1.4 joined\n"
_END = b"\n%%EOF\n"


@frozen
class MemoryFormDocuments:
    """The FormDocuments port: a line of JSON between the first and the last line of a PDF."""

    def blank(self, sheet: FormSheet) -> bytes:
        """The marks of the sheet."""
        return self.completed(sheet.marks, {})

    def completed(self, marks: FormMarks, entries: Mapping[str, str]) -> bytes:
        """The same form with something typed into it."""
        told = {
            "form": marks.form,
            "version": marks.version,
            "contract": marks.contract,
            "start": marks.start.isoformat(),
            "siren": marks.siren.number,
            "entries": dict(entries),
        }
        return _FORM + json.dumps(told, sort_keys=True).encode() + _END

    def receipt(self, sheet: ReceiptSheet) -> bytes:
        """The number, the moment, the answers, the reasons, the files and the declarant."""
        sent = sheet.declaration
        told = {
            "number": sent.number,
            "sent_at": sent.sent_at.isoformat() if sent.sent_at else None,
            "siren": sheet.company.siren.number,
            "contract": sheet.contract.number,
            "period": [sheet.period.covered.start.isoformat(), sheet.period.covered.end.isoformat()],
            "due_date": sheet.due_date.isoformat(),
            "entries": dict(sent.entries),
            "reasons": dict(sent.reasons),
            "findings": [finding.key for finding in sheet.findings],
            "files": [[file.name, file.size, file.sha256] for file in sheet.files],
            "declarant": [sent.declarant_name, sent.declarant_role],
            "sent_by": sheet.sent_by,
        }
        return _RECEIPT + json.dumps(told, sort_keys=True).encode() + _END

    def read_back(self, content: BinaryIO) -> ReadBack | None:
        """What `completed` wrote."""
        content.seek(0)
        data = content.read()
        content.seek(0)
        if not data.startswith(_FORM):
            return None
        told = json.loads(data.removeprefix(_FORM).removesuffix(_END))
        marks = FormMarks(
            told["form"],
            told["version"],
            ContractNumber(told["contract"]),
            date.fromisoformat(told["start"]),
            Siren(told["siren"]),
        )
        return ReadBack(marks, {path: text for path, text in told["entries"].items() if text.strip()})

    def merge(self, pages: Sequence[BinaryIO]) -> BinaryIO:
        """The contents one after the other."""
        if not pages:
            raise ValueError(pages)
        contents = [page.read() for page in pages]
        kinds = [kind_of(content) for content in contents]
        if None in kinds:
            raise PageUnreadable(page=kinds.index(None) + 1, problem=Problem("file", "file_damaged"))
        single = len(contents) == 1 and kinds == ["pdf"]
        return BytesIO(contents[0] if single else _JOINED + b"\n".join(contents) + _END)
