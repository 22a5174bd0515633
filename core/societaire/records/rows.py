"""One class per file of the export, its values checked one by one; links between rows are checked by the import.

Rows are plain tuples: an export holds millions, and the database takes them as they are. None leaves the stored value
as it is (docs/import.md).
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from societaire.claims.claim import ClaimState
from societaire.companies.access import Profile
from societaire.companies.company import CompanyStatus
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.contracts.document import DocumentKind
from societaire.records.codes import FormKind, Heading, RequestedDocument


class RecordKind(StrEnum):
    """What a row is about, in the order in which files are read: a row refers to earlier kinds only."""

    AGENCY = "agency"
    CONTACT = "contact"
    COMPANY = "company"
    PERSON = "person"
    ACCESS = "access"
    CONTRACT = "contract"
    DOCUMENT = "document"
    PERIOD = "period"
    BASE = "base"
    CLAIM = "claim"


class AgencyRow(NamedTuple):
    """A local agency; key: code."""

    code: str
    name: str
    phone: str
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    email: str | None = None
    hours: str | None = None


class ContactRow(NamedTuple):
    """A contact at the insurer; key: code."""

    code: str
    first_name: str
    last_name: str
    agency: str
    role: str | None = None
    phone: str | None = None
    email: str | None = None


class CompanyRow(NamedTuple):
    """A member company; key: siren."""

    siren: str
    name: str
    status: CompanyStatus
    agency: str
    contact: str | None = None
    legal_form: str | None = None
    siret: str | None = None
    naf: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    phone: str | None = None
    email: str | None = None


class PersonRow(NamedTuple):
    """A person; key: the insurer's code; `email` is normalised."""

    code: str
    email: str
    last_name: str
    first_name: str
    civility: str | None = None
    birth_date: date | None = None
    phone: str | None = None


class AccessRow(NamedTuple):
    """A person's access to a company; key: person code and siren."""

    person: str
    siren: str
    profile: Profile


class ContractRow(NamedTuple):
    """A contract; key: number."""

    number: str
    siren: str
    product: str
    label: str
    status: ContractStatus
    start_date: date
    premium_mode: PremiumMode
    end_date: date | None = None
    online_form: bool | None = None
    form: FormKind | None = None
    agency: str | None = None
    contact: str | None = None
    activities: tuple[str, ...] | None = None
    operation_limit: Decimal | None = None
    works_contract_limit: Decimal | None = None
    deductible: Decimal | None = None
    ccrd: bool | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None


class DocumentRow(NamedTuple):
    """A document; key: reference; `file` names its content under the export's folder of files."""

    reference: str
    contract: str
    kind: DocumentKind
    year: int
    file: str
    published_on: date
    label: str | None = None
    period_start: date | None = None
    period_end: date | None = None

    @property
    def format(self) -> str:
        """What the name says that the content is; a row comes this far only when the content agrees."""
        ending = self.file.rpartition(".")[2].lower()
        return "jpeg" if ending == "jpg" else ending


class PeriodRow(NamedTuple):
    """A declaration period of a contract; key: contract and start; without letter date it is not opened yet."""

    contract: str
    start: date
    end: date
    due_date: date
    letter_date: date | None = None
    requested_documents: tuple[RequestedDocument, ...] | None = None


class BaseRow(NamedTuple):
    """A base declared in a past year; key: contract, year, heading, activity ('' when none)."""

    contract: str
    year: int
    heading: Heading
    activity: str
    amount: Decimal


class ClaimRow(NamedTuple):
    """A claim in the insurer's records; key: number."""

    number: str
    contract: str
    cause: str
    occurred_on: date
    declared_on: date
    state: ClaimState
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    handler: str | None = None
    receipt: str | None = None


Row = (
    AgencyRow
    | ContactRow
    | CompanyRow
    | PersonRow
    | AccessRow
    | ContractRow
    | DocumentRow
    | PeriodRow
    | BaseRow
    | ClaimRow
)

ROWS: dict[RecordKind, type[Row]] = {
    RecordKind.AGENCY: AgencyRow,
    RecordKind.CONTACT: ContactRow,
    RecordKind.COMPANY: CompanyRow,
    RecordKind.PERSON: PersonRow,
    RecordKind.ACCESS: AccessRow,
    RecordKind.CONTRACT: ContractRow,
    RecordKind.DOCUMENT: DocumentRow,
    RecordKind.PERIOD: PeriodRow,
    RecordKind.BASE: BaseRow,
    RecordKind.CLAIM: ClaimRow,
}

KEY_FIELDS: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.AGENCY: ("code",),
    RecordKind.CONTACT: ("code",),
    RecordKind.COMPANY: ("siren",),
    RecordKind.PERSON: ("code",),
    RecordKind.ACCESS: ("person", "siren"),
    RecordKind.CONTRACT: ("number",),
    RecordKind.DOCUMENT: ("reference",),
    RecordKind.PERIOD: ("contract", "start"),
    RecordKind.BASE: ("contract", "year", "heading", "activity"),
    RecordKind.CLAIM: ("number",),
}
"""What makes two rows speak of the same thing."""


def key_of(kind: RecordKind, row: Row) -> str:
    """The row's natural key, its parts joined by `|`."""
    return "|".join(str(getattr(row, name)) for name in KEY_FIELDS[kind])
