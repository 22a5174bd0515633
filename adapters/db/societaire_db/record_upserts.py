"""How staged rows reach their tables: what differs is updated, then what is missing is inserted."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from attrs import frozen
from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    update,
)

from societaire.contracts.contract import ContractStatus
from societaire.records.rows import KEY_FIELDS, RecordKind
from societaire.records.superseding import PARTS
from societaire_db.identifiers import random_identifier
from societaire_db.staging import INCOMING, TARGETS
from societaire_db.tables import contracts
from societaire_db.upserts import is_postgresql

OWN: Mapping[RecordKind, tuple[str, ...]] = MappingProxyType(
    {RecordKind.COMPANY: ("phone", "email", "address"), RecordKind.CONTRACT: ("address",)}
)
"""What of a kind may be changed in the portal (societaire.records.superseding), marked by `…_changed_here`."""
_OF_CONTRACTS = frozenset({RecordKind.DOCUMENT, RecordKind.PERIOD, RecordKind.BASE, RecordKind.CLAIM})
_RANDOM_COLUMNS = {
    RecordKind.COMPANY: "file_owner",
    RecordKind.PERSON: "id",
    RecordKind.CONTRACT: "id",
    RecordKind.DOCUMENT: "id",
    RecordKind.CLAIM: "id",
}
_NOTHING_LISTED: ColumnElement[Any] = literal_column("'[]'")
# What a new row has where the export leaves a column empty that the table does not.
_DEFAULTS: dict[tuple[RecordKind, str], ColumnElement[Any]] = {
    (RecordKind.CONTRACT, "online_form"): false(),
    (RecordKind.CONTRACT, "activities"): _NOTHING_LISTED,
    (RecordKind.DOCUMENT, "label"): literal_column("''"),
    (RecordKind.DOCUMENT, "search_key"): INCOMING[RecordKind.DOCUMENT].c.reference_key,
    (RecordKind.PERIOD, "requested_documents"): _NOTHING_LISTED,
}


@frozen
class Upserts:
    """The two statements of a kind; together they say how many rows were added and changed.

    `touched` counts the stored rows, among some keys, that the first one is going to change.
    """

    update: Update
    insert: Insert
    touched: Select[Any]

    def run(self, connection: Connection) -> tuple[int, int]:
        """Rows added, rows changed."""
        changed = connection.execute(self.update).rowcount
        return connection.execute(self.insert).rowcount, changed


def upserts(connection: Connection, kind: RecordKind) -> Upserts:
    """The statements of a kind for the connection's database (accesses have their own)."""
    return (_ON_POSTGRESQL if is_postgresql(connection) else _ON_SQLITE)[kind]


def touched(connection: Connection, kind: RecordKind, keys: Collection[str]) -> int:
    """How many of the stored rows of these keys the staged ones change."""
    return int(connection.execute(upserts(connection, kind).touched, {"keys": list(keys)}).scalar_one())


def same_key(kind: RecordKind, target: Table, incoming: Table) -> ColumnElement[bool]:
    """Whether a staged row and a stored one speak of the same thing."""
    return and_(*(target.c[name] == incoming.c[name] for name in KEY_FIELDS[kind]))


def _random_on_sqlite() -> ColumnElement[str]:
    return random_identifier(postgresql=False)


def _random_on_postgresql() -> ColumnElement[str]:
    return random_identifier(postgresql=True)


def _built(kind: RecordKind, random: Callable[[], ColumnElement[str]]) -> Upserts:
    target, incoming = TARGETS[kind], INCOMING[kind]
    names = [c.name for c in target.c if c.name in incoming.c and c.name not in KEY_FIELDS[kind]]
    given: dict[str, ColumnElement[Any]] = {name: incoming.c[name] for name in names}
    if kind in _OF_CONTRACTS:
        given["siren"] = contracts.c.siren
    applied = _unless_own(kind, target, given)
    differs = _differing(kind, target, incoming, applied)
    return Upserts(
        _update(kind, target, incoming, applied, differs),
        _insert(kind, target, incoming, given, random),
        _touched(kind, target, incoming, differs),
    )


def _unless_own(kind: RecordKind, target: Table, given: dict[str, ColumnElement[Any]]) -> dict[str, ColumnElement[Any]]:
    """What is given, but for what the portal changed: judged by the database as it writes, whoever came before."""
    applied = dict(given)
    for name in OWN.get(kind, ()):
        for part in PARTS[name]:
            applied[part] = case((target.c[f"{name}_changed_here"], null()), else_=given[part])
    return applied


def _differing(
    kind: RecordKind, target: Table, incoming: Table, given: dict[str, ColumnElement[Any]]
) -> ColumnElement[bool]:
    differs = [and_(value.is_not(None), value.is_distinct_from(target.c[name])) for name, value in given.items()]
    if kind is RecordKind.CONTRACT:
        is_active = incoming.c.status == ContractStatus.ACTIVE.value
        differs.append(and_(is_active, incoming.c.end_date.is_distinct_from(target.c.end_date)))
    return or_(*differs)


def _touched(kind: RecordKind, target: Table, incoming: Table, differs: ColumnElement[bool]) -> Select[Any]:
    key = target.c[KEY_FIELDS[kind][0]]
    rows = select(func.count()).select_from(target.join(incoming, same_key(kind, target, incoming)))
    return rows.where(differs, key.in_(bindparam("keys", expanding=True)))


def _update(
    kind: RecordKind,
    target: Table,
    incoming: Table,
    given: dict[str, ColumnElement[Any]],
    differs: ColumnElement[bool],
) -> Update:
    values: dict[str, ColumnElement[Any]] = {
        name: func.coalesce(value, target.c[name]) for name, value in given.items()
    }
    if kind is RecordKind.CONTRACT:
        # A contract set back to active loses its end date.
        is_active = incoming.c.status == ContractStatus.ACTIVE.value
        values["end_date"] = case((is_active, incoming.c.end_date), else_=values["end_date"])
    if "version" in target.c:
        values["version"] = target.c.version + 1
    statement = update(target).where(same_key(kind, target, incoming)).where(differs)
    if kind in _OF_CONTRACTS:
        statement = statement.where(contracts.c.number == incoming.c.contract)
    return statement.values(values)


def _insert(
    kind: RecordKind,
    target: Table,
    incoming: Table,
    given: dict[str, ColumnElement[Any]],
    random: Callable[[], ColumnElement[str]],
) -> Insert:
    values: dict[str, ColumnElement[Any]] = {name: incoming.c[name] for name in KEY_FIELDS[kind]}
    for name, value in given.items():
        default = _DEFAULTS.get((kind, name))
        values[name] = value if default is None else func.coalesce(value, default)
    if kind in _RANDOM_COLUMNS:
        values[_RANDOM_COLUMNS[kind]] = random()
    rows = select(*values.values()).select_from(incoming)
    if kind in _OF_CONTRACTS:
        rows = rows.join(contracts, contracts.c.number == incoming.c.contract)
    stored = select(target.c[KEY_FIELDS[kind][0]]).where(same_key(kind, target, incoming)).correlate(incoming)
    statement = insert(target).from_select(list(values), rows.where(~exists(stored)))
    return statement.execution_options(preserve_rowcount=True)


_KINDS: list[RecordKind] = [kind for kind in RecordKind if kind != RecordKind.ACCESS]
_ON_SQLITE = {kind: _built(kind, _random_on_sqlite) for kind in _KINDS}
_ON_POSTGRESQL = {kind: _built(kind, _random_on_postgresql) for kind in _KINDS}
