"""The terms that the examples of the shipped rules stand on: a carpenter and joiner, insured since 2013."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from attrs import evolve

from societaire.declarations.forms import Example
from societaire.declarations.terms import Terms
from societaire.values import Period, Year

_FORMER = {
    ("turnover", "CHA"): Decimal(360_000),
    ("turnover", "MEN"): Decimal(360_000),
    ("subcontracting", ""): Decimal(60_000),
    ("payroll", ""): Decimal(192_000),
    ("headcount", ""): Decimal(8),
    ("fees", ""): Decimal(448_000),
    ("works", ""): Decimal(6_768_000),
}
TERMS = Terms(
    period=Period(date(2025, 1, 1), date(2025, 12, 31)),
    activities=("CHA", "MEN"),
    operation_limit=Decimal(15_000_000),
    works_contract_limit=Decimal(1_500_000),
    ccrd=False,
    contract_start=date(2013, 1, 1),
    former={Year(2024): _FORMER},
    siren="552000002",
)
BEGUN = evolve(TERMS, contract_start=date(2025, 4, 1), former={})
"""The same, insured since the first of April."""
LONG = evolve(TERMS, period=Period(date(2024, 10, 1), date(2025, 12, 31)))
"""The same, with an accounting period of fifteen months."""
WITHOUT_JOINERY = evolve(
    TERMS, former={Year(2024): {**_FORMER, ("turnover", "CHA"): Decimal(720_000), ("turnover", "MEN"): Decimal(0)}}
)
"""The same, that did no joinery the year before."""
WITH_CCRD = evolve(TERMS, ccrd=True)
"""The same, whose contract provides for operations under a collective one."""


def typed(entries: Mapping[str, str], terms: Terms = TERMS) -> Example:
    """An example from what somebody typed."""
    return Example(tuple(entries.items()), terms)
