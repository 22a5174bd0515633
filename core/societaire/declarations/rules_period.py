"""Rules of the period and of nil activity: what the declaration is about, and that nothing is declared on purpose."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from attrs import frozen

from societaire.declarations.facts import Facts, Found, as_number, parts
from societaire.values import Period


@frozen
class _OfPeriod:
    """The two days that the form gives."""

    start: str
    end: str

    def reads(self) -> tuple[str, ...]:
        """Both days."""
        return self.start, self.end

    def sums(self) -> tuple[str, ...]:
        """Both days."""
        return self.reads()

    def _days(self, facts: Facts) -> tuple[date, date] | None:
        start, end = facts.figures.get(self.start), facts.figures.get(self.end)
        return (start, end) if isinstance(start, date) and isinstance(end, date) else None

    def _is_outside(self, facts: Facts, start: date, end: date) -> bool:
        terms = facts.terms
        return start < (terms.contract_start or date.min) or end > (terms.contract_end or date.max)


@frozen
class PeriodMatches(_OfPeriod):
    """The days are those that the letter asks for, without what lies before or after the contract."""

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding, on the day that differs."""
        days, wanted = self._days(facts), facts.terms.covered
        if days is None or wanted is None or self._is_outside(facts, *days):
            return
        if days != (wanted.start, wanted.end):
            first, other = (self.start, self.end) if days[0] != wanted.start else (self.end, self.start)
            yield Found((first, other), _told(wanted))


@frozen
class PeriodInContract(_OfPeriod):
    """The days lie within the life of the contract."""

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding, on the day that leaves it."""
        days = self._days(facts)
        if days is not None and self._is_outside(facts, *days):
            early = days[0] < (facts.terms.contract_start or date.min)
            paths = (self.start, self.end) if early else (self.end, self.start)
            yield Found(paths, _told(facts.terms.covered or facts.terms.period))


@frozen
class PeriodProrata(_OfPeriod):
    """The contract ran during the whole period: otherwise figures are those of a part."""

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it did not."""
        covered = facts.terms.covered
        if covered is not None and covered != facts.terms.period:
            yield Found((self.start, self.end), _told(covered))


@frozen
class PeriodOfAYear(_OfPeriod):
    """The period asked for is a year."""

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it has other months than twelve."""
        period = facts.terms.period
        days = (period.end - period.start).days + 1
        if not 365 <= days <= 366:
            yield Found((self.start, self.end), (("months", int((Decimal(days) / Decimal("30.4375")).__round__())),))


@frozen
class NothingTold:
    """Nil is told by its tick, never by an empty form."""

    nil: str
    parts: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        """The tick and every amount."""
        return (self.nil, *self.parts)

    def sums(self) -> tuple[str, ...]:
        """All of them."""
        return self.reads()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when all amounts are nil, or absent, without the tick."""
        if facts.figures.get(self.nil) is not True and not facts.sum(self.parts):
            yield Found((self.nil,))


@frozen
class NilAlone:
    """Where nil is ticked, no amount is positive."""

    nil: str
    parts: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        """The tick and every amount."""
        return (self.nil, *self.parts)

    def sums(self) -> tuple[str, ...]:
        """None."""
        return ()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding with every amount that is."""
        if facts.figures.get(self.nil) is True and (positive := tuple(_positive(facts, self.parts))):
            yield Found((self.nil, *positive))


def _positive(facts: Facts, paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        table, column = parts(path)
        if column:
            yield from (start + column for start, row in facts.rows(table) if as_number(row.get(column)))
        elif facts.number(path):
            yield path


def _told(period: Period) -> tuple[tuple[str, str], ...]:
    return ("start", period.start.isoformat()), ("end", period.end.isoformat())
