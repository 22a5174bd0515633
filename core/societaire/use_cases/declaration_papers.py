"""The form of a period on paper: blank, and what it says when it comes back completed (RULES E3)."""

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import evolve, frozen

from societaire.companies.policy import Action
from societaire.declarations.declaration import Declaration, DeclarationMoved, FormNotOffered, Way
from societaire.declarations.entries import known_entries
from societaire.declarations.pieces import kept_files
from societaire.declarations.sheets import FormMarks, FormSheet, ReadBack, misplaced
from societaire.declarations.shipped import Forms
from societaire.errors import Invalid, Problem
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.form_documents import FormDocuments
from societaire.ports.storage import FileStore
from societaire.uploads.upload import FORM_SLOT, Upload
from societaire.use_cases.declaration_drafts import check_version
from societaire.use_cases.declaration_reading import Dossier, dossier_of, form_for, terms_of, visible_period
from societaire.use_cases.doorway import Doorway
from societaire.values import ContractId, PersonId, Siren, day_in_paris


@frozen
class ReturnedForm:
    """A form of ours among the files: what was typed into it, and why it does not belong here (None: it does)."""

    upload: Upload
    entries: Mapping[str, str]
    problem: Problem | None


@frozen
class DeclarationPapers:
    """Forms that leave as PDF and come back completed on a computer."""

    database: Database
    files: FileStore
    documents: FormDocuments
    clock: Clock
    forms: Forms

    def blank(self, person_id: PersonId, siren: Siren, contract_id: ContractId, start: date) -> bytes:
        """The form of the period, made for its contract.

        Raises CompanyClosedToYou, ContractUnknown, PeriodUnknown, or FormNotOffered when the contract has none.
        """
        today = day_in_paris(self.clock.now())
        with self.database.read() as kept:
            space = Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.DECLARE_BASES)
            contract, period = visible_period(kept, siren, contract_id, start, today)
            terms = terms_of(contract, period, kept.declared_bases.of_contract(siren, contract_id))
        form = form_for(contract, self.forms, period)
        if form is None:
            raise FormNotOffered(contract=contract.number)
        return self.documents.blank(FormSheet(form, space.company, contract, period, terms, space.agency))

    def returned(self, person_id: PersonId, siren: Siren, declaration_id: str) -> ReturnedForm | None:
        """The form of ours that was given for a draft; None when what was given is none.

        Raises CompanyClosedToYou, DeclarationUnknown, or InspectorBusy.
        """
        with self.database.read() as kept:
            Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.DECLARE_BASES)
            dossier = dossier_of(kept, siren, declaration_id, self.forms)
        return next(returned_forms(dossier, self.files, self.documents, self.forms), None)

    def take_back(self, person_id: PersonId, siren: Siren, declaration_id: str, version: int) -> Declaration | None:
        """Take what was typed into the form as if it had been typed here; None when there is no such form.

        Raises as `returned`, Invalid for a form that does not belong here, DeclarationMoved once it was sent,
        DraftChanged (by, at, version) when somebody wrote since that version.
        """
        returned = self.returned(person_id, siren, declaration_id)
        if returned is None:
            return None
        if returned.problem:
            raise Invalid([returned.problem])
        with self.database.write() as unit:
            dossier = dossier_of(unit, siren, declaration_id, self.forms)
            draft, form = dossier.declaration, form_for(dossier.contract, self.forms, dossier.period)
            if not draft.is_open or form is None:
                raise DeclarationMoved(state=draft.state.value)
            check_version(unit, draft, version)
            entries = known_entries(form, returned.entries)
            written = draft.written(entries, draft.reasons, person_id, self.clock.now())
            taken = evolve(written, way=Way.FORM_FILE, form=form.code, form_version=form.version)
            unit.declarations.save(taken)
            unit.commit()
        return evolve(taken, version=taken.version + 1)


def returned_forms(
    dossier: Dossier, files: FileStore, documents: FormDocuments, forms: Forms
) -> Iterator[ReturnedForm]:
    """The forms of ours among the files given as the completed form."""
    expected = _expected(dossier, forms)
    for upload in kept_files(dossier.uploads):
        if upload.slot == FORM_SLOT and upload.format == "pdf" and upload.file_key:
            with files.open(upload.file_key) as content:
                read = documents.read_back(content)
            if read:
                yield ReturnedForm(upload, read.entries, _problem(read, expected))


def _problem(read: ReadBack, expected: FormMarks | None) -> Problem | None:
    return misplaced(read.marks, expected) if expected else Problem("file", "form_of_another_kind")


def _expected(dossier: Dossier, forms: Forms) -> FormMarks | None:
    contract, period = dossier.contract, dossier.period
    form = form_for(contract, forms, period)
    return FormMarks(form.code, form.version, contract.number, period.covered.start, contract.siren) if form else None
