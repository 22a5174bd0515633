"""What the papers of a declaration are made of: the blank form, the receipt, and what a completed form tells back."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from societaire.companies.company import Company
from societaire.contracts.agency import Agency
from societaire.contracts.contract import Contract
from societaire.declarations.declaration import Declaration
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Form
from societaire.declarations.periods import DeclarationPeriod
from societaire.declarations.terms import Terms
from societaire.errors import Problem
from societaire.uploads.upload import Upload
from societaire.values import ContractNumber, Siren


@frozen
class FormMarks:
    """What a form made here carries unseen, so that it is recognised when it comes back."""

    form: str
    version: int
    contract: ContractNumber
    start: date
    siren: Siren


@frozen
class FormSheet:
    """A form to be completed for one contract and period; `terms` give last year's figures, shown beside."""

    form: Form
    company: Company
    contract: Contract
    period: DeclarationPeriod
    terms: Terms
    agency: Agency | None = None

    @property
    def marks(self) -> FormMarks:
        """What the form will be recognised by."""
        return FormMarks(
            self.form.code, self.form.version, self.contract.number, self.period.covered.start, self.company.siren
        )


@frozen
class ReceiptSheet:
    """Exactly what was sent; `findings` hold at that moment, `sent_by` is the name of the person signed in.

    `form` is None for a scan of a contract that has none; `due_date` is the correction's where one was asked for.
    """

    declaration: Declaration
    form: Form | None
    company: Company
    contract: Contract
    period: DeclarationPeriod
    due_date: date
    findings: tuple[Finding, ...] = ()
    files: tuple[Upload, ...] = ()
    sent_by: str = ""


@frozen
class ReadBack:
    """A completed form of ours, as read: whose it is, and the texts typed into it by path (empty ones left out)."""

    marks: FormMarks
    entries: Mapping[str, str]


def misplaced(marks: FormMarks, expected: FormMarks) -> Problem | None:
    """Why a completed form does not belong where it was given; None when it does.

    Problems are of the field `file`: form_of_another_company, form_of_another_contract, form_of_another_period,
    form_of_another_kind (another form, or another version of it).
    """
    if marks.siren != expected.siren:
        return Problem("file", "form_of_another_company")
    if marks.contract != expected.contract:
        return Problem.of("file", "form_of_another_contract", number=expected.contract)
    if marks.start != expected.start:
        return Problem("file", "form_of_another_period")
    if (marks.form, marks.version) != (expected.form, expected.version):
        return Problem("file", "form_of_another_kind")
    return None
