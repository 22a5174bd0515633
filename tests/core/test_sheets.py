"""Where a completed form belongs."""

from datetime import date

import pytest
from attrs import evolve

from societaire.declarations.sheets import FormMarks, misplaced
from societaire.errors import Problem
from societaire.values import ContractNumber, Siren

MARKS = FormMarks("entreprise", 1, ContractNumber("RCD-552000-59"), date(2026, 1, 1), Siren("552000002"))


def test_a_form_is_at_home_under_its_own_marks() -> None:
    assert misplaced(MARKS, MARKS) is None


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        (evolve(MARKS, siren=Siren("404833048")), "form_of_another_company"),
        (evolve(MARKS, contract=ContractNumber("RCD-552000-60")), "form_of_another_contract"),
        (evolve(MARKS, start=date(2025, 1, 1)), "form_of_another_period"),
        (evolve(MARKS, form="maitre_oeuvre"), "form_of_another_kind"),
        (evolve(MARKS, version=2), "form_of_another_kind"),
    ],
)
def test_a_form_from_elsewhere_is_told_apart(marks: FormMarks, code: str) -> None:
    found = misplaced(marks, MARKS)
    assert found is not None
    assert (found.field, found.code) == ("file", code)


def test_another_company_is_told_before_its_contract() -> None:
    foreign = evolve(MARKS, siren=Siren("404833048"), contract=ContractNumber("X"), start=date(2020, 1, 1))
    assert misplaced(foreign, MARKS) == Problem("file", "form_of_another_company")
