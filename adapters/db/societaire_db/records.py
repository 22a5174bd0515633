"""The insurer's records, upserted in sets."""

from collections.abc import Sequence
from typing import Any, cast

from attrs import frozen
from sqlalchemy import Connection, Select, and_, bindparam, exists, false, literal, or_, select, union_all, update
from sqlalchemy.exc import IntegrityError

from societaire.ports.clock import Clock
from societaire.ports.identity import StaleWrite
from societaire.ports.records import Applied, Batch
from societaire.records.changes import Change, EmailMove
from societaire.records.rows import CompanyRow, DocumentRow, RecordKind
from societaire.values import Email, PersonId, folded
from societaire_db.record_accesses import apply_accesses
from societaire_db.record_index import SqlRecordIndex
from societaire_db.record_own import settle
from societaire_db.record_upserts import upserts
from societaire_db.rows import siren_of
from societaire_db.staging import INCOMING, clear, folded_code, stage
from societaire_db.tables import claims, companies, contracts, declarations, documents, persons, uploads
from societaire_db.types import Text

_PERSON = INCOMING[RecordKind.PERSON]
_CONTRACT = INCOMING[RecordKind.CONTRACT]
_DOCUMENT = INCOMING[RecordKind.DOCUMENT]
_CLAIM = INCOMING[RecordKind.CLAIM]
_other = persons.alias("other")
_same_claim = claims.alias("same_claim")

_MOVES = (
    select(persons.c.id, persons.c.email, _PERSON.c.email)
    .join(_PERSON, _PERSON.c.code == persons.c.code)
    .where(persons.c.email != _PERSON.c.email)
)
# A stand-in that no address looks like: addresses may go round within a batch, and are unique at every moment.
_SET_ASIDE = (
    update(persons)
    .where(persons.c.code == _PERSON.c.code, persons.c.email != _PERSON.c.email)
    .values(email="~" + persons.c.id)
)
_ADOPT = (
    update(persons)
    .where(
        persons.c.code.is_(None),
        persons.c.email == _PERSON.c.email,
        ~exists(select(_other.c.id).where(_other.c.code == _PERSON.c.code).correlate(_PERSON)),
    )
    .values(code=_PERSON.c.code, email="~" + persons.c.id)
)

_LEAVING = (
    select(contracts.c.number, _CONTRACT.c.siren)
    .join(_CONTRACT, _CONTRACT.c.number == contracts.c.number)
    .where(contracts.c.siren != _CONTRACT.c.siren)
)
# What files are sent for is a text, which no key can carry along with its contract.
_FOLLOW = (
    update(uploads)
    .where(
        uploads.c.subject.in_(
            union_all(
                *(
                    select(literal(f"{kind}:", Text()) + table.c.id).where(table.c.contract == bindparam("moved"))
                    for kind, table in (("declaration", declarations), ("claim_addition", claims))
                )
            )
        )
    )
    .values(siren=bindparam("owner"))
)

# A claim declared in the portal bears the number of its receipt until the insurer gives its own.
_RENUMBER = (
    update(claims)
    .where(
        claims.c.number == claims.c.receipt,
        claims.c.receipt == _CLAIM.c.receipt,
        claims.c.number != _CLAIM.c.number,
        exists(
            select(contracts.c.number)
            .where(contracts.c.number == _CLAIM.c.contract, contracts.c.siren == claims.c.siren)
            .correlate(_CLAIM, claims)
        ),
        ~exists(select(_same_claim.c.number).where(_same_claim.c.number == _CLAIM.c.number).correlate(_CLAIM)),
    )
    .values(number=_CLAIM.c.number)
)


def _news(key: Any, former: Any, incoming: Any, stored: Any) -> Select[Any]:
    """Staged rows of contracts whose company's first load is over, beside what is stored of them, if anything."""
    return (
        select(key, contracts.c.siren, former)
        .select_from(incoming)
        .join(contracts, contracts.c.number == incoming.c.contract)
        .join(companies, and_(companies.c.siren == contracts.c.siren, companies.c.loaded))
        .outerjoin(*stored)
    )


