"""The event log and the access log, as kept."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from attrs import frozen

from societaire.events import RecordedEvent
from societaire.values import PersonId, Siren


class Outcome(StrEnum):
    """How an entry of the access log ended."""

    DONE = "done"
    REFUSED = "refused"


class LoggedAction(StrEnum):
    """What the access log tells of."""

    SIGN_IN = "sign_in"
    SIGN_IN_THROTTLED = "sign_in_throttled"
    DOWNLOAD = "download"
    DOWNLOAD_ALL = "download_all"
    DOWNLOAD_UPLOAD = "download_upload"
    SHOW_PHOTOGRAPH = "show_photograph"
    RECEIPT = "receipt"
    COMPANY_REFUSED = "company_refused"


@frozen
class AccessLogEntry:
    """One sign-in, download or refusal: who, what, from which network, in which request."""

    at: datetime
    action: str
    outcome: Outcome
    person_id: PersonId | None = None
    siren: Siren | None = None
    target: str = ""
    network: str = ""
    request_id: str = ""


class Events(Protocol):
    """What happened, per stream."""

    def of_stream(self, stream: str) -> tuple[RecordedEvent, ...]:
        """The whole stream in order; empty if nothing ever happened there."""

    def latest(self, stream: str, kinds: Collection[str], most: int) -> tuple[RecordedEvent, ...]:
        """At most `most` events of those kinds in the stream, the last one first."""

    def streams(self) -> tuple[str, ...]:
        """Every stream, sorted."""

    def end(self, stream: str) -> tuple[int, str] | None:
        """Position and hash of the stream's last event, kept apart, so that a lost end shows; None if there is none."""


class AccessLog(Protocol):
    """Sign-ins, downloads and refusals, kept twelve months."""

    def add(self, entry: AccessLogEntry) -> None:
        """Keep the entry."""

    def of_person(self, person_id: PersonId, most: int) -> tuple[AccessLogEntry, ...]:
        """The person's newest entries, newest first."""

    def refused(self, person_id: PersonId, action: str, since: datetime) -> frozenset[Siren]:
        """The companies in which that action was refused to the person after that moment."""

    def purge(self, before: datetime) -> int:
        """Forget older entries; returns how many."""
