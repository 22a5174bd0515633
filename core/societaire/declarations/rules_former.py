"""Rules that compare a declaration with those of the years before."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from societaire.declarations.facts import ZERO, Facts, Found, as_number, parts, percent, told
from societaire.declarations.terms import Bases

_HUNDREDTH = Decimal("0.01")
"""Shares are thirds and sevenths: beyond a hundredth of a point, a difference is that of a division."""


def former_sum(bases: Bases, heading: str) -> Decimal | None:
    """What a year declared under a heading, all activities together; None when it declared nothing there."""
    found = [amount for (each, _), amount in bases.items() if each == heading]
    return sum(found, ZERO) if found else None


def by_activity(facts: Facts, activity: str, amount: str) -> dict[str, Decimal]:
    """What a table declares, by activity."""
    table, column = parts(activity)
    _, amounts = parts(amount)
    found: dict[str, Decimal] = {}
    for _, row in facts.rows(table):
        number = as_number(row.get(amounts))
        if (name := row.get(column)) and number is not None:
            found[str(name)] = found.get(str(name), ZERO) + number
    return found


@frozen
class VariationOver:
    """A sum did not move by more than a percentage since the year before; nothing when the contract ran only a part."""

    parts: tuple[str, ...]
    heading: str
    percent: str

    def reads(self) -> tuple[str, ...]:
        """The parts."""
        return self.parts

    def sums(self) -> tuple[str, ...]:
        """All of them."""
        return self.parts

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it moved more."""
        former = former_sum(facts.terms.former_bases() or {}, self.heading)
        if not former or not facts.is_answered(self.parts) or facts.terms.covered != facts.terms.period:
            return
        amount = facts.sum(self.parts)
        if abs(amount - former) * 100 > Decimal(self.percent) * former:
            moved = percent(amount - former, former)
            values = (("amount", told(amount)), ("former", told(former)), ("change", f"{moved:+}"))
            yield Found((parts(self.parts[0])[0],), values)


@frozen
class SameAsFormer:
    """A sum is not the one of the year before to the euro, as a copy would be."""

    parts: tuple[str, ...]
    heading: str

    def reads(self) -> tuple[str, ...]:
        """The parts."""
        return self.parts

    def sums(self) -> tuple[str, ...]:
        """All of them."""
        return self.parts

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it is."""
        former = former_sum(facts.terms.former_bases() or {}, self.heading)
        if former and facts.sum(self.parts).to_integral_value() == former.to_integral_value():
            yield Found((parts(self.parts[0])[0],), (("former", told(former)),))


@frozen
class MixMoved:
    """No activity weighs so many points more or less in the whole than the year before."""

    activity: str
    amount: str
    heading: str
    points: str

    def reads(self) -> tuple[str, ...]:
        """Both columns."""
        return self.activity, self.amount

    def sums(self) -> tuple[str, ...]:
        """Both columns."""
        return self.reads()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding, about the activity that moved most."""
        bases = facts.terms.former_bases() or {}
        # What was declared beside the works, under no activity, is no part of their mix.
        former = _shares(
            {activity: amount for (each, activity), amount in bases.items() if each == self.heading and activity}
        )
        now = _shares(by_activity(facts, self.activity, self.amount))
        if not former or not now:
            return
        moves = {each: now.get(each, ZERO) - former.get(each, ZERO) for each in sorted({*former, *now})}
        most = max(moves, key=lambda each: abs(moves[each]))
        if abs(moves[most]).quantize(_HUNDREDTH) > Decimal(self.points):
            points = int(moves[most].to_integral_value())
            yield Found((parts(self.activity)[0],), (("activity", most), ("points", f"{points:+}")))


@frozen
class UnusedActivity:
    """Each activity that the contract covers was worked at in one of so many years, this one included."""

    activity: str
    amount: str
    heading: str
    years: int

    def reads(self) -> tuple[str, ...]:
        """Both columns."""
        return self.activity, self.amount

    def sums(self) -> tuple[str, ...]:
        """Both columns."""
        return self.reads()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding an activity; none when a year is not known, or nothing is declared by activity yet."""
        known = [facts.terms.former_bases(ago) or {} for ago in range(1, self.years)]
        now = by_activity(facts, self.activity, self.amount)
        if not now or any(former_sum(bases, self.heading) is None for bases in known):
            return
        for activity in facts.terms.activities:
            if not now.get(activity) and not any(bases.get((self.heading, activity)) for bases in known):
                yield Found((parts(self.activity)[0],), (("activity", activity), ("years", self.years)), activity)


def _shares(amounts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    whole = sum(amounts.values(), ZERO)
    return {name: amount * 100 / whole for name, amount in amounts.items()} if whole else {}
