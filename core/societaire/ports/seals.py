"""Texts that come back as they left: sealed by the insurer's secret, so that nobody else can make one."""

from typing import Protocol


class Seals(Protocol):
    """Seals without storing anything; what is sealed can be read by whoever holds it, and altered by nobody."""

    def seal(self, purpose: str, text: str) -> str:
        """The text sealed for one purpose, in characters that an address may hold."""

    def open(self, purpose: str, sealed: str) -> str | None:
        """The text; None unless it was sealed for that purpose, with this secret or one that it replaced."""
