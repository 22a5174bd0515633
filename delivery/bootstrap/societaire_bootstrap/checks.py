"""What `societaire doctor` looks at: each thing that an installation needs, tried for real, told with what to do."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from attrs import frozen

from societaire.errors import Busy, Problem, SocietaireError, Value
from societaire.notifications import MessageState
from societaire.ports.inspector import Inspector
from societaire.ports.scanner import VirusScanner
from societaire.ports.storage import FileStore
from societaire_bootstrap.metrics import Waiting
from societaire_bootstrap.places import LEAST_ROOM, is_open_to_all, local_places, room_left
from societaire_bootstrap.settings import Settings

_PROBE_OWNER = "0" * 32
_PAGE = (
    b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \n"
    b"trailer <</Root 1 0 R/Size 4>>\nstartxref\n166\n%%EOF\n"
)
"""The least PDF, by which the process that opens files is tried."""
_OUT = {"database_busy": "check_database_out", "storage_unavailable": "check_storage_out"}
_LONGEST_REASON = 200
LATE_SECONDS = 15 * 60
"""A message due for longer waits for a worker that does not run, or for a server that takes nothing."""


@frozen
class Check:
    """One thing that was looked at: right, or wrong for the reason of `code` and `values`."""

    name: str
    ok: bool
    code: str = "check_ok"
    values: tuple[tuple[str, Value], ...] = ()


class SchemaRevisions(Protocol):
    """The revision that the database is at, and the one that this version wants."""

    @property
    def current(self) -> str | None: ...
    @property
    def wanted(self) -> str: ...


class CheckedMailer(Protocol):
    """A mail transport that can be tried without sending anything."""

    def probe(self) -> None:
        """Raises MailRefused or MailDelayed when a mail could not leave."""


@frozen
class Subjects:
    """What there is to look at."""

    settings: Settings
    faults: Callable[[], tuple[Problem, ...]]
    files: FileStore
    mailer: CheckedMailer
    schema: Callable[[], SchemaRevisions]
    waiting: Callable[[], Waiting]
    inspector: Inspector
    scanner: VirusScanner


def all_checks(subjects: Subjects) -> list[Check]:
    """Every check, whatever the ones before found."""
    return [
        Check("settings", ok=True),
        *_database(subjects),
        _guarded("storage", lambda: _storage(subjects.files)),
        _guarded("mail", subjects.mailer.probe),
        documents_check(subjects.inspector),
        scanner_check(subjects.scanner, wanted=bool(subjects.settings.scanner_url)),
        *place_checks(subjects.settings),
        _slots(Path(subjects.settings.hashing_folder)),
        _public_url(subjects.settings),
    ]


def _database(subjects: Subjects) -> Iterator[Check]:
    try:
        state = subjects.schema()
        faults = subjects.faults()
    except SocietaireError as error:
        yield _wrong("database", error)
        return
    if faults:
        yield from (Check("database", False, fault.code, fault.values) for fault in faults)
    else:
        yield Check("database", ok=True)
    if state.current == state.wanted:
        yield Check("migrations", ok=True)
        yield from outbox_checks(subjects.waiting())
    else:
        values = (("current", state.current or "0"), ("wanted", state.wanted))
        yield Check("migrations", False, "check_migrations", values)


def outbox_checks(waiting: Waiting) -> Iterator[Check]:
    """Messages that should have left; those given up are told, and no fault of the installation."""
    minutes = int(waiting.oldest_seconds // 60)
    queued, dead = (waiting.states.get(state.value, 0) for state in (MessageState.QUEUED, MessageState.DEAD))
    if waiting.oldest_seconds > LATE_SECONDS:
        yield Check("outbox", False, "check_outbox_late", (("count", queued), ("minutes", minutes)))
    if dead:
        yield Check("outbox", True, "check_outbox_dead", (("count", dead),))
    elif waiting.oldest_seconds <= LATE_SECONDS:
        yield Check("outbox", ok=True)


def place_checks(settings: Settings) -> Iterator[Check]:
    """What is wrong with a place on the machine's own disk: it is open to all, or nearly full."""
    for name, place in local_places(settings):
        if is_open_to_all(place):
            yield Check(name, False, "check_open_to_all", (("path", str(place)),))
        if (left := room_left(place)) < LEAST_ROOM:
            yield Check(name, False, "check_room", (("path", str(place)), ("megabytes", left // 1024**2)))


def _storage(files: FileStore) -> None:
    stored = files.save(_PROBE_OWNER, io.BytesIO(b"societaire doctor"))
    with files.open(stored.key) as content:
        content.read()
    files.delete(stored.key)


def documents_check(inspector: Inspector) -> Check:
    """Whether the process that opens files does."""
    try:
        found = inspector.inspect(io.BytesIO(_PAGE))
    except Busy as error:
        return _wrong("documents", error)
    except (RuntimeError, OSError):
        found = Problem("file", "file_damaged")
    return Check("documents", False, "check_documents") if isinstance(found, Problem) else Check("documents", ok=True)


def scanner_check(scanner: VirusScanner, *, wanted: bool) -> Check:
    """Whether the antivirus answers; none at all is told, and no fault of the installation."""
    if not wanted:
        return Check("scanner", True, "check_scanner_none")
    return _guarded("scanner", lambda: scanner.scan(io.BytesIO(_PAGE)))


def _slots(folder: Path) -> Check:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / "doctor"
        probe.touch()
        probe.unlink()
    except OSError:
        return Check("hashing_folder", False, "check_hashing_folder", (("folder", str(folder)),))
    return Check("hashing_folder", ok=True)


def _public_url(settings: Settings) -> Check:
    if settings.is_local:
        return Check("public_url", ok=True, code="check_public_local")
    return Check("public_url", ok=True)


def _guarded(name: str, attempt: Callable[[], object]) -> Check:
    try:
        attempt()
    except (SocietaireError, OSError) as error:
        return _wrong(name, error)
    return Check(name, ok=True)


def _reason(error: SocietaireError) -> str:
    """What the driver or the system said, on one line: others are told to come back, operators want to know why."""
    cause = error.__cause__
    said = getattr(cause, "orig", None) or cause
    if isinstance(said, OSError) and said.strerror:
        return said.strerror
    return str(said or "").strip().partition("\n")[0][:_LONGEST_REASON] or type(said).__name__


def _wrong(name: str, error: SocietaireError | OSError) -> Check:
    if isinstance(error, OSError):
        return Check(name, False, "check_system", (("reason", type(error).__name__),))
    if error.code in _OUT:
        return Check(name, False, _OUT[error.code], (("reason", _reason(error)),))
    values = dict(error.values)
    if isinstance(error, Busy):
        values["retry_after"] = error.retry_after
    return Check(name, False, error.code, tuple(values.items()))
