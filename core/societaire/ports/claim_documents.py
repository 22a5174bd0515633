"""The papers of a claim, made."""

from typing import Protocol

from societaire.claims.sheets import ClaimSheet


class ClaimDocuments(Protocol):
    """Makes PDFs."""

    def receipt(self, sheet: ClaimSheet) -> bytes:
        """Exactly what was sent, to be kept by the member; the same sheet gives the same bytes."""
