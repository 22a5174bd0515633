"""What any database must do with claims, their declarations, what is said about them, and calls back."""

from datetime import date, time, timedelta

import pytest
from attrs import evolve

from societaire.claims.call_back import Slot
from societaire.claims.claim import Claim, ClaimMessage, ClaimState, Voice
from societaire.companies.company import Address
from societaire.contracts.contract import Contract
from societaire.ports.claims import ClaimFilter
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.records.rows import ClaimRow, ContractRow, RecordKind
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, siren
from societaire.values import ContactCode

DAY = date(2026, 11, 20)
SLOT = Slot(date(2026, 11, 23), time(9), time(12))
HOUR = timedelta(hours=1)


def a_claim(number: int, contract: Contract | None = None) -> Claim:
    """A claim of the first company."""
    receipt = f"D2026-{number:06}"
    held = contract.number if contract else None
    return Claim(f"{number:032x}", siren(1), receipt, "D1", DAY, DAY, contract=held, receipt=receipt)


def add(database: Database, *claims: Claim) -> None:
    """Keep claims."""
    with database.write() as unit:
        for claim in claims:
            unit.claims.add(claim)
        unit.commit()


def say(database: Database, number: int, at_hour: int = 0, claim: int = 1) -> ClaimMessage:
    """Keep a message."""
    message = ClaimMessage(
        f"{number:032x}", siren(1), a_claim(claim).id, NOON + at_hour * HOUR, Voice.MEMBER, "p", "Bonjour"
    )
    with database.write() as unit:
        unit.claim_exchanges.say(message)
        unit.commit()
    return message


class ClaimsConformance(DatabaseConformance):
    """Claims within their company."""

    @pytest.fixture
    def contract(self, world: World) -> Contract:
        """One that may answer."""
        return world.contract(world.company())

    def test_a_claim_comes_back_as_it_was_kept(self, database: Database, world: World, contract: Contract) -> None:
        full = evolve(
            a_claim(1, contract),
            address=Address("1 rue", "69003", "Lyon"),
            handler=ContactCode("C1"),
            declared_by=world.person().id,
        )
        add(database, full)
        with database.read() as kept:
            assert kept.claims.get(siren(1), full.id) == full
            assert kept.claims.get(siren(2), full.id) is None
            assert kept.claims.of_company(siren(1)) == (full,)
            for name in (full.number, full.id):
                assert kept.claim_register.find(name) == full
            assert kept.claim_register.find("") is None

    def test_a_number_is_taken_once(self, database: Database, contract: Contract) -> None:
        add(database, a_claim(1, contract))
        with pytest.raises(StaleWrite):
            add(database, a_claim(1, contract))

    def test_a_claim_moves_from_the_state_that_was_read(self, database: Database, contract: Contract) -> None:
        claim = a_claim(1)
        add(database, claim)
        moved = evolve(claim, state=ClaimState.REGISTERED, contract=contract.number)
        with database.write() as unit:
            unit.claims.move(moved, ClaimState.DECLARED)
            unit.commit()
        with database.read() as kept:
            assert kept.claims.get(siren(1), claim.id) == moved
        with pytest.raises(StaleWrite), database.write() as unit:
            unit.claims.move(moved, ClaimState.DECLARED)

    def test_the_insurers_number_takes_the_receipts_place(
        self, database: Database, world: World, contract: Contract
    ) -> None:
        claim = a_claim(1)
        add(database, claim)
        row = ClaimRow("S1", contract.number, "D1", DAY, DAY, ClaimState.REGISTERED, receipt=claim.receipt)
        for _ in range(2):
            world.load(RecordKind.CLAIM, [row])
        with database.read() as kept:
            (found,) = kept.claims.of_company(siren(1))
        assert found == evolve(claim, number="S1", state=ClaimState.REGISTERED, contract=contract.number)

    def test_a_receipt_of_another_company_renumbers_nothing(
        self, database: Database, world: World, contract: Contract
    ) -> None:
        claim = a_claim(1, contract)
        add(database, claim)
        other = world.contract(world.company(2, "Charpente Durand"), "K2")
        world.load(
            RecordKind.CLAIM,
            [ClaimRow("S2", other.number, "D1", DAY, DAY, ClaimState.DECLARED, receipt=claim.receipt)],
        )
        with database.read() as kept:
            assert kept.claims.of_company(siren(1)) == (claim,)
            assert [one.number for one in kept.claims.of_company(siren(2))] == ["S2"]

    def test_a_claim_of_the_records_has_an_address_of_its_own(
        self, database: Database, world: World, contract: Contract
    ) -> None:
        rows = [ClaimRow(name, contract.number, "A1", DAY, DAY, ClaimState.CLOSED) for name in ("S1", "S2")]
        world.load(RecordKind.CLAIM, rows)
        with database.read() as kept:
            first, second = kept.claims.of_company(siren(1))
        assert first.id != second.id
        assert {len(first.id), len(second.id)} == {32}

    def test_a_contract_that_moves_takes_its_claims_along(
        self, database: Database, world: World, contract: Contract
    ) -> None:
        add(database, a_claim(1, contract))
        say(database, 1)
        world.company(2, "Charpente Durand")
        moved = ContractRow(
            contract.number,
            str(siren(2)),
            contract.product,
            contract.label,
            contract.status,
            contract.start_date,
            contract.premium_mode,
        )
        world.load(RecordKind.CONTRACT, [moved])
        with database.read() as kept:
            assert kept.claims.of_company(siren(1)) == ()
            assert [one.id for one in kept.claims.of_company(siren(2))] == [a_claim(1).id]

    def test_staff_narrows_the_list(self, database: Database, contract: Contract) -> None:
        closed = evolve(a_claim(2, contract), state=ClaimState.CLOSED, handler=ContactCode("C1"))
        add(database, a_claim(1, contract), closed, evolve(a_claim(3, contract), declared_on=DAY - timedelta(days=9)))
        wanted = {
            ClaimFilter(): [1, 2, 3],
            ClaimFilter(states=frozenset({ClaimState.CLOSED})): [2],
            ClaimFilter(handler="C1"): [2],
            ClaimFilter(declared_since=DAY): [1, 2],
            ClaimFilter(text="D2026-000003"): [3],
            ClaimFilter(text=str(siren(1))): [1, 2, 3],
            ClaimFilter(text="nothing"): [],
        }
        with database.read() as kept:
            for narrowing, numbers in wanted.items():
                found, total = kept.claim_register.listed(narrowing, 0, 10)
                assert [int(claim.id, 16) for claim, _ in found] == numbers
                assert total == len(numbers)
            page, total = kept.claim_register.listed(ClaimFilter(), 1, 1)
        assert ([int(claim.id, 16) for claim, _ in page], total) == ([2], 3)
