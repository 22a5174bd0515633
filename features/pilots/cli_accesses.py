"""Acts upon accesses, through the command line: those of the insurer's staff."""

from typing import TYPE_CHECKING

from features.pilots.core_accesses import CoreAccessActs
from features.pilots.pilot import Outcome
from societaire.values import Siren


class CliAccessActs(CoreAccessActs):
    """Commands typed."""

    if TYPE_CHECKING:

        def _type(self, *arguments: str) -> Outcome: ...

    def allow_mailbox(self, staff: str, siren: Siren, address: str) -> Outcome:
        return self._type("accesses", "allow", str(siren), address, "--as", staff)

    def give_back(self, staff: str, siren: Siren, person: str) -> Outcome:
        return self._type("accesses", "restore", str(siren), person, "--as", staff)

    def replace_administrator(self, staff: str, siren: Siren, old: str, new: str) -> Outcome:
        return self._type("companies", "replace-administrator", str(siren), old, new, "--yes", "--as", staff)

    def change_email(self, staff: str, person: str, address: str) -> Outcome:
        return self._type("people", "change-email", person, address, "--yes", "--as", staff)

    def role_mailboxes(self) -> Outcome:
        return self._type("accesses", "list", "--role-mailboxes")

    def overdue_reviews(self) -> Outcome:
        return self._type("accesses", "review")

    def ask_reviews(self, staff: str) -> Outcome:
        return self._type("accesses", "review", "--ask", "--as", staff)
