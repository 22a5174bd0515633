"""Cells of the insurer's export: what each says, or why it says nothing."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.fr import siren as siren_number

from societaire.records.rows import AgencyRow, CompanyRow, ContractRow, PersonRow, RecordKind
from societaire.typed.numbers import Fault
from societaire_intake.cells import amount, codes, day, is_readable_hours, siren, siret, text
from societaire_intake.layouts import LAYOUTS
from tests.adapters.exports import SMALL, read, write


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("5", "5.00"),
        ("1234,5", "1234.50"),
        ("1 234,56", "1234.56"),
        ("1\u202f234\u00a0567,89", "1234567.89"),
        ("26 000 000,00", "26000000.00"),
        ("12.5", "12.50"),
        ("1.234.567,8", "1234567.80"),
        ("1.234,00", "1234.00"),
        ("0,10", "0.10"),
        ("12,500", "12.50"),
        ("000012", "12.00"),
    ],
)
def test_amounts_are_read_to_the_cent(cell: str, value: str) -> None:
    assert amount(cell) == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.234", "amount_ambiguous"),
        ("12 345.678", "amount_ambiguous"),
        ("1,234.56", "amount_format"),
        ("1.23.456", "amount_format"),
        ("12 34", "amount_format"),
        ("-5", "amount_format"),
        ("1e9", "amount_format"),
        ("NaN", "amount_format"),
        ("1_000", "amount_format"),
        ("١٢", "amount_format"),
        ("²", "amount_format"),
        ("€12", "amount_format"),
        ("1,", "amount_format"),
        ("0,005", "amount_cents"),
        ("9" * 16, "amount_range"),
        ("9" * 5000, "amount_range"),
    ],
)
def test_amounts_that_could_be_another_one_are_refused(cell: str, code: str) -> None:
    found = amount(cell)
    assert isinstance(found, Fault)
    assert found.code == code


@pytest.mark.parametrize("cell", ["2026-11-02", "02/11/2026", " 2/11/2026\u00a0"])
def test_dates_are_iso_or_french(cell: str) -> None:
    assert day(cell) == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/04/2026", "date_unknown"),
        ("29/02/2027", "date_unknown"),
        ("12/31/2026", "date_unknown"),
        ("02/11/26", "date_format"),
        ("2026-11-02T00:00", "date_format"),
        ("45000", "date_format"),
        ("٢٠٢٦-١١-٠٢", "date_format"),
        ("0001-01-01", "date_range"),
        ("9999-01-01", "date_range"),
    ],
)
def test_other_dates_are_refused(cell: str, code: str) -> None:
    found = day(cell)
    assert isinstance(found, Fault)
    assert found.code == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("552000003", "siren_key"),
        ("55200000", "siren_format"),
        ("5,52E+08", "siren_format"),
        ("٥٥٢٠٠٠٠٠٢", "siren_format"),
        ("FR552000002", "siren_format"),
    ],
)
def test_a_wrong_siren_is_told_from_a_malformed_one(cell: str, code: str) -> None:
    found = siren(cell)
    assert isinstance(found, Fault)
    assert found.code == code


@given(st.integers(0, 999_999_999))
def test_a_siren_is_taken_when_its_key_is_the_one_of_the_register(number: int) -> None:
    assert isinstance(siren(f"{number:09d}"), str) is siren_number.is_valid(f"{number:09d}")


def test_spaces_of_any_kind_part_the_digits_of_a_siren() -> None:
    assert siren(" 552\u202f000\u00a0002\u200b") == "552000002"


def test_the_offices_of_la_poste_have_a_key_of_their_own() -> None:
    assert siret("356 000 000 49837") == "35600000049837"
    assert siret("35600000049838") == Fault("siret_key")


@pytest.mark.parametrize("cell", ["", " ", "\u00a0\u202f", "\u200b", "\ufeff \u2060"])
def test_what_shows_nothing_is_empty(cell: str) -> None:
    for reader in (text(10), amount, day, siren, siret, codes):
        assert reader(cell) is None


@pytest.mark.parametrize("inner", ["\0", "\x07", "\x7f", "\x85", "\u2028", "\u202e", "\x1b[2J"])
def test_control_characters_inside_a_text_are_refused(inner: str) -> None:
    assert text(100)(f"a{inner}b") == Fault("control_character")


@pytest.mark.parametrize("kept", ["=1+1", "L’Haÿ-les-Roses", "«\u00a0Toit\u202f»", "<script>", "' OR 1=1--", "👷🏽‍♀️"])
def test_texts_are_kept_as_they_are(kept: str) -> None:
    assert text(100)(f"\u00a0{kept} ") == kept


def test_a_list_holds_each_code_once() -> None:
    assert codes("MAC| CHA |MAC||XYZ") == ("MAC", "CHA", "XYZ")


@pytest.mark.parametrize(
    ("hours", "readable"),
    [
        ("lun-ven 08:30-12:00,13:30-17:30", True),
        ("lun-jeu 08:30-12:00 | ven,sam 09:00-12:00", True),
        ("sur rendez-vous", False),
        ("lun-ven 25:00-26:00", False),
    ],
)
def test_hours_that_can_not_be_read_are_kept_with_a_warning(tmp_path: Path, hours: str, *, readable: bool) -> None:
    assert is_readable_hours(hours) is readable
    found = read(write(tmp_path, {"agences.csv": f"code;nom;telephone;horaires\nA;B;1;{hours}\n"}), RecordKind.AGENCY)
    assert [row.hours for row in found.rows if isinstance(row, AgencyRow)] == [hours]
    assert [remark.code for remark in found.warnings] == ([] if readable else ["hours_unreadable"])


def test_the_leftmost_fault_of_a_row_is_told(tmp_path: Path) -> None:
    content = "statut;siren;raison_sociale;agence\nfermée;123;;\nActive;552000002;M;A\nRadiée;552000003;M;A\n"
    found = read(write(tmp_path, {"societes.csv": content}), RecordKind.COMPANY)
    assert found.codes == [(2, "statut", "value_unknown"), (4, "siren", "siren_key")]
    assert found.refused[0].value == "fermée"
    assert len(found.rows) == 1


def test_a_siret_belongs_to_the_siren_of_its_row(tmp_path: Path) -> None:
    content = (
        "siren;raison_sociale;siret;agence;statut\n552000002;M;70100001000184;A;active\n"
        "552000002;M;552 000 002 00170;A;active\n"
    )
    found = read(write(tmp_path, {"societes.csv": content}), RecordKind.COMPANY)
    assert found.codes == [(2, "siret", "siret_of_other_company")]
    assert [row.siret for row in found.rows if isinstance(row, CompanyRow)] == ["55200000200170"]


def test_addresses_of_persons_are_normalised(tmp_path: Path) -> None:
    content = "code;email;nom;prenom\nP1; Claire@Martin.Example ;D;C\nP2;claire@;D;C\nP3;ｃ@martin.example;D;C\n"
    found = read(write(tmp_path, {"personnes.csv": content}), RecordKind.PERSON)
    assert [row.email for row in found.rows if isinstance(row, PersonRow)] == ["claire@martin.example"]
    assert found.codes == [(3, "email", "email_format"), (4, "email", "email_format")]


def test_an_address_that_no_mail_reaches_is_taken_with_a_warning(tmp_path: Path) -> None:
    content = "code;email;nom;prenom\nP1;zoé@martin.example;D;C\nP2;zoe@électricité.example;D;C\nP3;z@m.example;D;C\n"
    found = read(write(tmp_path, {"personnes.csv": content}), RecordKind.PERSON)
    assert len(found.rows) == 3
    assert [(remark.line, remark.column, remark.code) for remark in found.warnings] == [(2, "email", "email_not_ascii")]


def test_an_unknown_product_is_taken_with_a_warning(tmp_path: Path) -> None:
    found = read(
        write(tmp_path, {"contrats.csv": SMALL["contrats.csv"].replace(";RCD;", ";TRC;")}),
        RecordKind.CONTRACT,
    )
    assert [row.product for row in found.rows if isinstance(row, ContractRow)] == ["TRC"]
    assert [remark.code for remark in found.warnings] == ["product_unknown"]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2025-01-01", "", "period_incomplete"),
        ("", "2025-12-31", "period_incomplete"),
        ("2025-02-01", "2025-01-01", "ends_before_start"),
    ],
)
def test_the_period_of_a_document_is_whole(tmp_path: Path, start: str, end: str, code: str) -> None:
    content = (
        "reference;contrat;type;annee;fichier;date_publication;periode_debut;periode_fin\n"
        f"D;K;releve;2025;a.pdf;2026-01-01;{start};{end}\n"
    )
    assert [
        remark.code for remark in read(write(tmp_path, {"documents.csv": content}), RecordKind.DOCUMENT).refused
    ] == [code]


@settings(max_examples=300, deadline=None)
@given(cell=st.text())
def test_any_cell_is_a_value_a_fault_or_empty(cell: str) -> None:
    for layout in LAYOUTS.values():
        for column in layout.columns:
            column.read(cell)
