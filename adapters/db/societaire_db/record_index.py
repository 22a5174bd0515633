"""What of the insurer's records is there already."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import ARRAY, Column, ColumnElement, Connection, Select, any_, bindparam, func, or_, select
from sqlalchemy import Text as PlainText

from societaire.companies.access import AccessState, Profile
from societaire.ports.records import StoredContract, StoredDocument, StoredPerson
from societaire.records.rows import RecordKind
from societaire.values import Email, PersonId, Siren
from societaire_db.tables import accesses, agencies, companies, contacts, contracts, documents, persons
from societaire_db.types import Codes
from societaire_db.upserts import is_postgresql

_KEYS: dict[RecordKind, Column[str]] = {
    RecordKind.AGENCY: agencies.c.code,
    RecordKind.CONTACT: contacts.c.code,
    RecordKind.COMPANY: companies.c.siren,
    RecordKind.PERSON: persons.c.code,
    RecordKind.CONTRACT: contracts.c.number,
}

Within = Callable[[Column[Any], str], ColumnElement[bool]]


def _on_sqlite(column: Column[Any], name: str) -> ColumnElement[bool]:
    keys = func.json_each(bindparam(name, type_=Codes())).table_valued("value", name=f"{name}_keys")
    return column.in_(select(keys.c.value))


def _on_postgresql(column: Column[Any], name: str) -> ColumnElement[bool]:
    return column == any_(bindparam(name, type_=ARRAY(PlainText())))


@frozen
class _Queries:
    """The statements for one database, built once."""

    present: Mapping[RecordKind, Select[Any]]
    contracts: Select[Any]
    persons: Select[Any]
    locked: Select[Any]
    administrators: Select[Any]
    documents: Select[Any]

    @classmethod
    def built(cls, within: Within) -> "_Queries":
        """One parameter holds all the keys, however many."""
        return cls(
            present={kind: select(column).where(within(column, "keys")) for kind, column in _KEYS.items()},
            contracts=select(contracts.c.number, contracts.c.siren, contracts.c.end_date, companies.c.file_owner)
            .join(companies, companies.c.siren == contracts.c.siren)
            .where(within(contracts.c.number, "keys")),
            persons=select(persons.c.id, persons.c.code, persons.c.email).where(
                or_(within(persons.c.code, "codes"), within(persons.c.email, "emails"))
            ),
            # In one order for all: two imports that lock the same companies never wait for each other in a ring.
            locked=select(companies.c.siren)
            .where(within(companies.c.siren, "keys"))
            .order_by(companies.c.siren)
            .with_for_update(key_share=True),
            administrators=select(accesses.c.siren, persons.c.code, persons.c.id, accesses.c.changed_in_portal)
            .join(persons, persons.c.id == accesses.c.person_id)
            .where(
                within(accesses.c.siren, "keys"),
                accesses.c.state == AccessState.LIVE.value,
                accesses.c.profile == Profile.ADMINISTRATOR.value,
            ),
            documents=select(documents.c.reference, documents.c.contract, documents.c.file_sha256).where(
                within(documents.c.reference, "keys")
            ),
        )


_ON_SQLITE = _Queries.built(_on_sqlite)
_ON_POSTGRESQL = _Queries.built(_on_postgresql)


@frozen
class SqlRecordIndex:
    """The RecordIndex port; companies whose administrators are asked for are locked where `locking`."""

    connection: Connection
    locking: bool

    def present(self, kind: RecordKind, keys: Collection[str]) -> frozenset[str]:
        return frozenset(row[0] for row in self._rows(self._queries.present[kind], keys=list(keys)))

    def contracts(self, numbers: Collection[str]) -> Mapping[str, StoredContract]:
        rows = self._rows(self._queries.contracts, keys=list(numbers))
        return {number: StoredContract(Siren(siren), end, owner) for number, siren, end, owner in rows}

    def persons(self, codes: Collection[str], emails: Collection[str]) -> Sequence[StoredPerson]:
        rows = self._rows(self._queries.persons, codes=list(codes), emails=list(emails))
        return [StoredPerson(PersonId(id_), code, Email(email)) for id_, code, email in rows]

    def administrators(self, sirens: Collection[str]) -> Mapping[str, Mapping[str, bool]]:
        if self.locking:
            # As the portal does before it removes one: whoever comes second sees what the first one did.
            self._rows(self._queries.locked, keys=list(sirens))
        found: dict[str, dict[str, bool]] = {}
        for siren, code, id_, changed in self._rows(self._queries.administrators, keys=list(sirens)):
            found.setdefault(siren, {})[code or id_] = changed
        return found

    def documents(self, references: Collection[str]) -> Mapping[str, StoredDocument]:
        rows = self._rows(self._queries.documents, keys=list(references))
        return {reference: StoredDocument(contract, sha256) for reference, contract, sha256 in rows}

    @property
    def _queries(self) -> _Queries:
        return _ON_POSTGRESQL if is_postgresql(self.connection) else _ON_SQLITE

    def _rows(self, query: Select[Any], **keys: list[str]) -> Sequence[Any]:
        return self.connection.execute(query, keys).all()
