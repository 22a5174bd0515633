"""What the conformance tests of a database share: how rows get in, and who is in them."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from attrs import frozen

from societaire.companies.access import Access, AccessState, Profile
from societaire.companies.company import Company, CompanyStatus
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.contracts.document import Document, DocumentFilter, DocumentKind
from societaire.identity.person import Person
from societaire.ports.database import Database
from societaire.ports.records import Batch
from societaire.ports.storage import StoredFile, file_key
from societaire.records.rows import AgencyRow, CompanyRow, ContactRow, ContractRow, DocumentRow, RecordKind, Row
from societaire.testing.clock import FixedClock
from societaire.values import ContractNumber, Email, PersonId, Siren

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRST_PAGE = 1
_CONTENT = "0" * 64


def siren(number: int) -> Siren:
    """The valid SIREN that begins with those digits, on eight places."""
    digits = f"{number:08}"
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(digits)]
    key = -sum(value - 9 if value > 9 else value for value in doubled) % 10
    return Siren(f"{digits}{key}")


def person_id(number: int) -> PersonId:
    """Thirty-two hexadecimal digits."""
    return PersonId(f"{number:032x}")


@frozen
class World:
    """Puts companies, contracts, documents, persons and accesses in, and returns them as they are read back."""

    database: Database

    def load(self, kind: RecordKind, rows: Sequence[Row], files: dict[str, StoredFile] | None = None) -> None:
        """As an import does."""
        with self.database.write() as unit:
            unit.records.apply(Batch("world", kind, rows, files or {}))
            unit.commit()

    def company(self, number: int = 1, name: str = "Maçonnerie Martin") -> Company:
        """A company of agency A1, whose contact is C1."""
        self.load(RecordKind.AGENCY, [AgencyRow("A1", "Agence de Lyon", "0400000000", city="Lyon")])
        self.load(RecordKind.CONTACT, [ContactRow("C1", "Anne", "Petit", "A1", role="Chargée de clientèle")])
        self.load(
            RecordKind.COMPANY,
            [CompanyRow(str(siren(number)), name, CompanyStatus.ACTIVE, "A1", contact="C1", city="Lyon")],
        )
        with self.database.read() as kept:
            company = kept.companies.get(siren(number))
        assert company is not None
        return company

    def contract(
        self, company: Company, number: str = "K1", status: ContractStatus = ContractStatus.ACTIVE
    ) -> Contract:
        """A contract of a company."""
        row = ContractRow(
            number, str(company.siren), "RCD", "Décennale", status, date(2020, 1, 1), PremiumMode.ON_BASES
        )
        self.load(RecordKind.CONTRACT, [row])
        return self.find_contract(number)

    def find_contract(self, number: str) -> Contract:
        """The contract of a number."""
        with self.database.read() as kept:
            contract = kept.contracts.by_number(ContractNumber(number))
        assert contract is not None
        return contract

    def document(
        self,
        contract: Contract,
        reference: str,
        year: int = 2026,
        kind: DocumentKind = DocumentKind.ATTESTATION,
        published_on: date = date(2026, 1, 15),
        label: str = "Attestation",
    ) -> Document:
        """A document of a contract."""
        with self.database.read() as kept:
            company = kept.companies.get(contract.siren)
        assert company is not None
        row = DocumentRow(reference, contract.number, kind, year, f"{reference}.pdf", published_on, label=label)
        stored = StoredFile(file_key(company.file_owner, _CONTENT), 1000, _CONTENT)
        self.load(RecordKind.DOCUMENT, [row], {reference: stored})
        with self.database.read() as kept:
            page = kept.documents.page(contract.siren, contract.id, DocumentFilter(text=reference), FIRST_PAGE, 100)
        return next(document for document in page.documents if document.reference == reference)

    def person(self, number: int = 1, last_name: str = "Durand", code: str | None = None) -> Person:
        """A person without password."""
        new = Person(person_id(number), Email(f"p{number}@martin.example"), last_name, "Claire", code=code)
        with self.database.write() as unit:
            unit.persons.save(new)
            unit.commit()
        with self.database.read() as kept:
            person = kept.persons.get(new.id)
        assert person is not None
        return person

    def access(self, person: Person, company: Company, profile: Profile = Profile.ADMINISTRATOR) -> Access:
        """A live access."""
        with self.database.write() as unit:
            unit.accesses.save(Access(person.id, company.siren, profile, AccessState.LIVE, granted_at=NOON))
            unit.commit()
        with self.database.read() as kept:
            access = kept.accesses.get(person.id, company.siren)
        assert access is not None
        return access


class DatabaseConformance:
    """Fixtures of every area; `database` is the one to give, empty, at `clock`."""

    @pytest.fixture
    def clock(self) -> FixedClock:
        """A Sunday at noon, in UTC."""
        return FixedClock(NOON)

    @pytest.fixture
    def database(self, clock: FixedClock) -> Database:
        """An empty database."""
        raise NotImplementedError(clock)

    @pytest.fixture
    def world(self, database: Database) -> World:
        """How rows get in."""
        return World(database)

    @pytest.fixture
    def threads(self) -> Iterator[ThreadPoolExecutor]:
        """Twenty at once."""
        with ThreadPoolExecutor(20) as pool:
            yield pool
