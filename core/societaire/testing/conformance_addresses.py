"""What any database must do with companies' details and their requests for another postal address."""

from datetime import timedelta

import pytest
from attrs import evolve

from societaire.companies.company import Address
from societaire.ports.address_requests import PendingAddress
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.preferences.address_request import AddressPending, AddressRequest, RequestState
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id, siren
from societaire.values import Siren

HOUR = timedelta(hours=1)
BRON = Address("2 rue du Lac", "69500", "Bron")


def request(number: int = 1, company: Siren | None = None) -> AddressRequest:
    """A request of the first person, so many hours after noon."""
    at = NOON + number * HOUR
    return AddressRequest(
        f"{number:032x}", company or siren(1), person_id(1), at, Address(city="Lyon"), BRON, ("number_missing",)
    )


class DetailsConformance(DatabaseConformance):
    """How a company is reached, changed in the portal."""

    def test_details_are_kept_with_where_they_come_from(self, database: Database, world: World) -> None:
        company = world.company()
        changed = company.with_phone("0472000001").with_email(None).with_address(BRON)
        with database.write() as unit:
            unit.companies.save(changed)
            unit.commit()
        with database.read() as kept:
            assert kept.companies.get(company.siren) == evolve(changed, version=company.version + 1)

    def test_the_second_of_two_writers_is_refused(self, database: Database, world: World) -> None:
        company = world.company()
        with database.write() as unit:
            unit.companies.save(company.with_phone("1"))
            unit.commit()
        with pytest.raises(StaleWrite), database.write() as unit:
            unit.companies.save(company.with_phone("2"))
        with database.read() as kept:
            found = kept.companies.get(company.siren)
        assert found is not None
        assert found.phone == "1"

    def test_an_unknown_company_is_not_added(self, database: Database, world: World) -> None:
        company = world.company()
        with pytest.raises(StaleWrite), database.write() as unit:
            unit.companies.save(evolve(company, siren=siren(2)))

    def test_every_contract_of_the_company_takes_the_address(self, database: Database, world: World) -> None:
        company, other = world.company(1), world.company(2)
        for number, owner in (("K2", company), ("K1", company), ("K3", other)):
            world.contract(owner, number)
        with database.write() as unit:
            assert unit.contracts.readdress(company.siren, BRON) == ("K1", "K2")
            unit.commit()
        found = [world.find_contract(number) for number in ("K1", "K2", "K3")]
        assert [(each.address, each.address_changed_here) for each in found] == [
            (BRON, True),
            (BRON, True),
            (Address(), False),
        ]


class AddressRequestsConformance(DatabaseConformance):
    """Requests: one open at a time for a company."""

    @pytest.fixture(autouse=True)
    def _company(self, world: World) -> None:
        world.company(1)
        world.company(2)
        world.person(1)

    def _save(self, database: Database, one: AddressRequest) -> AddressRequest:
        with database.write() as unit:
            unit.address_requests.save(one)
            unit.commit()
        return evolve(one, version=one.version + 1)

    def test_every_field_comes_back(self, database: Database) -> None:
        kept = self._save(database, request())
        decided = self._save(database, kept.refused("C1", "Adresse introuvable", NOON + 2 * HOUR))
        with database.read() as found:
            assert found.address_requests.get(kept.id) == decided
            assert found.address_requests.latest(siren(1)) == decided
            assert found.address_requests.get("f" * 32) is None
            assert found.address_requests.latest(siren(2)) is None

    def test_a_second_open_request_is_refused(self, database: Database) -> None:
        first = self._save(database, request(1))
        with pytest.raises(AddressPending):
            self._save(database, request(2))
        self._save(database, request(3, siren(2)))
        self._save(database, first.withdrawn(person_id(1), NOON))
        second = self._save(database, request(2))
        with database.read() as kept:
            assert kept.address_requests.latest(siren(1)) == second

    def test_the_second_of_two_deciders_is_refused(self, database: Database) -> None:
        one = self._save(database, request())
        self._save(database, one.approved("C1", NOON))
        with pytest.raises(StaleWrite):
            self._save(database, one.refused("C2", "Non", NOON))
        with database.read() as kept:
            found = kept.address_requests.get(one.id)
        assert found is not None
        assert (found.state, found.decided_by) == (RequestState.APPROVED, "C1")

    def test_open_requests_are_listed_oldest_first(self, database: Database) -> None:
        late = self._save(database, request(5))
        early = self._save(database, request(4, siren(2)))
        with database.read() as kept:
            person = kept.persons.get(person_id(1))
            companies = [kept.companies.get(siren(number)) for number in (2, 1)]
            assert person is not None
            assert kept.address_requests.pending() == tuple(
                PendingAddress(one, company, person)
                for one, company in zip((early, late), companies, strict=True)
                if company is not None
            )
        self._save(database, late.approved("C1", NOON))
        with database.read() as kept:
            assert [each.request for each in kept.address_requests.pending()] == [early]
