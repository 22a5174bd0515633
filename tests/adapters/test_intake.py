"""The insurer's export as a directory: whatever is in it is read, or refused at its line."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from societaire.ports.export import NotAnExport
from societaire.records.rows import (
    ROWS,
    AgencyRow,
    BaseRow,
    PeriodRow,
    RecordKind,
)
from societaire_intake import DirectoryExport, ShiftedExport
from societaire_intake.layouts import LAYOUTS
from societaire_intake.lines import LONGEST_LINE
from societaire_intake.shifted import months_later
from tests.adapters.exports import DEMO, PDF, Read, read, write

AGENCIES = "code;nom;telephone;ville\nLYO;Agence de Lyon;04;Lyon\nSTE;Agence de Saint-Étienne;05;Saint-Étienne\n"
BOM = b"\xef\xbb\xbf"


def agencies(folder: Path, content: str | bytes, size: int = 5000) -> Read:
    """The agencies of a file."""
    return read(write(folder, {"agences.csv": content}), RecordKind.AGENCY, size)


def test_every_field_of_every_row_has_a_column() -> None:
    for kind, row in ROWS.items():
        assert {column.field for column in LAYOUTS[kind].columns} == set(row._fields)


# The file as a whole.


@pytest.mark.parametrize(
    "content",
    [
        AGENCIES.encode(),
        BOM + AGENCIES.encode(),
        AGENCIES.encode("cp1252"),
        AGENCIES.replace("\n", "\r\n").encode("cp1252"),
        BOM + AGENCIES.replace("\n", "\r\n").encode(),
        b"sep=;\n" + AGENCIES.encode(),
        AGENCIES.replace("\n", "\n\n").encode(),
        AGENCIES.replace("code;nom", '"Code"; NOM\u202f').encode(),
        AGENCIES.replace(";", " ; ").replace("\n", "\u00a0\n").encode(),
        AGENCIES.encode() + b";;;\n \n",
        "ville;telephone;code;nom\nLyon;04;LYO;Agence de Lyon\nSaint-Étienne;05;STE;Agence de Saint-Étienne\n".encode(),
        b'code;nom;telephone;ville\n"LYO" ;"Agence de Lyon";"04";"Lyon"\n'
        + "STE;Agence de Saint-E\u0301tienne;05;Saint-Étienne\n".encode(),
    ],
)
def test_the_same_rows_come_from_every_form_of_the_same_file(tmp_path: Path, content: bytes) -> None:
    found = agencies(tmp_path, content)
    assert found.refused == []
    assert found.rows == [
        AgencyRow("LYO", "Agence de Lyon", "04", city="Lyon"),
        AgencyRow("STE", "Agence de Saint-Étienne", "05", city="Saint-Étienne"),
    ]


@pytest.mark.parametrize("content", [b"", BOM, b"\n\r\n  \n", AGENCIES.splitlines()[0].encode()])
def test_an_empty_file_says_nothing(tmp_path: Path, content: bytes) -> None:
    found = agencies(tmp_path, content)
    assert (found.rows, found.refused, found.warnings, found.count) == ([], [], [], 0)


@pytest.mark.parametrize(
    ("content", "column", "code"),
    [
        (AGENCIES.encode("utf-16"), "", "encoding"),
        (AGENCIES.encode("utf-16-le"), "", "encoding"),
        (AGENCIES.encode("utf-32"), "", "encoding"),
        (AGENCIES.encode("cp1252") + b"X;\x81;1;\n", "", "encoding"),
        (BOM + AGENCIES.encode("cp1252"), "", "encoding"),
        (AGENCIES.encode() + "X;Évry;1;\n".encode("cp1252"), "", "encoding_mixed"),
        (AGENCIES.replace(";", ",").encode(), "", "separator"),
        (AGENCIES.replace(";", "\t").encode(), "", "separator"),
        (AGENCIES.replace("nom", "intitule").encode(), "nom", "column_missing"),
        (AGENCIES.replace("ville", "CODE ").encode(), "code", "column_twice"),
        (b"%PDF-1.3\n%\xe2\xe3\xcf\xd3", "code", "column_missing"),
        (b'"code;nom\n', "", "quote_unclosed"),
        (b"x" * (LONGEST_LINE + 1), "", "row_too_long"),
        (b"\r".join(AGENCIES.encode().split(b"\n")), "", "line_ends"),
    ],
)
def test_a_file_that_is_no_such_table_is_one_refusal_at_line_1(
    tmp_path: Path, content: bytes, column: str, code: str
) -> None:
    found = agencies(tmp_path, content)
    assert found.codes == [(1, column, code)]
    assert (found.rows, found.count) == ([], 0)


def test_unknown_columns_and_files_are_said(tmp_path: Path) -> None:
    export = write(tmp_path, {"agences.csv": "code;nom;telephone;Fax;\nA;B;1;2;\n", "vehicules.csv": "", "x.txt": ""})
    found = read(export, RecordKind.AGENCY)
    assert (found.rows, found.refused) == ([AgencyRow("A", "B", "1")], [])
    assert [(remark.column, remark.code) for remark in found.warnings] == [("Fax", "column_unknown")]
    assert [(remark.file, remark.code) for remark in export.remarks()] == [("vehicules.csv", "file_unknown")]


def test_names_of_files_have_any_case(tmp_path: Path) -> None:
    assert read(write(tmp_path, {"Agences.CSV": AGENCIES}), RecordKind.AGENCY).count == 2


@pytest.mark.parametrize("files", [{}, {"x.txt": b"", "fichiers/a.pdf": PDF}])
def test_a_directory_without_any_file_of_an_export_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(NotAnExport):
        write(tmp_path, files).files()


def test_a_directory_that_is_not_there_is_no_export(tmp_path: Path) -> None:
    with pytest.raises(NotAnExport):
        DirectoryExport(tmp_path / "nowhere").files()


def test_what_is_no_file_is_one_refusal(tmp_path: Path) -> None:
    (tmp_path / "agences.csv").mkdir()
    os.mkfifo(tmp_path / "societes.csv")
    for kind in (RecordKind.AGENCY, RecordKind.COMPANY):
        assert read(DirectoryExport(tmp_path), kind).codes == [(1, "", "unreadable")]


def test_a_file_that_changes_while_it_is_read_is_said(tmp_path: Path) -> None:
    export = write(tmp_path, {"agences.csv": AGENCIES})
    portions = export.portions(export.files()[0], 1)
    assert len(next(portions).rows) == 1
    write(tmp_path, {"agences.csv": AGENCIES + "GRE;Grenoble;1;\n"})
    assert [remark.code for portion in portions for remark in portion.refused] == ["changed_meanwhile"]


# Lines.


def test_lines_are_physical_ones(tmp_path: Path) -> None:
    content = 'code;nom;telephone;adresse\nA;B;1;"2 rue X\r\nbâtiment\n3"\n\nC;D;;\nE;"F";1;\n'
    found = agencies(tmp_path, content)
    assert [getattr(row, "street", None) for row in found.rows] == ["2 rue X bâtiment 3", None]
    assert found.lines == [2, 7]
    assert found.codes == [(6, "telephone", "required")]


@pytest.mark.parametrize(
    ("lines", "refused", "codes"),
    [
        (["A;B;1", "C;D;2;3", "E;F;4"], [3], ["ragged_row"]),
        (["A;B;1", "C;D", "E;F;4"], [3], ["ragged_row"]),
        (["A;B;1", 'C;"D;2', "E;F;4"], [3], ["quote_unclosed"]),
        (["A;B;1", 'C;"D;2', 'E;"F";4'], [3], ["quote_unclosed"]),
        (["A;B;1", 'C;"D"x;2', "E;F;4"], [3], ["quote_unclosed"]),
        (["A;B;1", "C;D\0;2", "E;F;4"], [3], ["control_character"]),
        (["A;B;1", f"C;{'x' * LONGEST_LINE};2", "E;F;4"], [3], ["row_too_long"]),
        (["A;B;1", f"C;{'x' * 300};2", "E;F;4"], [3], ["too_long"]),
        (["A;B;1", "C;D;2" + ";" * 16_384, "E;F;4"], [3], ["ragged_row"]),
    ],
)
def test_a_broken_line_costs_no_other(tmp_path: Path, lines: list[str], refused: list[int], codes: list[str]) -> None:
    found = agencies(tmp_path, "\n".join(["code;nom;telephone", *lines, ""]))
    assert [remark.line for remark in found.refused] == refused
    assert [remark.code for remark in found.refused] == codes
    assert [row[0] for row in found.rows] == ["A", "E"]
    assert found.count == 3


def test_a_quote_inside_a_cell_is_a_character(tmp_path: Path) -> None:
    found = agencies(tmp_path, 'code;nom;telephone\nA;Le "Toit";1\nB;"Le ""Toit""";1\n')
    assert [row[1] for row in found.rows] == ['Le "Toit"', 'Le "Toit"']


