"""The insurer's records in memory."""

from collections.abc import Callable, Collection
from hashlib import sha256
from typing import Any, NamedTuple, cast

from attrs import define, evolve, field, frozen

from societaire.claims.claim import Claim
from societaire.companies.access import Access, AccessState
from societaire.companies.company import Address, Company
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract, ContractStatus
from societaire.contracts.document import Document
from societaire.identity.person import Person
from societaire.ports.clock import Clock
from societaire.ports.records import Applied, Batch
from societaire.records.changes import Change, EmailMove
from societaire.records.rows import (
    AccessRow,
    AgencyRow,
    BaseRow,
    ClaimRow,
    CompanyRow,
    ContactRow,
    ContractRow,
    DocumentRow,
    PeriodRow,
    PersonRow,
    RecordKind,
    Row,
)
from societaire.records.superseding import ADDRESS, PARTS, Own, Weighed, weighed
from societaire.testing.memory_record_index import MemoryRecordIndex
from societaire.testing.memory_tables import MemoryTables
from societaire.values import (
    AgencyCode,
    ContactCode,
    ContractId,
    ContractNumber,
    DocumentId,
    Email,
    Period,
    PersonId,
    Siren,
    Year,
)

_NOTHING_OWN = Weighed(frozenset(), frozenset())


@frozen
class MemoryRecords:
    """The RecordStore port."""

    tables: MemoryTables
    clock: Clock

    @property
    def index(self) -> MemoryRecordIndex:
        return MemoryRecordIndex(self.tables)

    def apply(self, batch: Batch) -> Applied:
        work = _Work(self.tables, self.clock, batch)
        for row in batch.rows:
            _APPLY[batch.kind](work, row)
        counts = {outcome: work.outcomes.count(outcome) for outcome in set(work.outcomes)}
        return Applied(**counts, changes=tuple(work.changes), moves=tuple(work.moves))

    def finish(self) -> None:
        self.tables.loaded.update(dict.fromkeys(self.tables.companies, True))


