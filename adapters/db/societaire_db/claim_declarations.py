"""Declarations of claims, and every company's claims for staff and for the nightly round."""

import json
from datetime import datetime
from typing import Any

from attrs import asdict, frozen
from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, delete, func, literal, or_, select, update

from societaire.claims.claim import Claim
from societaire.claims.declaring import SUBJECT, ClaimDeclaration, DraftState, SentFile
from societaire.companies.company import Company
from societaire.ports.claims import ClaimFilter
from societaire.values import Siren
from societaire_db.claim_tables import claim_declarations, claim_numbers
from societaire_db.claims import CLAIM, claim_of
from societaire_db.rows import COMPANY, Values, company_of, siren_of
from societaire_db.tables import claims, companies
from societaire_db.types import Instant
from societaire_db.uploads import none_came
from societaire_db.upserts import next_number, upsert, write_one

_c = claim_declarations.c
_DECLARATION = (
    _c.id,
    _c.siren,
    _c.key,
    _c.tree,
    _c.tree_version,
    _c.begun_at,
    _c.begun_by,
    _c.staff,
    _c.entries,
    _c.later,
    _c.written_by,
    _c.written_at,
    _c.state,
    _c.receipt,
    _c.contract,
    _c.contracts,
    _c.files,
    _c.sent_by,
    _c.sent_at,
    _c.receipt_file_key,
    _c.receipt_sha256,
    _c.version,
)
_FIXED = frozenset({"id", "siren", "key", "begun_at", "begun_by", "staff"})
_CHANGED = tuple(column.name for column in _DECLARATION if column.name not in _FIXED)
_DRAFT = _c.state == DraftState.DRAFT.value
_SELECTED = select(*_DECLARATION)
_GET = _SELECTED.where(_c.id == bindparam("id"), _c.siren == bindparam("siren"))
_DRAFTS = _SELECTED.where(_c.siren == bindparam("siren"), _DRAFT).order_by(_c.written_at.desc(), _c.id.desc())
_INSERT = upsert(claim_declarations)
_READ = (_c.id == bindparam("id_read"), _c.version == bindparam("version_read"))
_UPDATE = update(claim_declarations).where(*_READ).values({name: bindparam(name) for name in _CHANGED})
_DELETE = delete(claim_declarations).where(*_READ, _DRAFT)
_NEXT = next_number(claim_numbers)
_SUBJECT = literal(f"{SUBJECT}:") + _c.id
_BEFORE = bindparam("before", type_=Instant())
_STALE = (
    _SELECTED.where(_DRAFT, _c.written_at < _BEFORE, none_came(_c.siren, _SUBJECT, lambda at: at >= _BEFORE))
    .order_by(_c.written_at, _c.id)
    .limit(bindparam("most"))
)
_COUNTS = and_(_c.warned_at >= _c.written_at, none_came(_c.siren, _SUBJECT, lambda at: at > _c.warned_at))
_UNWARNED = _STALE.where(or_(_c.warned_at.is_(None), ~_COUNTS))
_WARNED = _STALE.where(_COUNTS, _c.warned_at < bindparam("warned_before"))
_WARN = update(claim_declarations).where(_c.id == bindparam("id_read")).values(warned_at=bindparam("warned_at"))
_NAMED: BindParameter[str] = bindparam("name")
_FIND = select(*CLAIM).where(or_(claims.c.number == _NAMED, claims.c.receipt == _NAMED, claims.c.id == _NAMED))
_BY_ID = _SELECTED.where(_c.id == bindparam("id"))


@frozen
class SqlClaimDeclarations:
    """The ClaimDeclarations port; one that is asked for is locked where `locking`."""

    connection: Connection
    locking: bool

    def get(self, siren: Siren, declaration_id: str) -> ClaimDeclaration | None:
        query = _GET.with_for_update() if self.locking else _GET
        row = self.connection.execute(query, {"id": declaration_id, "siren": siren.number}).first()
        return _declaration_of(row) if row else None

    def drafts(self, siren: Siren) -> tuple[ClaimDeclaration, ...]:
        return tuple(map(_declaration_of, self.connection.execute(_DRAFTS, {"siren": siren.number})))

    def save(self, declaration: ClaimDeclaration) -> None:
        values = _values_of(declaration)
        if declaration.version == 0:
            write_one(self.connection, _INSERT.on(self.connection), values)
        else:
            changed = {name: values[name] for name in _CHANGED}
            write_one(self.connection, _UPDATE, {**changed, **_read(declaration)})

    def remove(self, declaration: ClaimDeclaration) -> None:
        write_one(self.connection, _DELETE, _read(declaration))

    def next_number(self, year: int) -> int:
        return int(self.connection.execute(_NEXT.on(self.connection), {"year": year}).scalar_one())