_NEW_DOCUMENTS = _news(
    _DOCUMENT.c.reference,
    documents.c.kind,
    _DOCUMENT,
    (documents, documents.c.reference == _DOCUMENT.c.reference),
).where(documents.c.reference.is_(None))
_MOVED_CLAIMS = _news(_CLAIM.c.number, claims.c.state, _CLAIM, (claims, claims.c.number == _CLAIM.c.number)).where(
    or_(claims.c.number.is_(None), claims.c.state != _CLAIM.c.state)
)
_FINISH = update(companies).where(companies.c.loaded == false()).values(loaded=True)


@frozen
class SqlRecords:
    """The RecordStore port; its index locks where `locking`."""

    connection: Connection
    clock: Clock
    locking: bool

    @property
    def index(self) -> SqlRecordIndex:
        return SqlRecordIndex(self.connection, self.locking)

    def apply(self, batch: Batch) -> Applied:
        if not batch.rows:
            return Applied()
        try:
            stage(self.connection, batch.kind, batch.rows, _extra(batch))
            applied = self._apply(batch)
            clear(self.connection, batch.kind)
        except IntegrityError as error:
            # The import looked before: what is wrong now was written by somebody else in between.
            raise StaleWrite() from error
        return applied

    def finish(self) -> None:
        self.connection.execute(_FINISH)

    def _apply(self, batch: Batch) -> Applied:
        if batch.kind is RecordKind.ACCESS:
            return apply_accesses(self.connection, len(batch.rows), self.clock.now())
        changes: tuple[Change, ...] = ()
        moves: tuple[EmailMove, ...] = ()
        if batch.kind is RecordKind.PERSON:
            moves = self._set_aside()
        elif batch.kind is RecordKind.DOCUMENT:
            changes = self._changes(_NEW_DOCUMENTS)
        elif batch.kind is RecordKind.CLAIM:
            self.connection.execute(_RENUMBER)
            changes = self._changes(_MOVED_CLAIMS)
        leaving = self.connection.execute(_LEAVING).all() if batch.kind is RecordKind.CONTRACT else ()
        superseded, changing = settle(self.connection, batch)
        added, written = upserts(self.connection, batch.kind).run(self.connection)
        for number, siren in leaving:
            self.connection.execute(_FOLLOW, {"moved": number, "owner": siren})
        changed = written - changing
        unchanged = len(batch.rows) - added - changed - superseded
        return Applied(added, changed, unchanged, superseded, changes=changes, moves=moves)

    def _changes(self, query: Select[Any]) -> tuple[Change, ...]:
        return tuple(Change(key, siren_of(siren), former) for key, siren, former in self.connection.execute(query))

    def _set_aside(self) -> tuple[EmailMove, ...]:
        moves = tuple(
            EmailMove(PersonId(id_), Email(former), Email(present))
            for id_, former, present in self.connection.execute(_MOVES)
        )
        if moves:
            self.connection.execute(_SET_ASIDE)
        self.connection.execute(_ADOPT)
        return moves


def _extra(batch: Batch) -> Sequence[Sequence[Any]]:
    """The columns that rows do not hold (societaire_db.staging.EXTRA)."""
    if batch.kind is RecordKind.COMPANY:
        return [[folded(cast(CompanyRow, row).name) for row in batch.rows]]
    if batch.kind is not RecordKind.DOCUMENT:
        return ()
    rows = [cast(DocumentRow, row) for row in batch.rows]
    labels = {row.label: folded(row.label) for row in rows if row.label is not None}
    references = [folded_code(row.reference) for row in rows]
    found = [batch.files.get(row.reference) for row in rows]
    return [
        [
            None if row.label is None else f"{labels[row.label]} {reference}".strip()
            for row, reference in zip(rows, references, strict=True)
        ],
        references,
        [row.format for row in rows],
        [file and file.key for file in found],
        [file and file.size for file in found],
        [file and file.sha256 for file in found],
    ]
