"""Typed rows from the cells of a file, a portion at a time and column by column: most cells of a column are alike."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from functools import partial
from operator import itemgetter
from typing import Any, cast

from attrs import frozen

from societaire.records.report import Remark
from societaire.records.rows import (
    KEY_FIELDS,
    ROWS,
    AgencyRow,
    CompanyRow,
    ContractRow,
    DocumentRow,
    PeriodRow,
    PersonRow,
    RecordKind,
    Row,
)
from societaire.typed.numbers import Fault
from societaire_intake.cells import is_readable_hours, siren, siret, trimmed, year
from societaire_intake.layouts import PRODUCTS, Column, Layout

Cells = tuple[int, list[str]]
"""The line that a row starts at, and its cells."""

_MISSING = Fault("required")
_NOTHING = type(None)


@frozen
class Plan:
    """How a file's cells become rows: for each field, its column and where its cells stand, if anywhere."""

    kind: RecordKind
    name: str
    places: tuple[tuple[Column, int | None], ...]
    width: int

    @property
    def key(self) -> tuple[int, ...]:
        """Where the natural key stands in a row."""
        names = ROWS[self.kind]._fields
        return tuple(names.index(part) for part in KEY_FIELDS[self.kind])


@frozen
class Header:
    """The first row of a file, understood: a plan, or why there is none; and headings that mean nothing here."""

    plan: Plan | Remark
    unknown: tuple[str, ...] = ()


def read_header(kind: RecordKind, layout: Layout, name: str, cells: Sequence[str]) -> Header:
    """Find the columns, whatever their order, case and surrounding spaces."""
    if any("\r" in cell for cell in cells):
        return Header(Remark.of(name, 1, "", "", "line_ends"))
    headings = [trimmed(cell).casefold() for cell in cells]
    known = {column.heading: column for column in layout.columns}
    if len(headings) == 1 and any(mark in headings[0] for mark in ",\t"):
        return Header(Remark.of(name, 1, "", cells[0], "separator"))
    twice = next((heading for heading in headings if heading in known and headings.count(heading) > 1), None)
    if twice is not None:
        return Header(Remark.of(name, 1, twice, twice, "column_twice"))
    missing = [column.heading for column in layout.columns if column.required and column.heading not in headings]
    if missing:
        return Header(Remark.of(name, 1, missing[0], "", "column_missing", columns=", ".join(missing)))
    by_field = {column.field: column for column in layout.columns}
    places = tuple(
        (column, headings.index(column.heading) if column.heading in headings else None)
        for column in (by_field[field] for field in ROWS[kind]._fields)
    )
    unknown = tuple(trimmed(cell) for cell, heading in zip(cells, headings, strict=True) if heading not in known)
    return Header(Plan(kind, name, places, len(cells)), tuple(heading for heading in unknown if heading))


def ends_whole(plan: Plan, cells: Sequence[str]) -> bool:
    """Whether the last cell shows by its form that nothing of it is missing, as a name or an amount never does."""
    column = next((column for column, place in plan.places if place == len(cells) - 1), None)
    value = None if column is None else column.read(cells[-1])
    if column is None or value is None or isinstance(value, Fault):
        return False
    return isinstance(value, bool | date | Enum) or column.read in {siren, siret, year}


def written(plan: Plan, cells: Sequence[Cells], line: int, field: str) -> str:
    """What is written for a field in the row at a line; nothing when its column is left out."""
    place = next(place for column, place in plan.places if column.field == field)
    row = cells[bisect_left(cells, line, key=itemgetter(0))][1]
    return "" if place is None else row[place]


def read_rows(plan: Plan, cells: Sequence[Cells]) -> tuple[list[tuple[int, Row]], list[Remark], list[Remark]]:
    """The rows that are well-formed, each at its line, a refusal for each of the others, and warnings."""
    if not cells:
        return [], [], []
    # As `_make` does, without a call of Python for each row.
    make = cast(Callable[[Any], Row], partial(tuple.__new__, ROWS[plan.kind]))
    faults: dict[int, tuple[int, str, str, Fault]] = {}
    columns = list(zip(*(row for _, row in cells), strict=True))
    values = [_column(column, place, columns, faults, len(cells)) for column, place in plan.places]
    placed = list(zip((line for line, _ in cells), map(make, zip(*values, strict=True)), strict=True))
    refused = [
        Remark.of(plan.name, cells[at][0], heading, cell, fault.code, **dict(fault.values))
        for at, (_, heading, cell, fault) in faults.items()
    ]
    if faults:
        placed = [each for at, each in enumerate(placed) if at not in faults]
    return _checked(plan, cells, placed, refused)


