"""Whole imports, from files to SQLite and PostgreSQL."""

import tracemalloc
from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from attrs import frozen
from sqlalchemy import Engine, event, select

from societaire.ports.database import Database
from societaire.records.report import ImportReport
from societaire.testing.clock import FixedClock
from societaire_db.database import SqlDatabase
from societaire_db.tables import metadata
from societaire_intake import DirectoryExport
from tests.adapters.exports import DEMO, PDF, SMALL, Desk, refusals, write

ROWS = {
    "agences.csv": 8,
    "interlocuteurs.csv": 24,
    "societes.csv": 24,
    "personnes.csv": 41,
    "acces.csv": 51,
    "contrats.csv": 49,
    "documents.csv": 829,
    "periodes.csv": 26,
    "bases.csv": 501,
    "sinistres.csv": 21,
}
RANDOM = {"id", "file_owner", "person_id", "file_key", "granted_at", "version"}


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, clock: FixedClock) -> Desk:
    """Nothing imported yet."""
    database: Database = request.getfixturevalue(f"{request.param}_database")
    return Desk(clock, database)


@pytest.fixture
def sqlite_desk(sqlite_database: Database, clock: FixedClock) -> Desk:
    """The same on SQLite alone, where the database is not the subject."""
    return Desk(clock, sqlite_database)


def writer(desk: Desk) -> Engine:
    """The engine behind."""
    assert isinstance(desk.database, SqlDatabase)
    return desk.database.writer


