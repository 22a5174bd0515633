"""What would lose data in silence: settings of the database itself, looked at by `societaire doctor`."""

from sqlalchemy import text

from societaire.errors import Problem
from societaire_db.database import SqlDatabase
from societaire_db.engines import outages


def faults(database: SqlDatabase) -> tuple[Problem, ...]:
    """What is wrong with how the database keeps what it confirmed; raises DatabaseBusy on an outage."""
    with outages(writing=True), database.writer.connect() as connection:
        if connection.dialect.name == "sqlite":
            mode = connection.execute(text("PRAGMA journal_mode")).scalar_one()
            return () if mode == "wal" else (Problem("database_url", "check_journal"),)
        kept = connection.execute(text("SHOW synchronous_commit")).scalar_one()
        return (Problem("database_url", "check_synchronous"),) if kept == "off" else ()
