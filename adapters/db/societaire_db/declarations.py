"""Declarations, as their company sees them."""

from attrs import asdict, frozen
from sqlalchemy import Connection, Select, bindparam, delete, select, update

from societaire.declarations.declaration import Declaration, DeclarationState, Way
from societaire.values import ContractId, Siren
from societaire_db.rows import Values, siren_of
from societaire_db.tables import contracts, declaration_numbers, declarations
from societaire_db.upserts import next_number, upsert, write_one

DECLARATION = (
    declarations.c.id,
    declarations.c.siren,
    declarations.c.contract,
    contracts.c.id,
    declarations.c.start,
    declarations.c.sequence,
    declarations.c.way,
    declarations.c.key,
    declarations.c.state,
    declarations.c.form,
    declarations.c.form_version,
    declarations.c.entries,
    declarations.c.reasons,
    declarations.c.written_by,
    declarations.c.written_at,
    declarations.c.declarant_name,
    declarations.c.declarant_role,
    declarations.c.number,
    declarations.c.sent_by,
    declarations.c.sent_at,
    declarations.c.late,
    declarations.c.receipt_file_key,
    declarations.c.receipt_sha256,
    declarations.c.scan_file_key,
    declarations.c.scan_sha256,
    declarations.c.decided_by,
    declarations.c.decided_at,
    declarations.c.decision_reason,
    declarations.c.decision_path,
    declarations.c.correction_due,
    declarations.c.keyed_in,
    declarations.c.version,
)
_NAMES = {"receipt_file_key": "receipt_key", "scan_file_key": "scan_key"}
_FIXED = frozenset({"id", "siren", "contract", "start", "sequence", "key"})
_CHANGED = tuple(c.name for c in DECLARATION if c.table is declarations and c.name not in _FIXED)
SELECTED = select(*DECLARATION).join_from(declarations, contracts, contracts.c.number == declarations.c.contract)
_GET = SELECTED.where(declarations.c.id == bindparam("id"), declarations.c.siren == bindparam("siren"))
_OF_CONTRACT = SELECTED.where(
    contracts.c.id == bindparam("contract_id"), declarations.c.siren == bindparam("siren")
).order_by(declarations.c.start, declarations.c.sequence)
# Left out when its place or its key is taken: unique constraints see to it.
_INSERT = upsert(declarations)
_READ = (declarations.c.id == bindparam("id_read"), declarations.c.version == bindparam("version_read"))
_UPDATE = update(declarations).where(*_READ).values({name: bindparam(name) for name in _CHANGED})
_DELETE = delete(declarations).where(
    *_READ, declarations.c.state.in_([DeclarationState.DRAFT.value, DeclarationState.PREPARED.value])
)
_NEXT = next_number(declaration_numbers)


@frozen
class SqlDeclarations:
    """The Declarations port; one that is asked for is locked where `locking`."""

    connection: Connection
    locking: bool

    def get(self, siren: Siren, declaration_id: str) -> Declaration | None:
        query = locked(_GET) if self.locking else _GET
        row = self.connection.execute(query, {"id": declaration_id, "siren": siren.number}).first()
        return declaration_of(row) if row else None

    def of_contract(self, siren: Siren, contract_id: ContractId) -> tuple[Declaration, ...]:
        found = self.connection.execute(_OF_CONTRACT, {"contract_id": contract_id, "siren": siren.number})
        return tuple(map(declaration_of, found))

    def save(self, declaration: Declaration) -> None:
        values = _values_of(declaration)
        if declaration.version == 0:
            write_one(self.connection, _INSERT.on(self.connection), values)
        else:
            changed = {name: values[name] for name in _CHANGED}
            write_one(self.connection, _UPDATE, {**changed, **_read(declaration)})

    def remove(self, declaration: Declaration) -> None:
        write_one(self.connection, _DELETE, _read(declaration))

    def next_number(self, year: int) -> int:
        return int(self.connection.execute(_NEXT.on(self.connection), {"year": year}).scalar_one())


def locked(query: Select[Values]) -> Select[Values]:
    """The same, the declaration's row being kept from other writers until the unit ends."""
    return query.with_for_update(of=declarations)


def declaration_of(values: Values) -> Declaration:
    """From the columns of DECLARATION."""
    id_, siren, contract, contract_id, start, sequence, way, key, state, *rest = values
    place = (id_, siren_of(siren), contract, contract_id, start, sequence)
    return Declaration(*place, Way(way), key, DeclarationState(state), *rest)


def _read(declaration: Declaration) -> dict[str, object]:
    return {"id_read": declaration.id, "version_read": declaration.version}


def _values_of(declaration: Declaration) -> dict[str, object]:
    told = asdict(declaration, recurse=False)
    values = {
        column.name: told[_NAMES.get(column.name, column.name)]
        for column in DECLARATION
        if column.table is declarations
    }
    values |= {"siren": declaration.siren.number, "way": declaration.way.value, "state": declaration.state.value}
    return values | {"version": declaration.version + 1}
