"""Amounts, numbers and days as French people type them: what is read, and what is refused rather than guessed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from societaire.typed.days import read_day
from societaire.typed.numbers import Fault, read_amount, read_count, read_decimal, read_percent, written

THIN, HARD = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1250000", "1250000"),
        ("1 250 000", "1250000"),
        (f"1{THIN}250{HARD}000", "1250000"),
        ("1.250.000,50", "1250000.50"),
        ("1.250.000", "1250000"),
        ("1 250 000,5", "1250000.50"),
        ("1250000.50", "1250000.50"),
        ("1 250 000 €", "1250000"),
        (f"1250000{HARD}€ HT", "1250000"),
        ("1 500 euros", "1500"),
        ("  12,30\t", "12.30"),
        ("0", "0"),
        ("0,00", "0"),
        ("007", "7"),
        ("999999999999,99", "999999999999.99"),
        ("\ufeff1200", "1200"),
    ],
)
def test_an_amount_is_read_as_french_people_type_it(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.234", "amount_ambiguous"),
        ("12 345.678", "amount_ambiguous"),
        ("1,250", "amount_cents"),
        ("1,250,000", "amount_grouping"),
        ("1 2500", "amount_grouping"),
        ("12 50", "amount_grouping"),
        ("1.25.000", "amount_grouping"),
        ("1'250", "amount_grouping"),
        ("1,5 M", "amount_unit"),
        ("1,5M€", "amount_unit"),
        ("15 k€", "amount_unit"),
        ("15k", "amount_unit"),
        ("2 millions", "amount_unit"),
        ("250 mille euros", "amount_unit"),
        ("-3", "amount_negative"),
        ("−3 000,50", "amount_negative"),
        ("(3 000)", "amount_negative"),
        ("néant", "amount_nil_word"),
        ("NEANT", "amount_nil_word"),
        ("-", "amount_nil_word"),
        ("rien", "amount_nil_word"),
        ("12,345", "amount_cents"),
        ("1000000000000", "amount_range"),
        ("abc", "amount_format"),
        ("1e6", "amount_format"),
        ("NaN", "amount_format"),
        ("Infinity", "amount_format"),
        ("١٢", "amount_format"),
        ("１２", "amount_format"),
        ("12 12/13", "amount_format"),
        ("€", "amount_format"),
        ("+3", "amount_format"),
        ("1 250 000 $", "amount_format"),
        (",5", "amount_grouping"),
    ],
)
def test_an_amount_that_could_be_another_is_refused(text: str, code: str) -> None:
    assert read_amount(text) == Fault(code)


@pytest.mark.parametrize(
    ("text", "percent"), [("33,33", "33.33"), ("12.5 %", "12.5"), ("100%", "100"), (f"50{HARD}%", "50"), ("0", "0")]
)
def test_a_percentage_is_read_with_its_sign_or_without(text: str, percent: str) -> None:
    assert read_percent(text) == Decimal(percent)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("100,01", "percent_range"),
        ("33,333", "number_decimals"),
        ("1.234", "number_ambiguous"),
        ("-1", "number_negative"),
        ("un tiers", "number_format"),
        ("néant", "number_nil_word"),
    ],
)
def test_a_percentage_that_is_none_is_refused(text: str, code: str) -> None:
    assert read_percent(text) == Fault(code)


def test_counts_are_whole_and_other_numbers_may_be_cut() -> None:
    assert read_count("1 250") == 1250
    assert read_count("12,00") == 12
    assert read_count("1,5") == read_count("1,555") == Fault("count_decimals")
    assert read_count("1.250") == Fault("number_ambiguous")
    assert read_count("9" * 13) == Fault("number_range")
    assert read_decimal("2,5") == Decimal("2.5")


@pytest.mark.parametrize("text", ["02/11/2026", "2/11/2026", "02.11.2026", "2-11-2026", "2026-11-02", " 02/11/2026 "])
def test_a_day_is_read_in_french_or_iso(text: str) -> None:
    assert read_day(text) == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("02/11/26", "day_year"),
        ("29/02/2025", "date_unknown"),
        ("31/04/2025", "date_unknown"),
        ("11/2026", "day_format"),
        ("hier", "day_format"),
        ("٠٢/١١/٢٠٢٦", "day_format"),
        ("2026/11/02", "day_format"),
    ],
)
def test_a_day_that_is_none_is_refused(text: str, code: str) -> None:
    assert read_day(text) == Fault(code)


@given(st.decimals(min_value=0, max_value=999_999_999_999, places=2))
def test_what_is_written_reads_as_the_same(amount: Decimal) -> None:
    assert read_amount(written(amount)) == amount
    assert read_amount(f"{amount:,}".replace(",", THIN).replace(".", ",")) == amount


@given(st.text(max_size=40))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for read in (read_amount, read_percent, read_count, read_decimal, read_day):
        read(text)


@given(st.text(alphabet="0123456789 .,\u00a0\u202f€kM-", max_size=14))
def test_what_is_read_is_never_a_thousand_times_another_reading(text: str) -> None:
    read = read_amount(text)
    if isinstance(read, Decimal):
        digits = "".join(c for c in text if c.isdigit())
        assert read in {Decimal(digits), Decimal(digits) / 10, Decimal(digits) / 100}
        assert read >= 0
