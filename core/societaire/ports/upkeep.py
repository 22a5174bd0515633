"""What an inspection of the whole looks at, and what time has ended and nobody needs any more."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from attrs import frozen

from societaire.values import Siren


@frozen
class NamedContent:
    """A content as a row names it: its key, its size in bytes (None where the row does not keep it), its SHA-256."""

    key: str
    size: int | None
    sha256: str


@frozen
class NamedFile:
    """A row that names a file: what it is called, whose it is, and the file as it was when it was kept."""

    name: str
    siren: Siren
    file: NamedContent


@frozen
class Horizon:
    """Before which moments each kind of row is of no use: links that ended, sessions last seen or opened, and so on.

    Invitations go by the end of their link whatever became of them, messages by when they were due, unless given up,
    uploads by when they began, unless they came to their end.
    """

    links: datetime
    sessions_seen: datetime
    sessions_opened: datetime
    devices: datetime
    attempts: datetime
    access_log: datetime
    invitations: datetime
    outbox: datetime
    uploads: datetime


class Inspection(Protocol):
    """Looks through everything, whoever's it is; for the operators alone."""

    def files(self, after: str, most: int) -> tuple[NamedFile, ...]:
        """At most `most` rows that name a file, in the order of their names, from the one after that name ('': all)."""

    def named(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the files' keys that a row names."""

    def dangling(self) -> Mapping[str, int]:
        """How many rows point at a row that is not there, by `table.column`; sound references are left out."""

    def without_administrator(self) -> tuple[Siren, ...]:
        """Active companies that somebody has or had access to, and that have no live administrator left (RULES C8)."""


class UploadDesk(Protocol):
    """The files that members send, whoever's they are; for the operators alone."""

    def awaited(self, uploads: Collection[str]) -> frozenset[str]:
        """Those of the uploads, by id, that are still receiving."""

    def oldest_waiting(self) -> datetime | None:
        """When the upload began that waits for a check for the longest; None when none waits."""

    def untold(self, kind: str, quiet_since: datetime, most: int) -> tuple[tuple[Siren, str], ...]:
        """At most `most` subjects of a kind, and whose, to which files were added that the insurer was not told of.

        Nothing has come for them since that moment, of any file that is not told of.
        """


class Leftovers(Protocol):
    """Rows that time has ended: links, sessions, devices, attempts, access_log, invitations, outbox, uploads."""

    def counts(self, horizon: Horizon) -> Mapping[str, int]:
        """How many there are of each kind; kinds without any are left out."""

    def purge(self, horizon: Horizon) -> Mapping[str, int]:
        """Forget them; returns how many of each kind, kinds without any left out."""
