"""The insurer's export brought in: from the files to the tables, against ready rows put straight into them."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from shutil import copyfile
from typing import Any

from attrs import frozen
from sqlalchemy import make_url

from benchmarks.figures import Figure, Report, median, paired
from benchmarks.home import settings
from benchmarks.loading import address_of, for_sqlite, listed, rows_of
from benchmarks.population import Population, write_export
from benchmarks.servers import ROOT
from societaire.records.rows import KEY_FIELDS, RecordKind
from societaire_bootstrap.compose import compose
from societaire_bootstrap.settings import Settings
from societaire_db.migrate import upgrade
from societaire_db.staging import TARGETS

KINDS = (
    RecordKind.AGENCY,
    RecordKind.CONTACT,
    RecordKind.COMPANY,
    RecordKind.PERSON,
    RecordKind.ACCESS,
    RecordKind.CONTRACT,
)
"""What is imported without contents of documents: those cost what the disk costs."""

BATCH = 5000


@frozen
class Piece:
    """Ready rows of one table, with the names of their columns."""

    table: str
    names: tuple[str, ...]
    keys: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def measure(
    report: Report, population: Population, folder: Path, make: Callable[[str], str] | None, pairs: int
) -> None:
    """Every figure of the import, on SQLite and, when `make` can make databases, on PostgreSQL."""
    export = folder / "export"
    write_export(population, export, KINDS)
    rows = sum(1 for kind in KINDS for _ in population.rows(kind))
    empty = folder / "empty.sqlite"
    upgrade(f"sqlite:///{empty}")
    pieces = list(_pieces(population, for_sqlite))

    def fresh() -> str:
        for leftover in folder.glob("import.sqlite*"):
            leftover.unlink()
        copyfile(empty, folder / "import.sqlite")
        return f"sqlite:///{folder}/import.sqlite"

    def ours() -> float:
        return _timed(fresh(), export, folder)

    def floor() -> float:
        fresh()
        return _floor_on_sqlite(folder / "import.sqlite", pieces)

    ratio, one, other = paired(ours, floor, pairs)
    told = f"{rows / one:,.0f} and {rows / other:,.0f} rows a second, {rows:,} rows"
    report.add("Import, SQLite", Figure("time, first time / floor", ratio, "<=", 1.8, told))
    ratio, one_cpu, other_cpu = paired(lambda: _processor(ours), lambda: _processor(floor), pairs)
    told = f"{one_cpu / rows * 1e6:.0f} and {other_cpu / rows * 1e6:.0f} microseconds a row, tables made included"
    report.add("Import, SQLite", Figure("processor, first time / floor", ratio, told=told))
    again = median([_timed(f"sqlite:///{folder}/import.sqlite", export, folder) for _ in range(2)])
    report.add("Import, SQLite", Figure("time, nothing changed / first time", again / one))
    if find_spec("django"):
        theirs = _by_django(fresh(), population)
        report.add(
            "Import, SQLite",
            Figure("Django's time (no parsing) / ours", theirs / one, ">=", 4, f"{rows / theirs:,.0f}"),
        )
    if make is not None:
        _on_postgresql(report, population, export, folder, make, pairs)


def measure_memory(report: Report, folder: Path, sizes: Sequence[int]) -> None:
    """The most memory that the command holds, documents included, whatever the size."""
    for companies in sizes:
        export = folder / f"export-{companies}"
        write_export(Population(companies), export)
        url = f"sqlite:///{folder}/memory-{companies}.sqlite"
        upgrade(url)
        command = [sys.executable, "-m", "societaire_cli", "import", str(export), "--json"]
        peak, taken = _peak(command, settings(url, folder))
        told = f"{companies * 18:,} rows of contracts and documents, contents stored, in {taken:.0f} s"
        report.add("Import, memory", Figure(f"most memory, {companies:,} companies", peak, "<=", 150, told, " MiB"))


def _on_postgresql(
    report: Report, population: Population, export: Path, folder: Path, make: Callable[[str], str], pairs: int
) -> None:
    pieces = list(_pieces(population, _for_copy))
    rows = sum(len(piece.rows) for piece in pieces)
    made = iter(range(1000))

    def fresh() -> str:
        url = make(f"import{next(made)}")
        upgrade(url)
        return url

    def ours() -> float:
        return _timed(fresh(), export, folder)

    def floor() -> float:
        return _floor_on_postgresql(fresh(), pieces)

    ratio, one, other = paired(ours, floor, pairs)
    told = f"{rows / one:,.0f} and {rows / other:,.0f} rows a second, {rows:,} rows"
    report.add(
        "Import, PostgreSQL", Figure("rows a second, first time / bare COPY and upsert", 1 / ratio, ">=", 0.3, told)
    )
    if find_spec("django"):
        theirs = _by_django(fresh(), population)
        report.add(
            "Import, PostgreSQL",
            Figure("Django's time (no parsing) / ours", theirs / one, ">=", 3.5, f"{rows / theirs:,.0f}"),
        )


def _processor(work: Callable[[], float]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _timed(url: str, export: Path, folder: Path) -> float:
    """Seconds of a whole import."""
    composed = compose(Settings(**_fields(settings(url, folder))))
    start = time.perf_counter()
    done = composed.service.imports.run(composed.export(export))
    taken = time.perf_counter() - start
    composed.close()
    if done.refused_total or done.warnings_total:
        raise RuntimeError(f"refused: {done.refused[:3]} {done.warnings[:3]}")
    return taken


def _fields(environment: dict[str, str]) -> dict[str, Any]:
    return {name.removeprefix("SOCIETAIRE_").lower(): value for name, value in environment.items()}


def _pieces(population: Population, convert: Callable[[Any], Any]) -> Iterator[Piece]:
    for table, names, rows in rows_of(population, KINDS):
        kind = next(kind for kind, target in TARGETS.items() if target is table)
        keys = tuple("person_id" if name == "person" else name for name in KEY_FIELDS[kind])
        yield Piece(table.name, names, keys, [tuple(map(convert, row)) for row in rows])


def _upsert(piece: Piece) -> str:
    changed = [name for name in piece.names if name not in piece.keys and name not in ("id", "file_owner")]
    sets = ", ".join(f"{name} = excluded.{name}" for name in changed)
    return f"ON CONFLICT ({', '.join(piece.keys)}) DO UPDATE SET {sets}"


def _floor_on_sqlite(path: Path, pieces: Iterable[Piece]) -> float:
    """Ready tuples, executemany, one transaction for as many rows as the import takes, the same durability."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        start = time.perf_counter()
        for piece in pieces:
            marks = ", ".join("?" * len(piece.names))
            statement = f"INSERT INTO {piece.table} ({', '.join(piece.names)}) VALUES ({marks}) {_upsert(piece)}"  # noqa: S608 - names of our own
            rows = iter(piece.rows)
            while some := list(islice(rows, BATCH)):
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(statement, some)
                connection.execute("COMMIT")
        return time.perf_counter() - start


