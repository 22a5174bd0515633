"""Files that members send, as kept."""

from datetime import datetime
from typing import Protocol

from societaire.uploads.upload import Upload
from societaire.values import Siren


class Uploads(Protocol):
    """Uploads, always asked for within a company; workers apart."""

    def get(self, siren: Siren, upload_id: str) -> Upload | None:
        """None if the company has no such upload."""

    def of_subject(self, siren: Siren, subject: str) -> tuple[Upload, ...]:
        """Those of one subject by slot, then by their order.

        In a unit of work nobody else adds to the subject until it ends.
        """

    def save(self, upload: Upload) -> None:
        """Add or change; raises StaleWrite on another version than the one read (0: a new one)."""

    def remove(self, upload: Upload) -> None:
        """Forget one, whatever its state; raises StaleWrite on another version than the one read."""

    def lease(self, now: datetime, until: datetime, most: int) -> tuple[Upload, ...]:
        """At most `most` uploads that a worker has to look at, nobody else's until `until`.

        They are whole and not judged yet, received and not accepted yet, or photographs without their copies; one that
        was leased waits until then, however it ended. Those never leased come first, then those leased the longest
        ago: however many wait for an antivirus that there is not, what has just come has its turn.
        """
