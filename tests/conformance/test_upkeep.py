"""Memory, SQLite and PostgreSQL tell the same of inspections and leftovers."""

from sqlalchemy import Column

from societaire.testing.conformance_inspection import InspectionConformance
from societaire.testing.conformance_upkeep import LeftoversConformance
from societaire_db.named_files import NAMING_FILES
from societaire_db.tables import metadata
from tests.databases import OnEach


class TestInspection(OnEach, InspectionConformance): ...


class TestLeftovers(OnEach, LeftoversConformance): ...


def test_every_column_that_names_a_file_is_looked_at() -> None:
    columns: list[Column[object]] = [column for table in metadata.sorted_tables for column in table.columns]
    assert {str(column) for column in columns if "file_key" in column.name} == set(map(str, NAMING_FILES))
