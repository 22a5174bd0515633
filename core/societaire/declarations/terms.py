"""What the rules compare a declaration with: the contract, the period, and the years before."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from attrs import frozen

from societaire.values import Period, Year

Bases = Mapping[tuple[str, str], Decimal]
"""Declared bases of one year, by heading and activity (the latter empty when the heading has none)."""


@frozen
class Terms:
    """One contract and one period, as rules see them; amounts in euros, None where the policy states none."""

    period: Period
    activities: tuple[str, ...] = ()
    operation_limit: Decimal | None = None
    works_contract_limit: Decimal | None = None
    ccrd: bool | None = None
    contract_start: date | None = None
    contract_end: date | None = None
    former: Mapping[Year, Bases] = {}
    """Declared bases of the former years."""
