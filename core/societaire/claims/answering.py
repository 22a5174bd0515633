"""Which contract answers a claim, closed contracts included (annexe I A243-1, L124-5 C. ass.)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import frozen

from societaire.claims.facts import Facts, complained, day, happened
from societaire.claims.questions import Cause
from societaire.contracts.contract import Contract

AT_OPENING = frozenset({"RCD", "MOE", "DOC"})
"""Products of the compulsory ten-year cover: the contract in force when the site opened answers."""


class Basis(StrEnum):
    """The day that decides."""

    OPENING = "opening"
    COMPLAINT = "complaint"
    EVENT = "event"


class Hint(StrEnum):
    """What the person should know of the choice; none of them speaks of cover."""

    FORMER_INSURER = "former_insurer"
    """The day comes before the first contract: another insurer is probably concerned."""
    AFTER_LAST = "after_last"
    DAY_UNKNOWN = "day_unknown"
    SEVERAL = "several"


@frozen
class Answering:
    """The contracts that answer, the likeliest first; empty when a person at the agency has to find it."""

    contracts: tuple[Contract, ...]
    basis: Basis | None
    day: date | None
    hints: tuple[Hint, ...] = ()


def fitting(contracts: Iterable[Contract], cause: Cause) -> tuple[Contract, ...]:
    """The contracts, held or once held, whose product may answer that cause."""
    return tuple(contract for contract in contracts if contract.product in cause.products)


def answering(contracts: Iterable[Contract], cause: Cause, facts: Facts) -> Answering:
    """The contracts that the rule finds: in force when the site opened, or when it happened or was complained of."""
    candidates = fitting(contracts, cause)
    if not candidates:
        return Answering((), None, None)
    opening, event = day(facts, "opening_date"), _event(cause, facts)
    ordered = sorted(candidates, key=lambda one: (one.product not in AT_OPENING, one.number))
    basis = Basis.OPENING if ordered[0].product in AT_OPENING else _basis(cause)
    decided = opening if basis is Basis.OPENING else event
    found = tuple(
        contract for contract in ordered if _in_force(contract, opening if contract.product in AT_OPENING else event)
    )
    return Answering(found, basis, decided, _hints(found, candidates, decided))


def _basis(cause: Cause) -> Basis:
    return Basis.COMPLAINT if cause.family == "A" or cause.code == "C2" else Basis.EVENT


def _event(cause: Cause, facts: Facts) -> date | None:
    known = day(facts, "known_on")
    if _basis(cause) is Basis.COMPLAINT:
        return complained(facts) or known
    return happened(facts) or known


def _in_force(contract: Contract, on: date | None) -> bool:
    return on is not None and contract.start_date <= on and (contract.end_date is None or on <= contract.end_date)


def _hints(found: tuple[Contract, ...], candidates: tuple[Contract, ...], decided: date | None) -> tuple[Hint, ...]:
    if decided is None:
        return (Hint.DAY_UNKNOWN,)
    if len(found) > 1:
        return (Hint.SEVERAL,)
    if found:
        return ()
    if decided < min(contract.start_date for contract in candidates):
        return (Hint.FORMER_INSURER,)
    return (Hint.AFTER_LAST,)