@define
class _Work:
    """One batch, row by row."""

    tables: MemoryTables
    clock: Clock
    batch: Batch
    outcomes: list[str] = field(factory=list)
    changes: list[Change] = field(factory=list)
    moves: list[EmailMove] = field(factory=list)

    def agency(self, row: AgencyRow) -> None:
        table, code = self.tables.agencies, AgencyCode(row.code)
        old = table.get(code) or Agency(code, row.name, row.phone)
        self._put(table, code, evolve(old, **_given(row), address=_address(row, old.address)))

    def contact(self, row: ContactRow) -> None:
        table, code = self.tables.contacts, ContactCode(row.code)
        old = table.get(code) or Contact(code, row.first_name, row.last_name, AgencyCode(row.agency))
        self._put(table, code, evolve(old, **_given(row)))

    def company(self, row: CompanyRow) -> None:
        table, siren = self.tables.companies, Siren(row.siren)
        new = Company(siren, row.name, row.status, AgencyCode(row.agency), file_owner=_id(siren.number))
        old = table.get(siren) or new
        names = frozenset(name for name in PARTS if getattr(old, f"{name}_changed_here"))
        found = weighed(Own(row.siren, names, old.address, old.phone, old.email), row)
        apart = [part for name in found.superseded for part in PARTS[name]]
        told = evolve(old, **_given(row, "siren", *apart), address=_address(row, old.address, apart))
        self._put(table, siren, told, found)

    def person(self, row: PersonRow) -> None:
        everybody = self.tables.persons.values()
        email = Email(row.email)
        known = next((one for one in everybody if one.code == row.code), None)
        old = known or next((one for one in everybody if one.code is None and one.email == email), None)
        if known and known.email != email:
            self.moves.append(EmailMove(known.id, known.email, email))
        new = Person(PersonId(_id(row.code)), email, row.last_name, row.first_name)
        self._put(self.tables.persons, (old or new).id, evolve(old or new, **_given(row, "email"), email=email))

    def access(self, row: AccessRow) -> None:
        person = next(one for one in self.tables.persons.values() if one.code == row.person)
        siren = Siren(row.siren)
        key = (person.id, siren)
        now = self.clock.now()
        old = self.tables.accesses.get(key)
        agrees = old is not None and old.is_live and old.profile is row.profile
        if old and agrees:
            self.tables.accesses[key] = (
                evolve(old, changed_in_portal=False, version=old.version + 1) if old.changed_in_portal else old
            )
            self.outcomes.append("unchanged")
        elif old and old.changed_in_portal:
            self.outcomes.append("superseded")
        else:
            before = old.profile if old and old.is_live else None
            base = old or Access(person.id, siren, row.profile, AccessState.LIVE, now)
            granted = base.granted_at if before else now
            new = evolve(base, profile=row.profile, state=AccessState.LIVE, granted_at=granted, removed_at=None)
            self._put(self.tables.accesses, key, new)
            self._tell(f"{row.person}|{row.siren}", siren, before, person.id)

    def contract(self, row: ContractRow) -> None:
        table, number = self.tables.contracts, ContractNumber(row.number)
        siren = Siren(row.siren)
        new = Contract(
            ContractId(_id(number)), number, siren, row.product, row.label, row.status, row.start_date, row.premium_mode
        )
        old = table.get(number) or new
        end = row.end_date if row.status is ContractStatus.ACTIVE else row.end_date or old.end_date
        given = _given(row, "siren", "end_date")
        names = frozenset({"address"} if old.address_changed_here else ())
        found = weighed(Own(number, names, old.address), row)
        apart = [part for name in found.superseded for part in PARTS[name]]
        told = evolve(old, **given, siren=siren, end_date=end, address=_address(row, old.address, apart))
        self._put(table, number, told, found)
        for document in [one for one in self.tables.documents.values() if one.contract == number]:
            self.tables.documents[document.reference] = evolve(document, siren=siren)
        for sent in [one for one in self.tables.declarations.values() if one.contract == number]:
            self.tables.declarations[sent.id] = evolve(sent, siren=siren)
            self._follow(f"declaration:{sent.id}", siren)
        for claim in [one for one in self.tables.claims.values() if one.contract == number]:
            self.tables.claims[claim.number] = evolve(claim, siren=siren)
            self._follow(f"claim_addition:{claim.id}", siren)

    def _follow(self, subject: str, siren: Siren) -> None:
        for upload in [one for one in self.tables.uploads.values() if one.subject == subject]:
            self.tables.uploads[upload.id] = evolve(upload, siren=siren)

    def document(self, row: DocumentRow) -> None:
        contract = self.tables.contracts[ContractNumber(row.contract)]
        old = self.tables.documents.get(row.reference)
        file = self.batch.files.get(row.reference)
        given = _given(row, "file", "period_start", "period_end")
        given |= {"siren": contract.siren, "contract_id": contract.id, "year": Year(row.year), "format": row.format}
        if file:
            given |= {"file_key": file.key, "file_size": file.size, "file_sha256": file.sha256}
        if row.period_start and row.period_end:
            given["period"] = Period(row.period_start, row.period_end)
        new = evolve(old, **given) if old else Document(**{"id": DocumentId(_id(row.reference)), "label": "", **given})
        self._put(self.tables.documents, row.reference, new)
        if old is None:
            self._tell(row.reference, contract.siren, None)

    def period(self, row: PeriodRow) -> None:
        key = (row.contract, row.start)
        old = self.tables.periods.get(key) or row._replace(requested_documents=row.requested_documents or ())
        self._put(self.tables.periods, key, old._replace(**_given(row)))

    def base(self, row: BaseRow) -> None:
        self._put(self.tables.bases, (row.contract, row.year, row.heading, row.activity), row)

    def claim(self, row: ClaimRow) -> None:
        siren = self.tables.contracts[ContractNumber(row.contract)].siren
        held = self.tables.claims
        declared = held.get(row.receipt) if row.receipt and row.number not in held else None
        if declared and declared.siren == siren:
            del held[declared.number]
            held[row.number] = evolve(declared, number=row.number)
        old = held.get(row.number)
        if old is None or old.state is not row.state:
            self._tell(row.number, siren, old.state if old else None)
        given = {**_given(row), "siren": siren, "address": _address(row, old.address if old else Address())}
        self._put(held, row.number, evolve(old, **given) if old else Claim(id=_id(row.number), **given))

    def _put(self, table: Any, key: Any, new: Any, found: Weighed = _NOTHING_OWN) -> None:
        old = table.get(key)
        if old != new and hasattr(new, "version"):
            new = evolve(new, version=old.version + 1 if old else 1)
        outcome = "added" if old is None else "unchanged" if old == new else "changed"
        self.outcomes.append("superseded" if found.superseded else outcome)
        table[key] = evolve(new, **{f"{name}_changed_here": False for name in found.agreed}) if found.agreed else new

    def _tell(self, key: str, siren: Siren, before: str | None, person_id: PersonId | None = None) -> None:
        if self.tables.loaded.get(siren):
            self.changes.append(Change(key, siren, before, person_id))


_APPLY: dict[RecordKind, Callable[[_Work, Any], None]] = {
    kind: cast(Callable[[_Work, Any], None], getattr(_Work, kind.value)) for kind in RecordKind
}


def _given(row: Row, *apart: str) -> dict[str, Any]:
    """What the row says, by field; parts of an address apart."""
    values = cast(NamedTuple, row)._asdict()
    return {name: value for name, value in values.items() if value is not None and name not in (*ADDRESS, *apart)}


def _address(row: Row, old: Address, apart: Collection[str] = ()) -> Address:
    told = (name for name in ADDRESS if name not in apart)
    return evolve(old, **{name: value for name in told if (value := getattr(row, name)) is not None})


def _id(key: str) -> str:
    """Thirty-two hexadecimal digits, always the same for the same key."""
    return sha256(key.encode()).hexdigest()[:32]
