"""What only a real database can get wrong: its schema, its values, what a reader costs and may do."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, ResourceClosedError, StatementError

from societaire.contracts.document import DocumentFilter, DocumentKind
from societaire.events import SYSTEM, PersonInvited
from societaire.identity.links import digest
from societaire.identity.sessions import Session
from societaire.testing.clock import FixedClock
from societaire.values import ContractId, ContractNumber, DocumentId, PersonId, SessionId, Siren, Year
from societaire_db import migrate, tables
from societaire_db.database import SqlDatabase
from societaire_db.documents import BATCH
from societaire_db.types import Instant, Money
from tests.databases import counted, opened

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MARTIN = Siren("732829320")
DURAND = Siren("552100554")
CLAIRE = PersonId("c" * 32)
CONTRACT = ContractId("1" * 32)


@pytest.fixture(params=["sqlite_url", "migrated_postgresql_url"])
def url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(request.param)
    return url


@pytest.fixture
def database(url: str) -> Iterator[SqlDatabase]:
    with opened(url) as database:
        yield database


@pytest.fixture
def filled(database: SqlDatabase) -> SqlDatabase:
    """Claire, who has access to two companies; the first has a contract and more documents than one batch."""
    with database.write() as unit:
        execute = unit.connection.execute
        execute(insert(tables.agencies), {"code": "A1", "name": "Lyon", "phone": "04"})
        for number, siren in enumerate((MARTIN, DURAND)):
            company = {"siren": siren.number, "name": "X", "name_key": "x", "status": "active", "agency": "A1"}
            execute(insert(tables.companies), {**company, "file_owner": f"{number:032x}"})
        execute(insert(tables.persons), {"id": CLAIRE, "email": "c@x.example", "last_name": "D", "first_name": "C"})
        access = {"person_id": CLAIRE, "profile": "administrator", "state": "live", "granted_at": NOON}
        execute(insert(tables.accesses), [{**access, "siren": siren.number} for siren in (MARTIN, DURAND)])
        execute(insert(tables.contracts), contract("K1", CONTRACT, MARTIN))
        execute(insert(tables.documents), [document(number) for number in range(BATCH + 1)])
        unit.sessions.add(Session(SessionId("s"), digest("s"), CLAIRE, NOON, NOON, "", ""))
        unit.commit()
    return database


def contract(number: str, contract_id: str, siren: Siren) -> dict[str, Any]:
    return {
        "number": number,
        "id": contract_id,
        "siren": siren.number,
        "product": "RCD",
        "label": "Décennale",
        "status": "active",
        "start_date": date(2020, 1, 1),
        "premium_mode": "flat",
    }


def document(number: int, siren: Siren = MARTIN) -> dict[str, Any]:
    return {
        "reference": f"D{number:04}",
        "id": f"{number:032x}",
        "contract": "K1",
        "siren": siren.number,
        "kind": "attestation",
        "year": 2020 + number % 7,
        "label": "Attestation",
        "published_on": date(2026, 1, 1),
        "file_key": "k",
        "file_size": 5_000_000_000,
        "file_sha256": "0" * 64,
        "search_key": "attestation",
    }


class TestSchema:
    def test_migrations_make_the_tables_of_the_metadata(self, url: str) -> None:
        with opened(url) as database, database.writer.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_server_default": True})
            assert compare_metadata(context, tables.metadata) == []
            assert migrate.is_current(database.reader)

    def test_a_missing_column_would_be_seen(self, url: str) -> None:
        with opened(url) as database, database.writer.connect() as connection:
            connection.exec_driver_sql("ALTER TABLE persons DROP COLUMN phone")
            context = MigrationContext.configure(connection)
            assert compare_metadata(context, tables.metadata) != []

    def test_both_databases_are_told_the_same_revision(self, url: str) -> None:
        assert migrate.current(url) == migrate.newest() is not None

    def test_an_empty_database_has_no_revision_until_upgraded(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path}/new.sqlite"
        assert migrate.current(url) is None
        with opened(url) as database:
            assert not migrate.is_current(database.reader)
        for _ in range(2):
            migrate.upgrade(url)
        assert migrate.current(url) == migrate.newest()

    @pytest.mark.parametrize("opening", ["upgrade", "read"])
    def test_a_new_file_is_its_owners_alone(self, tmp_path: Path, opening: str) -> None:
        path = tmp_path / "new.sqlite"
        former = os.umask(0o022)
        try:
            with opened(f"sqlite:///{path}") as database:
                if opening == "upgrade":
                    migrate.upgrade(f"sqlite:///{path}")
                with database.reader.connect() as connection:
                    connection.exec_driver_sql("SELECT 1")
                    modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
        finally:
            os.umask(former)
        assert modes["new.sqlite"] == 0o600
        assert set(modes.values()) == {0o600}

    def test_a_file_that_is_there_keeps_its_mode(self, sqlite_url: str) -> None:
        path = Path(sqlite_url.removeprefix("sqlite:///"))
        path.chmod(0o640)
        with opened(sqlite_url) as database, database.reader.connect():
            assert path.stat().st_mode & 0o777 == 0o640

    def test_hosts_that_start_at_once_upgrade_once(self, postgresql_url: str) -> None:
        start, failures = Barrier(4), []

        def upgrade() -> None:
            start.wait()
            try:
                migrate.upgrade(postgresql_url)
            except Exception as error:  # noqa: BLE001 - a thread's error would pass unseen
                failures.append(error)

        threads = [Thread(target=upgrade) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert migrate.current(postgresql_url) == migrate.newest()

    def test_every_business_row_names_its_company(self) -> None:
        for table in (tables.accesses, tables.contracts, tables.documents, tables.periods, tables.claims):
            assert not table.c.siren.nullable
        assert not tables.declared_bases.c.siren.nullable

    @pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://x/y"])
    def test_other_databases_are_refused(self, url: str) -> None:
        with pytest.raises(ValueError, match=url.partition(":")[0]):
            SqlDatabase(url, FixedClock(NOON))


class TestCompanyBorders:
    def test_a_document_can_not_hang_on_another_company(self, filled: SqlDatabase) -> None:
        with pytest.raises(IntegrityError), filled.write() as unit:
            unit.connection.execute(insert(tables.documents), document(9999, siren=DURAND))

    def test_a_fault_does_not_quote_what_people_gave(self, database: SqlDatabase) -> None:
        with pytest.raises(DBAPIError) as caught, database.writer.begin() as connection:
            connection.execute(select(func.no_such_function("canary-of-a-person")))
        assert "canary-of-a-person" not in str(caught.value)

    def test_a_document_can_not_move_to_another_company_alone(self, filled: SqlDatabase) -> None:
        with pytest.raises(IntegrityError), filled.write() as unit:
            unit.connection.execute(update(tables.documents).values(siren=DURAND.number))

    def test_a_contract_that_moves_takes_its_documents_along(self, filled: SqlDatabase) -> None:
        with filled.write() as unit:
            unit.connection.execute(update(tables.contracts).values(siren=DURAND.number))
            unit.commit()
        with filled.read() as kept:
            assert kept.documents.latest(MARTIN, (), 1) == ()
            assert len(kept.documents.latest(DURAND, (), 1)) == 1


class TestValues:
    @pytest.fixture
    def sample(self, url: str) -> Iterator[tuple[SqlDatabase, Table]]:
        table = Table(
            "sample", MetaData(), Column("id", Integer, primary_key=True), Column("m", Money), Column("t", Instant)
        )
        with opened(url) as database:
            with database.writer.begin() as connection:
                table.create(connection)
            yield database, table

    @pytest.mark.parametrize(
        "amount", ["0", "0.01", "-0.01", "0.10", "1234567.89", "9999999999999999.99", "-9999999999999999.99", "1E+3"]
    )
    def test_an_amount_comes_back_to_the_cent(self, sample: tuple[SqlDatabase, Table], amount: str) -> None:
        database, table = sample
        with database.writer.begin() as connection:
            connection.execute(insert(table), {"m": Decimal(amount)})
            found = connection.execute(select(table.c.m)).scalar_one()
            assert connection.execute(select(table.c.id).where(table.c.m == Decimal(amount))).scalar() == 1
        assert (found, found.as_tuple().exponent) == (Decimal(amount), -2)

    @pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity", "1E+16", "10000000000000000.00"])
    def test_what_would_be_rounded_is_refused(self, sample: tuple[SqlDatabase, Table], amount: str) -> None:
        database, table = sample
        with database.writer.connect() as connection, pytest.raises(StatementError):
            connection.execute(insert(table), {"m": Decimal(amount)})

    def test_a_moment_comes_back_in_utc_to_the_microsecond(self, sample: tuple[SqlDatabase, Table]) -> None:
        database, table = sample
        moment = datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
        with database.writer.begin() as connection:
            connection.execute(insert(table), {"t": moment})
            found = connection.execute(select(table.c.t)).scalar_one()
        assert found.isoformat() == "2026-03-29T00:30:00.123456+00:00"

    def test_a_moment_without_time_zone_is_refused(self, sample: tuple[SqlDatabase, Table]) -> None:
        database, table = sample
        with database.writer.connect() as connection, pytest.raises(StatementError):
            connection.execute(insert(table), {"t": datetime(2026, 1, 1)})  # noqa: DTZ001 - that is the point


class TestReaders:
    def test_a_reader_can_not_write_whatever_it_asks(self, database: SqlDatabase) -> None:
        for statement in ("DELETE FROM persons", "CREATE TABLE x (y INTEGER)"):
            with pytest.raises(DBAPIError), database.read() as kept:
                kept.connection.exec_driver_sql(statement)

    def test_a_closed_unit_can_not_be_used(self, database: SqlDatabase) -> None:
        with database.write() as unit:
            unit.commit()
            with pytest.raises(ResourceClosedError):
                unit.persons.get(CLAIRE)

    def test_hot_reads_cost_one_statement_each(self, filled: SqlDatabase) -> None:
        with counted(filled) as sent, filled.read() as kept:
            kept.sessions.with_person(digest("s"))
            assert kept.accesses.space(CLAIRE, MARTIN, 5) is not None
            assert kept.contracts.page(MARTIN, 0, 10)[1] == 1
            assert len(kept.documents.latest(MARTIN, (), 5)) == 5
            assert len(sent) == 4
            kept.accesses.memberships(CLAIRE, "x", 0, 20)
            kept.documents.latest_attestations(MARTIN, [CONTRACT])
            assert len(sent) == 6
            page = kept.documents.page(MARTIN, CONTRACT, DocumentFilter(DocumentKind.ATTESTATION), 1, 20)
            assert (page.total, len(sent)) == (BATCH + 1, 8)

    def test_an_archive_reads_by_batches(self, filled: SqlDatabase) -> None:
        with counted(filled) as sent, filled.read() as kept:
            found = kept.documents.of_years(MARTIN, CONTRACT, ())
            next(found)
            assert len(sent) == 1
            everything = list(found)
        assert len({one.reference for one in everything}) == len(everything) == BATCH
        assert len(sent) == 2
        assert [one.year for one in everything] == sorted(one.year for one in everything)

    def test_a_slow_archive_does_not_hold_the_writers(self, filled: SqlDatabase) -> None:
        with filled.read() as kept:
            found = kept.documents.of_years(MARTIN, CONTRACT, [Year(2020), Year(2021)])
            next(found)
            with filled.write() as unit:
                unit.attempts.save("k", (NOON,))
                unit.commit()
            assert len(list(found)) > 1

    def test_events_of_a_unit_cost_three_statements_whatever_their_number(self, database: SqlDatabase) -> None:
        with counted(database) as sent, database.write() as unit:
            for number in range(50):
                unit.record(PersonInvited(PersonId(str(number % 7))), SYSTEM)
            unit.commit()
        assert len([statement for statement in sent if "BEGIN" not in statement]) == 3


class TestTenants:
    """What belongs to a company is read within that company, in the statement itself."""

    def test_every_read_names_the_company(self, filled: SqlDatabase) -> None:
        with counted(filled) as sent, filled.read() as kept:
            kept.accesses.of_company(MARTIN)
            kept.contracts.of_company(MARTIN)
            for first in (0, 1000):
                kept.contracts.page(MARTIN, first, 5)
            kept.contracts.get(MARTIN, CONTRACT)
            kept.documents.latest(MARTIN, (), 5)
            kept.documents.latest(MARTIN, [CONTRACT], 5)
            kept.documents.latest_attestations(MARTIN, [CONTRACT])
            kept.documents.get(MARTIN, DocumentId("x"))
            for wanted in (DocumentFilter(), DocumentFilter(DocumentKind.LETTER, Year(2020), "x")):
                for page in (1, 1000):
                    kept.documents.page(MARTIN, CONTRACT, wanted, page, 5)
            for years in ((), [Year(2020)]):
                list(kept.documents.of_years(MARTIN, CONTRACT, years))
        assert len(sent) > 15
        assert [statement for statement in sent if not names_company(statement)] == []

    def test_a_read_without_company_would_be_seen(self, filled: SqlDatabase) -> None:
        with counted(filled) as sent, filled.read() as kept:
            kept.contracts.by_number(ContractNumber("K1"))
        assert not names_company(sent[0])


def names_company(statement: str) -> bool:
    """Whether the rows of a tenant's table are chosen by their company."""
    where = statement.partition("WHERE")[2]
    return any(f"{table}.siren = " in where for table in ("accesses", "contracts", "documents"))


def test_a_claim_is_found_by_any_of_its_names_without_reading_the_others(sqlite_database: SqlDatabase) -> None:
    asked = "SELECT id FROM claims WHERE number = 'a' OR receipt = 'a' OR id = 'a'"
    with sqlite_database.reader.connect() as connection:
        plan = str(connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all())
    assert "SCAN" not in plan
    assert "ix_claims_id" in plan
