"""Rules of single answers and rows: what must be told with what, and what the contract does not cover."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from societaire.declarations.facts import Facts, Found, Row, as_number, parts, told
from societaire.declarations.readers import entry
from societaire.values import folded


@frozen
class RequiredIf:
    """Something is told when another answer has that value."""

    path: str
    other: str
    value: str

    def reads(self) -> tuple[str, ...]:
        """Both."""
        return self.path, self.other

    def sums(self) -> tuple[str, ...]:
        """None: what can't be read was told."""
        return ()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it is not."""
        other = facts.figures.get(self.other)
        if other is not None and entry(other) == self.value and facts.lacks(self.path):
            yield Found((self.path, self.other))


@frozen
class RequiredWith:
    """Something is told when a sum is positive."""

    path: str
    parts: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        """Both."""
        return (self.path, *self.parts)

    def sums(self) -> tuple[str, ...]:
        """None: what can't be read was told."""
        return ()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it is not."""
        if facts.sum(self.parts) > 0 and facts.lacks(self.path):
            yield Found((self.path, *self.parts))


@frozen
class Unless:
    """An answer does not have that value, or the insurer wants to know of it."""

    path: str
    value: str

    def reads(self) -> tuple[str, ...]:
        """The answer."""
        return (self.path,)

    def sums(self) -> tuple[str, ...]:
        """None."""
        return ()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it has."""
        answer = facts.figures.get(self.path)
        if answer is not None and entry(answer) == self.value:
            yield Found((self.path,))


@frozen
class EqualsTerm:
    """An answer is what the contract's file says: digits are compared, spaces set aside."""

    path: str
    term: str

    def reads(self) -> tuple[str, ...]:
        """The answer."""
        return (self.path,)

    def sums(self) -> tuple[str, ...]:
        """None."""
        return ()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding when it differs; none when the file says nothing."""
        answer, wanted = facts.figures.get(self.path), str(getattr(facts.terms, self.term))
        if answer is not None and wanted and "".join(entry(answer).split()) != wanted:
            yield Found((self.path,), (("expected", wanted),))


@frozen
class ActivityNotCovered:
    """Each activity worked at is one that the contract covers; nothing when the contract lists none."""

    activity: str
    amount: str

    def reads(self) -> tuple[str, ...]:
        """Both columns."""
        return self.activity, self.amount

    def sums(self) -> tuple[str, ...]:
        """None: each row is looked at alone."""
        return ()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding an activity, on its first row."""
        table, column = parts(self.activity)
        _, amount = parts(self.amount)
        covered = {*facts.terms.activities}
        seen: set[str] = set()
        for start, row in facts.rows(table) if covered else ():
            activity = str(row.get(column, ""))
            if activity and activity not in covered and as_number(row.get(amount)) != 0:
                if (name := folded(activity)) not in seen:
                    yield Found((start + column,), (("activity", activity),), activity)
                seen.add(name)


@frozen
class Distinct:
    """No two rows say the same in a column."""

    column: str

    def reads(self) -> tuple[str, ...]:
        """The column."""
        return (self.column,)

    def sums(self) -> tuple[str, ...]:
        """None."""
        return ()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding for each later row, with the place of the first."""
        table, column = parts(self.column)
        seen: dict[str, int] = {}
        for place, (start, row) in enumerate(facts.rows(table), start=1):
            if name := str(row.get(column, "")):
                first = seen.setdefault(name.casefold(), place)
                if first != place:
                    yield Found((start + column,), (("activity", name), ("row", first)))


@frozen
class RowsAbove:
    """What is wanted of the rows whose amount exceeds what the contract states.

    With `needs`, these columns are told; with `answer`, that column (the first) does not have that value; with neither,
    the row is worth a word. `unless` names what the contract may state that makes all of it fine.
    """

    amount: str
    term: str
    name: str
    needs: tuple[str, ...] = ()
    answer: tuple[str, str] | None = None
    unless: str = ""

    def reads(self) -> tuple[str, ...]:
        """The amount and what goes with it."""
        return (self.amount, self.name, *self.needs, *(self.answer[:1] if self.answer else ()))

    def sums(self) -> tuple[str, ...]:
        """None: each row is looked at alone."""
        return ()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding a row and column."""
        table, column = parts(self.amount)
        limit = as_number(getattr(facts.terms, self.term))
        if self.unless and getattr(facts.terms, self.unless) is not False:
            return
        for start, row in facts.rows(table) if limit is not None else ():
            amount = as_number(row.get(column))
            if limit is None or amount is None or amount <= limit:
                continue
            name = str(row.get(parts(self.name)[1], ""))
            values = (("site", name), ("amount", told(amount)), ("limit", told(limit)))
            for wanting in self._wanting(facts, start, row):
                yield Found((start + wanting, start + column), values, name if not self.needs else "")

    def _wanting(self, facts: Facts, start: str, row: Row) -> Iterator[str]:
        if self.needs:
            yield from (each for path in self.needs if facts.lacks(start + (each := parts(path)[1])))
            return
        if self.answer is None:
            yield parts(self.amount)[1]
            return
        path, value = self.answer
        found = row.get(parts(path)[1])
        if found is not None and entry(found) == value:
            yield parts(path)[1]


@frozen
class DayInContract:
    """Each day of a column is one at which the contract ran: the day that works open decides of their cover."""

    column: str
    name: str

    def reads(self) -> tuple[str, ...]:
        """Both columns."""
        return self.column, self.name

    def sums(self) -> tuple[str, ...]:
        """None."""
        return ()

    def found(self, facts: Facts) -> Iterator[Found]:
        """One finding a row."""
        table, column = parts(self.column)
        first = facts.terms.contract_start or date.min
        last = facts.terms.contract_end or date.max
        for start, row in facts.rows(table):
            day = row.get(column)
            if isinstance(day, date) and not first <= day <= last:
                values = (("day", day.isoformat()),)
                yield Found((start + column,), values, str(row.get(parts(self.name)[1], "")))
