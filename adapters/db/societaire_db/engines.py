"""Connections: how each database is opened, for reading and for writing, and what its outages become."""

import os
import select
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.pool import ConnectionPoolEntry

from societaire.ports.identity import DatabaseBusy

RETRY_AFTER = 2
CONNECTIONS = 10
LOCK_TIMEOUT = timedelta(seconds=5)
STATEMENT_TIMEOUT = timedelta(seconds=30)
IDLE_TIMEOUT = timedelta(minutes=5)
ASK_AFTER = timedelta(seconds=5)
"""A connection of PostgreSQL that rested longer is asked whether it still lives."""

_SQLITE_OUT = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
_READ_ONLY = "25006"
_IDLE_TOO_LONG = "25P03"


def reading_engine(url: str, pool_size: int = CONNECTIONS) -> Engine:
    """Connections that see committed state only, hold no transaction and can't write."""
    parsed = _checked(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, pool_size, read_only=True)
    return _postgresql(parsed, pool_size, STATEMENT_TIMEOUT, read_only=True)


def writing_engine(
    url: str, pool_size: int = CONNECTIONS, statement_timeout: timedelta | None = STATEMENT_TIMEOUT
) -> Engine:
    """Connections whose transactions write: at once the only writer on SQLite, READ COMMITTED on PostgreSQL."""
    parsed = _checked(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, pool_size, read_only=False)
    return _postgresql(parsed, pool_size, statement_timeout, read_only=False)


@contextmanager
def outages(*, writing: bool) -> Iterator[None]:
    """Turn what passes by itself (locks, time-outs, restarts, a full disk) into DatabaseBusy; the rest goes through."""
    try:
        yield
    except PoolExhausted as error:
        raise DatabaseBusy(RETRY_AFTER) from error
    except DBAPIError as error:
        if not _is_outage(error, writing):
            raise
        raise DatabaseBusy(RETRY_AFTER) from error
    except sqlite3.Error as error:
        # The driver's own calls, which SQLAlchemy does not wrap.
        if not _is_sqlite_out(error):
            raise
        raise DatabaseBusy(RETRY_AFTER) from error


def create_private(path: str) -> None:
    """Make an absent file its owner's alone (SQLite follows for those it puts beside), whatever the umask is."""
    # One that is there is not opened: closing it would end the locks that this process holds on it.
    if not path.startswith("file:") and not os.path.lexists(path):
        # What can't be created, the driver will say.
        with suppress(OSError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _is_outage(error: DBAPIError, writing: bool) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return _is_sqlite_out(error.orig)
    state = getattr(error.orig, "sqlstate", None)
    return (
        error.connection_invalidated
        or isinstance(error, OperationalError | InterfaceError)
        or state == _IDLE_TOO_LONG
        # After a failover the server may still be a replica; for a read unit it is a mistake of the caller.
        or (writing and state == _READ_ONLY)
    )


def _is_sqlite_out(error: sqlite3.Error) -> bool:
    # The low byte is the family: SQLITE_BUSY_SNAPSHOT is a SQLITE_BUSY.
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _SQLITE_OUT


def _checked(url: str) -> URL:
    """Raises ValueError for another database, or one in SQLite's memory, which no second connection would share."""
    parsed = make_url(url)
    match parsed.drivername:
        case "sqlite" | "sqlite+pysqlite" if parsed.database and ":memory:" not in parsed.database:
            return parsed
        case "postgresql" | "postgresql+psycopg":
            return parsed.set(drivername="postgresql+psycopg")
        case _:
            raise ValueError(parsed.render_as_string(hide_password=True))


def _sqlite(url: URL, pool_size: int, *, read_only: bool) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=LOCK_TIMEOUT.total_seconds(),
        # A fault's text goes to the logs: values are people's.
        hide_parameters=True,
        connect_args={"timeout": LOCK_TIMEOUT.total_seconds(), "isolation_level": None},
    )

    @event.listens_for(engine, "do_connect")
    def create(*_: Any) -> None:
        create_private(url.database or "")

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver opens transactions of its own otherwise, deferred ones, that lose updates.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"query_only = {'ON' if read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    if not read_only:

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            # Locked from the start: a transaction that reads first and writes later fails whatever the timeout.
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL, pool_size: int, statement_timeout: timedelta | None, *, read_only: bool) -> Engine:
    settings = {
        "timezone": "UTC",
        "lock_timeout": _milliseconds(LOCK_TIMEOUT),
        "statement_timeout": _milliseconds(statement_timeout),
        "idle_in_transaction_session_timeout": _milliseconds(IDLE_TIMEOUT),
        "default_transaction_read_only": "on" if read_only else "off",
    }
    engine = create_engine(
        url,
        isolation_level="AUTOCOMMIT" if read_only else "READ COMMITTED",
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=LOCK_TIMEOUT.total_seconds(),
        # A fault's text goes to the logs: values are people's.
        hide_parameters=True,
        connect_args={
            "connect_timeout": int(LOCK_TIMEOUT.total_seconds()),
            "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        },
    )

    @event.listens_for(engine, "checkin")
    def note(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def look(connection: Any, record: ConnectionPoolEntry, _fairy: Any) -> None:
        # Asking the server each time would cost a page as much as one more statement.
        rested = time.monotonic() - record.info.get("used", time.monotonic())
        if _has_news(connection) or (rested > ASK_AFTER.total_seconds() and not _answers(engine, connection)):
            raise DisconnectionError

    return engine


def _has_news(connection: Any) -> bool:
    """Whether an idle connection has something to read: what a server says when it closes it."""
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def _answers(engine: Engine, connection: Any) -> bool:
    try:
        return engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error:
        return False


def _milliseconds(duration: timedelta | None) -> int:
    return 0 if duration is None else int(duration.total_seconds() * 1000)
