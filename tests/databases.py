"""A database for the tests: memory, SQLite or PostgreSQL, empty and of the test's own, at a clock that stands still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from sqlalchemy import event

from societaire.ports.database import Database
from societaire.testing.clock import FixedClock
from societaire.testing.memory import MemoryDatabase
from societaire_db.database import SqlDatabase
from societaire_db.migrate import upgrade
from tests.postgresql import Postgresql


@pytest.fixture
def clock() -> FixedClock:
    """A Sunday at noon, in UTC."""
    return FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with every table and no row."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def memory_database(clock: FixedClock) -> Database:
    """Nothing is kept anywhere."""
    return MemoryDatabase(clock)


@pytest.fixture
def sqlite_database(clock: FixedClock, sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A file of the test's own."""
    copyfile(sqlite_template, tmp_path / "test.sqlite")
    database = SqlDatabase(f"sqlite:///{tmp_path}/test.sqlite", clock)
    yield database
    database.dispose()


@pytest.fixture
def postgresql_database(clock: FixedClock, postgresql: Postgresql) -> Iterator[Database]:
    """A database of the test's own."""
    with postgresql.database("societaire", upgrade) as url:
        database = SqlDatabase(url, clock, connections=20)
        yield database
        database.dispose()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated file of the test's own."""
    copyfile(sqlite_template, tmp_path / "test.sqlite")
    return f"sqlite:///{tmp_path}/test.sqlite"


@pytest.fixture
def migrated_postgresql_url(postgresql: Postgresql) -> Iterator[str]:
    """The address of a migrated database of the test's own."""
    with postgresql.database("societaire", upgrade) as url:
        yield url


@contextmanager
def opened(url: str, connections: int = 5) -> Iterator[SqlDatabase]:
    """A database at noon, its connections closed afterwards."""
    database = SqlDatabase(url, FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC)), connections)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def counted(database: SqlDatabase) -> Iterator[list[str]]:
    """The statements that a database's readers and writers send."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    both = (database.reader, database.writer)
    for engine in both:
        event.listen(engine, "before_cursor_execute", note)
    yield sent
    for engine in both:
        event.remove(engine, "before_cursor_execute", note)


class OnEach:
    """The same tests on each database."""

    @pytest.fixture(params=["memory", "sqlite", "postgresql"])
    def database(self, request: pytest.FixtureRequest) -> Database:
        database: Database = request.getfixturevalue(f"{request.param}_database")
        return database
