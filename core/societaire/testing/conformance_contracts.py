"""What any database must do with agencies, contracts and documents."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.contracts.document import Document, DocumentFilter, DocumentKind
from societaire.ports.database import Database
from societaire.records.codes import FormKind
from societaire.records.rows import AgencyRow, ContractRow, RecordKind
from societaire.testing.conformance_world import DatabaseConformance, World, siren
from societaire.values import AgencyCode, ContactCode, ContractId, ContractNumber, DocumentId, Year

EVERYTHING = DocumentFilter()


def references(documents: tuple[Document, ...]) -> list[str]:
    """What tells documents apart."""
    return [document.reference for document in documents]


class ContractsConformance(DatabaseConformance):
    """Agencies, contacts and contracts."""

    def test_agencies_come_by_name_whatever_their_accents(self, database: Database, world: World) -> None:
        names = ("Valence", "Évry", "Agen", "évian")
        world.load(RecordKind.AGENCY, [AgencyRow(f"A{n}", name, "04") for n, name in enumerate(names)])
        with database.read() as kept:
            assert [agency.name for agency in kept.agencies.all()] == ["Agen", "évian", "Évry", "Valence"]
            agency = kept.agencies.get(AgencyCode("A0"))
            assert agency is not None
            assert (agency.name, agency.phone, agency.hours) == ("Valence", "04", None)
            assert kept.agencies.get(AgencyCode("a0")) is None

    def test_a_contact_is_found_by_code(self, database: Database, world: World) -> None:
        world.company()
        with database.read() as kept:
            contact = kept.agencies.contact(ContactCode("C1"))
            assert contact is not None
            assert (contact.full_name, contact.agency) == ("Anne Petit", "A1")
            assert kept.agencies.contact(ContactCode("C2")) is None

    def test_the_details_of_a_policy_come_back_exactly(self, database: Database, world: World) -> None:
        company = world.company()
        row = ContractRow(
            number="K-é/1",
            siren=str(company.siren),
            product="RCD",
            label="Décennale",
            status=ContractStatus.TERMINATED,
            start_date=date(2019, 2, 28),
            premium_mode=PremiumMode.FLAT,
            end_date=date(2024, 12, 31),
            online_form=True,
            form=FormKind.CONTRACTOR,
            agency="A1",
            contact="C1",
            activities=("MAC", "CHA"),
            operation_limit=Decimal("15000000.01"),
            works_contract_limit=Decimal("0.10"),
            deductible=Decimal("999999999999.99"),
            ccrd=False,
            city="Lyon",
        )
        world.load(RecordKind.CONTRACT, [row])
        contract = world.find_contract("K-é/1")
        assert (contract.siren, contract.status, contract.premium_mode) == (company.siren, row.status, row.premium_mode)
        assert (contract.start_date, contract.end_date) == (row.start_date, row.end_date)
        assert (contract.online_form, contract.form, contract.activities) == (True, FormKind.CONTRACTOR, ("MAC", "CHA"))
        assert (contract.operation_limit, contract.works_contract_limit) == (Decimal("15000000.01"), Decimal("0.1"))
        assert (contract.deductible, contract.ccrd) == (Decimal("999999999999.99"), False)
        assert (contract.agency, contract.contact, contract.address.city) == ("A1", "C1", "Lyon")
        assert contract.address.street is None
        with database.read() as kept:
            assert kept.contracts.get(company.siren, contract.id) == contract
            assert kept.contracts.by_number(ContractNumber("K2")) is None

    def test_what_a_policy_does_not_state_is_none(self, world: World) -> None:
        contract = world.contract(world.company())
        assert (contract.end_date, contract.operation_limit, contract.ccrd, contract.agency) == (None,) * 4
        assert (contract.activities, contract.online_form) == ((), False)

    def test_active_contracts_come_first(self, database: Database, world: World) -> None:
        company = world.company()
        for number, status in (
            ("K3", ContractStatus.ACTIVE),
            ("K1", ContractStatus.TERMINATED),
            ("K2", ContractStatus.ACTIVE),
        ):
            world.contract(company, number, status)
        with database.read() as kept:
            found = kept.contracts.of_company(company.siren)
            assert [contract.number for contract in found] == ["K2", "K3", "K1"]
            assert kept.contracts.page(company.siren, 0, 2) == (found[:2], 3)
            assert kept.contracts.page(company.siren, 2, 2) == (found[2:], 3)
            assert kept.contracts.page(company.siren, 4, 2) == ((), 3)

    @pytest.mark.parametrize("strange", ["", "0" * 32, "\0", "\udc80", "%"])
    def test_another_company_or_a_strange_id_finds_nothing(
        self, database: Database, world: World, strange: str
    ) -> None:
        company, other = world.company(1), world.company(2)
        contract = world.contract(company)
        document = world.document(contract, "D1")
        with database.read() as kept:
            assert kept.contracts.of_company(other.siren) == ()
            assert kept.contracts.page(other.siren, 0, 5) == kept.contracts.page(other.siren, 5, 5) == ((), 0)
            for owner, contract_id in ((other.siren, contract.id), (company.siren, ContractId(strange))):
                assert kept.contracts.get(owner, contract_id) is None
                assert kept.documents.page(owner, contract_id, EVERYTHING, 1, 10).total == 0
                assert kept.documents.page(owner, contract_id, EVERYTHING, 1, 10).years == ()
                assert list(kept.documents.of_years(owner, contract_id, ())) == []
                assert kept.documents.latest(owner, [contract_id], 10) == ()
            assert kept.documents.get(other.siren, document.id) is None
            assert kept.documents.get(company.siren, DocumentId(strange)) is None
            assert kept.documents.latest_attestations(other.siren, [contract.id]) == ()
            assert kept.documents.latest_attestations(company.siren, [ContractId(strange)]) == ()


class DocumentsConformance(DatabaseConformance):
    """Documents of a company."""

    @pytest.fixture
    def library(self, world: World) -> World:
        """Two contracts, five documents, and another company's beside."""
        company = world.company(1)
        first, second = world.contract(company, "K1"), world.contract(company, "K2")
        world.document(first, "A24", 2024, published_on=date(2024, 1, 10))
        world.document(first, "A26", 2026, published_on=date(2026, 1, 10))
        world.document(first, "A26-bis", 2026, published_on=date(2026, 3, 1))
        world.document(
            first, "N25", 2025, DocumentKind.PREMIUM_NOTICE, date(2026, 3, 1), "Appel de cotisation 1er trimestre à 50%"
        )
        world.document(second, "A25", 2025, published_on=date(2026, 2, 1))
        world.document(world.contract(world.company(2), "K9"), "A99", 2026, published_on=date(2026, 12, 1))
        return world

    def test_every_field_comes_back(self, database: Database, library: World) -> None:
        contract = library.find_contract("K1")
        with database.read() as kept:
            company = kept.companies.get(siren(1))
            document = kept.documents.page(siren(1), contract.id, DocumentFilter(text="A24"), 1, 10).documents[0]
            assert kept.documents.get(siren(1), document.id) == document
        assert company is not None
        assert (document.contract, document.contract_id, document.siren) == ("K1", contract.id, siren(1))
        assert (document.kind, document.year, document.label) == (DocumentKind.ATTESTATION, 2024, "Attestation")
        assert (document.file_size, document.file_sha256) == (1000, "0" * 64)
        assert document.file_key.startswith(f"s/{company.file_owner}/")
        assert (document.published_on, document.format, document.period) == (date(2024, 1, 10), "pdf", None)

    def test_the_newest_come_first(self, database: Database, library: World) -> None:
        first, second = library.find_contract("K1"), library.find_contract("K2")
        with database.read() as kept:
            assert references(kept.documents.latest(siren(1), (), 3)) == ["N25", "A26-bis", "A25"]
            assert references(kept.documents.latest(siren(1), [second.id], 3)) == ["A25"]
            assert len(kept.documents.latest(siren(1), [first.id, second.id], 10)) == 5

    def test_the_latest_attestation_of_each_contract(self, database: Database, library: World) -> None:
        first, second = library.find_contract("K1"), library.find_contract("K2")
        with database.read() as kept:
            assert references(kept.documents.latest_attestations(siren(1), [first.id, second.id])) == ["A26-bis", "A25"]
            assert references(kept.documents.latest_attestations(siren(1), [second.id])) == ["A25"]
            assert kept.documents.latest_attestations(siren(1), []) == ()

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (EVERYTHING, ["A26-bis", "A26", "N25", "A24"]),
            (DocumentFilter(kind=DocumentKind.ATTESTATION), ["A26-bis", "A26", "A24"]),
            (DocumentFilter(year=Year(2026)), ["A26-bis", "A26"]),
            (DocumentFilter(kind=DocumentKind.LETTER), []),
            (DocumentFilter(text="cotisation 1ER TRIMESTRE À"), ["N25"]),
            (DocumentFilter(text="trimestre n25 APPEL"), ["N25"]),
            (DocumentFilter(text="appel a26"), []),
            (DocumentFilter(text="0%"), ["N25"]),
            (DocumentFilter(text="_"), []),
            (DocumentFilter(text="a26"), ["A26-bis", "A26"]),
            (DocumentFilter(DocumentKind.ATTESTATION, Year(2024), "attest"), ["A24"]),
        ],
    )
    def test_a_page_holds_what_matches_newest_first(
        self, database: Database, library: World, wanted: DocumentFilter, found: list[str]
    ) -> None:
        contract = library.find_contract("K1")
        with database.read() as kept:
            page = kept.documents.page(siren(1), contract.id, wanted, 1, 10)
            beyond = kept.documents.page(siren(1), contract.id, wanted, 7, 10)
        assert (references(page.documents), page.total) == (found, len(found))
        assert page.years == (2026, 2025, 2024)
        assert beyond == evolve(page, documents=(), page=7)

    def test_pages_follow_each_other(self, database: Database, library: World) -> None:
        contract = library.find_contract("K1")
        with database.read() as kept:
            pages = [kept.documents.page(siren(1), contract.id, EVERYTHING, number, 3) for number in (1, 2)]
        assert [references(page.documents) for page in pages] == [["A26-bis", "A26", "N25"], ["A24"]]
        assert [(page.total, page.pages) for page in pages] == [(4, 2), (4, 2)]

    def test_documents_of_years_come_oldest_first(self, database: Database, library: World) -> None:
        contract = library.find_contract("K1")
        with database.read() as kept:
            everything = tuple(kept.documents.of_years(siren(1), contract.id, ()))
            some = tuple(kept.documents.of_years(siren(1), contract.id, [Year(2026), Year(2024)]))
        assert references(everything) == ["A24", "N25", "A26", "A26-bis"]
        assert references(some) == ["A24", "A26", "A26-bis"]
