"""Damage done behind a real database's back is found."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from societaire.companies.company import Company
from societaire.contracts.contract import Contract
from societaire.events import SYSTEM, PersonInvited
from societaire.settings import Limits
from societaire.testing.clock import FixedClock
from societaire.testing.conformance_world import World, person_id
from societaire.testing.storage import MemoryFileStore
from societaire.use_cases.verification import Verification
from societaire_db.database import SqlDatabase

STREAM = f"person:{person_id(1)}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> SqlDatabase:
    """Each real one."""
    database: SqlDatabase = request.getfixturevalue(f"{request.param}_database")
    return database


@pytest.fixture
def contract(database: SqlDatabase) -> Contract:
    """A sound world around a contract, with two events."""
    world = World(database)
    company: Company = world.company()
    world.access(world.person(), company)
    with database.write() as unit:
        unit.record(PersonInvited(person_id(1)), SYSTEM)
        unit.record(PersonInvited(person_id(1)), SYSTEM)
        unit.commit()
    return world.contract(company)


def damage(database: SqlDatabase, statements: Sequence[str]) -> None:
    """Run statements without the protection of foreign keys."""
    with database.writer.connect() as connection:
        unguarded = {"sqlite": "PRAGMA foreign_keys = OFF", "postgresql": "SET session_replication_role = replica"}
        guarded = {"sqlite": "PRAGMA foreign_keys = ON", "postgresql": "SET session_replication_role = origin"}
        driver = connection.connection.driver_connection
        assert driver is not None
        for statement in (unguarded[connection.dialect.name], *statements, guarded[connection.dialect.name]):
            driver.execute(statement)
            driver.commit()


def found(database: SqlDatabase, clock: FixedClock) -> list[tuple[str, dict[str, str | int]]]:
    """What verification tells."""
    verification = Verification(database, MemoryFileStore(clock), clock, Limits())
    return [(finding.code, dict(finding.values)) for finding in verification.run()]


def test_a_sound_database_has_nothing_wrong(database: SqlDatabase, clock: FixedClock, contract: Contract) -> None:
    assert contract.number == "K1"
    assert found(database, clock) == []


@pytest.mark.usefixtures("contract")
def test_rows_that_point_at_nothing_are_found(database: SqlDatabase, clock: FixedClock) -> None:
    damage(database, ["DELETE FROM companies"])
    assert found(database, clock) == [
        ("verify_dangling", {"place": "accesses.siren", "count": 1}),
        ("verify_dangling", {"place": "contracts.siren", "count": 1}),
    ]


@pytest.mark.usefixtures("contract")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor_code = 'X' WHERE position = 1",
        "DELETE FROM events WHERE position = 1",
        "DELETE FROM events WHERE position = 2",
        "DELETE FROM events",
    ],
    ids=["altered", "beginning cut", "end cut", "emptied"],
)
def test_a_chain_that_was_tampered_with_is_found(database: SqlDatabase, clock: FixedClock, statement: str) -> None:
    damage(database, [statement])
    assert found(database, clock) == [("verify_chain", {"stream": STREAM})]


def test_the_index_that_finds_files_is_used(sqlite_database: SqlDatabase) -> None:
    with sqlite_database.reader.connect() as connection:
        plan = connection.execute(
            text("EXPLAIN QUERY PLAN SELECT DISTINCT file_key FROM documents WHERE file_key IN ('a', 'b')")
        )
        assert "ix_documents_file_key" in str(plan.all())
