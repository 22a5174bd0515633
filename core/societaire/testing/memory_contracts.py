"""Agencies, contracts and documents, in memory."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from societaire.companies.company import Address
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract
from societaire.contracts.document import Document, DocumentFilter, DocumentKind, DocumentPage
from societaire.testing.memory_tables import MemoryTables
from societaire.values import (
    AgencyCode,
    ContactCode,
    ContractId,
    ContractNumber,
    DocumentId,
    Siren,
    Year,
    folded,
    searched_words,
)


@frozen
class MemoryAgencies:
    """The Agencies port."""

    tables: MemoryTables

    def all(self) -> tuple[Agency, ...]:
        return tuple(sorted(self.tables.agencies.values(), key=lambda agency: (folded(agency.name), agency.code)))

    def get(self, code: AgencyCode) -> Agency | None:
        return self.tables.agencies.get(code)

    def contact(self, code: ContactCode) -> Contact | None:
        return self.tables.contacts.get(code)


@frozen
class MemoryContracts:
    """The Contracts port."""

    tables: MemoryTables

    def of_company(self, siren: Siren) -> tuple[Contract, ...]:
        found = (contract for contract in self.tables.contracts.values() if contract.siren == siren)
        return tuple(sorted(found, key=lambda contract: (not contract.is_active, contract.number)))

    def page(self, siren: Siren, first: int, most: int) -> tuple[tuple[Contract, ...], int]:
        found = self.of_company(siren)
        return found[first : first + most], len(found)

    def get(self, siren: Siren, contract_id: ContractId) -> Contract | None:
        return next((contract for contract in self.of_company(siren) if contract.id == contract_id), None)

    def by_number(self, number: ContractNumber) -> Contract | None:
        return self.tables.contracts.get(number)

    def readdress(self, siren: Siren, address: Address) -> tuple[ContractNumber, ...]:
        found = sorted(contract.number for contract in self.of_company(siren))
        for number in found:
            kept = self.tables.contracts[number]
            self.tables.contracts[number] = evolve(kept, address=address, address_changed_here=True)
        return tuple(found)


@frozen
class MemoryDocuments:
    """The Documents port."""

    tables: MemoryTables

    def latest(self, siren: Siren, contract_ids: Sequence[ContractId], most: int) -> tuple[Document, ...]:
        found = [d for d in self._of(siren) if not contract_ids or d.contract_id in contract_ids]
        found.sort(key=lambda document: (document.published_on, document.reference), reverse=True)
        return tuple(found[:most])

    def latest_attestations(self, siren: Siren, contract_ids: Sequence[ContractId]) -> tuple[Document, ...]:
        newest: dict[ContractNumber, Document] = {}
        for document in sorted(self._of(siren), key=_by_year):
            if document.kind is DocumentKind.ATTESTATION and document.contract_id in contract_ids:
                newest[document.contract] = document
        return tuple(newest[number] for number in sorted(newest))

    def page(self, siren: Siren, contract_id: ContractId, wanted: DocumentFilter, page: int, size: int) -> DocumentPage:
        everything = [document for document in self._of(siren) if document.contract_id == contract_id]
        found = sorted((d for d in everything if _matches(d, wanted)), key=_by_year, reverse=True)
        years = tuple(sorted({document.year for document in everything}, reverse=True))
        start = (page - 1) * size
        return DocumentPage(tuple(found[start : start + size]), len(found), page, size, years)

    def get(self, siren: Siren, document_id: DocumentId) -> Document | None:
        return next((document for document in self._of(siren) if document.id == document_id), None)

    def of_years(self, siren: Siren, contract_id: ContractId, years: Sequence[Year]) -> Iterator[Document]:
        found = (d for d in self._of(siren) if d.contract_id == contract_id and (not years or d.year in years))
        return iter(sorted(found, key=_by_year))

    def _of(self, siren: Siren) -> list[Document]:
        return [document for document in self.tables.documents.values() if document.siren == siren]


def _by_year(document: Document) -> tuple[int, object, str]:
    return document.year, document.published_on, document.reference


def _matches(document: Document, wanted: DocumentFilter) -> bool:
    text = folded(f"{document.label} {document.reference}")
    return (
        wanted.kind in (None, document.kind)
        and wanted.year in (None, document.year)
        and all(word in text for word in searched_words(wanted.text))
    )
