"""Rules between sums: what must be equal, and what must not exceed."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from societaire.declarations.facts import Facts, Found, Values, as_number, parts, percent, places, told


@frozen
class SumEquals:
    """Parts make a total (a field or a column), or a fixed one (`amount`).

    `optional` parts say nothing until one is answered. It shows `at` a field: the total's unless told.
    """

    parts: tuple[str, ...]
    total: str = ""
    amount: str = ""
    tolerance: str = "0"
    optional: bool = False
    at: str = ""

    def reads(self) -> tuple[str, ...]:
        """The parts and the total."""
        return (*self.parts, self.total) if self.total else self.parts

    def sums(self) -> tuple[str, ...]:
        """All of them."""
        return self.reads()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when they differ by more than the tolerance."""
        if not facts.is_answered(self.parts if self.optional else self.reads()):
            return
        found = facts.sum(self.parts)
        wanted = facts.sum((self.total,)) if self.total else Decimal(self.amount)
        if abs(found - wanted) > Decimal(self.tolerance):
            values: Values = (("sum", told(found)), ("total", told(wanted)), ("difference", told(abs(found - wanted))))
            if self.amount:
                values = (("shares", told(found)), ("expected", self.amount))
            yield Found(places(*filter(None, (self.at, self.total)), *self.parts), values)


@frozen
class AtMost:
    """A sum stays under a limit: a field, a percentage of one, or in each row (`sites.*.contract_amount`).

    `limit` may be a column of the same table or a field; `strict` refuses equality too.
    """

    parts: tuple[str, ...]
    limit: str
    percent: str = "100"
    strict: bool = False

    def reads(self) -> tuple[str, ...]:
        """The parts and the limit."""
        return (*self.parts, self.limit)

    def sums(self) -> tuple[str, ...]:
        """All of them, unless each row is looked at alone."""
        return () if "*" in self.parts[0] else self.reads()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding, or one a row."""
        table, column = parts(self.parts[0])
        if column:
            yield from self._found_in_rows(facts, table, column)
            return
        amount, limit = facts.sum(self.parts), facts.number(self.limit)
        if limit is not None and self._exceeds(amount, limit):
            yield Found(places(*self.parts, self.limit), self._values(amount, limit))

    def _found_in_rows(self, facts: Facts, table: str, column: str) -> Iterator[Found]:
        _, other = parts(self.limit)
        common = None if other else facts.number(self.limit)
        for start, row in facts.rows(table):
            amount = as_number(row.get(column))
            limit = as_number(row.get(other)) if other else common
            if amount is not None and limit is not None and self._exceeds(amount, limit):
                beside = start + other if other else self.limit
                yield Found((start + column, beside), self._values(amount, limit))

    def _exceeds(self, amount: Decimal, limit: Decimal) -> bool:
        allowed = limit if self.percent == "100" else limit * Decimal(self.percent) / 100
        return amount >= allowed and amount > 0 if self.strict else amount > allowed

    def _values(self, amount: Decimal, limit: Decimal) -> Values:
        share = percent(amount, limit) if limit else 100
        return ("amount", told(amount)), ("limit", told(limit)), ("share", share), ("percent", self.percent)


@frozen
class AtMostTerm:
    """An amount stays under what the contract states; nothing when it states none."""

    path: str
    term: str

    def reads(self) -> tuple[str, ...]:
        """The amount."""
        return (self.path,)

    def sums(self) -> tuple[str, ...]:
        """The amount."""
        return (self.path,)

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it is above."""
        amount, limit = facts.number(self.path), as_number(getattr(facts.terms, self.term))
        if amount is not None and limit is not None and amount > limit:
            yield Found((self.path,), (("amount", told(amount)), ("limit", told(limit))))
