"""From the texts that somebody typed to figures, and back: the order in which they came never matters."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from attrs import frozen

from societaire.declarations.findings import Finding
from societaire.declarations.forms import Field, FieldTable, Figure, Figures, Form, Severity
from societaire.declarations.readers import entry, read
from societaire.declarations.terms import Terms
from societaire.typed.numbers import Fault

Entries = Mapping[str, str]
"""Texts as typed, by path; kept even when wrong, so that nothing is lost."""
_MOST_DIGITS = 4


@frozen
class Shape:
    """A form's fields by id, and its tables with their columns by id."""

    fields: Mapping[str, Field]
    tables: Mapping[str, tuple[FieldTable, Mapping[str, Field]]]

    def knows(self, path: str) -> bool:
        """Whether the form asks this, rows aside (`activities.3.amount`, `activities.*.amount`)."""
        table, _, rest = path.partition(".")
        row, _, column = rest.partition(".")
        if not rest:
            return table in self.fields or table in self.tables
        return table in self.tables and column in self.tables[table][1] and (row == "*" or row_number(row) is not None)


@lru_cache(maxsize=64)
def shape_of(form: Form) -> Shape:
    """The shape of a form."""
    items = list(form.items())
    return Shape(
        {item.id: item for item in items if isinstance(item, Field)},
        {item.id: (item, {c.id: c for c in item.columns}) for item in items if isinstance(item, FieldTable)},
    )


def known_entries(form: Form, entries: Entries) -> dict[str, str]:
    """What of `entries` the form asks; the rest is somebody else's, or nobody's."""
    shape = shape_of(form)
    return {path: text for path, text in entries.items() if shape.knows(path)}


def initial_entries(form: Form, terms: Terms) -> dict[str, str]:
    """What a form is filled in with before anybody writes: the days that the letter asks about."""
    covered = terms.covered or terms.period
    days = {"start": covered.start, "end": covered.end}
    return {
        item.id: entry(days[item.initial]) for item in form.items() if isinstance(item, Field) and item.initial in days
    }


def figures_of(form: Form, entries: Entries) -> tuple[dict[str, Figure], tuple[Finding, ...]]:
    """Read every entry: what they say by path, and one error for each that can't be read.

    What is not asked (its `when` does not hold) is not read. Rows without a word in them do not count.
    """
    reading = _Reading({}, [])
    rows = _rows(shape_of(form), entries)
    for item in form.items():
        if not asked(item, reading.figures):
            continue
        if isinstance(item, Field):
            reading.take(item, item.id, entries.get(item.id, ""))
        else:
            reading.take_table(item, rows.get(item.id, {}))
    return reading.figures, tuple(reading.findings)


def entries_of(figures: Figures) -> dict[str, str]:
    """The texts that read as these figures."""
    return {path: entry(figure) for path, figure in figures.items()}


def asked(item: Field | FieldTable, figures: Figures, row: str = "") -> bool:
    """Whether what it depends on has the value that it waits for; `row` is what the paths of its columns begin with."""
    if item.when is None:
        return True
    path, value = item.when
    found = figures.get(row + path)
    return found is not None and (entry(found) if isinstance(found, bool) else found) == value


@lru_cache(maxsize=1024)
def row_number(text: str) -> int | None:
    """The row of a path; None when it is no number as this project writes them."""
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and (text == "0" or text[0] != "0"):
        return int(text)
    return None


def unread(findings: tuple[Finding, ...]) -> frozenset[str]:
    """The paths of what could not be read."""
    return frozenset(path for finding in findings for path in finding.paths)


@frozen
class _Reading:
    figures: dict[str, Figure]
    findings: list[Finding]

    def take(self, field: Field, path: str, text: str) -> None:
        figure = read(field, text)
        if isinstance(figure, Fault):
            self.findings.append(Finding(figure.code, Severity.ERROR, (path,), figure.values))
        elif figure is not None:
            self.figures[path] = figure

    def take_table(self, table: FieldTable, rows: Mapping[int, Mapping[str, str]]) -> None:
        numbers = sorted(rows)
        if len(numbers) > table.most_rows:
            values = (("most", table.most_rows),)
            self.findings.append(Finding("rows_too_many", Severity.ERROR, (table.id,), values))
        for number in numbers[: table.most_rows]:
            start, cells = f"{table.id}.{number}.", rows[number]
            for column in table.columns:
                if column.id in cells and asked(column, self.figures, start):
                    self.take(column, start + column.id, cells[column.id])


def _rows(shape: Shape, entries: Entries) -> dict[str, dict[int, dict[str, str]]]:
    found: dict[str, dict[int, dict[str, str]]] = {}
    for table, number, column, text in _cells(entries):
        if table in shape.tables and column in shape.tables[table][1]:
            found.setdefault(table, {}).setdefault(number, {})[column] = text
    return found


def _cells(entries: Entries) -> Iterator[tuple[str, int, str, str]]:
    for path, text in entries.items():
        parts = path.split(".")
        if len(parts) == 3 and text and not text.isspace():
            number = row_number(parts[1])
            if number is not None:
                yield parts[0], number, parts[2], text
