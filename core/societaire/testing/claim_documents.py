"""Papers of claims as plain text, for tests."""

from attrs import frozen

from societaire.claims.sheets import ClaimSheet


@frozen
class MemoryClaimDocuments:
    """The ClaimDocuments port."""

    def receipt(self, sheet: ClaimSheet) -> bytes:
        sent = sheet.declaration
        lines = [sent.receipt or "", sheet.company.name, sheet.sent_by]
        lines += [f"{path}={text}" for path, text in sorted(sent.entries.items())]
        lines += [f"{file.document} {file.name} {file.sha256}" for file in sent.files]
        return "\n".join(lines).encode()
