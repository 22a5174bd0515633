"""Whether what was typed is a telephone number, or an e-mail address, at all."""

from typing import Protocol


class ContactChecks(Protocol):
    """Knows the forms that numbers and addresses take; reaches nothing."""

    def phone(self, text: str) -> str | None:
        """The number in the form that is kept, overseas and foreign ones included; None when it is none at all."""

    def email(self, text: str) -> str | None:
        """The address in the form that is kept, be its domain reachable or not; None when it is none at all."""
