"""Keys seen twice in a file, found in bounded memory."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from types import TracebackType
from typing import Self

from attrs import define, field

_SLICE = 500


def _opened() -> sqlite3.Connection:
    # An unnamed database is SQLite's own temporary file: it goes to the disk when it outgrows its cache, and is gone
    # when closed, whatever happens.
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute("PRAGMA cache_size = -8192")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE seen (key INTEGER PRIMARY KEY, row INTEGER NOT NULL, line INTEGER NOT NULL)")
    return connection


@define
class Repeats:
    """Remembers the first row of each key by hash (64 bits, another function at each run)."""

    _seen: sqlite3.Connection = field(factory=_opened, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._seen.close()

    def among(self, rows: Sequence[tuple[int, int, int]]) -> dict[int, bool]:
        """Of rows (hash of the key, hash of the row, line): the lines whose key came before; true if the row did."""
        before = self._seen.total_changes
        self._seen.execute("BEGIN")
        self._seen.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", rows)
        self._seen.execute("COMMIT")
        if self._seen.total_changes - before == len(rows):
            return {}
        first = self._first([key for key, _, _ in rows])
        return {line: first[key][0] == row for key, row, line in rows if first[key][1] != line}

    def _first(self, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
        found: dict[int, tuple[int, int]] = {}
        for start in range(0, len(keys), _SLICE):
            some = keys[start : start + _SLICE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, row, line FROM seen WHERE key IN ({marks})"  # noqa: S608 - marks alone
            with closing(self._seen.execute(query, some)) as cursor:
                found.update((key, (row, line)) for key, row, line in cursor)
        return found
