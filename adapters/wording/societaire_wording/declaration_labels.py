"""The French words of a declaration form: titles, labels, answers as people read them, and what is found."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from societaire.declarations.findings import Finding
from societaire.declarations.forms import Field, FieldKind, Figure, Severity
from societaire_wording import declaration_words as words
from societaire_wording.catalogue import sentence
from societaire_wording.formats import NBSP, amount, plain_number, short_day, typeset
from societaire_wording.labels import activity, slot

_T = TypeVar("_T")
_YEARS = frozenset({"tax_return_year"})
_COUNTED = frozenset({"headcount", "vehicles"})


def form_name(code: str) -> str:
    """What a form is called; its code when an insurer brought it without a name."""
    return typeset(words.FORMS.get(code, code))


def section_title(section: str, form: str = "") -> str:
    """The title of a section."""
    return typeset(_own(words.SECTIONS, form, section, (section, ""))[0])


def section_help(section: str, form: str = "") -> str:
    """What a section is about, in a sentence; empty when the title says it."""
    return typeset(_own(words.SECTIONS, form, section, (section, ""))[1])


def field_label(path: str, form: str = "") -> str:
    """The label of a field, a table or a column; its id when an insurer brought it without words."""
    name = _name(path)
    return typeset(_own(words.FIELDS, form, name, (name, ""))[0])


def field_help(path: str, form: str = "") -> str:
    """What helps to answer; empty when there is nothing to add."""
    return typeset(_own(words.FIELDS, form, _name(path), ("", ""))[1])


def total_label(total: str, form: str = "") -> str:
    """The label of a total."""
    return typeset(_own(words.TOTALS, form, total, total))


def option_label(path: str, option: str) -> str:
    """The label of one of the answers of a choice, or of an activity."""
    known = words.OPTIONS.get(_name(path))
    return typeset(known.get(option, option)) if known else activity(option)


def severity(found: Severity) -> str:
    """What a finding asks of the person."""
    return typeset(words.SEVERITIES[found])


def place(path: str, form: str = "") -> str:
    """Where it was found: `Chantiers, ligne 2, Coût total`, rows from 1 as people count, or a document by its name."""
    table, _, rest = path.partition(".")
    if table == "documents":
        return typeset(slot(rest))
    row, _, column = rest.partition(".")
    if not column:
        return field_label(path, form)
    return f"{field_label(table, form)}, ligne{NBSP}{int(row) + 1}, {field_label(path, form)}"


def answer(field: Field, figure: Figure, path: str = "") -> str:
    """An answer as people read it: `1 250 000 €`, `12,5 %`, `02/11/2026`, `Oui`; `path` tells a column from a field."""
    match figure:
        case bool():
            return "Oui" if figure else "Non"
        case Decimal() if field.kind is FieldKind.AMOUNT:
            return amount(figure)
        case Decimal() | int() if field.id in _YEARS:
            return str(int(figure))
        case Decimal() | int():
            return plain_number(Decimal(figure)) + (f"{NBSP}%" if field.kind is FieldKind.PERCENT else "")
        case date():
            return short_day(figure)
        case str():
            named = field.kind in (FieldKind.CHOICE, FieldKind.ACTIVITY)
            return option_label(path or field.id, figure) if named else figure


def heading_figure(heading: str, value: Decimal) -> str:
    """A declared base as people read it: euros, but for what is counted."""
    return plain_number(value) if heading in _COUNTED else amount(value)


def finding(found: Finding) -> str:
    """The sentence of what was found."""
    return sentence(found.code, dict(found.values))


def _name(path: str) -> str:
    table, _, rest = path.partition(".")
    column = rest.rpartition(".")[2]
    return f"{table}.{column}" if column else table


def _own(table: Mapping[str, _T], form: str, name: str, otherwise: _T) -> _T:
    return table.get(f"{form}/{name}", table.get(name, otherwise))
