"""Looking through the whole installation for damage: rows, files, chains, messages."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from itertools import islice

from attrs import frozen

from societaire.errors import Value
from societaire.events import is_intact
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.storage import FileMissing, FileStore
from societaire.ports.upkeep import NamedFile
from societaire.settings import Limits
from societaire.use_cases.maintenance import FILE_KEPT, PORTION, horizon

OVERDUE = timedelta(days=2)
"""What should be gone for that long tells that the maintenance does not run."""
STUCK = timedelta(hours=1)
"""A message or a file that waits for that long tells that no worker runs, or no antivirus."""
_PIECE = 1024 * 1024


@frozen
class Finding:
    """One thing that is wrong, by its code and values."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, code: str, **values: Value) -> "Finding":
        """Build a finding from keyword values, kept in their order."""
        return cls(code, tuple(values.items()))


@frozen
class Verification:
    """The proof that operators run after a fault, a restore, or every night; it changes nothing."""

    database: Database
    files: FileStore
    clock: Clock
    limits: Limits

    def run(self, *, contents: bool = False) -> Iterator[Finding]:
        """Everything that is wrong, as it is found; `contents` reads each file to its end as well.

        Raises Busy when the database or the storage is out.
        """
        yield from self._rows(contents)
        yield from self._unnamed()
        yield from self._chains()
        yield from self._references()
        yield from self._waiting()

    def _rows(self, contents: bool) -> Iterator[Finding]:
        after = ""
        while True:
            with self.database.read() as kept:
                rows = kept.inspection.files(after, PORTION)
            for row in rows:
                yield from self._file(row, contents)
            if len(rows) < PORTION:
                return
            after = rows[-1].name

    def _file(self, row: NamedFile, contents: bool) -> Iterator[Finding]:
        told: dict[str, Value] = {"name": row.name, "siren": str(row.siren), "key": row.file.key}
        size = self.files.size(row.file.key)
        if size is None:
            if self._still_named(row):
                yield Finding.of("verify_file_missing", **told)
        elif row.file.size not in (None, size):
            yield Finding.of("verify_file_size", **told, expected=row.file.size or 0, found=size)
        elif not row.file.key.endswith(f"/{row.file.sha256}"):
            yield Finding.of("verify_file_key", **told)
        elif contents and self._hash(row.file.key) != row.file.sha256 and self._still_named(row):
            yield Finding.of("verify_file_content", **told)

    def _still_named(self, row: NamedFile) -> bool:
        # A document may have been replaced, and its former file collected, since the row was read.
        with self.database.read() as kept:
            return bool(kept.inspection.named([row.file.key]))

    def _hash(self, key: str) -> str:
        digest = sha256()
        try:
            with self.files.open(key) as content:
                while piece := content.read(_PIECE):
                    digest.update(piece)
        except FileMissing:
            return ""
        return digest.hexdigest()

    def _unnamed(self) -> Iterator[Finding]:
        keys = self.files.keys(self.clock.now() - FILE_KEPT)
        while portion := list(islice(keys, PORTION)):
            with self.database.read() as kept:
                named = kept.inspection.named(portion)
            yield from (Finding.of("verify_file_unnamed", key=key) for key in portion if key not in named)

    def broken_chains(self) -> tuple[str, ...]:
        """The streams of events that were altered, or lost some; raises Busy."""
        return tuple(str(dict(found.values)["stream"]) for found in self._chains())

    def _chains(self) -> Iterator[Finding]:
        with self.database.read() as kept:
            streams = kept.events.streams()
        for stream in streams:
            with self.database.read() as kept:
                # The end first: events that are added meanwhile come after it.
                end = kept.events.end(stream)
                events = kept.events.of_stream(stream)
            whole = end is not None and any((event.position, event.hash) == end for event in events)
            if not whole or not is_intact(events):
                yield Finding.of("verify_chain", stream=stream)

    def _references(self) -> Iterator[Finding]:
        with self.database.read() as kept:
            dangling = kept.inspection.dangling()
            orphaned = kept.inspection.without_administrator()
        for place, count in sorted(dangling.items()):
            yield Finding.of("verify_dangling", place=place, count=count)
        yield from (Finding.of("verify_administrator", siren=str(siren)) for siren in orphaned)

    def _waiting(self) -> Iterator[Finding]:
        now = self.clock.now()
        with self.database.read() as kept:
            overdue = kept.leftovers.counts(horizon(now - OVERDUE, self.limits))
            oldest = kept.outbox.oldest_due()
            unseen = kept.upload_desk.oldest_waiting()
        for kind, count in sorted(overdue.items()):
            yield Finding.of("verify_overdue", kind=kind, count=count)
        if oldest is not None and now - oldest >= STUCK:
            yield Finding.of("verify_outbox", since=oldest.isoformat(timespec="seconds"))
        if unseen is not None and now - unseen >= STUCK:
            yield Finding.of("verify_scanner", since=unseen.isoformat(timespec="seconds"))
