"""INSERT … ON CONFLICT, which both databases know and SQLAlchemy builds apart for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import field, frozen
from sqlalchemy import Column, Connection, Executable, Table, bindparam

from societaire.ports.identity import StaleWrite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Insert = sqlite.Insert | postgresql.Insert


@frozen(eq=False)
class Upsert:
    """The same statement for each database, written for one when that one first asks for it: programs start sooner."""

    table: Table
    write: Callable[[Insert], Executable]
    _written: dict[bool, Executable] = field(factory=dict, init=False)

    def on(self, connection: Connection) -> Executable:
        """The one that the connection's database understands."""
        for_postgresql = is_postgresql(connection)
        found = self._written.get(for_postgresql)
        if found is None:
            # Two threads that come first write the same statement twice.
            found = self._written[for_postgresql] = self.write(_insert(self.table, for_postgresql=for_postgresql))
        return found


def upsert(table: Table, changed: Sequence[str] = (), returning: Sequence[Column[Any]] = ()) -> Upsert:
    """Add a row; where its primary key is taken, change the columns named, or leave it as it is when none is."""
    return Upsert(table, partial(_upsert, table=table, changed=changed, returning=returning))


def next_number(numbers: Table) -> Upsert:
    """Give the next number of the parameter `year`, from 1 on, of a table that holds the `last` one of each."""
    return Upsert(numbers, partial(_next_number, numbers=numbers))


def write_one(connection: Connection, statement: Executable, values: Mapping[str, object]) -> None:
    """Add, change or remove exactly one row; raises StaleWrite where there is none, or another version of it."""
    if connection.execute(statement, values).rowcount != 1:
        raise StaleWrite()


def is_postgresql(connection: Connection) -> bool:
    """Whether rows can, and must, be locked one by one: a writer of SQLite is alone."""
    return connection.dialect.name == "postgresql"


def _insert(table: Table, *, for_postgresql: bool) -> Insert:
    if for_postgresql:
        from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql

        return insert_on_postgresql(table)
    from sqlalchemy.dialects.sqlite import insert

    return insert(table)


def _upsert(statement: Insert, table: Table, changed: Sequence[str], returning: Sequence[Column[Any]]) -> Executable:
    if changed:
        values = {name: statement.excluded[name] for name in changed}
        statement = statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
    else:
        statement = statement.on_conflict_do_nothing()
    # Whether a row was added is told by the count, which psycopg's cursor forgets when it is closed.
    return statement.returning(*returning) if returning else statement.execution_options(preserve_rowcount=True)


def _next_number(statement: Insert, numbers: Table) -> Executable:
    more = {"last": numbers.c.last + 1}
    first = statement.values(year=bindparam("year"), last=1)
    return first.on_conflict_do_update(index_elements=[numbers.c.year], set_=more).returning(numbers.c.last)
