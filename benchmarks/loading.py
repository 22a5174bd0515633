"""A population put straight into a database, past the import: pages need its rows, whatever way they came."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from typing import Any

from attrs import frozen
from sqlalchemy import Table, make_url

from benchmarks.population import COMPANIES_OF_ONE_PERSON, PDF, Population, identifier, siren
from societaire.identity.links import digest
from societaire.records.rows import CompanyRow, DocumentRow, RecordKind
from societaire.values import folded
from societaire_db.migrate import upgrade
from societaire_db.tables import (
    accesses,
    agencies,
    companies,
    contacts,
    contracts,
    credentials,
    documents,
    persons,
    sessions,
)

DOCUMENT_SHA256 = sha256(PDF).hexdigest()
_PIECE = 20_000

Filled = tuple[Table, tuple[str, ...], Iterator[tuple[Any, ...]]]
"""A table, names of columns, and their values row by row."""


@frozen
class Subject:
    """Somebody signed in: the session's token, and the company that is looked at."""

    token: str
    siren: str
    person_id: str
    email: str


def subjects(population: Population, most: int) -> list[Subject]:
    """The administrators of five companies, looking at the one that has twelve contracts."""
    return [
        Subject(
            f"jeton-{i:037}",
            siren(i * COMPANIES_OF_ONE_PERSON),
            identifier(f"person {i}"),
            f"personne{i}@courriel.example",
        )
        for i in population.subjects[:most]
    ]


def load(url: str, population: Population, signed_in: Sequence[Subject]) -> None:
    """Make the tables and fill them: the population, and the sessions of those who are signed in."""
    upgrade(url)
    parsed = make_url(url)
    fill = _sqlite if parsed.get_backend_name() == "sqlite" else _postgresql
    fill(parsed, _all_rows(population, signed_in))


def sign_in_again(url: str, signed_in: Sequence[Subject]) -> None:
    """Move sessions and last visits to now: the pages measured write nothing."""
    now = datetime.now(UTC)
    seen = [(now + timedelta(seconds=30), subject.person_id) for subject in signed_in]
    visited = [(now, subject.person_id, subject.siren) for subject in signed_in]
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        with sqlite3.connect(parsed.database or "") as connection:
            texts = [(moment.replace(tzinfo=None).isoformat(" "), person) for moment, person in seen]
            connection.executemany("UPDATE sessions SET seen_at = ? WHERE person_id = ?", texts)
            visits = [(moment.replace(tzinfo=None).isoformat(" "), *rest) for moment, *rest in visited]
            connection.executemany("UPDATE accesses SET visited_at = ? WHERE person_id = ? AND siren = ?", visits)
        connection.close()
        return
    import psycopg

    with psycopg.connect(address_of(parsed)) as connected, connected.cursor() as cursor:
        cursor.executemany("UPDATE sessions SET seen_at = %s WHERE person_id = %s", seen)
        cursor.executemany("UPDATE accesses SET visited_at = %s WHERE person_id = %s AND siren = %s", visited)


def rows_of(population: Population, kinds: Iterable[RecordKind]) -> Iterator[Filled]:
    """For each table, its columns and their values, in an order that foreign keys like."""
    person_ids = {row.code: identifier(f"person {i}") for i, row in enumerate(population.persons())}
    now = datetime.now(UTC)
    granted = ((person_ids[row.person], row.siren, row.profile.value, "live", now) for row in population.accesses())
    owners = {row.number: row.siren for row in population.contracts()} if RecordKind.DOCUMENT in kinds else {}
    filed = (_of_document(row, owners) for row in population.documents())
    made: dict[RecordKind, Filled] = {
        RecordKind.AGENCY: _extended(agencies, population, RecordKind.AGENCY),
        RecordKind.CONTACT: _extended(contacts, population, RecordKind.CONTACT),
        RecordKind.COMPANY: _extended(
            companies, population, RecordKind.COMPANY, ("name_key", "file_owner", "loaded"), _of_company
        ),
        RecordKind.PERSON: _extended(
            persons, population, RecordKind.PERSON, ("id",), lambda row: (person_ids[row.code],)
        ),
        RecordKind.ACCESS: (accesses, ("person_id", "siren", "profile", "state", "granted_at"), granted),
        RecordKind.CONTRACT: _extended(
            contracts, population, RecordKind.CONTRACT, ("id",), lambda row: (identifier(row.number),)
        ),
        RecordKind.DOCUMENT: (documents, _DOCUMENT, filed),
    }
    yield from (made[kind] for kind in RecordKind if kind in made and kind in kinds)


