"""Rows of a batch put into a temporary table as fast as each database can, to be upserted from there in sets."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, delete
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import CreateTable

from societaire.records.rows import ROWS, RecordKind, Row
from societaire.values import folded
from societaire_db.tables import (
    accesses,
    agencies,
    claims,
    companies,
    contacts,
    contracts,
    declared_bases,
    documents,
    periods,
    persons,
)
from societaire_db.types import Text
from societaire_db.upserts import is_postgresql

TARGETS: dict[RecordKind, Table] = {
    RecordKind.AGENCY: agencies,
    RecordKind.CONTACT: contacts,
    RecordKind.COMPANY: companies,
    RecordKind.PERSON: persons,
    RecordKind.ACCESS: accesses,
    RecordKind.CONTRACT: contracts,
    RecordKind.DOCUMENT: documents,
    RecordKind.PERIOD: periods,
    RecordKind.BASE: declared_bases,
    RecordKind.CLAIM: claims,
}

# What the rows do not hold: texts as searched, and where the contents of documents are.
EXTRA: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.COMPANY: ("name_key",),
    RecordKind.DOCUMENT: ("search_key", "reference_key", "format", "file_key", "file_size", "file_sha256"),
}

_LOOSE = {("access", "person"), ("document", "file"), ("document", "reference_key")}
"""Columns that the target does not have."""


def _incoming(kind: RecordKind) -> Table:
    target = TARGETS[kind]
    names = (*ROWS[kind]._fields, *EXTRA.get(kind, ()))
    types = {name: Text() if (kind, name) in _LOOSE else target.c[name].type for name in names}
    columns = [Column(name, types[name]) for name in names]
    # PostgreSQL forgets the rows with the transaction; SQLite's are deleted once applied.
    return Table(f"incoming_{kind}", MetaData(), *columns, prefixes=["TEMPORARY"], postgresql_on_commit="DELETE ROWS")


INCOMING: dict[RecordKind, Table] = {kind: _incoming(kind) for kind in RecordKind}
_CREATE = {kind: CreateTable(table, if_not_exists=True) for kind, table in INCOMING.items()}
_DELETE = {kind: delete(table) for kind, table in INCOMING.items()}


# Keys drawn at random land all over their indexes: SQLite's usual two mebibytes are read and written again and again.
_AMPLE_CACHE = f"PRAGMA cache_size = -{16 * 1024}"


def stage(connection: Connection, kind: RecordKind, rows: Sequence[Row], extra: Sequence[Sequence[Any]] = ()) -> None:
    """Put rows in; `extra` holds the further columns, column by column."""
    table = INCOMING[kind]
    columns = [*zip(*rows, strict=True), *extra]
    connection.execute(_CREATE[kind])
    if is_postgresql(connection):
        _copy(connection, table, zip(*(_plain(column, _POSTGRESQL) for column in columns), strict=True))
        connection.exec_driver_sql(f"ANALYZE {table.name}")
    else:
        connection.exec_driver_sql(_AMPLE_CACHE)
        marks = ", ".join("?" * len(columns))
        tuples = list(zip(*(_plain(column, _SQLITE) for column in columns), strict=True))
        connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({marks})", tuples)  # noqa: S608 - own names


def clear(connection: Connection, kind: RecordKind) -> None:
    """Take the rows out."""
    connection.execute(_DELETE[kind])


def _copy(connection: Connection, table: Table, rows: Iterator[tuple[Any, ...]]) -> None:
    # Only where there is a PostgreSQL is its driver installed.
    import psycopg

    driver: Any = connection.connection.driver_connection
    statement = f"COPY {table.name} FROM STDIN"
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.OperationalError as error:
        raise OperationalError(statement, None, error) from error


def _listed(items: tuple[str, ...]) -> str:
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))


# As the column types of societaire_db.types bind them, by value instead of by column: most values of a column repeat.
_POSTGRESQL: dict[type, Callable[[Any], Any]] = {tuple: _listed}
_SQLITE: dict[type, Callable[[Any], Any]] = {
    tuple: _listed,
    date: date.isoformat,
    Decimal: lambda amount: int(amount.scaleb(2)),
    bool: int,
}
_AS_THEY_ARE = frozenset({str, int, type(None)})


def _plain(column: Sequence[Any], converters: dict[type, Callable[[Any], Any]]) -> Sequence[Any]:
    kinds = set(map(type, column)) - _AS_THEY_ARE
    if not any(kind in converters or issubclass(kind, Enum) for kind in kinds):
        return column
    converted = {value: converters.get(type(value), str)(value) for value in set(column) if value is not None}
    converted[None] = None
    return list(map(converted.__getitem__, column))


def folded_code(code: str) -> str:
    """The same as `folded` for an insurer's reference, most of which are plain."""
    return code.lower() if code.isascii() and code.isprintable() and "  " not in code else folded(code)
