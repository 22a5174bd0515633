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
    siren: str = ""

    @property
    def year(self) -> Year:
        """The year that the period ends in: the one that its bases are kept under."""
        return Year(self.period.end.year)

    @property
    def covered(self) -> Period | None:
        """The part of the period during which the contract ran; None when it did not run at all."""
        start = max(self.period.start, self.contract_start or self.period.start)
        end = min(self.period.end, self.contract_end or self.period.end)
        return Period(start, end) if start <= end else None

    def former_bases(self, years_ago: int = 1) -> Bases | None:
        """What was declared that many years ago; None when nothing is known of that year."""
        return self.former.get(Year(self.year - years_ago))
