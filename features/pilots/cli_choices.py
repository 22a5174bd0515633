"""Acts upon notifications, through the command line: those of the insurer's staff."""

from typing import TYPE_CHECKING

from features.pilots.core_choices import CoreChoiceActs
from features.pilots.pilot import Outcome


class CliChoiceActs(CoreChoiceActs):
    """Commands typed."""

    if TYPE_CHECKING:

        def _type(self, *arguments: str) -> Outcome: ...

    def note_bounce(self, staff: str, person: str, reason: str) -> Outcome:
        return self._type("people", "bounce", person, "--reason", reason, "--as", staff)

    def clear_bounce(self, staff: str, person: str) -> Outcome:
        return self._type("people", "bounce", person, "--clear", "--as", staff)

    def unverified(self) -> Outcome:
        return self._type("people", "unverified")
