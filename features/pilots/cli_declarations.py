"""Acts upon declarations of bases, through the command line: those of the insurer's staff."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from features.pilots.core_declarations import CoreDeclarationActs
from features.pilots.pilot import Outcome
from societaire.records.rows import PeriodRow
from societaire_cli.commands.declarations import DOCUMENTS


class CliDeclarationActs(CoreDeclarationActs):
    """Commands typed."""

    if TYPE_CHECKING:

        def _type(self, *arguments: str) -> Outcome: ...

    def open_period(self, staff: str, row: PeriodRow) -> Outcome:
        days = ("--start", row.start.isoformat(), "--end", row.end.isoformat(), "--due", row.due_date.isoformat())
        names = {document: name for name, document in DOCUMENTS.items()}
        documents = [part for each in row.requested_documents or () for part in ("--document", names[each])]
        return self._type("declarations", "open", row.contract, *days, *documents, "--as", staff)

    def validate_declaration(self, staff: str, number: str) -> Outcome:
        return self._type("declarations", "validate", number, "--as", staff)

    def refuse_declaration(self, staff: str, number: str, reason: str) -> Outcome:
        return self._type("declarations", "refuse", number, "--reason", reason, "--as", staff)

    def ask_correction(self, staff: str, number: str, reason: str, due: date) -> Outcome:
        told = ("--reason", reason, "--due", due.isoformat())
        return self._type("declarations", "request-correction", number, *told, "--as", staff)

    def key_in(self, staff: str, number: str, entries: Mapping[str, str]) -> Outcome:
        typed = [part for path, text in entries.items() for part in ("--set", f"{path}={text}")]
        return self._type("declarations", "key-in", number, *typed, "--as", staff)

    def export_declarations(self) -> Outcome:
        return self._type("declarations", "export", "--format", "jsonl")
