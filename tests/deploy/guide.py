"""The statements that docs/deploy.md has an operator type into PostgreSQL."""

import re
from pathlib import Path

import psycopg

_GUIDE = (Path(__file__).parents[2] / "docs" / "deploy.md").read_text(encoding="utf-8")
_CREATED, EVENTS_KEPT = re.findall(r"```sql\n(.*?)```", _GUIDE, re.DOTALL)
BEFORE, _, WITHIN = _CREATED.partition("\\connect societaire")


def execute(statements: str, host: str, user: str, database: str) -> None:
    """Run them one by one: some may not be part of a transaction."""
    with psycopg.connect(host=host, user=user, dbname=database, autocommit=True) as connection:
        for statement in statements.split(";"):
            if statement.strip():
                connection.execute(statement.encode())