def _column(
    column: Column,
    place: int | None,
    columns: Sequence[Sequence[str]],
    faults: dict[int, tuple[int, str, str, Fault]],
    rows: int,
) -> Sequence[Any]:
    """One field of all rows; of a row's faults the leftmost in the file is kept."""
    if place is None:
        return [column.default] * rows
    cells = columns[place]
    read = {cell: column.read(cell) for cell in set(cells)}
    empty = _MISSING if column.required else column.default
    # Most columns hold neither empty cells nor wrong ones: their types say so at once.
    if empty is not None and _NOTHING in set(map(type, read.values())):
        read = {cell: empty if value is None else value for cell, value in read.items()}
    if Fault in set(map(type, read.values())):
        wrong = {cell: value for cell, value in read.items() if isinstance(value, Fault)}
        for at, cell in enumerate(cells):
            if cell in wrong and (at not in faults or place < faults[at][0]):
                faults[at] = (place, column.heading, cell, wrong[cell])
    return list(map(read.__getitem__, cells))


def _checked(
    plan: Plan, cells: Sequence[Cells], placed: list[tuple[int, Row]], refused: list[Remark]
) -> tuple[list[tuple[int, Row]], list[Remark], list[Remark]]:
    """What the cells of one row say of each other."""
    check = _CHECKS.get(plan.kind)
    if check is None:
        return placed, refused, []
    headings = {column.field: column.heading for column, _ in plan.places}
    warnings: list[Remark] = []
    good: list[tuple[int, Row]] = []
    for line, row in placed:
        found = check(row)
        if found is None:
            good.append((line, row))
            continue
        field, code, is_refused = found
        remark = Remark.of(plan.name, line, headings[field], written(plan, cells, line, field), code)
        (refused if is_refused else warnings).append(remark)
        if not is_refused:
            good.append((line, row))
    return good, refused, warnings


Finding = tuple[str, str, bool] | None
"""The field to blame, a code, and whether the row is refused for it."""


def _agency(row: AgencyRow) -> Finding:
    return None if row.hours is None or is_readable_hours(row.hours) else ("hours", "hours_unreadable", False)


def _company(row: CompanyRow) -> Finding:
    return None if row.siret is None or row.siret.startswith(row.siren) else ("siret", "siret_of_other_company", True)


def _contract(row: ContractRow) -> Finding:
    return None if row.product in PRODUCTS else ("product", "product_unknown", False)


def _person(row: PersonRow) -> Finding:
    # No mail reaches an accent before the `@` (societaire_mail.message); one in the domain travels in its DNS form.
    return None if row.email.isascii() or row.email.partition("@")[0].isascii() else ("email", "email_not_ascii", False)


def _document(row: DocumentRow) -> Finding:
    if row.period_start is None and row.period_end is None:
        return None
    if row.period_start is None or row.period_end is None:
        return ("period_start" if row.period_start is None else "period_end", "period_incomplete", True)
    return ("period_end", "ends_before_start", True) if row.period_end < row.period_start else None


def _period(row: PeriodRow) -> Finding:
    return ("end", "ends_before_start", True) if row.end < row.start else None


_CHECKS: dict[RecordKind, Callable[[Any], Finding]] = {
    RecordKind.AGENCY: _agency,
    RecordKind.COMPANY: _company,
    RecordKind.CONTRACT: _contract,
    RecordKind.DOCUMENT: _document,
    RecordKind.PERIOD: _period,
    RecordKind.PERSON: _person,
}


def hashes(plan: Plan, placed: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, int, int]]:
    """The hash of each row's key, of the row, and its line."""
    key = plan.key
    if len(key) == 1:
        at = key[0]
        return ((hash(row[at]), hash(row), line) for line, row in placed)
    return ((hash(tuple(row[at] for at in key)), hash(row), line) for line, row in placed)
