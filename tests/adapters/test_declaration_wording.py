"""The French words of declarations: none lacks in the shipped forms, none is left over, and findings read well."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from societaire.declarations.checking import examine
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Field, FieldKind, FieldTable, Figure, Form, Severity
from societaire.declarations.shipped import SHIPPED
from societaire_wording import declaration_labels as labels
from societaire_wording import declaration_words as words
from societaire_wording.formats import NBSP


def fields(form: Form) -> Iterator[tuple[str, Field | FieldTable]]:
    """Everything that has a label, by the name that its words go by."""
    for item in form.items():
        yield item.id, item
        if isinstance(item, FieldTable):
            yield from ((f"{item.id}.{column.id}", column) for column in item.columns)


def left_over(known: set[str], asked: set[str]) -> set[str]:
    """The words that no shipped form says."""
    return {key for key in known if key.rpartition("/")[2] not in asked}


def test_every_form_section_field_total_and_option_has_its_words() -> None:
    for form in SHIPPED.forms:
        assert form.code in words.FORMS
        assert [s.id for s in form.sections if s.id not in words.SECTIONS] == []
        assert [t.id for t in form.totals() if t.id not in words.TOTALS] == []
        assert [name for name, _ in fields(form) if name not in words.FIELDS] == []
        for name, item in fields(form):
            if isinstance(item, Field) and item.kind is FieldKind.CHOICE:
                assert tuple(words.OPTIONS[name]) == item.options


def test_no_word_is_left_over() -> None:
    forms = SHIPPED.forms
    named = {name for form in forms for name, _ in fields(form)}
    assert left_over(set(words.FIELDS), named) == set()
    assert left_over(set(words.SECTIONS), {s.id for form in forms for s in form.sections}) == set()
    assert left_over(set(words.TOTALS), {t.id for form in forms for t in form.totals()}) == set()
    assert left_over(set(words.OPTIONS), named) == set()


def test_every_example_that_fails_reads_as_a_sentence() -> None:
    told = [
        labels.finding(found)
        for form in SHIPPED.forms
        for use in form.rules
        if use.failing
        for found in examine(form, dict(use.failing.entries), use.failing.terms).findings
        if found.code == use.code
    ]
    assert len(told) > 70
    assert [text for text in told if "…" in text or "{" in text or "  " in text] == []


def test_a_finding_tells_amounts_days_and_activities_as_people_do() -> None:
    sum_off = Finding(
        "turnover_sum",
        Severity.ERROR,
        ("turnover_total",),
        (("sum", "500000.00"), ("total", "500001.50"), ("difference", "1.50")),
    )
    assert "500\u202f000" + NBSP + "€" in labels.finding(sum_off)
    assert "1,50" + NBSP + "€ d’écart" in labels.finding(sum_off)
    asked = Finding("period_differs", Severity.ERROR, (), (("start", "2025-01-01"), ("end", "2025-12-31")))
    assert "01/01/2025" in labels.finding(asked)
    uncovered = Finding("activity_not_covered", Severity.WARNING, (), (("activity", "COU"),))
    assert "Couverture" in labels.finding(uncovered)
    other = Finding("tax_return_siren_differs", Severity.WARNING, (), (("expected", "552000002"),))
    assert "552\u00a0000\u00a0002" in labels.finding(other)
    late = Finding("tax_return_year_differs", Severity.WARNING, (), (("expected", "2025"),))
    assert "(2025)" in labels.finding(late)


def test_a_finding_names_the_question_that_an_answer_depends_on() -> None:
    found = Finding("answer_uncounted", Severity.INFORMATION, (), (("question", "sites.ccrd"),))
    assert "Contrat collectif (CCRD)" in labels.finding(found)


@pytest.mark.parametrize(
    ("kind", "figure", "text"),
    [
        (FieldKind.AMOUNT, Decimal("1250000.00"), "1\u202f250\u202f000\u00a0€"),
        (FieldKind.PERCENT, Decimal("33.30"), "33,3\u00a0%"),
        (FieldKind.PERCENT, Decimal("100.00"), "100\u00a0%"),
        (FieldKind.DECIMAL, Decimal("8.00"), "8"),
        (FieldKind.COUNT, 1200, "1\u202f200"),
        (FieldKind.DATE, date(2025, 2, 3), "03/02/2025"),
        (FieldKind.YES_NO, True, "Oui"),
        (FieldKind.ACTIVITY, "CHA", "Charpente"),
        (FieldKind.ACTIVITY, "Désamiantage", "Désamiantage"),
        (FieldKind.TEXT, "École", "École"),
    ],
)
def test_an_answer_is_shown_as_people_write_it(kind: FieldKind, figure: Figure, text: str) -> None:
    assert labels.answer(Field("any", kind), figure) == text


def test_a_place_counts_rows_from_one() -> None:
    assert labels.place("sites.1.total_cost") == "Chantiers, ligne\u00a02, Coût total"
    assert labels.place("sites.0.contract_amount", "project_manager") == "Chantiers, ligne\u00a01, Vos honoraires"
    assert labels.place("turnover_total") == "Chiffre d’affaires total"


def test_a_document_and_a_year_are_told_by_name_and_without_groups() -> None:
    assert labels.place("documents.tax_return", "contractor") == "Liasse fiscale"
    assert labels.answer(Field("tax_return_year", FieldKind.COUNT), Decimal(2025)) == "2025"


def test_a_word_that_an_insurer_did_not_bring_shows_its_id() -> None:
    assert labels.field_label("their_own") == "their_own"
    assert labels.section_title("their_own") == "their_own"
    assert labels.form_name("their_own") == "their_own"
