"""A whole database copied out at one moment, and put back: SQLite by itself, PostgreSQL by COPY, no program needed."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.runtime.migration import MigrationContext
from attrs import frozen
from sqlalchemy import Connection, Engine, create_engine, func, inspect, make_url, select, text

from societaire.ports.identity import DatabaseBusy
from societaire.ports.upkeep import NamedContent
from societaire_db.engines import RETRY_AFTER, create_private, outages, writing_engine
from societaire_db.migrate import TablesForbidden, configuration, ownership, upgrade
from societaire_db.named_files import CONTENTS
from societaire_db.tables import metadata

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_SQLITE_FILE = "database.sqlite"
_PIECE = 1024 * 1024
_MAY_REPLACE = text(
    "SELECT has_schema_privilege(current_schema(), 'CREATE') AND NOT EXISTS (SELECT 1 FROM pg_tables"
    " WHERE schemaname = current_schema() AND tablename = ANY(:names) AND NOT pg_has_role(tableowner, 'USAGE'))"
)


@frozen
class Table:
    """A table of a copy: its name, its columns in the order of its file, and that file."""

    name: str
    columns: tuple[str, ...]
    file: str


@frozen
class Copy:
    """A database as copied out: its kind, its revision, its tables in an order that references allow."""

    kind: str
    revision: str
    tables: tuple[Table, ...]
    parts: tuple[str, ...]


def kind_of(url: str) -> str:
    """`sqlite` or `postgresql`: a copy goes back into its own kind."""
    return make_url(url).get_backend_name()


def copy_out(url: str, folder: Path) -> tuple[Copy, Iterator[NamedContent]]:
    """Copy everything as it is at one moment, while others write; returns as well the files that its rows name.

    The files are read from the copy itself. Raises DatabaseBusy on an outage.
    """
    if kind_of(url) == SQLITE:
        return _sqlite_out(url, folder)
    return _postgresql_out(url, folder)


def check_ownership(url: str) -> None:
    """Raise TablesForbidden when `put_back` would, before anything else is put back; DatabaseBusy on an outage."""
    if kind_of(url) == POSTGRESQL:
        with outages(writing=True), _opened(url) as connection:
            if not connection.execute(_MAY_REPLACE, {"names": list(metadata.tables)}).scalar():
                raise TablesForbidden()


def put_back(url: str, folder: Path, copy: Copy) -> None:
    """Replace everything by the copy, all or nothing, then bring it to this version's tables.

    Raises TablesForbidden, and DatabaseBusy on an outage or a full disk.
    """
    with ownership(), outages(writing=True):
        if copy.kind == SQLITE:
            _sqlite_back(url, folder)
        else:
            _postgresql_back(url, folder, copy)
    upgrade(url)


def is_empty(url: str) -> bool:
    """Whether no table holds a row; a database without tables is empty, and so is a file that is not there."""
    path = make_url(url).database
    if kind_of(url) == SQLITE and not (path and Path(path).exists()):
        return True
    with _opened(url) as connection:
        there = set(inspect(connection).get_table_names())
        tables = (table for table in metadata.sorted_tables if table.name in there)
        return not any(connection.execute(select(1).select_from(table).limit(1)).first() for table in tables)


def _sqlite_out(url: str, folder: Path) -> tuple[Copy, Iterator[NamedContent]]:
    target = folder / _SQLITE_FILE
    with outages(writing=False), _opened(url) as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells the type checker what the address says
        # A transaction is open, and the copy must be outside any.
        driver.rollback()
        try:
            driver.execute("VACUUM INTO ?", (str(target),)).close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_FULL:
                raise
            # The disk of the backup, not that of the database.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder)) from error
    engine = create_engine(f"sqlite:///{target}")
    try:
        with engine.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision() or ""
    finally:
        engine.dispose()
    return Copy(SQLITE, revision, (), (_SQLITE_FILE,)), _named_in(target)


def _named_in(path: Path) -> Iterator[NamedContent]:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            yield from _named(connection)
    finally:
        engine.dispose()


def _named(connection: Connection) -> Iterator[NamedContent]:
    for query in CONTENTS:
        for row in connection.execution_options(yield_per=1000).execute(query):
            yield NamedContent(*row)


def _postgresql_out(url: str, folder: Path) -> tuple[Copy, Iterator[NamedContent]]:
    engine = writing_engine(url, statement_timeout=None)
    try:
        with outages(writing=False), engine.connect() as opened:
            connection = opened.execution_options(isolation_level="REPEATABLE READ")
            connection.execute(text("SET TRANSACTION READ ONLY"))
            revision = MigrationContext.configure(connection).get_current_revision() or ""
            tables = tuple(_table_out(connection, table.name, folder) for table in metadata.sorted_tables)
            # Read now: the moment is over with the transaction. Compact enough for millions.
            named = tuple(_named(connection))
    finally:
        engine.dispose()
    copy = Copy(POSTGRESQL, revision, tables, tuple(table.file for table in tables))
    return copy, iter(named)


def _table_out(connection: Connection, name: str, folder: Path) -> Table:
    table = Table(name, tuple(metadata.tables[name].columns.keys()), f"{name}.copy")
    statement = f"COPY {_listed(connection, table)} TO STDOUT"
    driver = _driver(connection)
    with (
        _copying(),
        driver.cursor() as cursor,
        (folder / table.file).open("xb") as file,
        cursor.copy(statement) as copied,
    ):
        for piece in copied:
            file.write(piece)
    return table


@contextmanager
def _copying() -> Iterator[None]:
    # The driver's own errors, which SQLAlchemy does not see here.
    from psycopg import OperationalError

    try:
        yield
    except OperationalError as error:
        raise DatabaseBusy(RETRY_AFTER) from error


def _driver(connection: Connection) -> Any:
    # psycopg's own connection, which an installation on SQLite does without.
    return connection.connection.driver_connection


def _listed(connection: Connection, table: Table) -> str:
    quoted = connection.dialect.identifier_preparer.quote_identifier
    return f"{quoted(table.name)} ({', '.join(map(quoted, table.columns))})"


def _sqlite_back(url: str, folder: Path) -> None:
    target = make_url(url).database or ""
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    create_private(target)
    # The database's own way: whoever else has it open waits, or sees the new one whole.
    with (
        closing(sqlite3.connect(f"file:{folder / _SQLITE_FILE}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target, timeout=30)) as kept,
    ):
        source.backup(kept)


def _postgresql_back(url: str, folder: Path, copy: Copy) -> None:
    with _opened(url) as connection, connection.begin():
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
        command.upgrade(configuration(connection), copy.revision)
        for table in copy.tables:
            _table_back(connection, table, folder)
        _move_sequences(connection)


def _table_back(connection: Connection, table: Table, folder: Path) -> None:
    statement = f"COPY {_listed(connection, table)} FROM STDIN"
    driver = _driver(connection)
    with (
        _copying(),
        driver.cursor() as cursor,
        (folder / table.file).open("rb") as file,
        cursor.copy(statement) as copied,
    ):
        while piece := file.read(_PIECE):
            copied.write(piece)


def _move_sequences(connection: Connection) -> None:
    """Numbers given from now on come after those that were put back."""
    for table in metadata.tables.keys() & set(inspect(connection).get_table_names()):
        for column in inspect(connection).get_columns(table):
            sequence = connection.execute(
                text("SELECT pg_get_serial_sequence(quote_ident(:table), :column)"),
                {"table": table, "column": column["name"]},
            ).scalar()
            if sequence:
                numbers = metadata.tables[table].columns[column["name"]]
                last = select(func.coalesce(func.max(numbers), 0) + 1).scalar_subquery()
                connection.execute(select(func.setval(sequence, last, False)))


@contextmanager
def _opened(url: str) -> Iterator[Connection]:
    engine: Engine = writing_engine(url, statement_timeout=None)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