def test_half_a_file_loses_only_the_row_that_is_cut(tmp_path: Path) -> None:
    whole = AGENCIES.encode()
    header = whole.index(b"\n") + 1
    for end in range(header, len(whole)):
        found = agencies(tmp_path, whole[:end])
        complete = whole[:end].count(b"\n") - 1
        assert [row[0] for row in found.rows[:complete]] == ["LYO", "STE"][:complete]
        assert (len(found.rows), len(found.refused)) == (complete, whole[end - 1 : end] != b"\n")


@pytest.mark.parametrize(
    ("kind", "headings", "row", "whole"),
    [
        (RecordKind.PERSON, "code;email;nom;prenom;telephone", "P1;a@martin.example;Durand;Claire;0612345678", False),
        (RecordKind.BASE, "contrat;exercice;rubrique;montant", "K1;2025;effectif;238000", False),
        (RecordKind.BASE, "contrat;rubrique;montant;exercice", "K1;effectif;8;2025", True),
        (RecordKind.BASE, "contrat;exercice;montant;rubrique", "K1;2025;8;effectif", True),
        (RecordKind.BASE, "contrat;exercice;montant;rubrique;note", "K1;2025;8;effectif;", False),
        (RecordKind.ACCESS, "siren;personne;profil", "552000002;P1;Administrateur", True),
        (RecordKind.ACCESS, "profil;personne;siren", 'administrateur;P1;"552 000 002"', True),
        (RecordKind.PERIOD, "contrat;exercice_debut;exercice_fin;date_limite",
         "K1;2025-01-01;2025-12-31;31/12/2026", True),
        (RecordKind.PERIOD, "contrat;exercice_debut;exercice_fin;date_limite;date_courrier",
         "K1;2025-01-01;2025-12-31;31/12/2026;", False),
    ],
)  # fmt: skip
def test_a_last_row_without_line_end_goes_in_only_when_its_last_cell_is_whole_by_its_form(
    tmp_path: Path, kind: RecordKind, headings: str, row: str, whole: bool
) -> None:
    name = LAYOUTS[kind].name
    line = f"{headings}\n{row}"
    for end in range(len(headings) + 2, len(line)):
        assert read(write(tmp_path, {name: line[:end]}), kind).rows == []
    cut = read(write(tmp_path, {name: line}), kind)
    assert (len(cut.rows), [code for _, _, code in cut.codes]) == ((1, []) if whole else (0, ["row_cut"]))
    assert len(read(write(tmp_path, {name: line + "\n"}), kind).rows) == 1


