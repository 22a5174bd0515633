"""What holds of any declaration: order says nothing, sums are exact, and what was read stays what it is."""

import csv
import io
import json
import random
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from societaire.declarations.checking import blocking, check, declared_bases, examine, totals
from societaire.declarations.entries import entries_of, figures_of
from societaire.declarations.examples import TERMS
from societaire.declarations.forms import Form
from societaire.declarations.shipped import SHIPPED
from tests.core.declared import CONTRACTOR, PROJECT_MANAGER, SOUND, SOUND_FEES, TEXTS, filled, paths

FORMS = pytest.mark.parametrize("form", SHIPPED.forms, ids=SHIPPED.codes)
SOUND_ONES = pytest.mark.parametrize(
    ("form", "entries"), [(CONTRACTOR, SOUND), (PROJECT_MANAGER, SOUND_FEES)], ids=SHIPPED.codes
)


def shuffled(entries: Mapping[str, str], seed: int) -> dict[str, str]:
    """The same entries, come in another order."""
    items = list(entries.items())
    random.Random(seed).shuffle(items)  # noqa: S311 - an order that comes back with the seed
    return dict(items)


@FORMS
@settings(max_examples=40, deadline=None)
@given(data=st.data(), seed=st.integers())
def test_the_order_of_entry_changes_nothing(form: Form, data: st.DataObject, seed: int) -> None:
    entries = data.draw(filled(form))
    once, again = examine(form, entries, TERMS), examine(form, shuffled(entries, seed), TERMS)
    assert again == once
    assert list(again.figures.items()) == list(once.figures.items())


@FORMS
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_entries_become_figures_and_entries_again(form: Form, data: st.DataObject) -> None:
    figures, faults = figures_of(form, data.draw(filled(form)))
    assert faults == ()
    written = entries_of(figures)
    assert figures_of(form, written) == (figures, ())
    assert entries_of(figures_of(form, written)[0]) == written


@given(st.lists(st.integers(0, 10**13), max_size=60))
def test_totals_never_drift(cents: list[int]) -> None:
    entries = {f"activities.{row}.amount": f"{cent // 100},{cent % 100:02}" for row, cent in enumerate(cents)}
    figures, _ = figures_of(CONTRACTOR, entries)
    total = totals(CONTRACTOR, figures)["activities_total"]
    assert total == Decimal(sum(cents)).scaleb(-2)
    assert sum(declared_bases(CONTRACTOR, figures).values()) == total


@FORMS
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_nothing_that_is_typed_makes_the_check_fail(form: Form, data: st.DataObject) -> None:
    typed = data.draw(st.dictionaries(st.sampled_from(paths(form)) | TEXTS, TEXTS | st.sampled_from(["yes", "1 000"])))
    found = examine(form, typed, TERMS)
    assert blocking(found.findings, {})


@FORMS
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_figures_are_checked_alike_whatever_brought_them(form: Form, data: st.DataObject) -> None:
    figures, _ = figures_of(form, data.draw(filled(form)))
    backwards = dict(reversed(figures.items()))
    assert check(form, backwards, TERMS) == check(form, figures, TERMS)


@SOUND_ONES
def test_a_declaration_without_problems_stays_so(form: Form, entries: Mapping[str, str]) -> None:
    first = examine(form, entries, TERMS)
    assert first.findings == ()
    sheet = io.StringIO(newline="")
    csv.writer(sheet, delimiter=";").writerows(entries_of(first.figures).items())
    sheet.seek(0)
    for kept in (
        json.loads(json.dumps(dict(entries))),
        dict(csv.reader(sheet, delimiter=";")),
        entries_of(first.figures),
    ):
        assert examine(form, kept, TERMS) == first


@SOUND_ONES
def test_every_required_answer_that_is_taken_away_is_missed(form: Form, entries: Mapping[str, str]) -> None:
    required = {item.id for item in form.items() if item.required} & {*entries}
    assert len(required) > 4
    for path in required:
        found = examine(form, {key: text for key, text in entries.items() if key != path}, TERMS).findings
        assert ("answer_missing", (path,)) in {(each.code, each.paths) for each in found}
