"""Migrations: bringing a database to the tables of this version, and telling whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, column, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from societaire.errors import NotAllowed
from societaire_db.engines import outages, reading_engine, writing_engine

if TYPE_CHECKING:
    # Its libraries hold as much memory as the rest of a worker's own, and are needed at start or never.
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num"))
"""Where Alembic keeps the revision."""
_LOCK = 7_036_174_863
"""Any number, the same for all."""
_FORBIDDEN = "42501"


class TablesForbidden(NotAllowed):
    """The tables belong to another role, and this address may not change them (docs/deploy.md)."""

    code = "tables_forbidden"


@contextmanager
def ownership() -> Iterator[None]:
    """Turn PostgreSQL's refusal to change tables into TablesForbidden."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _FORBIDDEN:
            raise
        raise TablesForbidden() from error


def upgrade(url: str) -> None:
    """Apply every migration that the database lacks, all or none; nothing happens when it is up to date.

    Raises TablesForbidden, and DatabaseBusy when the database does not answer or another process holds it.
    """
    from alembic import command

    with ownership(), _opened(writing_engine(url, statement_timeout=None)) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            # Two hosts may start at once: the second waits, then finds nothing to do.
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        command.upgrade(configuration(connection), "head")


def current(url: str) -> str | None:
    """The revision that the database is at; None before its first migration. Raises DatabaseBusy on an outage."""
    # Every command asks: on SQLite, to write would be to wait for whoever writes.
    with _opened(reading_engine(url)) as connection:
        return _revision(connection)


def newest() -> str | None:
    """The revision of this version; None when there is no migration."""
    names = sorted(path.stem for path in (_FOLDER / "versions").glob("r[0-9]*_*.py"))
    return names[-1].partition("_")[0].removeprefix("r") if names else None


def is_current(engine: Engine) -> bool:
    """Whether the database is at this version's revision."""
    with engine.connect() as connection:
        return _revision(connection) == newest()


def configuration(connection: Connection | None) -> "Config":
    """Alembic's configuration, without file; migrations run on `connection`, within its transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    # Asked at the start of every command, which would wait for Alembic longer than for anything else.
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.execute(select(_VERSION.c.version_num)).scalar()


@contextmanager
def _opened(engine: Engine) -> Iterator[Connection]:
    try:
        with outages(writing=True), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
