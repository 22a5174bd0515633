"""Messages waiting to be sent, shared by any number of workers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from societaire.notifications import Message, MessageState


class Outbox(Protocol):
    """The messages; adding is part of the change that causes them."""

    def add(self, messages: Sequence[Message]) -> None:
        """Queue them."""

    def lease(self, now: datetime, until: datetime, most: int) -> tuple[Message, ...]:
        """Take at most `most` due messages, oldest first; nobody else gets them before `until`."""

    def save(self, messages: Sequence[Message]) -> None:
        """Keep their new states and give the leases back; what was finished meanwhile stays as it is."""

    def counts(self) -> dict[MessageState, int]:
        """How many there are in each state; absent states count none."""

    def oldest_due(self) -> datetime | None:
        """When the queued message that waits for the longest fell due; None when none is queued."""


class OutboxDesk(Protocol):
    """The outbox as staff sees it."""

    def reasons(self) -> dict[tuple[MessageState, str], int]:
        """How many there are by state and last error."""

    def listed(self, state: MessageState, most: int) -> tuple[Message, ...]:
        """At most `most` messages in that state, the last created first."""

    def retry(self, ids: Sequence[str] | None, now: datetime) -> int:
        """Queue again those of the dead that are named, by id or its first twelve digits or more; all when None.

        Returns how many.
        """
