"""What would lose data, or let a reader write: what `societaire doctor` asks of the database."""

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from societaire.errors import Problem
from societaire_db.engines import outages

DURABLE = ("fsync", "full_page_writes")
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def faults(reader: Engine, writer: Engine) -> tuple[Problem, ...]:
    """Every fault, by code; raises DatabaseBusy on an outage."""
    look = _postgresql if writer.dialect.name == "postgresql" else _sqlite
    try:
        with outages(writing=False), reader.connect() as reading, writer.connect() as writing:
            return tuple(look(reading, writing))
    except DatabaseError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED:
            return (Problem("database", "check_damaged"),)
        if code == sqlite3.SQLITE_READONLY:
            return (Problem("database", "check_read_only"),)
        raise


def _postgresql(reading: Connection, writing: Connection) -> Iterator[Problem]:
    if _setting(writing, "SHOW synchronous_commit") == "off":
        yield Problem("database", "check_synchronous")
    for name in DURABLE:
        if _setting(writing, f"SHOW {name}") == "off":
            yield Problem.of("database", "check_durability", setting=name)
    # A standby server answers too, and refuses every change.
    if _setting(writing, "SHOW transaction_read_only") == "on":
        yield Problem("database", "check_read_only")
    if _setting(reading, "SHOW transaction_read_only") != "on":
        yield Problem("database", "check_reader")


def _sqlite(reading: Connection, writing: Connection) -> Iterator[Problem]:
    if _setting(writing, "PRAGMA journal_mode") != "wal":
        yield Problem("database", "check_journal")
    if _setting(writing, "PRAGMA synchronous") != "2":
        yield Problem.of("database", "check_durability", setting="synchronous")
    if _setting(reading, "PRAGMA query_only") != "1":
        yield Problem("database", "check_reader")
    foreign_keys = _setting(writing, "PRAGMA foreign_keys") == "1"
    if not foreign_keys or writing.exec_driver_sql("PRAGMA foreign_key_check").first():
        yield Problem("database", "check_foreign_keys")
    if _setting(writing, "PRAGMA quick_check(1)") != "ok":
        yield Problem("database", "check_damaged")


def _setting(connection: Connection, question: str) -> str:
    return str(connection.exec_driver_sql(question).scalar())
