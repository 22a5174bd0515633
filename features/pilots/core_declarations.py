"""Acts upon declarations of bases, on the core."""

from collections.abc import Mapping
from datetime import date

from features.pilots.core_acts import CoreActs
from features.pilots.core_outcomes import outcome_of
from features.pilots.pilot import File, Outcome
from societaire.contracts.document import DocumentKind, DocumentUnknown
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import Declaration, Way
from societaire.identity.sessions import Client
from societaire.records.rows import PeriodRow
from societaire.values import ContractId, Siren


class CoreDeclarationActs(CoreActs):
    """Acts are calls of use cases; `start` is the first day of a period."""

    # The member's side.

    def open_declaration(self, browser: str, siren: Siren, contract: ContractId, start: date) -> Outcome:
        """The hub of a period."""

        def act() -> object:
            desk = self.service.declaring.desk(self._person(browser), siren, contract, start)
            return desk.period, [(upload.name, upload.problem) for upload in desk.lost]

        return outcome_of(act)

    def to_declare(self, browser: str, siren: Siren) -> Outcome:
        """What remains to be declared, as the home page says."""
        return outcome_of(lambda: self.service.companies.home(self._person(browser), siren).declarations)

    def begin_declaration(self, browser: str, siren: Siren, contract: ContractId, start: date, way: Way) -> Outcome:
        """Begin, or go on; what was typed is told."""

        def act() -> object:
            draft = self.service.declaring.begin(self._person(browser), siren, contract, start, way)
            return draft, tuple(draft.entries.values())

        return outcome_of(act)

    def save_declaration(self, browser: str, draft: Declaration, entries: Mapping[str, str]) -> Outcome:
        """Keep texts, from the draft as it was seen."""
        declaring = self.service.declaring
        return outcome_of(lambda: declaring.save(self._person(browser), draft.siren, draft.id, entries, draft.version))

    def send_declaration(
        self, browser: str, draft: Declaration, files: Mapping[str, str], certification: Certification
    ) -> Outcome:
        """Send, with the files that were seen."""
        declaring = self.service.declaring
        return outcome_of(
            lambda: declaring.send(self._person(browser), draft.siren, draft.id, draft.key, files, certification)
        )

    def prepare_declaration(self, browser: str, draft: Declaration) -> Outcome:
        """Leave to an administrator."""
        declaring = self.service.declaring
        return outcome_of(lambda: declaring.prepare(self._person(browser), draft.siren, draft.id, draft.version))

    def past_declarations(self, browser: str, siren: Siren, contract: ContractId) -> Outcome:
        """The history of a contract."""

        def act() -> object:
            years = self.service.declaring.history(self._person(browser), siren, contract).years
            return [(str(year.year), year.documents, tuple(year.bases.values())) for year in years]

        return outcome_of(act)

    def download_declaration(self, browser: str, siren: Siren, contract: ContractId, year: int) -> Outcome:
        """The document of a year's declaration, once there is one."""

        def act() -> File:
            person = self._person(browser)
            found = self.service.contracts.details(person, siren, contract).documents.documents
            kind = DocumentKind.DECLARATION
            document = next((one for one in found if (one.kind, one.year) == (kind, year)), None)
            if document is None:
                raise DocumentUnknown
            with self.service.contracts.download(person, siren, document.id, Client()).content() as content:
                return File(content.read(), document.media_type, document.file_name)

        return outcome_of(act)

    # The insurer's side.

    def open_period(self, staff: str, row: PeriodRow) -> Outcome:
        """Open a period."""
        return outcome_of(lambda: self.service.declaration_opening.open(row, self._staff(staff)))

    def validate_declaration(self, staff: str, number: str) -> Outcome:
        """Take a declaration."""
        return outcome_of(lambda: self.service.declaration_office.validate(number, self._staff(staff)))

    def refuse_declaration(self, staff: str, number: str, reason: str) -> Outcome:
        """Do not take it."""
        return outcome_of(lambda: self.service.declaration_office.refuse(number, reason, self._staff(staff)))

    def ask_correction(self, staff: str, number: str, reason: str, due: date) -> Outcome:
        """Ask for another one."""
        office = self.service.declaration_office
        return outcome_of(lambda: office.request_correction(number, reason, due, self._staff(staff)))

    def key_in(self, staff: str, number: str, entries: Mapping[str, str]) -> Outcome:
        """Type the figures of a scan."""
        return outcome_of(lambda: self.service.declaration_office.key_in(number, entries, self._staff(staff)))

    def export_declarations(self) -> Outcome:
        """What leaves for the insurer's records."""
        return outcome_of(lambda: tuple(line["number"] for line in self.service.declaration_export.since()))

    def pass_declaration_night(self) -> Outcome:
        """What a timer runs every night."""
        return outcome_of(lambda: tuple(self.service.declaration_upkeep.nightly()))
