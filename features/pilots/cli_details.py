"""Acts upon how a company is reached, through the command line: those of the insurer's staff."""

from typing import TYPE_CHECKING

from attrs import evolve

from features.pilots.core_details import CoreDetailActs
from features.pilots.pilot import Outcome
from features.pilots.told import ToldOutcome
from societaire.values import Siren


class CliDetailActs(CoreDetailActs):
    """Commands typed."""

    if TYPE_CHECKING:

        def _type(self, *arguments: str) -> ToldOutcome: ...

    def waiting_addresses(self) -> Outcome:
        return self._type("addresses", "pending")

    def approve_address(self, staff: str, siren: Siren) -> Outcome:
        return self._type("addresses", "approve", self.last_request(siren).id, "--as", staff)

    def refuse_address(self, staff: str, siren: Siren, reason: str) -> Outcome:
        return self._type("addresses", "refuse", self.last_request(siren).id, "--reason", reason, "--as", staff)

    def read_changes(self, since: str) -> Outcome:
        told = self._type("events", "export", "--since", since)
        return evolve(told, counts={"lines": told.text.count('"cursor"')})