def _all_rows(population: Population, signed_in: Sequence[Subject]) -> Iterator[Filled]:
    yield from rows_of(population, list(RecordKind))
    now = datetime.now(UTC)
    opened = (
        (digest(s.token), identifier(f"session {s.token}"), s.person_id, now, now, "Firefox, Windows", "192.0.2.0")
        for s in signed_in
    )
    yield sessions, ("digest", "id", "person_id", "created_at", "seen_at", "browser", "network"), opened


def set_passwords(url: str, hashes: Sequence[tuple[str, str]]) -> None:
    """Give persons (by id) the hash of a password."""
    now = datetime.now(UTC)
    rows = iter([(person_id, encoded, now) for person_id, encoded in hashes])
    parsed = make_url(url)
    fill = _sqlite if parsed.get_backend_name() == "sqlite" else _postgresql
    fill(parsed, iter([(credentials, ("person_id", "password_hash", "changed_at"), rows)]))


_DOCUMENT = (
    *("reference", "contract", "kind", "year", "published_on", "label", "id", "siren"),
    *("file_key", "file_size", "file_sha256", "format", "search_key"),
)


def _extended(
    table: Table,
    population: Population,
    kind: RecordKind,
    names: tuple[str, ...] = (),
    more: Callable[[Any], tuple[Any, ...]] = lambda _: (),
) -> Filled:
    fields = next(population.rows(kind))._fields
    return table, (*fields, *names), ((*row, *more(row)) for row in population.rows(kind))


def _of_company(row: CompanyRow) -> tuple[Any, ...]:
    return folded(row.name), identifier(f"files {row.siren}"), True


def _of_document(row: DocumentRow, owners: dict[str, str]) -> tuple[Any, ...]:
    owner = owners[row.contract]
    where = f"s/{identifier(f'files {owner}')}/{DOCUMENT_SHA256}"
    searched = folded(f"{row.label} {row.reference}")
    return (
        *(row.reference, row.contract, row.kind, row.year, row.published_on, row.label, identifier(row.reference)),
        *(owner, where, len(PDF), DOCUMENT_SHA256, "pdf", searched),
    )


def _sqlite(url: Any, tables: Iterator[Filled]) -> None:
    connection = sqlite3.connect(url.database, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -200000")
    connection.execute("BEGIN IMMEDIATE")
    for table, names, rows in tables:
        statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - names of our own
        while piece := [tuple(map(for_sqlite, row)) for row in islice(rows, _PIECE)]:
            connection.executemany(statement, piece)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    connection.close()


def for_sqlite(value: Any) -> Any:
    """As the driver takes it."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value.scaleb(2))
    return listed(value) if isinstance(value, tuple) else str(value)


def _postgresql(url: Any, tables: Iterator[Filled]) -> None:
    import psycopg

    with psycopg.connect(address_of(url), autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        for table, names, rows in tables:
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row([listed(value) if isinstance(value, tuple) else value for value in row])
        connection.execute("VACUUM ANALYZE")


def listed(items: tuple[str, ...]) -> str:
    """A list as the tables hold it."""
    return "[" + ",".join(f'"{item}"' for item in items) + "]"


def address_of(url: Any) -> str:
    """As the driver of PostgreSQL takes it."""
    return str(url.set(drivername="postgresql").render_as_string(hide_password=False))
