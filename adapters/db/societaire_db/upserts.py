"""INSERT … ON CONFLICT, which both databases know and SQLAlchemy builds apart for each."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import Column, Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


@frozen
class Upsert:
    """The same statement for each database."""

    sqlite: Executable
    postgresql: Executable

    def on(self, connection: Connection) -> Executable:
        """The one that the connection's database understands."""
        return self.postgresql if is_postgresql(connection) else self.sqlite


def upsert(table: Table, changed: Sequence[str] = (), returning: Sequence[Column[Any]] = ()) -> Upsert:
    """Add a row; where its primary key is taken, change the columns named, or leave it as it is when none is."""
    return Upsert(
        _upsert(sqlite.insert(table), table, changed, returning),
        _upsert(postgresql.insert(table), table, changed, returning),
    )


def is_postgresql(connection: Connection) -> bool:
    """Whether rows can, and must, be locked one by one: a writer of SQLite is alone."""
    return connection.dialect.name == "postgresql"


def _upsert(
    statement: sqlite.Insert | postgresql.Insert,
    table: Table,
    changed: Sequence[str],
    returning: Sequence[Column[Any]],
) -> Executable:
    if changed:
        values = {name: statement.excluded[name] for name in changed}
        statement = statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
    else:
        statement = statement.on_conflict_do_nothing()
    # Whether a row was added is told by the count, which psycopg's cursor forgets when it is closed.
    return statement.returning(*returning) if returning else statement.execution_options(preserve_rowcount=True)
