"""What any database must do with what is said, asked and promised about a claim."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time

import pytest
from attrs import evolve

from societaire.claims.call_back import CallBack, CallBackPending, CallBackState, Slot
from societaire.claims.claim import DocumentRequest
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.testing.conformance_claims import DAY, HOUR, a_claim, add, say
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, siren
from societaire.values import PersonId

SLOT = Slot(date(2026, 11, 23), time(9), time(12))


class ClaimExchangesConformance(DatabaseConformance):
    """What is said, asked and promised about a claim."""

    @pytest.fixture
    def person_id(self, world: World, database: Database) -> PersonId:
        """Somebody of the company, which has two claims."""
        contract = world.contract(world.company())
        add(database, a_claim(1, contract), a_claim(2))
        return world.person().id

    @pytest.mark.usefixtures("person_id")
    def test_messages_come_in_their_order_and_are_said_once(self, database: Database) -> None:
        second, first = say(database, 1, at_hour=2), say(database, 2, at_hour=1)
        say(database, 1, at_hour=5)
        say(database, 3, claim=2)
        with database.read() as kept:
            assert kept.claim_exchanges.messages(siren(1), a_claim(1).id) == (first, second)
            assert kept.claim_exchanges.messages(siren(2), a_claim(1).id) == ()

    @pytest.mark.usefixtures("person_id")
    def test_requests_come_in_their_order_and_are_asked_once(self, database: Database) -> None:
        asked = DocumentRequest("1" * 32, siren(1), a_claim(1).id, "plans", "Ceux du R+1", NOON, "I001", DAY)
        other = DocumentRequest("2" * 32, siren(1), a_claim(2).id, "plans", "", NOON + HOUR, "I001")
        with database.write() as unit:
            unit.claim_exchanges.ask(asked)
            unit.claim_exchanges.ask(other)
            unit.claim_exchanges.ask(asked)
            unit.commit()
        with database.read() as kept:
            assert kept.claim_exchanges.requests(siren(1)) == (asked, other)
            assert kept.claim_exchanges.requests(siren(1), [a_claim(2).id]) == (other,)
            assert kept.claim_exchanges.requests(siren(1), []) == ()

    def test_one_call_back_is_open_at_a_time(
        self, database: Database, person_id: PersonId, threads: ThreadPoolExecutor
    ) -> None:
        def ask(number: int) -> bool:
            request = CallBack(
                f"{number:032x}", siren(1), a_claim(1).id, "La suite", "0472000001", SLOT, person_id, NOON
            )
            try:
                with database.write() as unit:
                    unit.call_backs.save(request)
                    unit.commit()
            except CallBackPending:
                return False
            return True

        assert sorted(threads.map(ask, range(1, 5))) == [False, False, False, True]
        with database.read() as kept:
            (held,) = kept.call_backs.of_company(siren(1))
            assert kept.call_backs.find(held.id) == held
            ((waiting, claim, company),) = kept.call_backs.waiting()
        assert (waiting, claim.id, company.siren) == (held, a_claim(1).id, siren(1))
        done = held.moved(CallBackState.DONE, "I001", NOON + HOUR)
        with database.write() as unit:
            unit.call_backs.save(done)
            unit.commit()
        with database.read() as kept:
            assert kept.call_backs.find(held.id) == evolve(done, version=2)
            assert kept.call_backs.waiting() == ()
        with pytest.raises(StaleWrite), database.write() as unit:
            unit.call_backs.save(done)
        assert ask(9)
