"""What the portal tells and shows to those who run it: its counts, and whether what it needs is there."""

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Protocol

from attrs import define, field, frozen

_READY_SECONDS = 1.0


class Counts(Protocol):
    """Where requests are counted."""

    def answered(self, method: str, rule: str, status: int, seconds: float) -> None:
        """Count a request by its route's rule."""

    def told(self) -> bytes:
        """Everything counted, in the text form of Prometheus; raises Busy when the database is out."""


@frozen
class NoCounts:
    """Counts nothing, for a portal that is embedded or tested."""

    def answered(self, method: str, rule: str, status: int, seconds: float) -> None:
        """Nothing is kept."""

    def told(self) -> bytes:
        """Nothing to tell."""
        return b""


@define
class Readiness:
    """What the portal needs, and whether it is there; looked at once a second at most, whoever asks."""

    look: Callable[[], Mapping[str, bool]] = dict
    _parts: Mapping[str, bool] = field(factory=dict, init=False)
    _until: float = field(default=0.0, init=False)
    _looking: Lock = field(factory=Lock, init=False)

    def parts(self) -> Mapping[str, bool]:
        """Each part by its name."""
        with self._looking:
            if time.monotonic() >= self._until:
                self._parts = self.look()
                self._until = time.monotonic() + _READY_SECONDS
            return self._parts


@frozen
class Operations:
    """How the portal is watched; `token` opens what is not public, '' to the machine itself alone."""

    counts: Counts = field(factory=NoCounts)
    readiness: Readiness = field(factory=Readiness)
    token: str = field(default="", repr=False)
