"""What a declaration's page sends: the texts of its fields, the rows added and removed, two versions compared."""

import re
from datetime import date

from attrs import frozen
from flask import request

from societaire.declarations.entries import Entries, row_number, shape_of
from societaire.declarations.forms import Form
from societaire.declarations.readers import entry
from societaire.typed.days import read_day
from societaire.use_cases.declaration_reading import DeclarationDesk
from societaire_web.declaration_sheet import sheet_of

_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@frozen
class Asked:
    """What a button asks: to save, to verify, to add a row to a table or remove one, to keep what was chosen of two."""

    name: str
    table: str = ""
    row: int = 0

    @property
    def is_removal(self) -> bool:
        """Whether a row goes."""
        return self.name == "remove"


@frozen
class Difference:
    """A field that says one thing as kept and another as typed."""

    path: str
    place: str
    kept: str
    typed: str
    kept_shown: str
    typed_shown: str


def asked_of(text: str) -> Asked:
    """What a button's value asks; what makes no sense only saves."""
    name, _, rest = text.partition(":")
    table, _, row = rest.partition(":")
    if name == "remove" and (number := row_number(row)) is not None:
        return Asked(name, table, number)
    return Asked(name, table) if name in ("verify", "add", "choose") else Asked("save")


def typed(form: Form) -> dict[str, str]:
    """The texts sent for what the form asks; of two fields that answer the same question, the first that says one."""
    shape, found = shape_of(form), dict[str, str]()
    for path, text in request.form.items(multi=True):
        is_entry = path in shape.fields or (path.count(".") == 2 and "*" not in path and shape.knows(path))
        if is_entry and text.strip():
            found.setdefault(path, _as_typed(text))
    return found


def _as_typed(text: str) -> str:
    """Line ends as they were typed, and a day of a browser's calendar as people write it."""
    day = read_day(text) if _ISO.fullmatch(text) else None
    return entry(day) if isinstance(day, date) else text.replace("\r\n", "\n")


def without_row(entries: Entries, asked: Asked) -> dict[str, str]:
    """The entries without one row of a table, those after it moved up."""
    found: dict[str, str] = {}
    for path, text in entries.items():
        table, _, rest = path.partition(".")
        row, _, column = rest.partition(".")
        number = row_number(row) if column else None
        if table != asked.table or number is None or number < asked.row:
            found[path] = text
        elif number > asked.row:
            found[f"{table}.{number - 1}.{column}"] = text
    return found


def differences(
    form: Form, desk: DeclarationDesk, kept: Entries, mine: Entries
) -> tuple[tuple[Difference, ...], tuple[tuple[str, str], ...]]:
    """The fields that differ, in the form's order, and the texts that are the same by path."""
    before = {cell.path: cell for cell in sheet_of(form, desk, entries=kept).cells}
    after = {cell.path: cell for cell in sheet_of(form, desk, entries=mine).cells}
    found = tuple(
        Difference(
            path,
            cell.place,
            kept.get(path, ""),
            mine.get(path, ""),
            before[path].read if path in before else "",
            after[path].read if path in after else "",
        )
        for path, cell in {**before, **after}.items()
        if kept.get(path, "") != mine.get(path, "")
    )
    return found, tuple((path, text) for path, text in kept.items() if mine.get(path, "") == text)
