"""The import's rows by Django: `bulk_create` with its upsert, in batches, from rows that are ready.

`python -m benchmarks.peers.django_import COMPANIES` prints the seconds that it took.
"""

import sys
import time
from enum import Enum
from typing import Any

from django.db import models, transaction
from sqlalchemy import BigInteger, Boolean, Date, Integer, Table

from benchmarks.imports import BATCH, KINDS
from benchmarks.loading import listed, rows_of
from benchmarks.peers.django_site import IS_SQLITE, connection
from benchmarks.population import Population
from societaire_db.types import Instant, Money


def main() -> None:
    """Put the population in."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = FULL" if IS_SQLITE else "SET synchronous_commit = on")
    total = 0.0
    for table, names, rows in rows_of(Population(int(sys.argv[1])), KINDS):
        model = _model(table)
        ready = [dict(zip(names, map(_plain, row), strict=True)) for row in rows]
        keys = [column.name for column in table.primary_key]
        changed = [name for name in names if name not in (*keys, "id", "file_owner")]
        start = time.perf_counter()
        for at in range(0, len(ready), BATCH):
            with transaction.atomic():
                model.objects.bulk_create(
                    [model(**values) for values in ready[at : at + BATCH]],
                    update_conflicts=True,
                    update_fields=changed,
                    unique_fields=keys,
                )
        total += time.perf_counter() - start
    print(total)


def _model(table: Table) -> Any:
    fields: dict[str, Any] = {}
    primary = [column.name for column in table.primary_key]
    for column in table.c:
        options = {"null": column.nullable, "primary_key": primary == [column.name]}
        if column.server_default is not None:
            options["db_default"] = False if isinstance(column.type, Boolean) else 1
        fields[column.name] = _field(column.type)(**options)
    if len(primary) > 1:
        fields["pk"] = models.CompositePrimaryKey(*primary)
    meta = type("Meta", (), {"managed": False, "db_table": table.name, "app_label": "django_app"})
    return type(f"Import{table.name.title()}", (models.Model,), {**fields, "Meta": meta, "__module__": __name__})


def _field(kind: Any) -> Any:
    if isinstance(kind, Money):
        return lambda **options: models.DecimalField(max_digits=18, decimal_places=2, **options)
    known = {Date: models.DateField, Instant: models.DateTimeField, Boolean: models.BooleanField}
    known |= {BigInteger: models.BigIntegerField, Integer: models.IntegerField}
    return next((field for type_, field in known.items() if isinstance(kind, type_)), models.TextField)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return listed(value)
    return value.value if isinstance(value, Enum) else value


if __name__ == "__main__":
    main()