def test_a_row_cut_inside_a_character_is_refused(tmp_path: Path) -> None:
    cut = AGENCIES.encode()[: AGENCIES.encode().rindex("É".encode()) + 1]
    found = agencies(tmp_path, cut)
    assert (found.codes, len(found.rows)) == ([(3, "", "row_cut")], 1)


def test_half_a_quoted_cell_is_refused_and_what_follows_is_not_swallowed(tmp_path: Path) -> None:
    content = 'code;nom;telephone\nA;B;1\nC;"D\nE;F;2\nG;"H ""I"" ;J'
    found = agencies(tmp_path, content)
    assert [row[0] for row in found.rows] == ["A", "E"]
    assert [(remark.line, remark.code) for remark in found.refused] == [(3, "quote_unclosed"), (5, "quote_unclosed")]


def test_portions_are_no_larger_than_asked(tmp_path: Path) -> None:
    rows = "".join(f"A{number};B;1;\n" for number in range(25))
    export = write(tmp_path, {"agences.csv": "code;nom;telephone;ville\n" + rows})
    sizes = [len(portion.rows) for portion in export.portions(export.files()[0], 10)]
    assert sum(sizes) == 25
    assert max(sizes) == 10
    assert sum(portion.done for portion in export.portions(export.files()[0], 10)) == export.total_bytes()


