"""The papers of a claim as PDFs."""

from attrs import frozen

from societaire.claims.sheets import ClaimSheet


@frozen
class PdfClaimDocuments:
    """The ClaimDocuments port; `insurer` is the name that stands at the top of every page."""

    insurer: str

    def receipt(self, sheet: ClaimSheet) -> bytes:
        """Exactly what was sent."""
        # The library that makes PDFs is of no use to most processes.
        from societaire_documents import claim_receipt

        return claim_receipt.made(sheet, self.insurer)
