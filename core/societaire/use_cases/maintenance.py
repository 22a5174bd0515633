"""Forgetting what time has ended: what a timer runs every night."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice

from attrs import frozen

from societaire.events import SYSTEM, MaintenanceDone
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.pieces import PieceStore
from societaire.ports.storage import FileStore
from societaire.ports.upkeep import Horizon
from societaire.settings import Limits
from societaire.values import Siren

LINK_KEPT = timedelta(days=30)
"""How long after its end a link is still told from one that never was: "expired", "used", "replaced"."""
FILE_KEPT = timedelta(hours=24)
"""How long a file may wait for the row that names it."""
PORTION = 200


def horizon(now: datetime, limits: Limits) -> Horizon:
    """What is of no use at `now`."""
    return Horizon(
        links=now - LINK_KEPT,
        sessions_seen=now - limits.session_idle,
        sessions_opened=now - limits.session_total,
        devices=now - limits.known_device,
        attempts=now - max(rule.window for rule in (limits.sign_in, limits.password_help, limits.help_flood)),
        access_log=now - limits.access_log,
        invitations=now - limits.ended_invitation,
        outbox=now - limits.finished_message,
        uploads=now - limits.unfinished_upload,
    )


@frozen
class Maintenance:
    """Removes what nobody needs any more; running it twice, or on two machines, does no harm."""

    database: Database
    files: FileStore
    pieces: PieceStore
    clock: Clock
    limits: Limits

    def run(self) -> Mapping[str, int]:
        """Returns how many of each kind are gone: files, and those of the port Leftovers."""
        now = self.clock.now()
        removed = self._collect(now - FILE_KEPT)
        with self.database.write() as unit:
            counts = dict(unit.leftovers.purge(horizon(now, self.limits)))
            if removed:
                counts["files"] = removed
            if counts:
                unit.record(MaintenanceDone(**counts), SYSTEM)
            unit.commit()
        self._forget_pieces(now - FILE_KEPT)
        return counts

    def _forget_pieces(self, before: datetime) -> None:
        """Pieces of files that are judged, taken back or given up; the pieces of one that still comes stay."""
        uploads = self.pieces.uploads(before)
        while portion := list(islice(uploads, PORTION)):
            with self.database.read() as kept:
                awaited = kept.upload_desk.awaited(portion)
            for upload in portion:
                if upload not in awaited:
                    self.pieces.forget(upload)

    def leaderless(self) -> tuple[Siren, ...]:
        """Active companies that lost their last administrator (RULES C8): nobody but staff can help them."""
        with self.database.read() as kept:
            return kept.inspection.without_administrator()

    def _collect(self, before: datetime) -> int:
        return sum(self._deleted(key, before) for unnamed in self._unnamed(before) for key in unnamed)

    def _deleted(self, key: str, before: datetime) -> bool:
        """Whether a file is gone that nothing names and nobody saved again.

        Storage and database share no transaction. Saving makes a file new before its row names it, and a storage
        deletes none that is new: on S3, but for the instant between the look at its age and its removal.
        """
        with self.database.read() as kept:
            named = kept.inspection.named([key])
        return not named and self.files.delete(key, before)

    def _unnamed(self, before: datetime) -> Iterator[list[str]]:
        keys = self.files.keys(before)
        while portion := list(islice(keys, PORTION)):
            # Most are named; the others are asked about once more, each right before it is deleted.
            with self.database.read() as kept:
                named = kept.inspection.named(portion)
            yield [key for key in portion if key not in named]
