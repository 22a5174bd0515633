"""PostgreSQL with the two roles of docs/deploy.md: the portal's does everything but change tables and the event log."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from attrs import frozen

from tests.delivery.cli.installation import DEMO, Installation
from tests.deploy import guide
from tests.postgresql import Postgresql

STAFF = ("--as", "I013")
ONES_COMPANY = "552000002"

pytestmark = pytest.mark.postgres


@frozen
class Roles(Installation):
    """An installation that follows the guide to the letter, under names of its own."""

    server: Postgresql
    name: str

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "SOCIETAIRE_DATABASE_URL": self.url(self.name)}

    @property
    def as_owner(self) -> dict[str, str | None]:
        return {"SOCIETAIRE_DATABASE_URL": self.url(f"{self.name}_owner")}

    def url(self, role: str) -> str:
        return f"postgresql+psycopg://{role}@/{self.name}?host={self.server.folder}"

    def follow(self, block: str, role: str = "postgres", database: str | None = None) -> None:
        """Run statements of the guide."""
        statements = re.sub(r"\bsocietaire", self.name, block)
        guide.execute(statements, str(self.server.folder), role, database or self.name)


@pytest.fixture
def roles(postgresql: Postgresql, tmp_path: Path) -> Iterator[Roles]:
    """Roles and database made, nothing in it."""
    made = Roles(tmp_path, postgresql, f"r{uuid4().hex}")
    made.follow(guide.BEFORE, database="postgres")
    made.follow(guide.WITHIN)
    # The owner alone makes the tables.
    refused = made.run("db", "upgrade")
    assert (refused.status, "adresse de leur propriétaire" in refused.err) == (1, True), refused.err
    assert made.run("db", "upgrade", changes=made.as_owner).status == 0
    made.follow(guide.EVENTS_KEPT, role=f"{made.name}_owner")
    yield made
    made.follow(f"DROP DATABASE {made.name} WITH (FORCE)", database="postgres")


def test_the_portals_role_does_all_but_restore(roles: Roles, tmp_path: Path) -> None:
    for command in (
        ("db", "check"),
        ("import", str(DEMO)),
        ("people", "invite", "P00001", *STAFF),
        ("companies", "attach", ONES_COMPANY, "P00002", "--profile", "collaborateur", *STAFF),
        ("outbox", "run", "--once"),
        ("events", "export"),
        ("events", "verify"),
        ("maintain",),
        ("verify",),
        ("backup", str(tmp_path / "backup")),
    ):
        done = roles.run(*command)
        assert done.status == 0, (command, done.out, done.err)
    with psycopg.connect(host=str(roles.server.folder), user=roles.name, dbname=roles.name) as connection:
        for statement in (
            "UPDATE events SET hash = ''",
            "DELETE FROM events",
            "DROP TABLE events",
            "CREATE TABLE x ()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())
            connection.rollback()


def test_the_owner_restores_and_the_portals_role_goes_on(roles: Roles, tmp_path: Path) -> None:
    assert roles.run("import", str(DEMO)).status == 0
    assert roles.run("backup", str(tmp_path / "backup")).status == 0
    refused = roles.run("restore", str(tmp_path / "backup"), "--yes")
    assert (refused.status, "adresse de leur propriétaire" in refused.err) == (1, True)
    restored = roles.run("restore", str(tmp_path / "backup"), "--yes", changes=roles.as_owner)
    assert (restored.status, "Tout est en ordre." in restored.err) == (0, True)
    for command in (("people", "invite", "P00001", *STAFF), ("outbox", "run", "--once"), ("events", "export")):
        assert roles.run(*command).status == 0, command
