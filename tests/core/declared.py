"""Declarations to test with: complete and without anything to find, under the terms of the shipped examples."""

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from societaire.declarations.checking import examine
from societaire.declarations.examples import TERMS
from societaire.declarations.forms import Field, FieldKind, FieldTable, Form
from societaire.declarations.shipped import SHIPPED
from societaire.declarations.terms import Terms

CONTRACTOR = SHIPPED.form("contractor")
PROJECT_MANAGER = SHIPPED.form("project_manager")

SOUND: Mapping[str, str] = {
    "period_start": "01/01/2025",
    "period_end": "31/12/2025",
    "turnover_total": "760 000",
    "activities.0.activity": "CHA",
    "activities.0.amount": "400 000",
    "activities.0.subcontracted": "40 000",
    "activities.1.activity": "MEN",
    "activities.1.amount": "330.000,50",
    "activities.1.subcontracted": "20 000",
    "trading": "29 999,50",
    "largest_contract": "200000 €",
    "subject_works": "700 000",
    "other_works": "30 000,50",
    "mainland": "760 000",
    "subcontracting_given": "60 000",
    "subcontractors": "2",
    "subcontractors_insured": "oui",
    "payroll_workers": "150 000",
    "payroll_staff": "50 000",
    "headcount_basis": "average",
    "workers": "6,5",
    "staff": "2",
    "no_large_site": "yes",
    "noncurrent_technique": "no",
    "design_missions": "no",
    "individual_houses": "no",
}
SOUND_FEES: Mapping[str, str] = {
    "period_start": "2025-01-01",
    "period_end": "2025-12-31",
    "fees_total": "450 000",
    "fees_design": "300 000",
    "fees_management": "150 000",
    "mainland": "450 000",
    "operations.0.name": "Collège Louise-Michel",
    "operations.0.family": "complete",
    "operations.0.works": "6 000 000",
    "operations.0.rate": "100 %",
    "operations.0.share": "50",
    "payroll_staff": "200 000",
    "headcount_basis": "year_end",
    "staff": "5",
    "active_managers": "1",
    "no_large_site": "oui",
    "noncurrent_technique": "non",
}

NIL = {
    "period_start": "01/01/2025",
    "period_end": "31/12/2025",
    "nil": "yes",
    "nil_reason": "dormant",
    "nil_confirmed": "yes",
}
SITE = {
    "sites.0.name": "Lycée Ampère",
    "sites.0.client": "Région",
    "sites.0.opened_on": "03/02/2025",
    "sites.0.total_cost": "18 000 000",
    "sites.0.contract_amount": "150 000",
    "sites.0.ccrd": "no",
}

_AMOUNTS = st.decimals(min_value=0, max_value=99_999_999, places=2)
_SPACED = st.sampled_from([" ", "\u00a0", "\u202f", "", "."])


@st.composite
def amounts(draw: st.DrawFn) -> str:
    """An amount as somebody may type it."""
    whole, _, cents = f"{draw(_AMOUNTS):,.2f}".partition(".")
    return whole.replace(",", draw(_SPACED)) + f",{cents}" + draw(st.sampled_from(["", " €"]))


TEXTS = st.text(max_size=30)


_READABLE: Mapping[FieldKind, st.SearchStrategy[str]] = {
    FieldKind.AMOUNT: amounts(),
    FieldKind.COUNT: st.integers(0, 100_000).map(str),
    FieldKind.DECIMAL: st.integers(0, 10_000).map(lambda n: f"{n // 100},{n % 100:02}"),
    FieldKind.PERCENT: st.integers(0, 10_000).map(lambda n: f"{n // 100},{n % 100:02} %"),
    FieldKind.DATE: st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(lambda day: f"{day:%d/%m/}{day.year}"),
    FieldKind.YES_NO: st.sampled_from(["yes", "no", "oui", "non"]),
    FieldKind.TICK: st.sampled_from(["yes", "no", "on"]),
    FieldKind.ACTIVITY: st.sampled_from(["CHA", "men", "COU", "Désamiantage"]),
}
_WORDS = st.text(alphabet="abc éœ&'-;\"\n", max_size=20)


def answers(field: Field) -> st.SearchStrategy[str]:
    """What somebody may type in a field, that can be read."""
    return st.sampled_from(field.options) if field.kind is FieldKind.CHOICE else _READABLE.get(field.kind, _WORDS)


@st.composite
def filled(draw: st.DrawFn, form: Form) -> dict[str, str]:
    """A form filled in with readable answers, some left out, rows anywhere."""
    entries: dict[str, str] = {}
    rows = draw(st.lists(st.integers(0, 12), max_size=3, unique=True))
    for item in draw(st.lists(st.sampled_from([*form.items()]), max_size=14, unique_by=lambda each: each.id)):
        if isinstance(item, Field):
            entries[item.id] = draw(answers(item))
            continue
        for row in rows:
            for column in draw(st.lists(st.sampled_from(item.columns), max_size=3, unique_by=lambda each: each.id)):
                entries[f"{item.id}.{row}.{column.id}"] = draw(answers(column))
    return entries


def paths(form: Form) -> list[str]:
    """Every path of a form, two rows of each table."""
    found = []
    for item in form.items():
        if isinstance(item, FieldTable):
            found += [f"{item.id}.{row}.{column.id}" for row in (0, 7) for column in item.columns]
        else:
            found.append(item.id)
    return found


def found(changes: Mapping[str, str | None], terms: Terms = TERMS, form: Form = CONTRACTOR) -> set[tuple[str, str]]:
    """What is found in the sound declaration once changed (None takes an answer away): codes and first paths."""
    entries = {path: text for path, text in {**SOUND, **changes}.items() if text is not None}
    return {(each.code, each.paths[0]) for each in examine(form, entries, terms).findings}


def values(code: str, changes: Mapping[str, str | None], terms: Terms = TERMS) -> dict[str, str | int]:
    """What goes with what is found."""
    entries = {path: text for path, text in {**SOUND, **changes}.items() if text is not None}
    return next(dict(each.values) for each in examine(CONTRACTOR, entries, terms).findings if each.code == code)
