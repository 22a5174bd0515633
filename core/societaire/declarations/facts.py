"""What rules look at: the figures of a declaration by field and by row, with the terms of its contract."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Protocol

from attrs import Factory, frozen

from societaire.declarations.forms import Figure, Figures
from societaire.declarations.terms import Terms
from societaire.errors import Value

ZERO = Decimal(0)
_CENT = Decimal("0.01")
Row = Mapping[str, Figure]
Values = tuple[tuple[str, Value], ...]


@frozen
class Found:
    """What a rule finds, before its use in a form gives it a code and a severity."""

    paths: tuple[str, ...]
    values: Values = ()
    about: str = ""


@frozen
class Facts:
    """The figures, their rows by table, the terms; `unread` are the paths of what was typed and could not be read."""

    figures: Figures
    terms: Terms
    unread: frozenset[str]
    tables: Mapping[str, Mapping[int, Row]]
    _sums: dict[str, Decimal] = Factory(dict)

    @classmethod
    def of(cls, figures: Figures, terms: Terms, unread: Iterable[str] = ()) -> "Facts":
        """Put figures in their rows, in the order of rows."""
        tables: dict[str, dict[int, dict[str, Figure]]] = {}
        for path, figure in figures.items():
            table, dot, rest = path.partition(".")
            if dot:
                row, _, column = rest.partition(".")
                tables.setdefault(table, {}).setdefault(int(row), {})[column] = figure
        rows = {table: dict(sorted(found.items())) for table, found in tables.items()}
        return cls(figures, terms, frozenset(unread), rows)

    def rows(self, table: str) -> Iterator[tuple[str, Row]]:
        """The rows of a table, each with what the paths of its cells begin with."""
        for number, row in self.tables.get(table, {}).items():
            yield f"{table}.{number}.", row

    def number(self, path: str) -> Decimal | None:
        """A number, None when it was not answered."""
        return as_number(self.figures.get(path))

    def sum(self, paths: Iterable[str]) -> Decimal:
        """The exact sum of fields and of whole columns (`activities.*.amount`); what was not answered counts for 0."""
        return sum((self._sum(path) for path in paths), ZERO)

    def is_answered(self, paths: Iterable[str]) -> bool:
        """Whether one of these was answered."""
        return any(
            any(column in row for _, row in self.rows(table)) if column else path in self.figures
            for path, (table, column) in ((path, parts(path)) for path in paths)
        )

    def lacks(self, path: str) -> bool:
        """Whether nothing was typed there: what could not be read is no lack."""
        return path not in self.figures and path not in self.unread

    def _sum(self, path: str) -> Decimal:
        if path not in self._sums:
            table, column = parts(path)
            figures = [row.get(column) for _, row in self.rows(table)] if column else [self.figures.get(path)]
            self._sums[path] = sum((number for figure in figures if (number := as_number(figure)) is not None), ZERO)
        return self._sums[path]


class Rule(Protocol):
    """What holds between figures; an attrs class whose fields are its parameters."""

    def reads(self) -> tuple[str, ...]:
        """The paths that it looks at."""

    def sums(self) -> tuple[str, ...]:
        """Those of them that must all have been read for it to mean anything."""

    def found(self, facts: Facts) -> Iterator[Found]:
        """What does not hold; nothing when it does, or can't be told."""


def parts(path: str) -> tuple[str, str]:
    """The table and the column of `activities.*.amount`; an empty column for a field."""
    table, star, column = path.partition(".*.")
    return (table, column) if star else (path, "")


def places(*paths: str) -> tuple[str, ...]:
    """Where a finding about these shows: the table rather than a whole column, each place once."""
    return tuple(dict.fromkeys(parts(path)[0] for path in paths))


def as_number(figure: Figure | None) -> Decimal | None:
    """Amounts, decimals, percents and counts as one kind of number; None for anything else."""
    if isinstance(figure, Decimal):
        return figure
    return Decimal(figure) if isinstance(figure, int) and not isinstance(figure, bool) else None


def told(number: Decimal) -> str:
    """A number as a finding carries it, to the cent."""
    return f"{number.quantize(_CENT):f}"


def percent(part: Decimal, whole: Decimal) -> int:
    """The whole percents that a part makes, for a sentence; never for a decision."""
    return int((part * 100 / whole).to_integral_value())
