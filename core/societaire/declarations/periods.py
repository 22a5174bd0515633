"""The period of a contract in which its bases are declared (RULES E1, E2)."""

from datetime import date

from attrs import frozen

from societaire.errors import Conflict, NotAllowed, NotFound
from societaire.values import ContractId, ContractNumber, Period, Siren, Year


class PeriodUnknown(NotFound):
    """The contract has no such period, or it is not opened yet: one answer for both (RULES E1)."""

    code = "period_unknown"


class PeriodNotOpen(NotAllowed):
    """Nothing is to be declared for this period now."""

    code = "period_not_open"


class NothingToDeclare(Conflict):
    """The contract's premium is flat: it rests on no bases."""

    code = "nothing_to_declare"


@frozen
class DeclarationPeriod:
    """What the letter asked: which period, by when, with which documents; without a letter date it is not open.

    `form` is the code of the form that staff chose for it, offered online; None: the contract's.
    """

    siren: Siren
    contract: ContractNumber
    contract_id: ContractId
    covered: Period
    due_date: date
    letter_date: date | None = None
    requested_documents: tuple[str, ...] = ()
    form: str | None = None

    @property
    def year(self) -> Year:
        """The year that its bases are kept under: the one in which it ends."""
        return Year(self.covered.end.year)

    def is_visible(self, today: date) -> bool:
        """Whether the letter was sent: before its date there is nothing to see (RULES E1)."""
        return self.letter_date is not None and self.letter_date <= today

    def is_late(self, today: date) -> bool:
        """Whether the due date has passed; a late declaration is still accepted (RULES E1)."""
        return today > self.due_date

    def days_left(self, today: date) -> int:
        """Days until the due date, negative once it has passed."""
        return (self.due_date - today).days
