"""What each database must be told, and what its locks and outages become."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from societaire.events import SYSTEM, PersonInvited
from societaire.ports.identity import DatabaseBusy
from societaire.values import ContractId, PersonId, Siren
from societaire_db import engines
from societaire_db.database import SqlDatabase
from tests.databases import counted, opened

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MARTIN = Siren("732829320")
DURAND = Siren("552100554")
CLAIRE = PersonId("c" * 32)
CONTRACT = ContractId("1" * 32)


class TestSqlite:
    def test_pragmas_are_set_on_every_connection(self, sqlite_url: str) -> None:
        with opened(sqlite_url) as database:
            for engine, query_only in ((database.reader, 1), (database.writer, 0)):
                with engine.connect() as one, engine.connect() as two:
                    for connection in (one, two) if engine is database.reader else (one,):
                        assert pragmas(connection.connection.dbapi_connection) == {
                            "journal_mode": "wal",
                            "synchronous": 2,
                            "foreign_keys": 1,
                            "busy_timeout": 5000,
                            "query_only": query_only,
                        }

    def test_a_writer_is_alone_from_its_first_word(self, sqlite_url: str) -> None:
        with opened(sqlite_url) as database, counted(database) as sent, database.write() as unit:
            assert sent == ["BEGIN IMMEDIATE"]
            unit.commit()

    def test_a_locked_file_is_busy(self, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engines, "LOCK_TIMEOUT", timedelta(milliseconds=50))
        holder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with opened(sqlite_url) as database:
            with pytest.raises(DatabaseBusy) as refused, database.write():
                pass
            assert refused.value.retry_after == 2
            with database.read() as kept:
                assert kept.persons.get(CLAIRE) is None
            holder.rollback()
            with database.write() as unit:
                unit.commit()
        holder.close()

    def test_too_many_writers_of_one_process_are_busy(self, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engines, "LOCK_TIMEOUT", timedelta(milliseconds=50))
        with opened(sqlite_url) as database, database.write(), pytest.raises(DatabaseBusy), database.write():
            pass

    def test_a_missing_table_is_no_outage(self, tmp_path: Path) -> None:
        with opened(f"sqlite:///{tmp_path}/new.sqlite") as database, pytest.raises(DBAPIError), database.read() as kept:
            kept.persons.get(CLAIRE)

    def test_a_sound_file_has_no_fault(self, sqlite_url: str) -> None:
        with opened(sqlite_url) as database:
            assert database.faults() == ()

    def test_a_damaged_file_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "test.sqlite").write_bytes(b"not a database" * 1000)
        with opened(f"sqlite:///{tmp_path}/test.sqlite") as database:
            assert [fault.code for fault in database.faults()] == ["check_damaged"]

    def test_a_row_without_its_company_is_said(self, sqlite_url: str) -> None:
        outsider = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
        outsider.execute("INSERT INTO credentials VALUES ('nobody', 'hash', '2026-01-01 00:00:00.000000')")
        outsider.commit()
        outsider.close()
        with opened(sqlite_url) as database:
            assert [fault.code for fault in database.faults()] == ["check_foreign_keys"]

    def test_a_folder_that_is_not_there_is_busy(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path}/absent/test.sqlite"
        with opened(url) as database, pytest.raises(DatabaseBusy), database.read():
            pass


def pragmas(connection: Any) -> dict[str, Any]:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "query_only")
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


class TestPostgresql:
    @pytest.fixture
    def database(self, migrated_postgresql_url: str) -> Iterator[SqlDatabase]:
        with opened(migrated_postgresql_url) as database:
            yield database

    def test_connections_are_set(self, database: SqlDatabase) -> None:
        for engine, read_only in ((database.reader, "on"), (database.writer, "off")):
            with engine.connect() as connection:
                settings = {
                    name: connection.exec_driver_sql(f"SHOW {name}").scalar()
                    for name in ("timezone", "lock_timeout", "statement_timeout", "transaction_read_only")
                }
            assert list(settings.values()) == ["UTC", "5s", "30s", read_only]

    def test_a_server_that_may_lose_commits_is_said(self, database: SqlDatabase) -> None:
        codes = {(fault.code, fault.values) for fault in database.faults()}
        # The tests' own server is set for speed, not for safety.
        assert ("check_synchronous", ()) in codes
        assert ("check_durability", (("setting", "fsync"),)) in codes
        assert "check_reader" not in {code for code, _ in codes}

    def test_a_connection_that_died_at_rest_is_replaced(self, database: SqlDatabase) -> None:
        for opening in (database.read, database.write):
            kill_all(database, opening)
            with opening() as kept:
                assert kept.persons.get(CLAIRE) is None

    def test_a_connection_that_dies_within_a_unit_is_busy(self, database: SqlDatabase) -> None:
        for opening in (database.read, database.write):
            with pytest.raises(DatabaseBusy), opening() as kept:  # noqa: PT012 - opening fails or reading does
                kept.persons.get(CLAIRE)
                kill_all(database, None)
                kept.persons.get(CLAIRE)

    def test_a_server_that_is_out_is_busy(self, tmp_path: Path) -> None:
        with opened(f"postgresql+psycopg://postgres@/x?host={tmp_path}") as database:
            for opening in (database.read, database.write):
                with pytest.raises(DatabaseBusy), opening():
                    pass
            with pytest.raises(DatabaseBusy):
                database.faults()

    def test_a_row_locked_for_too_long_is_busy(
        self, migrated_postgresql_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engines, "LOCK_TIMEOUT", timedelta(seconds=1))
        with opened(migrated_postgresql_url) as database, database.write() as first:
            first.attempts.of("k")
            with pytest.raises(DatabaseBusy), database.write() as second:
                second.attempts.of("k")
            with database.write() as third:
                assert third.attempts.of("another") == ()

    def test_a_deadlock_is_busy_for_one_and_passes_for_the_other(self, database: SqlDatabase) -> None:
        meeting, ends = Barrier(2), []

        def cross(first: str, second: str) -> None:
            try:
                with database.write() as unit:
                    unit.attempts.of(first)
                    meeting.wait()
                    unit.attempts.of(second)
                    unit.commit()
            except DatabaseBusy:
                ends.append("busy")
            else:
                ends.append("done")

        threads = [Thread(target=cross, args=keys) for keys in (("a", "b"), ("b", "a"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(ends) == ["busy", "done"]

    def test_writers_of_two_streams_do_not_wait_for_each_other(self, database: SqlDatabase) -> None:
        with database.write() as first:
            first.record(PersonInvited(PersonId("a")), SYSTEM)
            assert len(first.events.of_stream("person:a")) == 1
            with database.write() as second:
                second.record(PersonInvited(PersonId("b")), SYSTEM)
                second.commit()
            first.commit()
        with database.read() as kept:
            assert kept.events.streams() == ("person:a", "person:b")

    def test_names_sort_alike_on_every_machine(self, database: SqlDatabase) -> None:
        with database.reader.connect() as connection:
            columns = inspect(connection).get_columns("companies")
        types = {column["name"]: column["type"] for column in columns}
        assert {getattr(types[name], "collation", None) for name in ("name_key", "siren")} == {"C"}


def kill_all(database: SqlDatabase, opening: Callable[[], AbstractContextManager[Any]] | None) -> None:
    """Cut every connection, after one was opened and put back when `opening` is given."""
    if opening is not None:
        with opening() as kept:
            kept.persons.get(CLAIRE)
    cutter = engines.writing_engine(database.writer.url.render_as_string(hide_password=False))
    with cutter.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    cutter.dispose()