@frozen
class SqlClaimRegister:
    """The ClaimRegister port."""

    connection: Connection
    locking: bool

    def listed(self, wanted: ClaimFilter, first: int, most: int) -> tuple[tuple[tuple[Claim, Company], ...], int]:
        total = self.connection.execute(_narrowed(select(func.count()).select_from(claims), wanted)).scalar_one()
        joined = select(*CLAIM, *COMPANY).join_from(claims, companies, companies.c.siren == claims.c.siren)
        lines = _narrowed(joined, wanted).order_by(claims.c.declared_on.desc(), claims.c.number)
        found = self.connection.execute(lines.offset(first).limit(most))
        width = len(CLAIM)
        return tuple((claim_of(row[:width]), company_of(row[width:])) for row in found), total

    def find(self, name: str) -> Claim | None:
        query = _FIND.with_for_update() if self.locking else _FIND
        row = self.connection.execute(query, {"name": name}).first() if name else None
        return claim_of(row) if row else None

    def declaration(self, claim_id: str) -> ClaimDeclaration | None:
        row = self.connection.execute(_BY_ID, {"id": claim_id}).first()
        return _declaration_of(row) if row else None

    def stale(
        self, written_before: datetime, warned_before: datetime | None, most: int
    ) -> tuple[ClaimDeclaration, ...]:
        values = {"before": written_before, "most": most}
        if warned_before is None:
            return tuple(map(_declaration_of, self.connection.execute(_UNWARNED, values)))
        found = self.connection.execute(_WARNED, {**values, "warned_before": warned_before})
        return tuple(map(_declaration_of, found))

    def note_warning(self, declaration: ClaimDeclaration, now: datetime) -> None:
        self.connection.execute(_WARN, {"id_read": declaration.id, "warned_at": now})


def _narrowed(query: Select[Any], wanted: ClaimFilter) -> Select[Any]:
    if wanted.states:
        query = query.where(claims.c.state.in_([state.value for state in wanted.states]))
    if wanted.handler is not None:
        query = query.where(claims.c.handler == wanted.handler)
    if wanted.declared_since is not None:
        query = query.where(claims.c.declared_on >= wanted.declared_since)
    if wanted.text:
        named = (claims.c.siren, claims.c.number, claims.c.receipt)
        query = query.where(or_(*(column == wanted.text for column in named)))
    return query


def _declaration_of(values: Values) -> ClaimDeclaration:
    id_, siren, key, tree, tree_version, begun_at, begun_by, staff, entries, later, *rest = values
    written_by, written_at, state, receipt, contract, contracts, files, *last = rest
    return ClaimDeclaration(
        *(id_, siren_of(siren), key, tree, tree_version, begun_at, begun_by, staff, entries, frozenset(later)),
        *(written_by, written_at, DraftState(state), receipt, contract, contracts),
        tuple(SentFile(**file) for file in json.loads(files)),
        *last,
    )


def _read(declaration: ClaimDeclaration) -> dict[str, object]:
    return {"id_read": declaration.id, "version_read": declaration.version}


def _values_of(declaration: ClaimDeclaration) -> dict[str, object]:
    told = asdict(declaration, recurse=False)
    files = json.dumps([asdict(file) for file in declaration.files], ensure_ascii=False, separators=(",", ":"))
    told |= {
        "siren": declaration.siren.number,
        "state": declaration.state.value,
        "later": sorted(declaration.later),
        "files": files,
        "written_at": declaration.written_at or declaration.begun_at,
        "receipt_file_key": told.pop("receipt_key"),
    }
    return told | {"version": declaration.version + 1}
