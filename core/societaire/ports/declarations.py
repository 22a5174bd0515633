"""Periods, the declarations made of them, and the bases of former years, as kept."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from attrs import frozen

from societaire.companies.company import Company
from societaire.declarations.declaration import Declaration, DeclarationState
from societaire.declarations.periods import DeclarationPeriod
from societaire.declarations.standing import PeriodStanding
from societaire.declarations.terms import Bases
from societaire.values import ContractId, Siren, Year


class Periods(Protocol):
    """The periods of contracts; the insurer's records bring them (RecordStore), and only their letter opens them."""

    def get(self, siren: Siren, contract_id: ContractId, start: date) -> DeclarationPeriod | None:
        """Whether its letter came or not; None if the company's contract has no such period."""

    def standings(self, siren: Siren, today: date) -> tuple[PeriodStanding, ...]:
        """Those of the company whose letter came, with their last declaration: latest start first, then by contract."""

    def announce(self, today: date, most: int) -> tuple[DeclarationPeriod, ...]:
        """Mark at most `most` of those whose letter came and whose opening was not recorded yet; returns them.

        Those of companies on their first load are marked too, and left out. Within a unit of work alone.
        """

    def to_remind(self, today: date, ahead: int) -> tuple[PeriodStanding, ...]:
        """Those still to do whose letter's due date is `ahead` days away or less, today included.

        What was reminded of at that distance or nearer is left out; so is what has a declaration already sent back.
        """

    def note(self, period: DeclarationPeriod, *, reminded_ahead: int | None = None, form: str | None = None) -> None:
        """Remember at how many days from its due date a period was last reminded of, or its form; None: as it is."""


class Declarations(Protocol):
    """Declarations, always asked for within a company."""

    def get(self, siren: Siren, declaration_id: str) -> Declaration | None:
        """None if the company has no such declaration; within a unit of work the row is locked until its end."""

    def of_contract(self, siren: Siren, contract_id: ContractId) -> tuple[Declaration, ...]:
        """Every declaration of a contract, by start of its period, then in the order in which they were begun."""

    def save(self, declaration: Declaration) -> None:
        """Add or change.

        Raises StaleWrite on another version than the one read (0: a new one, which then is the only one of its period
        and sequence, and whose `key` no other has).
        """

    def remove(self, declaration: Declaration) -> None:
        """Forget one that was never sent; raises StaleWrite on another version than the one read."""

    def next_number(self, year: int) -> int:
        """The next number of that year, from 1 on; two units of work never get the same, one waits for the other."""


class DeclaredBases(Protocol):
    """Bases in the insurer's records."""

    def of_contract(self, siren: Siren, contract_id: ContractId) -> Mapping[Year, Bases]:
        """By year; empty when the records hold none."""


@frozen
class RegisterFilter:
    """Which periods staff wants to see; None does not narrow, `text` is a company's SIREN or a contract's number.

    `awaited` are those whose letter has a date and of which nothing was sent; `late` those of them, or of the sent
    ones, past their due date.
    """

    states: frozenset[DeclarationState] = frozenset()
    awaited: bool = False
    late: date | None = None
    text: str = ""


@frozen
class RegisterLine:
    """A period as staff sees it: whose it is, and its last declaration if one was begun."""

    period: DeclarationPeriod
    company: Company
    declaration: Declaration | None


class DeclarationRegister(Protocol):
    """Every company's periods and declarations: for staff and for the nightly round, never for members."""

    def listed(self, wanted: RegisterFilter, first: int, most: int) -> tuple[tuple[RegisterLine, ...], int]:
        """`most` periods from the `first` on (0 is the first) and how many in all: first due first, by contract."""

    def find(self, name: str) -> Declaration | None:
        """The declaration of that number or id; None if there is none. Within a unit of work the row is locked."""

    def changed_since(self, since: datetime | None, after: str, most: int) -> tuple[Declaration, ...]:
        """At most `most` declarations that were sent, by number from the one after `after` ('': the first).

        Those sent or decided on since that moment, or all when it is None.
        """

    def stale(self, written_before: datetime, warned_before: datetime | None, most: int) -> tuple[Declaration, ...]:
        """At most `most` drafts not written in, and for which no file came, since the first moment, the oldest first.

        Those whose people were warned since then, and before the second moment; None: those nobody warned of since.
        """

    def note_warning(self, declaration: Declaration, now: datetime) -> None:
        """Remember that the people of a draft were told that it will go, without changing its version."""
