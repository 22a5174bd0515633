"""What is found in a declaration: reading, what is missing, nil, rows, and what keeps it from being sent."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from societaire.declarations.checking import blocking, check, declared_bases, examine, former_value, totals
from societaire.declarations.entries import figures_of, known_entries
from societaire.declarations.examples import TERMS
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Field, FieldKind, Form, RuleUse, Section, Severity, Total
from societaire.declarations.requests import requested_activities
from societaire.declarations.rules import mistakes_of
from societaire.declarations.rules_former import former_sum
from societaire.declarations.shipped import SHIPPED, FormUnknown, form_named
from societaire.declarations.terms import Terms
from societaire.values import Period, Year
from tests.core.declared import CONTRACTOR, NIL, PROJECT_MANAGER, SITE, SOUND, found


def test_a_sound_declaration_has_nothing_to_find() -> None:
    assert found({}) == set()


def test_an_empty_form_is_no_nil_declaration() -> None:
    codes = {each.code for each in examine(CONTRACTOR, {}, TERMS).findings}
    assert "nil_not_told" in codes
    assert "answer_missing" in codes


def test_nil_is_declared_by_its_tick_a_reason_and_a_confirmation() -> None:
    assert examine(CONTRACTOR, NIL, TERMS).findings == ()
    for path in ("nil_reason", "nil_confirmed"):
        less = {key: text for key, text in NIL.items() if key != path}
        assert [(each.code, each.paths) for each in examine(CONTRACTOR, less, TERMS).findings] == [
            ("answer_missing", (path,))
        ]


def test_nil_with_an_amount_is_refused_and_shows_where() -> None:
    finding = examine(CONTRACTOR, {**NIL, "trading": "12", "activities.3.amount": "5"}, TERMS).findings[0]
    assert (finding.code, finding.severity) == ("nil_with_amounts", Severity.ERROR)
    assert finding.paths == ("nil", "activities.3.amount", "trading")


def test_nil_may_be_asked_at_the_end_of_a_form() -> None:
    turnover = Section("turnover", (Field("turnover_total", FieldKind.AMOUNT, required=True),))
    confirmed = Field("confirmed", FieldKind.TICK, required=True, when=("nil", "yes"))
    form = Form("late", 1, (turnover, Section("end", (Field("nil", FieldKind.TICK), confirmed))), nil="nil")
    assert [each.paths for each in examine(form, {"nil": "yes"}, TERMS).findings] == [("confirmed",)]
    assert [each.paths for each in examine(form, {}, TERMS).findings] == [("turnover_total",)]


def test_nothing_subcontracted_of_nothing_is_not_everything() -> None:
    figures, _ = figures_of(CONTRACTOR, {"turnover_total": "0", "subcontracting_given": "0"})
    assert "subcontracting_whole" not in {each.code for each in check(CONTRACTOR, figures, TERMS)}


def test_what_can_not_be_read_is_the_only_thing_said_of_it() -> None:
    assert found({"trading": "3 k€"}) == {("amount_unit", "trading")}
    assert found({"turnover_total": "760.000"}) == {("amount_ambiguous", "turnover_total")}
    assert found({"activities.1.amount": "beaucoup"}) == {("amount_format", "activities.1.amount")}
    assert found({"period_end": "31/12/25"}) == {("day_year", "period_end")}


def test_an_error_in_a_row_hides_no_error_of_another() -> None:
    assert found({"activities.0.subcontracted": "rien", "activities.1.subcontracted": "400 000"}) == {
        ("amount_nil_word", "activities.0.subcontracted"),
        ("subcontracting_of_activity", "activities.1.subcontracted"),
    }


def test_what_is_not_asked_is_neither_read_nor_missed() -> None:
    assert found({"houses_built": "douze"}) == {("answer_uncounted", "houses_built")}
    assert found({"individual_houses": "yes", "houses_built": "douze"}) == {
        ("number_format", "houses_built"),
        ("answer_missing", "house_contracts"),
    }


def test_what_does_not_count_is_told_and_blocks_nothing() -> None:
    entries = {**SOUND, **SITE, "no_large_site": "", "sites.0.absolute_deductible": "3 000 000", "houses_built": " "}
    told = [each for each in examine(CONTRACTOR, entries, TERMS).findings if each.code == "answer_uncounted"]
    assert [each.paths for each in told] == [("sites.0.absolute_deductible", "sites.0.ccrd")]
    assert blocking(told, {}) == ()
    counted = {**entries, "sites.0.ccrd": "yes"}
    assert "answer_uncounted" not in {each.code for each in examine(CONTRACTOR, counted, TERMS).findings}


def test_a_row_without_a_word_is_no_row() -> None:
    assert found({"activities.5.activity": " ", "activities.5.amount": ""}) == set()
    assert found({"activities.5.activity": "MAC"}) == {
        ("answer_missing", "activities.5.amount"),
        ("activity_not_covered", "activities.5.activity"),
    }


def test_a_table_wants_a_row_or_the_tick_that_says_there_is_none() -> None:
    assert found({"no_large_site": None}) == {("rows_missing", "sites")}
    assert ("rows_with_nil", "no_large_site") in found(SITE)


def test_rows_beyond_the_most_are_refused_together() -> None:
    many = {f"activities.{row}.activity": "CHA" for row in range(201)}
    _, faults = figures_of(CONTRACTOR, many)
    assert faults == (Finding("rows_too_many", Severity.ERROR, ("activities",), (("most", 200),)),)


@pytest.mark.parametrize(
    "path",
    ["nothing", "activities.x.amount", "activities.01.amount", "activities.0.nothing", "activities.0", "sites.-1.name"],
)
def test_what_the_form_does_not_ask_is_nobodys(path: str) -> None:
    assert known_entries(CONTRACTOR, {path: "1", "trading": "2"}) == {"trading": "2"}
    assert figures_of(CONTRACTOR, {path: "1"}) == ({}, ())


def test_findings_come_in_the_order_of_the_form() -> None:
    findings = examine(CONTRACTOR, {**SOUND, "workers": "-1", "trading": "x", "period_start": "hier"}, TERMS).findings
    assert [each.paths[0] for each in findings] == ["period_start", "trading", "workers"]


def test_rows_are_numbered_with_four_digits_at_most() -> None:
    assert known_entries(CONTRACTOR, {"activities.9999.amount": "1"}) == {"activities.9999.amount": "1"}
    assert known_entries(CONTRACTOR, {"activities.10000.amount": "1"}) == {}


def test_a_reason_stays_with_its_activity_when_rows_move() -> None:
    first = examine(CONTRACTOR, {"activities.0.activity": "COU", "activities.0.amount": "5"}, TERMS).findings
    later = examine(CONTRACTOR, {"activities.9.activity": "COU", "activities.9.amount": "5"}, TERMS).findings
    keys = [{each.key for each in findings if each.code == "activity_not_covered"} for findings in (first, later)]
    assert keys[0] == keys[1] == {"activity_not_covered:cou"}


def test_an_activity_outside_the_contract_is_asked_for() -> None:
    rows = {
        "activities.0.activity": "COU",
        "activities.0.amount": "5",
        "activities.1.activity": "Désamiantage",
        "activities.1.amount": "5",
        "activities.2.activity": "CHA",
        "activities.2.amount": "5",
    }
    assert requested_activities(CONTRACTOR, examine(CONTRACTOR, rows, TERMS).findings) == ("COU", "")
    assert requested_activities(CONTRACTOR, examine(CONTRACTOR, SOUND, TERMS).findings) == ()


@pytest.mark.parametrize(
    ("about", "key"),
    [
        ("Lycée Ampère, 2e tranche", "a_b:lycee-ampere-2e-tranche"),
        ("  ", "a_b:sites.0.ccrd"),
        ("東京", "a_b:sites.0.ccrd"),
        ('"><b>', "a_b:b"),
    ],
)
def test_a_reasons_key_is_made_of_plain_letters(about: str, key: str) -> None:
    assert Finding("a_b", Severity.WARNING, ("sites.0.ccrd",), about=about).key == key


def test_errors_block_and_warnings_want_a_reason() -> None:
    error = Finding("turnover_sum", Severity.ERROR, ("turnover_total",))
    warning = Finding("total_moved", Severity.WARNING, ("turnover_total",))
    told = Finding("period_prorata", Severity.INFORMATION, ("period_start",))
    assert blocking((error, warning, told), {}) == (error, warning)
    assert blocking((error, warning, told), {error.key: "non", warning.key: " "}) == (error, warning)
    assert blocking((error, warning, told), {warning.key: "Un gros chantier."}) == (error,)


def test_last_years_values_stand_beside_their_fields() -> None:
    fields = {item.id: item for item in CONTRACTOR.items() if isinstance(item, Field)}
    sums = {total.id: total for total in CONTRACTOR.totals()}
    assert former_value(fields["turnover_total"], TERMS) == Decimal(720_000)
    assert former_value(fields["subcontracting_given"], TERMS) == Decimal(60_000)
    assert former_value(sums["payroll_total"], TERMS) == Decimal(192_000)
    assert former_value(fields["payroll_workers"], TERMS) is None
    assert former_value(fields["trading"], TERMS) is None
    assert former_value(fields["turnover_total"], evolve(TERMS, former={})) is None
    assert former_value(fields["turnover_total"], TERMS, "MEN") == Decimal(360_000)


def test_a_declaration_brings_bases_by_heading_and_activity() -> None:
    figures, _ = figures_of(CONTRACTOR, SOUND)
    assert declared_bases(CONTRACTOR, figures) == {
        ("turnover", "CHA"): Decimal(400_000),
        ("turnover", "MEN"): Decimal("330000.50"),
        ("turnover", ""): Decimal("29999.50"),
        ("subcontracting", ""): Decimal(60_000),
        ("payroll", ""): Decimal(200_000),
        ("headcount", ""): Decimal("8.5"),
    }


def test_declared_bases_are_last_years_values_of_the_next_declaration() -> None:
    figures, _ = figures_of(CONTRACTOR, SOUND)
    terms = Terms(
        period=Period(date(2026, 1, 1), date(2026, 12, 31)),
        former={Year(2025): declared_bases(CONTRACTOR, figures)},
    )
    again = {**SOUND, "period_start": "01/01/2026", "period_end": "31/12/2026", "trading": "29 999,50"}
    # All of last year's total is known, what was sold beside the works too: the same again asks for a word.
    codes = {each.code for each in examine(CONTRACTOR, again, terms).findings}
    assert codes == {"total_same"}
    assert former_sum(terms.former_bases() or {}, "turnover") == Decimal(760_000)


def test_works_of_designers_are_weighed_by_rate_and_share() -> None:
    entries = {
        "operations.0.works": "1 000 000",
        "operations.0.rate": "80",
        "operations.0.share": "33,33",
        "operations.1.works": "10,01",
        "operations.1.rate": "100",
        "operations.1.share": "100",
        "operations.2.works": "999",
    }
    figures, _ = figures_of(PROJECT_MANAGER, entries)
    found_there = totals(PROJECT_MANAGER, figures)
    assert found_there["operations_works"] == Decimal("1001009.01")
    assert found_there["operations_base"] == Decimal("266650.01")


def test_sections_are_those_of_the_contracts_product() -> None:
    fleet = form_named("contractor", product="FLO")
    assert [section.id for section in fleet.sections] == ["period", "fleet"]
    assert mistakes_of(fleet) == ()
    assert "fleet" not in {section.id for section in form_named("contractor", product="RCD").sections}
    days = {path: SOUND[path] for path in ("period_start", "period_end")}
    assert examine(fleet, {**days, "cars": "3"}, TERMS).findings == ()
    assert "period_differs" in {use.code for use in fleet.rules}


@pytest.mark.parametrize(
    ("product", "answer"), [("FLO", "cars"), ("BRM", "equipment_value"), ("MRP", "contents_value")]
)
def test_an_empty_form_is_no_nil_whatever_the_product(product: str, answer: str) -> None:
    form = form_named("contractor", product=product)
    codes = [each.code for each in examine(form, {answer: "0"}, TERMS).findings]
    assert "nil_not_told" in codes
    assert "nil_not_told" not in [each.code for each in examine(form, {answer: "2"}, TERMS).findings]
    assert "nil_with_amounts" in [each.code for each in examine(form, {**NIL, answer: "2"}, TERMS).findings]


def test_a_form_that_is_unknown_is_said_so() -> None:
    with pytest.raises(FormUnknown):
        form_named("contractor", version=99)
    with pytest.raises(FormUnknown):
        SHIPPED.form("carpenter")


def test_check_takes_figures_from_anywhere() -> None:
    figures, _ = figures_of(CONTRACTOR, SOUND)
    assert check(CONTRACTOR, figures, TERMS) == ()
    assert [each.code for each in check(CONTRACTOR, {**figures, "mainland": Decimal(1)}, TERMS)] == ["geography_sum"]


def test_the_mistakes_of_a_form_are_named() -> None:
    rules = (
        RuleUse("no_such_rule", "a_b", Severity.ERROR),
        RuleUse("at_most", "c_d", Severity.ERROR, (("parts", ("one",)), ("limit", "two"))),
        RuleUse("at_most", "e_f", Severity.ERROR, (("bits", ("one",)),)),
    )
    late = Field("late", FieldKind.AMOUNT, when=("later", "yes"))
    sections = (Section("all", (Field("one", FieldKind.AMOUNT), late), (Total("sum", ("nothing",)),)),)
    said = "\n".join(mistakes_of(Form("bad", 1, sections, rules, nil="nil")))
    for part in ("no_such_rule", "c_d reads two", "e_f", "sum sums nothing", "late waits for later", "nil is nil"):
        assert part in said
