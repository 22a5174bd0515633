"""Acts of the insurer's staff upon claims, through the command line."""

import json
import tempfile
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from features.pilots.core_claim_office import CoreClaimOfficeActs
from features.pilots.pilot import File, Outcome
from features.pilots.told import ToldOutcome
from societaire.claims.claim import ClaimState
from societaire.values import Siren
from societaire_wording.claim_labels import STATE_CODES

_WORDS = {state: word for word, state in STATE_CODES.items()}


class CliClaimActs(CoreClaimOfficeActs):
    """Commands typed."""

    if TYPE_CHECKING:

        def _type(self, *arguments: str) -> ToldOutcome: ...

    def listed_claims(self) -> Outcome:
        return self._type("claims", "list")

    def claim_dossier(self, number: str) -> Outcome:
        return self._type("claims", "show", number)

    def declare_claim(self, staff: str, siren: Siren, entries: Mapping[str, str]) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "reponses.json"
            file.write_text(json.dumps(dict(entries)), encoding="utf-8")
            return self._type("claims", "declare", str(siren), str(file), "--as", staff)

    def move_claim(self, staff: str, number: str, state: ClaimState) -> Outcome:
        return self._type("claims", "status", number, _WORDS[state], "--as", staff)

    def assign_claim(self, staff: str, number: str, handler: str) -> Outcome:
        return self._type("claims", "assign", number, handler, "--as", staff)

    def ask_claim_document(self, staff: str, number: str, document: str, text: str) -> Outcome:
        return self._type("claims", "request-documents", number, document, "--note", text, "--as", staff)

    def answer_claim(self, staff: str, number: str, text: str) -> Outcome:
        return self._type("claims", "message", number, text, "--as", staff)

    def export_claim(self, number: str) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "sinistre.zip"
            told = self._type("claims", "export", number, "--to", str(target))
            if told.is_refused:
                return told
            return ToldOutcome(told.text, file=File(target.read_bytes(), "application/zip", target.name))

    def calls_to_make(self) -> Outcome:
        return self._type("callbacks", "list")

    def plan_call(self, staff: str, asked: str, day: date, start: time, end: time) -> Outcome:
        hours = (f"{start:%H:%M}", f"{end:%H:%M}")
        return self._type("callbacks", "plan", asked, day.isoformat(), *hours, "--as", staff)

    def end_call(self, staff: str, asked: str, *, reached: bool) -> Outcome:
        options = () if reached else ("--missed",)
        return self._type("callbacks", "done", asked, *options, "--as", staff)
