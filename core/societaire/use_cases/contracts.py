"""Contracts and their documents, as a member sees and downloads them (RULES D, G)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import BinaryIO

from attrs import frozen

from societaire.companies.policy import Action
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract, ContractUnknown
from societaire.contracts.document import (
    Document,
    DocumentFilter,
    DocumentPage,
    DocumentUnavailable,
    DocumentUnknown,
    NoDocuments,
    safe_name,
)
from societaire.contracts.space import Space
from societaire.declarations.standing import PeriodStanding, to_do
from societaire.identity.sessions import Client
from societaire.ports.archive import ArchiveEntry, Archiver
from societaire.ports.clock import Clock
from societaire.ports.database import Database, Repositories
from societaire.ports.journal import LoggedAction
from societaire.ports.storage import FileMissing, FileStore
from societaire.use_cases.access_notes import note_taken
from societaire.use_cases.doorway import Doorway
from societaire.values import ContractId, DocumentId, PersonId, Siren, Year, day_in_paris

PAGE_SIZE = 25


@frozen
class ContractList:
    """A page of a company's contracts, active ones first, with the newest attestation of each that has one.

    `declarations` holds the first due period to declare of each contract that has one (RULES E2).
    """

    space: Space
    contracts: tuple[Contract, ...]
    attestations: dict[ContractId, Document]
    total: int
    page: int
    declarations: Mapping[ContractId, PeriodStanding] = {}

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // PAGE_SIZE))


@frozen
class ContractDetails:
    """One contract: its policy, its newest attestation, a page of its documents, and whom to call (RULES G).

    `standings` are its periods whose letter came, the latest first.
    """

    space: Space
    contract: Contract
    attestation: Document | None
    documents: DocumentPage
    agency: Agency
    contact: Contact | None
    standings: tuple[PeriodStanding, ...] = ()

    @property
    def declarations(self) -> tuple[PeriodStanding, ...]:
        """Those to declare, the first due first (RULES E2, G2)."""
        return to_do(self.standings)


@frozen
class Download:
    """A document that may be downloaded; its content is opened when asked for."""

    document: Document
    files: FileStore

    def content(self) -> BinaryIO:
        """The document's bytes, to be closed by the caller; raises DocumentUnavailable when they can't be found."""
        try:
            return self.files.open(self.document.file_key)
        except FileMissing as error:
            raise DocumentUnavailable() from error


@frozen
class Archive:
    """Several documents in one file, streamed."""

    file_name: str
    stream: Iterator[bytes]


@frozen
class Contracts:
    """What a member reads and downloads of their contracts."""

    database: Database
    files: FileStore
    archiver: Archiver
    clock: Clock

    def of_company(self, person_id: PersonId, siren: Siren, page: int = 1) -> ContractList:
        """A page of the company's contracts, 1 the first; one beyond the last is empty. Raises CompanyClosedToYou."""
        door = Doorway(self.database, self.clock)
        with self.database.read() as kept:
            space = door.enter(kept, person_id, siren, Action.CONSULT)
            shown, total = kept.contracts.page(siren, (page - 1) * PAGE_SIZE, PAGE_SIZE)
            newest = _attestations(kept, siren, [contract.id for contract in shown])
            standings = to_do(kept.periods.standings(siren, self._today))
        door.note_visit(space)
        first_due = {one.period.contract_id: one for one in reversed(standings)}
        return ContractList(space, shown, newest, total, page, first_due)

    def details(
        self,
        person_id: PersonId,
        siren: Siren,
        contract_id: ContractId,
        wanted: DocumentFilter = DocumentFilter(),
        page: int = 1,
    ) -> ContractDetails:
        """One contract with a page of its documents; raises CompanyClosedToYou or ContractUnknown."""
        door = Doorway(self.database, self.clock)
        with self.database.read() as kept:
            space = door.enter(kept, person_id, siren, Action.CONSULT)
            contract = _contract(kept, siren, contract_id)
            newest = _attestations(kept, siren, [contract_id])
            documents = kept.documents.page(siren, contract_id, wanted, page, PAGE_SIZE)
            agency = kept.agencies.get(contract.agency) if contract.agency else None
            contact = kept.agencies.contact(contract.contact) if contract.contact else None
            standings = kept.periods.standings(siren, self._today)
        door.note_visit(space)
        return ContractDetails(
            *(space, contract, newest.get(contract_id), documents, agency or space.agency, contact or space.contact),
            tuple(one for one in standings if one.period.contract_id == contract_id),
        )

    def download(
        self, person_id: PersonId, siren: Siren, document_id: DocumentId, client: Client, *, taken: bool = True
    ) -> Download:
        """A document of the company, the download noted in the access log when it is `taken`, not only asked about.

        Raises CompanyClosedToYou or DocumentUnknown.
        """
        with self.database.read() as kept:
            Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.DOWNLOAD)
            document = kept.documents.get(siren, document_id)
        if document is None:
            raise DocumentUnknown()
        if taken:
            action, target = LoggedAction.DOWNLOAD, document.reference
            note_taken(self.database, self.clock, action, person_id, siren, target, client)
        return Download(document, self.files)

    def archive(
        self,
        person_id: PersonId,
        siren: Siren,
        contract_id: ContractId,
        years: Sequence[Year],
        client: Client,
        *,
        taken: bool = True,
    ) -> Archive:
        """Every document of a contract for those years (all when none is named) in one file, noted when `taken`.

        A content that can't be found is told inside the archive rather than left out in silence. Raises
        CompanyClosedToYou, ContractUnknown or NoDocuments.
        """
        with self.database.read() as kept:
            Doorway(self.database, self.clock).enter(kept, person_id, siren, Action.DOWNLOAD)
            contract = _contract(kept, siren, contract_id)
            held = kept.documents.page(siren, contract_id, DocumentFilter(), 1, 1).years
        if not set(years or held) & set(held):
            raise NoDocuments()
        if taken:
            action, target = LoggedAction.DOWNLOAD_ALL, contract.number
            note_taken(self.database, self.clock, action, person_id, siren, target, client)
        entries = self._entries(siren, contract_id, tuple(years))
        return Archive(f"{safe_name(contract.number)}.zip", self.archiver.stream(entries))

    @property
    def _today(self) -> date:
        return day_in_paris(self.clock.now())

    def _entries(self, siren: Siren, contract_id: ContractId, years: tuple[Year, ...]) -> Iterator[ArchiveEntry]:
        # Names and keys first: whoever reads slowly must not hold a connection to the database meanwhile.
        with self.database.read() as kept:
            found = kept.documents.of_years(siren, contract_id, years)
            named = [(name, document.file_key, document.published_on) for name, document in _named(found)]
        for name, key, dated in named:
            try:
                yield ArchiveEntry(name, self.files.open(key), dated)
            except FileMissing:
                yield ArchiveEntry(name, None, dated)


def _named(documents: Iterable[Document]) -> Iterator[tuple[str, Document]]:
    """Each document under a name of its own: references that differ may make one name, on some systems at least."""
    taken: set[str] = set()
    for document in documents:
        stem, ending = f"{document.year}/{safe_name(document.reference)}", f".{document.format}"
        name = f"{stem}{ending}"
        again = 2
        while name.casefold() in taken:
            name = f"{stem} ({again}){ending}"
            again += 1
        taken.add(name.casefold())
        yield name, document


def _attestations(kept: Repositories, siren: Siren, contract_ids: Sequence[ContractId]) -> dict[ContractId, Document]:
    return {found.contract_id: found for found in kept.documents.latest_attestations(siren, contract_ids)}


def _contract(kept: Repositories, siren: Siren, contract_id: ContractId) -> Contract:
    contract = kept.contracts.get(siren, contract_id)
    if contract is None:
        raise ContractUnknown()
    return contract
