"""Two companies and the people around them, in memory: what the portal's tests walk through."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO

from attrs import frozen

from societaire.app import Societaire
from societaire.companies.access import Access, AccessState, Profile
from societaire.companies.company import Address, Company, CompanyStatus
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.contracts.document import Document, DocumentKind
from societaire.identity.links import Link, Purpose, digest
from societaire.identity.passwords import normal_password
from societaire.identity.person import Credential, Person
from societaire.testing.assembly import MemoryParts, memory_service
from societaire.testing.memory_tables import MemoryTables
from societaire.values import (
    AgencyCode,
    ContactCode,
    ContractId,
    ContractNumber,
    DocumentId,
    Email,
    PersonId,
    Siren,
    Year,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "Pluie-d-automne-42"
A = Siren("732829320")
B = Siren("404833048")
REMOVED = Siren("552100554")
UNKNOWN = Siren("542065479")
AGENCY = AgencyCode("AG69")
CONTACT = ContactCode("IN01")
PDF = b"%PDF-1.4\n" + b"sample " * 200 + b"\n%%EOF\n"


def siren_number(start: int) -> Siren:
    """The first SIREN with a right key from a number on."""
    for candidate in range(start, start + 10):
        try:
            return Siren(f"{candidate:09}")
        except ValueError:
            continue
    raise AssertionError(start)


def identifier(kind: str, number: int) -> str:
    """Thirty-two hexadecimal digits that tell what they are of."""
    return f"{kind.encode().hex()[:8]:0<8}{number:024x}"


@frozen
class World:
    """The library with everything in it; people are found by their first name in small letters."""

    service: Societaire
    parts: MemoryParts

    def person(self, name: str) -> Person:
        """Somebody of the world."""
        found = self.parts.database.tables.persons.values()
        return next(person for person in found if person.first_name.lower() == name)

    def contract(self, number: str) -> Contract:
        """A contract by number."""
        return self.parts.database.tables.contracts[ContractNumber(number)]

    def document(self, reference: str) -> Document:
        """A document by reference."""
        return self.parts.database.tables.documents[reference]

    def link(self, name: str, purpose: Purpose, token: str = "x" * 43) -> str:
        """Send somebody a link; returns its token."""
        person, now = self.person(name), self.parts.clock.now()
        limits = self.service.limits
        life = limits.activation_link if purpose is Purpose.ACTIVATION else limits.reset_link
        with self.parts.database.write() as unit:
            unit.links.add(Link(digest(token), purpose, person.id, person.email, now, now + life))
            unit.commit()
        return token


def build() -> World:
    """A fresh world: a copy of one that is made once."""
    service, parts = memory_service(NOW)
    made = _made().parts
    parts.database.tables = made.database.tables
    parts.files._held.update(made.files._held)
    return World(service, parts)


@cache
def _made() -> World:
    service, parts = memory_service(NOW)
    with parts.database.write() as unit:
        world = Builder(parts, unit.tables)
        world.insurer()
        world.companies()
        world.people()
        world.contracts()
        unit.commit()
    return World(service, parts)


@frozen
class Builder:
    """Fills the tables."""

    parts: MemoryParts
    tables: MemoryTables

    def insurer(self) -> None:
        """One agency in Lyon, one in Nice, one contact."""
        t = self.tables
        lyon = Address("20 rue Garibaldi", "69006", "Lyon")
        t.agencies[AGENCY] = Agency(
            AGENCY, "Agence de Lyon", "0465712375", lyon, "lyon@assureur.example", "lun-ven 08:30-12:00,13:30-17:30"
        )
        t.agencies[AgencyCode("AG06")] = Agency(AgencyCode("AG06"), "Agence de Nice", "0465712300")
        t.contacts[CONTACT] = Contact(
            CONTACT, "Hélène", "Garnier", AGENCY, "Chargée de clientèle", "0465712376", "h.garnier@assureur.example"
        )

    def companies(self) -> None:
        """A and B, one removed, and thirty of a group."""
        self._company(A, "Maçonnerie Martin")
        self._company(B, "CANARI-B Charpente Durand")
        self._company(REMOVED, "Toitures Anciennes", CompanyStatus.REMOVED)
        for number in range(30):
            self._company(group_siren(number), f"Groupe Bâti {number + 1:02}")

    def people(self) -> None:
        """Who has access to what."""
        admin, member = Profile.ADMINISTRATOR, Profile.COLLABORATOR
        self._person(1, "Alice", "Martin", {A: admin})
        self._person(2, "Albert", "Morel", {A: member})
        self._person(3, "Béatrice", "Durand", {B: admin})
        self._person(4, "Bruno", "Petit", {B: member})
        self._person(5, "Claire", "Deux", {A: admin, B: member})
        self._person(6, "Denis", "Seul", {})
        self._person(7, "Gérard", "Groupe", {group_siren(n): admin for n in range(30)})
        self._person(8, "Rose", "Radiée", {REMOVED: admin})
        self._person(9, "Nadia", "Nouvelle", {A: member}, activated=False)

    def contracts(self) -> None:
        """A has a running contract over thirteen years, a terminated one, and one with more than 1000 documents."""
        self._contract(1, "RCD-0001", A, "Décennale bâtiment")
        self._contract(2, "MRP-0002", A, "Locaux", ContractStatus.TERMINATED)
        self._contract(3, "FLO-0003", A, "Flotte")
        self._contract(4, "RCD-0004", B, "CANARI-B Décennale")
        self._contract(5, "RCD-0005", REMOVED, "Décennale", ContractStatus.TERMINATED)
        for year in range(2014, 2027):
            self._document(f"ATT-{year}", "RCD-0001", DocumentKind.ATTESTATION, year)
            self._document(f"APP-{year}", "RCD-0001", DocumentKind.PREMIUM_NOTICE, year)
        self._document("REL-2025", "RCD-0001", DocumentKind.DECLARATION, 2025)
        self._document("COUR-2025 é/«x»", "RCD-0001", DocumentKind.LETTER, 2025)
        self._document("ATT-OLD", "MRP-0002", DocumentKind.ATTESTATION, 2019)
        self._document("ATT-B", "RCD-0004", DocumentKind.ATTESTATION, 2026)
        self._document("ATT-R", "RCD-0005", DocumentKind.ATTESTATION, 2020)
        for number in range(1050):
            self._document(f"LET-{number:04}", "FLO-0003", DocumentKind.LETTER, 2025 - number // 400)

    def _company(self, siren: Siren, name: str, status: CompanyStatus = CompanyStatus.ACTIVE) -> None:
        place = Address("3 impasse des Lilas", "69003", "Lyon")
        owner = identifier("own", int(siren.number))
        self.tables.companies[siren] = Company(siren, name, status, AGENCY, CONTACT, address=place, file_owner=owner)

    def _person(
        self, number: int, first: str, last: str, accesses: dict[Siren, Profile], *, activated: bool = True
    ) -> None:
        person_id = PersonId(identifier("per", number))
        email = Email(f"{first.lower().replace('é', 'e')}@exemple.fr")
        self.tables.persons[person_id] = Person(person_id, email, last, first, code=f"P{number}")
        if activated:
            encoded = self.parts.hasher.hash(normal_password(PASSWORD))
            self.tables.credentials[person_id] = Credential(person_id, encoded, NOW)
        for siren, profile in accesses.items():
            self.tables.accesses[person_id, siren] = Access(person_id, siren, profile, AccessState.LIVE, NOW)

    def _contract(
        self, number: int, name: str, siren: Siren, label: str, status: ContractStatus = ContractStatus.ACTIVE
    ) -> None:
        running = status is ContractStatus.ACTIVE
        self.tables.contracts[ContractNumber(name)] = Contract(
            ContractId(identifier("con", number)),
            ContractNumber(name),
            siren,
            name[:3],
            label,
            status,
            date(2014, 1, 1),
            PremiumMode.ON_BASES,
            end_date=None if running else date(2022, 6, 30),
            activities=("MAC", "CHA"),
            operation_limit=Decimal(15_000_000),
            works_contract_limit=Decimal("500000.50"),
            deductible=Decimal(1500),
            ccrd=True,
            address=Address("3 impasse des Lilas", "69003", "Lyon"),
        )

    def _document(self, reference: str, contract: str, kind: DocumentKind, year: int) -> None:
        found = self.tables.contracts[ContractNumber(contract)]
        stored = self.parts.files.save(self.tables.companies[found.siren].file_owner, BytesIO(PDF + reference.encode()))
        self.tables.documents[reference] = Document(
            DocumentId(identifier("doc", len(self.tables.documents) + 1)),
            reference,
            found.siren,
            found.number,
            found.id,
            kind,
            Year(year),
            f"Libellé {reference}",
            date(year, 1, 15),
            stored.key,
            stored.size,
            stored.sha256,
        )


def group_siren(number: int) -> Siren:
    """One of the thirty companies of the group."""
    return siren_number(800_000_000 + number * 10)