def _floor_on_postgresql(url: str, pieces: Iterable[Piece]) -> float:
    """Bare COPY into a temporary table and one upsert, where something differs, for the same batches."""
    import psycopg

    with psycopg.connect(address_of(make_url(url))) as connection, connection.cursor() as cursor:
        start = time.perf_counter()
        for piece in pieces:
            names = ", ".join(piece.names)
            cursor.execute(f"CREATE TEMPORARY TABLE floor AS SELECT {names} FROM {piece.table} LIMIT 0")  # noqa: S608 - names of our own
            connection.commit()
            ours, theirs = (", ".join(f"{of}.{name}" for name in piece.names) for of in (piece.table, "excluded"))
            upsert = (
                f"INSERT INTO {piece.table} ({names}) SELECT {names} FROM floor {_upsert(piece)} "  # noqa: S608 - names of our own
                f"WHERE ({ours}) IS DISTINCT FROM ({theirs})"
            )
            rows = iter(piece.rows)
            while some := list(islice(rows, BATCH)):
                with cursor.copy("COPY floor FROM STDIN") as copy:
                    for row in some:
                        copy.write_row(row)
                cursor.execute(upsert)
                cursor.execute("TRUNCATE floor")
                connection.commit()
            cursor.execute("DROP TABLE floor")
            connection.commit()
        return time.perf_counter() - start


def _for_copy(value: Any) -> Any:
    return listed(value) if isinstance(value, tuple) else value


def _by_django(url: str, population: Population) -> float:
    """Seconds that Django takes to put in the same companies, persons and contracts, by its own upsert."""
    command = [sys.executable, "-m", "benchmarks.peers.django_import", str(population.companies)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "SOCIETAIRE_DATABASE_URL": url}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _peak(command: Sequence[str], more: dict[str, str]) -> tuple[float, float]:
    """MiB that a program held at most, and its seconds; raises when it fails."""
    environment = {**os.environ, **more, "PYTHONPATH": os.pathsep.join(sys.path)}
    start, most = time.perf_counter(), 0.0
    with Path(os.devnull).open("w") as nothing:
        child = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=nothing)
        while child.poll() is None:
            # The system's own account of a child begins with what its parent held: its memory is asked instead.
            most = max(most, _held(child.pid))
            time.sleep(0.02)
    if child.returncode:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return most, time.perf_counter() - start


def _held(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)
