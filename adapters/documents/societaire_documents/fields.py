"""What the fields of a form are called in its PDF, and the marks by which it is recognised."""

import re
from collections.abc import Mapping
from datetime import date

from societaire.declarations.sheets import FormMarks, ReadBack
from societaire.values import ContractNumber, Siren

MARKS = "societaire"
"""The hidden field that holds the marks; the document's information holds them too, as its keywords."""
INFORMATION = "/Keywords"
GIVEN = "given-"
"""What the name of a cell begins with when it was filled in before anybody wrote: alone, it says nothing."""
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:-\d{1,4}-[a-z][a-z0-9_]*)?")
_MARKS = re.compile(r"1\|([a-z0-9_]{1,60})\|(\d{1,6})\|([^|]{1,60})\|(\d{4}-\d\d-\d\d)\|(\d{9})")


def field_name(path: str) -> str:
    """The name of a field in a PDF, where a dot would make a tree of it."""
    return path.replace(".", "-")


def marks_text(marks: FormMarks) -> str:
    """The marks as a text."""
    return f"1|{marks.form}|{marks.version}|{marks.contract}|{marks.start.isoformat()}|{marks.siren}"


def marks_of(text: str) -> FormMarks | None:
    """The marks that a text holds; None when it holds none."""
    found = _MARKS.fullmatch(text)
    if not found:
        return None
    form, version, contract, start, siren = found.groups()
    try:
        return FormMarks(form, int(version), ContractNumber(contract), date.fromisoformat(start), Siren(siren))
    except ValueError:
        return None


def read_back(marks: str, values: Mapping[str, str]) -> ReadBack | None:
    """What the fields of a PDF say, by their names; None unless it bears our marks."""
    found = marks_of(marks)
    if found is None:
        return None
    typed = {name: text for name, text in values.items() if _NAME.fullmatch(name) and text.strip()}
    rows = {name.rpartition("-")[0] for name in typed if "-" in name}
    given = {name.removeprefix(GIVEN): text for name, text in values.items() if name.startswith(GIVEN)}
    kept = {name: text for name, text in given.items() if name.rpartition("-")[0] in rows and _NAME.fullmatch(name)}
    return ReadBack(found, {name.replace("-", "."): text for name, text in {**kept, **typed}.items()})
