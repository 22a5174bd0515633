"""Rules of likelihood: ratios that rarely leave a range, and amounts that do not come alone."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from societaire.declarations.facts import Facts, Found, places, told

_DAYS_OF_YEAR = 365
_CENT = Decimal("0.01")


@frozen
class RatioBetween:
    """A sum by head stays in a range, a year; `unless` is a part of a whole that, from a percentage on, explains it."""

    parts: tuple[str, ...]
    heads: tuple[str, ...]
    low: str
    high: str
    unless: tuple[str, str, str] | None = None

    def reads(self) -> tuple[str, ...]:
        """The parts, the heads, and what explains."""
        return (*self.parts, *self.heads, *(self.unless[:2] if self.unless else ()))

    def sums(self) -> tuple[str, ...]:
        """All of them."""
        return self.reads()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it leaves the range; none without heads or parts."""
        heads, amount = facts.sum(self.heads), facts.sum(self.parts)
        if not heads or not facts.is_answered(self.parts) or self._is_explained(facts):
            return
        yearly = (amount / (heads * _years(facts))).quantize(_CENT)
        if not Decimal(self.low) <= yearly <= Decimal(self.high):
            values = (("amount", told(yearly)), ("low", told(Decimal(self.low))), ("high", told(Decimal(self.high))))
            yield Found(places(*self.parts, *self.heads), values)

    def _is_explained(self, facts: Facts) -> bool:
        if self.unless is None:
            return False
        part, whole, percent = self.unless
        return facts.sum((part,)) * 100 >= Decimal(percent) * facts.sum((whole,)) > 0


@frozen
class PositiveWith:
    """Where some amounts are positive, so are others."""

    parts: tuple[str, ...]
    needs: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        """Both sides."""
        return (*self.parts, *self.needs)

    def sums(self) -> tuple[str, ...]:
        """Both sides."""
        return self.reads()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when the others are nil."""
        amount = facts.sum(self.parts)
        if amount > 0 and not facts.sum(self.needs):
            yield Found(places(*self.needs, *self.parts), (("amount", told(amount)),))


def _years(facts: Facts) -> Decimal:
    """The part of a year that the contract ran in the period; a whole one within a few days is one."""
    covered = facts.terms.covered or facts.terms.period
    days = (covered.end - covered.start).days + 1
    return Decimal(1) if abs(days - _DAYS_OF_YEAR) <= 7 else Decimal(days) / _DAYS_OF_YEAR
