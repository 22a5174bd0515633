"""What any store of the insurer's records must do with details and addresses, which the portal changes too."""

from typing import TypeVar

import pytest

from societaire.companies.company import Address, Company, CompanyStatus
from societaire.contracts.contract import Contract, ContractStatus
from societaire.ports.database import Database
from societaire.records.rows import CompanyRow, ContractRow, RecordKind
from societaire.testing.conformance_records import CONTRACT, apply, counts
from societaire.testing.conformance_world import DatabaseConformance, World, siren

Placed = TypeVar("Placed", CompanyRow, ContractRow)
LAKE = Address("2, rue du Lac", "69500", "Bron")
ROW = CompanyRow(str(siren(1)), "Maçonnerie Martin", CompanyStatus.ACTIVE, "A1", contact="C1")
OLD = Address("1 rue Haute", "69001", "Lyon")
AGREEING = Address("2 RUE DU LAC", "69500", "BRON")


def at(row: Placed, address: Address) -> Placed:
    """The same row with an address."""
    return row._replace(street=address.street, postal_code=address.postal_code, city=address.city)


class RecordOwnConformance(DatabaseConformance):
    """The portal wins until the export agrees."""

    @pytest.fixture
    def company(self, world: World) -> Company:
        """A company with a contract."""
        company = world.company()
        world.contract(company)
        return company

    def _change(self, database: Database, company: Company) -> None:
        """Everything changed in the portal."""
        with database.write() as unit:
            unit.companies.save(company.with_phone("0472000001").with_email("a@b.example").with_address(LAKE))
            unit.contracts.readdress(company.siren, LAKE)
            unit.commit()

    def _company(self, database: Database) -> Company:
        with database.read() as kept:
            found = kept.companies.get(siren(1))
        assert found is not None
        return found

    def test_what_was_changed_in_the_portal_stays(self, database: Database, company: Company) -> None:
        self._change(database, company)
        changed = self._company(database)
        row = at(ROW._replace(phone="04 72 00 00 02", email="old@b.example"), OLD)
        assert counts(apply(database, RecordKind.COMPANY, [row])) == (0, 0, 0, 1)
        assert self._company(database) == changed

    def test_an_export_that_says_nothing_of_it_leaves_it(self, database: Database, company: Company) -> None:
        self._change(database, company)
        changed = self._company(database)
        assert counts(apply(database, RecordKind.COMPANY, [ROW])) == (0, 0, 1, 0)
        assert self._company(database) == changed

    def test_the_rest_of_a_superseded_row_is_applied(self, database: Database, company: Company) -> None:
        self._change(database, company)
        row = ROW._replace(phone="04 72 00 00 02", status=CompanyStatus.REMOVED)
        other = ROW._replace(siren=str(siren(2)))
        assert counts(apply(database, RecordKind.COMPANY, [row, other])) == (1, 0, 0, 1)
        found = self._company(database)
        assert (found.status, found.phone, found.phone_changed_here) == (CompanyStatus.REMOVED, "0472000001", True)

    def test_once_the_export_agrees_it_is_the_insurers_again(self, database: Database, company: Company) -> None:
        self._change(database, company)
        agreeing = at(ROW._replace(phone="+33 4 72 00 00 01", email="A@b.example"), AGREEING)
        assert counts(apply(database, RecordKind.COMPANY, [agreeing])) == (0, 1, 0, 0)
        found = self._company(database)
        assert not {found.phone_changed_here, found.email_changed_here, found.address_changed_here} - {False}
        assert counts(apply(database, RecordKind.COMPANY, [at(ROW._replace(phone="1"), OLD)])) == (0, 1, 0, 0)
        assert (self._company(database).phone, self._company(database).address) == ("1", OLD)

    def test_each_detail_is_judged_apart(self, database: Database, company: Company) -> None:
        self._change(database, company)
        row = ROW._replace(phone="0472000001", email="old@b.example")
        assert counts(apply(database, RecordKind.COMPANY, [row])) == (0, 0, 0, 1)
        found = self._company(database)
        assert (found.phone_changed_here, found.email_changed_here) == (False, True)

    def test_a_contract_keeps_the_address_that_the_insurer_took(self, database: Database, company: Company) -> None:
        self._change(database, company)
        row = at(CONTRACT, OLD)
        assert counts(apply(database, RecordKind.CONTRACT, [row])) == (0, 0, 0, 1)
        ended = row._replace(status=ContractStatus.TERMINATED)
        assert counts(apply(database, RecordKind.CONTRACT, [ended])) == (0, 0, 0, 1)
        found = self._contract(database)
        assert (found.address, found.status) == (LAKE, ContractStatus.TERMINATED)
        agreeing = at(ended, AGREEING)
        assert counts(apply(database, RecordKind.CONTRACT, [agreeing])) == (0, 1, 0, 0)
        assert counts(apply(database, RecordKind.CONTRACT, [ended])) == (0, 1, 0, 0)
        assert self._contract(database).address == OLD

    def _contract(self, database: Database) -> Contract:
        with database.read() as kept:
            (found,) = kept.contracts.of_company(siren(1))
        return found
