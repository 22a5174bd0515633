"""Agencies, contracts and documents, as kept."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from societaire.companies.company import Address
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract
from societaire.contracts.document import Document, DocumentFilter, DocumentPage
from societaire.values import AgencyCode, ContactCode, ContractId, ContractNumber, DocumentId, Siren, Year


class Agencies(Protocol):
    """Local agencies and contacts."""

    def all(self) -> tuple[Agency, ...]:
        """Every agency, by name."""

    def get(self, code: AgencyCode) -> Agency | None:
        """None if there is no such agency."""

    def contact(self, code: ContactCode) -> Contact | None:
        """None if there is no such contact."""


class Contracts(Protocol):
    """Contracts, always asked for within a company."""

    def of_company(self, siren: Siren) -> tuple[Contract, ...]:
        """Active ones first, then terminated ones, each by number."""

    def page(self, siren: Siren, first: int, most: int) -> tuple[tuple[Contract, ...], int]:
        """`most` of them in that order, from the `first` on (0 is the first), and how many there are in all."""

    def get(self, siren: Siren, contract_id: ContractId) -> Contract | None:
        """None if the company has no such contract."""

    def by_number(self, number: ContractNumber) -> Contract | None:
        """For staff: None if there is no such contract."""

    def readdress(self, siren: Siren, address: Address) -> tuple[ContractNumber, ...]:
        """Give every contract of the company that address, which then wins over an export; returns them by number."""


class Documents(Protocol):
    """Documents, always asked for within a company."""

    def latest(self, siren: Siren, contract_ids: Sequence[ContractId], most: int) -> tuple[Document, ...]:
        """The company's `most` last published documents (of those contracts, or of all when none is named)."""

    def latest_attestations(self, siren: Siren, contract_ids: Sequence[ContractId]) -> tuple[Document, ...]:
        """The newest attestation of each of those contracts that has one: highest year, then last published."""

    def page(self, siren: Siren, contract_id: ContractId, wanted: DocumentFilter, page: int, size: int) -> DocumentPage:
        """Page number `page` (1 is the first) of `size` documents that match: highest year, then last published.

        A page beyond the last one is empty; `years` are all those of the contract, whatever is wanted.
        """

    def get(self, siren: Siren, document_id: DocumentId) -> Document | None:
        """None if the company has no such document."""

    def of_years(self, siren: Siren, contract_id: ContractId, years: Sequence[Year]) -> Iterator[Document]:
        """Every document of those years (of all when none is named), oldest first, read as they are asked for."""
