"""The documents of a contract, kept and served as the insurer published them (RULES D1, D2, G3)."""

import re
import unicodedata
from datetime import date
from enum import StrEnum

from attrs import frozen

from societaire.errors import NotFound
from societaire.values import ContractId, ContractNumber, DocumentId, Period, Siren, Year

MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}


class DocumentKind(StrEnum):
    """What a document is to its reader."""

    ATTESTATION = "attestation"
    PREMIUM_NOTICE = "premium_notice"
    DECLARATION = "declaration"
    LETTER = "letter"


class DocumentUnknown(NotFound):
    """The company has no such document; another company's answers the same."""

    code = "document_unknown"


class NoDocuments(NotFound):
    """The contract has no document of the years asked for."""

    code = "no_documents"


class DocumentUnavailable(NotFound):
    """The document is the company's, its content can't be read for now."""

    code = "document_unavailable"


@frozen
class Document:
    """A published file of a contract; `file_key` says where its content is, `format` is pdf, png or jpeg."""

    id: DocumentId
    reference: str
    siren: Siren
    contract: ContractNumber
    contract_id: ContractId
    kind: DocumentKind
    year: Year
    label: str
    published_on: date
    file_key: str
    file_size: int
    file_sha256: str
    format: str = "pdf"
    period: Period | None = None

    @property
    def media_type(self) -> str:
        """The type under which it is served: from its content, never from its name."""
        return MEDIA_TYPES[self.format]

    @property
    def file_name(self) -> str:
        """A name to save it under: the reference, safe on every system, with the ending of its content."""
        return f"{safe_name(self.reference)}.{self.format}"


@frozen
class DocumentFilter:
    """Which documents to list; empty fields do not narrow, each word of `text` is looked for in label and reference."""

    kind: DocumentKind | None = None
    year: Year | None = None
    text: str = ""


@frozen
class DocumentPage:
    """One page of documents, newest first; `total` counts all that match, `years` those there are to choose from."""

    documents: tuple[Document, ...]
    total: int
    page: int
    size: int
    years: tuple[Year, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // self.size))


def safe_name(text: str) -> str:
    """A file name without path, control or reserved characters, accents kept, 120 characters at most, never empty."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] not in "CZ" or c == " ")
    kept = re.sub(r'[\\/:*?"<>|%;]+', "-", kept).strip(" .")
    return kept[:120].rstrip(" .") or "document"