def state(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the events, without what chance and time decide."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with writer(desk).connect() as connection:
        for table in metadata.sorted_tables:
            if not table.name.startswith("event"):
                columns = [column for column in table.c if column.name not in RANDOM]
                found[table.name] = sorted(map(tuple, connection.execute(select(*columns))), key=repr)
    return found


def counts(report: ImportReport, name: str) -> dict[str, int]:
    """One of the counts by file."""
    return {file: getattr(each, name) for file, each in report.files.items() if getattr(each, name)}


def test_the_demonstration_goes_in_whole_and_only_once(desk: Desk) -> None:
    export = DirectoryExport(DEMO)
    rehearsed = desk.imports.run(export, dry_run=True)
    assert {name: rows for name, rows in state(desk).items() if rows} == {}
    assert list(desk.files.keys(desk.clock.now())) == []
    first = desk.imports.run(export)
    assert (first.refused, first.warnings) == ((), ())
    assert counts(first, "added") == counts(first, "read") == ROWS
    assert rehearsed.files == first.files
    kept = state(desk)
    second = desk.imports.run(export, strict=True)
    assert counts(second, "unchanged") == counts(second, "read") == ROWS
    assert state(desk) == kept


class Killed(BaseException):
    """Somebody stopped the program."""


@frozen
class Killing:
    """Stops an import after so many batches."""

    left: list[int]

    def __call__(self, _done: int, _total: int) -> None:
        self.left[0] -= 1
        if not self.left[0]:
            raise Killed


def test_an_import_killed_after_any_batch_ends_in_the_same_state(
    sqlite_desk: Desk, sqlite_template: Path, tmp_path: Path
) -> None:
    export = write(tmp_path / "export", SMALL)
    for batches in range(1, 10):
        with pytest.raises(Killed):
            sqlite_desk.imports.run(export, progress=Killing([batches]))
    assert sqlite_desk.imports.run(export).refused_total == 0
    copyfile(sqlite_template, tmp_path / "other.sqlite")
    database = SqlDatabase(f"sqlite:///{tmp_path}/other.sqlite", sqlite_desk.clock)
    other = Desk(sqlite_desk.clock, database)
    assert counts(other.imports.run(export), "added") == counts(other.imports.run(export), "unchanged")
    assert state(sqlite_desk) == state(other)
    database.dispose()


def test_statements_do_not_grow_with_rows(desk: Desk, tmp_path: Path) -> None:
    seen: list[int] = []
    for number, rows in enumerate((10, 1500)):
        lines = "".join(f"K{number}-{n};552000002;RCD;Décennale;actif;2020-01-01;forfait\n" for n in range(rows))
        export = write(tmp_path / str(number), {**SMALL, "contrats.csv": SMALL["contrats.csv"] + lines})
        statements: list[str] = []
        engine = writer(desk)

        def listen(_c: Any, _cursor: Any, statement: str, *_: Any, kept: list[str] = statements) -> None:
            kept.append(statement)

        event.listen(engine, "before_cursor_execute", listen)
        report = desk.imports.run(export)
        event.remove(engine, "before_cursor_execute", listen)
        assert report.files["contrats.csv"].added >= rows
        seen.append(len(statements))
    assert seen[0] == seen[1]


def test_memory_does_not_grow_with_the_file(sqlite_desk: Desk, tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        folder = tmp_path / str(rows)
        export = write(folder, SMALL)
        with (folder / "bases.csv").open("a") as file:
            for number in range(rows):
                file.write(f"K1;{1950 + number % 100};chiffre_affaires;A{number};{number},00\n")
        tracemalloc.start()
        try:
            assert sqlite_desk.imports.run(export).files["bases.csv"].read == rows + 1
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(24_000) < 1.2 * peak(6_000) + 1_000_000


QUIRKS: Mapping[str, tuple[dict[str, str | bytes], list[tuple[str, int, str, str]]]] = {
    "a missing content": ({"fichiers/d1.pdf": b""}, [("documents.csv", 2, "fichier", "file_empty")]),
    "a content that lies": (
        {"fichiers/d1.pdf": b"\x89PNG\r\n\x1a\nIEND"},
        [("documents.csv", 2, "fichier", "file_kind")],
    ),
    "an unknown agency": (
        {"interlocuteurs.csv": "code;prenom;nom;agence\nI1;Anne;Petit;LYO\nI2;Anne;Petit;ZZZ\n"},
        [("interlocuteurs.csv", 3, "agence", "reference_unknown")],
    ),
    "a wrong key": (
        {"societes.csv": SMALL["societes.csv"] + "552000003;Durand;LYO;;active\n"},
        [("societes.csv", 3, "siren", "siren_key")],
    ),
    "a person twice": (
        {"personnes.csv": SMALL["personnes.csv"] + "P1;c@martin.example;Durand;Claire\nP3;B@martin.example;D;C\n"},
        [("personnes.csv", 4, "code", "duplicate_key"), ("personnes.csv", 5, "email", "email_taken")],
    ),
    "a company without administrator": (
        {"acces.csv": SMALL["acces.csv"] + "P1;552 000 002;collaborateur\n"},
        [("acces.csv", 4, "personne", "duplicate_key")],
    ),
    "another encoding and order": (
        {
            "contrats.csv": (
                "Libelle;NUMERO;siren;produit;statut;date_effet;mode_cotisation\n"
                "\u00a0Décennale;K1;552\u00a0000\u00a0002;RCD;ACTIF;01/01/2020;Assiette\n"
            ).encode("cp1252")
        },
        [],
    ),
    "no contracts at all": (
        {"contrats.csv": SMALL["contrats.csv"].encode("utf-16")},
        [
            ("contrats.csv", 1, "", "encoding"),
            ("documents.csv", 2, "contrat", "reference_unknown"),
            ("periodes.csv", 2, "contrat", "reference_unknown"),
            ("bases.csv", 2, "contrat", "reference_unknown"),
            ("sinistres.csv", 2, "contrat", "reference_unknown"),
        ],
    ),
    "empty files": ({name: b"" for name in SMALL if name.endswith(".csv") and name != "agences.csv"}, []),
}


@pytest.mark.parametrize("name", QUIRKS)
def test_quirks_cost_what_they_touch_and_no_more(desk: Desk, tmp_path: Path, name: str) -> None:
    files, expected = QUIRKS[name]
    report = desk.load(tmp_path, {**SMALL, **files})
    assert refusals(report) == expected
    for each in report.files.values():
        whole = 0 if each.read else each.refused
        assert each.read == each.added + each.changed + each.unchanged + each.superseded + each.refused - whole
    # What is right by the next export goes in then.
    repaired = desk.load(tmp_path, SMALL)
    assert repaired.refused_total == 0
    assert state(desk)["documents"][0][0] == "D1"


def test_a_company_demoted_of_its_only_administrator_keeps_them(desk: Desk, tmp_path: Path) -> None:
    desk.load(tmp_path, SMALL)
    demoted = SMALL["acces.csv"].replace("administrateur", "collaborateur")
    report = desk.load(tmp_path, {"acces.csv": demoted})
    assert refusals(report) == [("acces.csv", 2, "profil", "last_administrator")]
    assert [remark.value for remark in report.refused] == ["collaborateur"]


@pytest.mark.parametrize(
    ("name", "row", "value"),
    [
        ("personnes.csv", "P3;A@Martin.example;D;C", "A@Martin.example"),
        ("personnes.csv", "P1 ;c@martin.example;D;C", "P1 "),
        ("acces.csv", "P1; 701 000 010;Administrateur", " 701 000 010"),
        ("documents.csv", "D2;K1;Attestation;2026; d2.pdf;2026-01-15", " d2.pdf"),
        ("bases.csv", " K9;2025;effectif;;8", " K9"),
    ],
)  # fmt: skip
def test_a_refusal_tells_the_cell_as_it_is_written(tmp_path: Path, name: str, row: str, value: str) -> None:
    report = Desk().load(tmp_path, {**SMALL, name: f"{SMALL[name]}{row}\n"})
    assert [remark.value for remark in report.refused] == [value]


def test_a_cell_that_disagrees_with_its_row_is_told_as_it_is_written(tmp_path: Path) -> None:
    siret = "732 829 320 00074"
    rows = f"siren;raison_sociale;agence;statut;siret\n552000002;Martin;LYO;active;{siret}\n"
    report = Desk().load(tmp_path, {"agences.csv": SMALL["agences.csv"], "societes.csv": rows})
    assert [(remark.code, remark.value) for remark in report.refused] == [("siret_of_other_company", siret)]


def test_two_persons_swap_their_addresses(desk: Desk, tmp_path: Path) -> None:
    desk.load(tmp_path, SMALL)
    swapped = SMALL["personnes.csv"].replace("a@", "x@").replace("b@", "a@").replace("x@", "b@")
    report = desk.load(tmp_path, {"personnes.csv": swapped})
    assert (report.refused_total, report.files["personnes.csv"].changed) == (0, 2)
    with desk.database.read() as kept:
        assert [kept.records.index.persons([code], [])[0].email.address[0] for code in ("P1", "P2")] == ["b", "a"]
        assert sum(kept.outbox.counts().values()) == 4


@pytest.mark.parametrize("half", range(5, 100, 5))
def test_half_of_any_file_is_read_without_losing_the_other_ones(tmp_path: Path, half: int) -> None:
    desk = Desk()
    files: dict[str, str | bytes] = {"fichiers/d1.pdf": PDF}
    for name, content in SMALL.items():
        if name.endswith(".csv"):
            whole = content.encode()
            files[name] = whole[: len(whole) * half // 100]
    desk.load(tmp_path, files)
    assert desk.load(tmp_path, SMALL).refused_total == 0
