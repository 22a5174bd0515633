"""Files added to a claim that was sent: whoever handles it is told once of each batch (RULES H5)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from attrs import evolve, frozen

from societaire.claims.claim import Claim
from societaire.events import ClaimFilesAdded, person_actor
from societaire.notifications import MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.ports.identity import StaleWrite
from societaire.uploads.subject import Subject
from societaire.use_cases.claim_news import tell_handler
from societaire.use_cases.claim_reading import ADDITION
from societaire.values import Siren

QUIET = timedelta(minutes=10)
"""A batch is complete when nothing more of it came for so long, unless its sender says so before."""
AT_ONCE = 200


@frozen
class ClaimAdditions:
    """Told from what is kept, by a worker: a page that is closed too early loses no announcement."""

    database: Database
    entropy: Entropy
    clock: Clock

    def tell_waiting(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Tell of the batches that are complete, 200 at most; returns how many. Raises Busy on an outage."""
        now, told = self.clock.now(), 0
        with self.database.read() as kept:
            waiting = kept.upload_desk.untold(ADDITION, now - QUIET, AT_ONCE)
        for siren, subject in waiting:
            if stop():
                break
            told += self._tell(siren, subject, now)
        return told

    def _tell(self, siren: Siren, subject: str, now: datetime) -> bool:
        try:
            with self.database.write() as unit:
                # Whoever follows the contract of a claim takes the claim along, and not what was sent for it.
                claim = unit.claim_register.find(Subject.named(subject).id)
                count = tell_of_additions(unit, self.entropy, siren, claim, now) if claim else 0
                unit.commit()
        except StaleWrite:
            # A file of the batch was settled, or the batch told, at the same moment: the next turn sees what is left.
            return False
        return bool(count)


def tell_of_additions(unit: UnitOfWork, entropy: Entropy, siren: Siren, claim: Claim, now: datetime) -> int:
    """Tell of all that a company added to a claim and nobody told yet, as from whoever sent the last of it.

    Returns how many files; raises StaleWrite when one of them changes at the same moment.
    """
    held = unit.uploads.of_subject(siren, f"{ADDITION}:{claim.id}")
    added = sorted((one for one in held if one.untold and one.is_kept), key=lambda one: (one.came_at, one.id))
    if not added:
        return 0
    for one in added:
        unit.uploads.save(evolve(one, untold=False))
    unit.record(ClaimFilesAdded(claim.siren, claim.id, len(added)), person_actor(added[-1].created_by))
    tell_handler(unit, entropy, claim, MessageKind.CLAIM_ADDED_TO, now)
    return len(added)
