"""What the shipped rules find, one case after the other: limits, people, activities, sites, days."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from societaire.declarations.checking import examine
from societaire.declarations.entries import initial_entries
from societaire.declarations.examples import BEGUN, TERMS
from societaire.declarations.terms import Terms
from societaire.values import Year
from tests.core.declared import CONTRACTOR, SITE, SOUND, found, values


@pytest.mark.parametrize(
    ("total", "found_there"), [("760 001", False), ("760 001,01", True), ("759 999", False), ("759 998,99", True)]
)
def test_a_sum_may_be_off_by_one_euro(total: str, *, found_there: bool) -> None:
    assert (("turnover_sum", "turnover_total") in found({"turnover_total": total})) is found_there


def test_an_activity_is_unused_only_where_the_year_before_is_known() -> None:
    rows = {path: None for path in SOUND if path.startswith("activities.1.")} | {"activities.0.amount": "730 000,50"}
    unused = ("activity_unused", "activities")
    former = {**TERMS.former[Year(2024)], ("turnover", "MEN"): Decimal(0)}
    assert unused in found(rows, evolve(TERMS, former={Year(2024): former}))
    assert unused not in found(rows, TERMS)
    assert unused not in found(rows, evolve(TERMS, former={}))
    assert unused not in found(rows, evolve(TERMS, former={Year(2024): {("payroll", ""): Decimal(1)}}))


def test_turnover_without_anybody_or_with_too_many_is_asked_about() -> None:
    assert ("payroll_without_heads", "workers") in found({"workers": "0", "staff": None})
    assert ("heads_without_payroll", "payroll_workers") in found({"payroll_workers": "0", "payroll_staff": None})
    alone = {"workers": None, "staff": None, "payroll_workers": None, "payroll_staff": None, "active_managers": "2"}
    assert found(alone) == set()


def test_subcontracting_explains_a_high_turnover_by_head() -> None:
    few = {"workers": "1", "staff": None, "payroll_workers": "30 000", "payroll_staff": None}
    assert ("total_by_head", "turnover_total") in found(few)
    given = {"subcontracting_given": "240 000", "activities.0.subcontracted": "220 000"}
    assert found({**few, **given}) == {("subcontracting_high", "subcontracting_given")}


def test_a_site_above_the_limit_needs_its_details_and_a_nominative_attestation() -> None:
    large = {**SITE, "no_large_site": None}
    assert found(large) == {
        ("site_without_ccrd", "sites.0.ccrd"),
        ("site_attestation", "sites.0.total_cost"),
    }
    assert found({**large, "sites.0.client": "", "sites.0.ccrd": ""}) == {
        ("site_details", "sites.0.client"),
        ("site_details", "sites.0.ccrd"),
        ("site_attestation", "sites.0.total_cost"),
    }
    assert found(large, evolve(TERMS, operation_limit=None)) == set()


def test_a_policy_that_states_nothing_is_compared_with_nothing() -> None:
    bare = Terms(period=TERMS.period)
    assert found({"activities.0.activity": "Dératisation", "largest_contract": "300 000"}, bare) == set()


def test_a_contract_begun_in_the_year_declares_its_own_part() -> None:
    short = {"period_start": "01/04/2025"}
    assert found(short, BEGUN) == {("period_prorata", "period_start")}
    assert found({}, BEGUN) == {
        ("period_outside_contract", "period_start"),
        ("period_prorata", "period_start"),
    }
    assert initial_entries(CONTRACTOR, BEGUN) == {"period_start": "01/04/2025", "period_end": "31/12/2025"}


def test_the_days_to_declare_are_told_and_wait_for_both() -> None:
    findings = examine(CONTRACTOR, SOUND, BEGUN).findings
    told = {each.code: dict(each.values) for each in findings}
    assert told["period_outside_contract"] == {"start": "2025-04-01", "end": "2025-12-31"}
    asked = examine(CONTRACTOR, {"period_start": "01/04/2025", "period_end": "30/11/2025"}, BEGUN).findings
    assert {each.code: each.paths for each in asked}["period_differs"] == ("period_end", "period_start")
    alone = examine(CONTRACTOR, {"period_start": "01/02/2025"}, TERMS).findings
    assert "period_differs" not in {each.code for each in alone}


def test_the_day_that_leaves_the_contract_is_the_one_shown() -> None:
    half = evolve(TERMS, contract_start=date(2025, 1, 1), contract_end=date(2025, 6, 30))
    assert ("period_outside_contract", "period_end") in found({}, half)
    assert ("period_outside_contract", "period_start") in found({"period_start": "31/12/2024"}, half)


def test_a_month_is_weighed_by_its_days() -> None:
    december = evolve(BEGUN, contract_start=date(2025, 12, 1))
    paid = {"workers": "1", "staff": None, "payroll_workers": "31 000", "payroll_staff": None}
    assert values("payroll_by_head", paid, december)["amount"] == "365000.00"


def test_findings_tell_their_figures() -> None:
    assert values("turnover_sum", {"trading": "0"}) == {
        "sum": "730000.50",
        "total": "760000.00",
        "difference": "29999.50",
    }
    assert values("subcontracting_high", {"subcontracting_given": "304 000"})["share"] == 40
    assert values("largest_contract_share", {"largest_contract": "570 000"})["share"] == 75
    assert values("total_moved", {"turnover_total": "1 080 000"})["change"] == "+50"
    assert values("total_moved", {"turnover_total": "360 000"})["change"] == "-50"
    assert values("mix_moved", {"activities.1.amount": "0"}) == {"activity": "CHA", "points": "+50"}
    assert values("payroll_by_head", {"workers": "98"})["amount"] == "2000.00"


def test_rows_of_one_activity_are_added_up() -> None:
    moved = {"activities.0.amount": "320 000", "activities.2.activity": "CHA", "activities.2.amount": "410 000,50"}
    assert values("mix_moved", {**moved, "activities.1.amount": "0"})["points"] == "+50"


def test_a_limit_is_not_passed_by_a_division() -> None:
    thirds = {Year(2024): {("turnover", "CHA"): Decimal(1), ("turnover", "MEN"): Decimal(2)}}
    now = {"activities.0.amount": "8", "activities.1.amount": "7"}
    assert ("mix_moved", "activities") not in found(now, evolve(TERMS, former=thirds))
    assert ("mix_moved", "activities") in found({**now, "activities.1.amount": "6,98"}, evolve(TERMS, former=thirds))
    assert ("payroll_by_head", "payroll_workers") not in found(
        {"workers": "3", "staff": None, "payroll_workers": "0", "payroll_staff": "45 000"}
    )


def test_variations_wait_for_a_whole_year_and_an_answer() -> None:
    begun = evolve(BEGUN, former=TERMS.former)
    assert ("total_moved", "turnover_total") not in found({"turnover_total": "9 000 000"}, begun)
    assert ("total_moved", "turnover_total") not in found({"turnover_total": None})
    assert ("total_moved", "turnover_total") in found({"turnover_total": "9 000 000"})


def test_a_short_year_is_judged_by_what_it_would_be_in_a_whole_one() -> None:
    begun = evolve(BEGUN, contract_start=date(2025, 12, 1))
    month = {"period_start": "01/12/2025", "payroll_workers": "12 500", "payroll_staff": "4 000"}
    assert ("payroll_by_head", "payroll_workers") not in found(month, begun)
    assert ("payroll_by_head", "payroll_workers") in found({**month, "period_start": "01/01/2025"}, TERMS)


def test_an_activity_counts_once_however_many_rows_name_it() -> None:
    rows = {"activities.0.activity": "Désamiantage", "activities.1.activity": "désamiantage"}
    findings = examine(CONTRACTOR, {**SOUND, **rows}, TERMS).findings
    assert [each.key for each in findings if each.code == "activity_not_covered"] == [
        "activity_not_covered:desamiantage"
    ]
    assert [dict(each.values)["row"] for each in findings if each.code == "activity_twice"] == [1]


def test_small_sites_hide_no_large_one() -> None:
    small = {"sites.0.name": "École", "sites.0.total_cost": "1 000 000", "sites.0.contract_amount": "1"}
    large = {path.replace(".0.", ".1."): text for path, text in SITE.items()}
    assert ("site_attestation", "sites.1.total_cost") in found({**small, **large, "no_large_site": None})
