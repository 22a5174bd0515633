"""The regimes that the dates suggest, at their borders (1792 to 1792-6 C. civ.)."""

from datetime import date

import pytest

from societaire.claims.facts import Fact, years_after
from societaire.claims.regimes import Regime, suggested

ACCEPTED = date(2020, 2, 29)


def _facts(appeared: date, **more: Fact) -> dict[str, Fact]:
    return {
        "acceptance": "without_reservations",
        "acceptance_date": ACCEPTED,
        "appeared_on": appeared,
        **more,
    }


def test_a_leap_day_has_its_anniversary_on_the_28th() -> None:
    assert years_after(ACCEPTED, 1) == date(2021, 2, 28)
    assert years_after(ACCEPTED, 4) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("appeared", "more", "regimes"),
    [
        (date(2020, 2, 28), {}, [Regime.BEFORE_ACCEPTANCE]),
        (date(2021, 2, 28), {"formal_notice": True}, [Regime.PERFECT_COMPLETION]),
        (date(2021, 3, 1), {"formal_notice": True}, [Regime.INTERMEDIATE]),
        (date(2022, 2, 28), {"equipment_separable": True}, [Regime.GOOD_FUNCTIONING]),
        (date(2022, 3, 1), {"equipment_separable": True}, [Regime.INTERMEDIATE]),
        (date(2030, 2, 28), {"effects": ("solidity",)}, [Regime.TEN_YEARS]),
        (date(2030, 3, 1), {"effects": ("solidity",)}, [Regime.TERM_PASSED]),
        (date(2025, 1, 1), {"effects": ("aesthetic",)}, [Regime.INTERMEDIATE]),
        (date(2025, 1, 1), {"equipment_separable": False}, [Regime.TEN_YEARS]),
        (
            date(2020, 6, 1),
            {"acceptance": "with_reservations", "effects": ("unusable",)},
            [Regime.PERFECT_COMPLETION, Regime.TEN_YEARS],
        ),
    ],
)
def test_the_dates_suggest(appeared: date, more: dict[str, Fact], regimes: list[Regime]) -> None:
    assert [one.regime for one in suggested(_facts(appeared, **more))] == regimes


def test_without_acceptance_the_works_are_before_it() -> None:
    assert [one.regime for one in suggested({"acceptance": "none"})] == [Regime.BEFORE_ACCEPTANCE]


def test_nothing_is_suggested_from_what_is_not_known() -> None:
    assert suggested({}) == ()
    assert suggested({"acceptance": "tacit", "appeared_on": date(2025, 1, 1)}) == ()


def test_a_complaint_stands_for_an_appearance_that_nobody_knows() -> None:
    facts: dict[str, Fact] = {"acceptance": "tacit", "acceptance_date": ACCEPTED, "first_claimed_on": date(2031, 1, 1)}
    (found,) = suggested(facts)
    assert (found.regime, found.until, found.source) == (Regime.TERM_PASSED, date(2030, 2, 28), "1792-4-1 C. civ.")
