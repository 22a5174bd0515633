"""Acts of the insurer's staff upon claims, on the core."""

from collections.abc import Mapping
from datetime import date, time

from features.pilots.core_acts import CoreActs
from features.pilots.core_outcomes import outcome_of
from features.pilots.pilot import File, Outcome
from societaire.claims.claim import ClaimState
from societaire.ports.claims import ClaimFilter
from societaire.values import ContactCode, Siren


class CoreClaimOfficeActs(CoreActs):
    """Acts are calls of use cases; claims are named by their numbers."""

    def listed_claims(self) -> Outcome:
        """Every claim."""
        office = self.service.claim_office
        return outcome_of(lambda: [(claim.number, company.name) for claim, company in office.listed(ClaimFilter())])

    def claim_dossier(self, number: str) -> Outcome:
        """One claim, as staff reads it."""

        def act() -> object:
            dossier = self.service.claim_office.show(number)
            entries = tuple(dossier.declaration.entries.values()) if dossier.declaration else ()
            return dossier.claim, dossier.company.name, entries, [one.text for one in dossier.messages]

        return outcome_of(act)

    def declare_claim(self, staff: str, siren: Siren, entries: Mapping[str, str]) -> Outcome:
        """Declare for a member."""
        return outcome_of(lambda: self.service.claim_office.declare(siren, entries, self._staff(staff)).receipt)

    def move_claim(self, staff: str, number: str, state: ClaimState) -> Outcome:
        """Put it in another state."""
        return outcome_of(lambda: self.service.claim_office.move(number, state, self._staff(staff)))

    def assign_claim(self, staff: str, number: str, handler: str) -> Outcome:
        """Give it to somebody."""
        return outcome_of(lambda: self.service.claim_office.assign(number, ContactCode(handler), self._staff(staff)))

    def ask_claim_document(self, staff: str, number: str, document: str, text: str) -> Outcome:
        """Ask the member for a document."""
        office = self.service.claim_office
        return outcome_of(lambda: office.request_documents(number, [document], text, None, self._staff(staff)))

    def answer_claim(self, staff: str, number: str, text: str) -> Outcome:
        """Write to the member."""
        return outcome_of(lambda: self.service.claim_office.say(number, text, self._staff(staff)))

    def export_claim(self, number: str) -> Outcome:
        """The claim in one file."""

        def act() -> File:
            name, stream = self.service.claim_export.export(number)
            return File(b"".join(stream), "application/zip", name)

        return outcome_of(act)

    def calls_to_make(self) -> Outcome:
        """What waits, soonest first."""
        waiting = self.service.calling_back.waiting
        return outcome_of(lambda: [(call.reason, call.phone, claim.number) for call, claim, _ in waiting()])

    def plan_call(self, staff: str, asked: str, day: date, start: time, end: time) -> Outcome:
        """Say when the call will come."""
        return outcome_of(lambda: self.service.calling_back.plan(asked, day, start, end, self._staff(staff)))

    def end_call(self, staff: str, asked: str, *, reached: bool) -> Outcome:
        """Say what became of it."""
        return outcome_of(lambda: self.service.calling_back.end(asked, reached=reached, actor=self._staff(staff)))

    def pass_claim_night(self) -> Outcome:
        """What a timer runs every night."""
        return outcome_of(lambda: tuple(self.service.claim_upkeep.nightly()))