# Keys.


@pytest.mark.parametrize("size", [1, 2, 5000])
def test_a_key_twice_counts_once_or_is_refused(tmp_path: Path, size: int) -> None:
    content = "code;nom;telephone\nA;B;1\nC;D;2\n A ;B;1\nA;X;1\nC;D;2\nA;B;2\n"
    found = agencies(tmp_path, content, size)
    assert [row[0] for row in found.rows] == ["A", "C"]
    assert found.codes == [(5, "code", "duplicate_key"), (7, "code", "duplicate_key")]
    assert found.count == 4


def test_a_key_of_several_parts_is_compared_whole(tmp_path: Path) -> None:
    content = (
        "montant;contrat;rubrique;exercice;activite\n1;K;effectif;2025;\n2;K;effectif;2024;\n3;K;effectif;2025;MAC\n"
        "1,00;K; Effectif ;2025;\n5;K;effectif;2024;\n"
    )
    found = read(write(tmp_path, {"bases.csv": content}), RecordKind.BASE)
    assert [row.activity for row in found.rows if isinstance(row, BaseRow)] == ["", "", "MAC"]
    assert found.codes == [(6, "contrat", "duplicate_key")]


def test_a_refused_row_does_not_take_its_key(tmp_path: Path) -> None:
    found = agencies(tmp_path, "code;nom;telephone\nA;;1\nA;B;1\n")
    assert (found.codes, found.lines) == ([(2, "nom", "required")], [3])


# The demonstration.


def test_the_shipped_export_holds_nothing_wrong() -> None:
    export = DirectoryExport(DEMO)
    for kind in RecordKind:
        found = read(export, kind)
        assert found.rows
        assert (found.refused, found.warnings) == ([], [])


@pytest.mark.parametrize(
    ("today", "letter", "due"),
    [
        (date(2026, 11, 30), date(2026, 11, 2), date(2026, 12, 31)),
        (date(2026, 12, 1), date(2026, 12, 2), date(2027, 1, 31)),
        (date(2027, 1, 5), date(2027, 1, 2), date(2027, 2, 28)),
        (date(2028, 1, 5), date(2028, 1, 2), date(2028, 2, 29)),
        (date(2026, 9, 5), date(2026, 9, 2), date(2026, 10, 31)),
    ],
)
def test_the_periods_of_the_demonstration_do_not_grow_old(today: date, letter: date, due: date) -> None:
    export = ShiftedExport(DirectoryExport(DEMO), today)
    file = next(file for file in export.files() if file.kind is RecordKind.PERIOD)
    rows = [row for portion in export.portions(file, 5000) for _, row in portion.rows if isinstance(row, PeriodRow)]
    assert {row.letter_date for row in rows} == {None, letter}
    assert {row.due_date for row in rows} == {due}
    assert {row.start for row in rows} >= {date(2025, 1, 1)}


def test_months_later_stays_in_the_month() -> None:
    assert months_later(date(2026, 1, 30), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 2, 28), 1) == date(2026, 3, 31)
    assert months_later(date(2026, 11, 2), -11) == date(2025, 12, 2)


# Anything at all.


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that examples share."""
    return tmp_path_factory.mktemp("anything")


_pieces = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [b";", b'"', b"\n", b"\r\n", b"\xc3\xa9", b"\xe9", BOM, b"\0", b"2026-11-02", b"1.234", b"552000002"]
    ),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(RecordKind), rows=st.lists(_pieces, max_size=60), with_header=st.booleans())
def test_any_bytes_are_rows_or_refusals(
    anywhere: Path, kind: RecordKind, rows: list[bytes], *, with_header: bool
) -> None:
    layout = LAYOUTS[kind]
    header = ";".join(column.heading for column in layout.columns).encode() + b"\n" if with_header else b""
    export = write(anywhere, {layout.name: header + b"".join(rows)})
    found = read(export, kind, size=3)
    whole_file = [remark for remark in found.refused if remark.line == 1]
    assert found.count == len(found.rows) + len(found.refused) - len(whole_file)
