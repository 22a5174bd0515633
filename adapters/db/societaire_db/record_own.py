"""Rows of an export about what was changed in the portal: it stays until the export agrees."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, Update, bindparam, or_, select, update

from societaire.companies.company import Address
from societaire.ports.records import Batch
from societaire.records.rows import RecordKind, key_of
from societaire.records.superseding import PARTS, Own, weighed
from societaire_db.record_upserts import OWN, touched
from societaire_db.staging import INCOMING, TARGETS

_KEYS = {RecordKind.COMPANY: "siren", RecordKind.CONTRACT: "number"}


def _parts(kind: RecordKind) -> list[str]:
    return [part for name in OWN[kind] for part in PARTS[name]]


def _marked(kind: RecordKind) -> Select[Any]:
    """Staged rows that speak of something changed in the portal: what is stored, and the marks."""
    target, incoming, key = TARGETS[kind], INCOMING[kind], _KEYS[kind]
    marks = [target.c[f"{name}_changed_here"] for name in OWN[kind]]
    return (
        select(target.c[key].label("key"), *(target.c[part] for part in _parts(kind)), *marks)
        .join(incoming, incoming.c[key] == target.c[key])
        .where(or_(*marks))
    )


def _agree(kind: RecordKind, name: str) -> Update:
    """Take a mark away, unless the portal changed the value once more since it was read."""
    target = TARGETS[kind]
    as_read = (target.c[part].is_not_distinct_from(bindparam(f"{part}_read")) for part in PARTS[name])
    return (
        update(target)
        .where(target.c[_KEYS[kind]] == bindparam("key_read"), *as_read)
        .values({f"{name}_changed_here": False})
    )


_MARKED = {kind: _marked(kind) for kind in OWN}
_AGREE = {(kind, name): _agree(kind, name) for kind, names in OWN.items() for name in names}


def settle(connection: Connection, batch: Batch) -> tuple[int, int]:
    """Take away the marks of what the staged rows agree with.

    Returns how many rows are superseded, and how many of those will change their company or contract all the same,
    in what the portal never changes.
    """
    if batch.kind not in OWN:
        return 0, 0
    marked = connection.execute(_MARKED[batch.kind]).mappings().all()
    if not marked:
        return 0, 0
    rows = {key_of(batch.kind, row): row for row in batch.rows}
    superseded = []
    for stored in marked:
        own = _own_of(batch.kind, stored)
        found = weighed(own, rows[own.key])  # type: ignore[arg-type]  # rows of these kinds
        for name in found.agreed:
            read = {f"{part}_read": stored[part] for part in PARTS[name]}
            connection.execute(_AGREE[batch.kind, name], {"key_read": own.key, **read})
        if found.superseded:
            superseded.append(own.key)
    changing = touched(connection, batch.kind, superseded) if superseded else 0
    return len(superseded), changing


def _own_of(kind: RecordKind, stored: Mapping[Any, Any]) -> Own:
    names = frozenset(name for name in OWN[kind] if stored[f"{name}_changed_here"])
    address = Address(stored["street"], stored["postal_code"], stored["city"])
    return Own(stored["key"], names, address, stored.get("phone"), stored.get("email"))
