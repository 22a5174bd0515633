"""What became of a period whose letter came: nothing yet, a draft, something sent, or bases declared elsewhere."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from societaire.declarations.declaration import Declaration, DeclarationState
from societaire.declarations.periods import DeclarationPeriod

TO_DO = frozenset(
    {
        None,
        DeclarationState.DRAFT,
        DeclarationState.PREPARED,
        DeclarationState.CORRECTION_REQUESTED,
        DeclarationState.REFUSED,
    }
)
"""The states of the last declaration (None: there is none) that leave something to be done by the member."""


@frozen
class PeriodStanding:
    """A period whose letter came, with its last declaration; `in_records` when the insurer holds its bases already."""

    period: DeclarationPeriod
    state: DeclarationState | None = None
    declaration_id: str | None = None
    number: str | None = None
    correction_due: date | None = None
    in_records: bool = False

    @classmethod
    def of(cls, period: DeclarationPeriod, last: Declaration | None, in_records: bool) -> "PeriodStanding":
        """The standing of a period whose last declaration is that one."""
        if last is None:
            return cls(period, in_records=in_records)
        return cls(period, last.state, last.id, last.number, last.correction_due, in_records)

    @property
    def is_to_do(self) -> bool:
        """Whether the member is to declare, or to declare again; a late declaration is still awaited (RULES E1)."""
        return self.state in TO_DO and (self.state is not None or not self.in_records)

    @property
    def due_date(self) -> date:
        """By when: the day that a request for a correction gave, else the letter's."""
        return self.correction_due or self.period.due_date

    def days_left(self, today: date) -> int:
        """Days until the due date, negative once it has passed."""
        return (self.due_date - today).days

    def is_late(self, today: date) -> bool:
        """Whether the due date has passed."""
        return today > self.due_date


def to_do(standings: Iterable[PeriodStanding]) -> tuple[PeriodStanding, ...]:
    """Those that leave something to be done, the first due first."""
    return tuple(sorted((one for one in standings if one.is_to_do), key=lambda one: one.due_date))
