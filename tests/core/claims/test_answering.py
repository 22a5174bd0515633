"""The contract is found, not asked, where a rule decides it; closed ones included."""

from datetime import date

from societaire.claims.answering import Basis, Hint, answering, fitting
from societaire.claims.questions import Cause
from societaire.claims.tree import CONSTRUCTION
from societaire.contracts.contract import Contract, ContractStatus, PremiumMode
from societaire.values import ContractId, ContractNumber, Siren


def _contract(number: str, start: date, end: date | None = None) -> Contract:
    return Contract(
        id=ContractId(number.lower()),
        number=ContractNumber(number),
        siren=Siren("552000002"),
        product=number[:3],
        label=number,
        status=ContractStatus.TERMINATED if end else ContractStatus.ACTIVE,
        start_date=start,
        premium_mode=PremiumMode.FLAT,
        end_date=end,
    )


OLD = _contract("RCD-1", date(2010, 1, 1), date(2019, 12, 31))
NEW = _contract("RCD-2", date(2020, 1, 1))
GENERAL = _contract("RCG-1", date(2015, 1, 1))
FLEET = _contract("FLO-1", date(2015, 1, 1))
ALL = (OLD, NEW, GENERAL, FLEET)


def _cause(code: str) -> Cause:
    found = CONSTRUCTION.cause(code)
    assert found
    return found


def test_the_contract_in_force_when_the_site_opened_answers_even_closed() -> None:
    found = answering(ALL, _cause("A2"), {"opening_date": date(2019, 12, 31), "known_on": date(2026, 11, 1)})
    assert (found.contracts, found.basis, found.hints) == ((OLD,), Basis.OPENING, ())


def test_a_general_liability_contract_answers_at_the_day_of_the_complaint() -> None:
    facts = {"opening_date": date(2012, 1, 1), "first_claimed_on": date(2026, 1, 1)}
    found = answering(ALL, _cause("A1"), facts)
    assert found.contracts == (OLD, GENERAL)
    assert found.hints == (Hint.SEVERAL,)


def test_goods_answer_at_the_day_of_the_event() -> None:
    found = answering(ALL, _cause("E2"), {"happened_on": date(2016, 1, 1)})
    assert (found.contracts, found.basis, found.day) == ((FLEET,), Basis.EVENT, date(2016, 1, 1))


def test_a_day_before_the_first_contract_points_to_a_former_insurer() -> None:
    found = answering(ALL, _cause("A2"), {"opening_date": date(2009, 12, 31)})
    assert (found.contracts, found.hints) == ((), (Hint.FORMER_INSURER,))


def test_a_day_after_the_last_contract_leads_to_a_person() -> None:
    found = answering((OLD,), _cause("A2"), {"opening_date": date(2020, 1, 1)})
    assert (found.contracts, found.hints) == ((), (Hint.AFTER_LAST,))


def test_a_day_that_nobody_knows_decides_nothing() -> None:
    found = answering(ALL, _cause("A2"), {})
    assert (found.contracts, found.hints) == ((), (Hint.DAY_UNKNOWN,))


def test_a_cause_that_no_contract_answers_leads_to_a_person() -> None:
    assert answering(ALL, _cause("D8"), {}).contracts == ()
    assert answering(ALL, _cause("F3"), {}).contracts == ()
    assert fitting(ALL, _cause("E1")) == (FLEET,)
