"""Accesses of an export: what the portal changed since stays, until the export agrees."""

from datetime import datetime

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal_column,
    not_,
    null,
    or_,
    select,
    update,
)

from societaire.companies.access import AccessState
from societaire.records.changes import Applied, Change
from societaire.records.rows import RecordKind
from societaire.values import PersonId
from societaire_db.rows import siren_of
from societaire_db.staging import INCOMING
from societaire_db.tables import accesses, companies, persons
from societaire_db.types import Instant

_ROWS = INCOMING[RecordKind.ACCESS]
_LIVE = AccessState.LIVE.value
_now = bindparam("now", type_=Instant())

_same = and_(accesses.c.person_id == persons.c.id, accesses.c.siren == _ROWS.c.siren)
_disagrees = or_(accesses.c.state != _LIVE, accesses.c.profile != _ROWS.c.profile)
_staged = _ROWS.join(persons, persons.c.code == _ROWS.c.person)

_SUPERSEDED = (
    select(func.count()).select_from(_staged.join(accesses, _same)).where(accesses.c.changed_in_portal, _disagrees)
)
_CHANGES = (
    select(_ROWS.c.person, _ROWS.c.siren, persons.c.id, case((accesses.c.state == _LIVE, accesses.c.profile)))
    .select_from(
        _staged.join(companies, and_(companies.c.siren == _ROWS.c.siren, companies.c.loaded)).outerjoin(accesses, _same)
    )
    .where(or_(accesses.c.siren.is_(None), and_(not_(accesses.c.changed_in_portal), _disagrees)))
)
_AGREE = (
    update(accesses)
    .where(persons.c.code == _ROWS.c.person, _same, accesses.c.changed_in_portal, not_(_disagrees))
    .values(changed_in_portal=False, version=accesses.c.version + 1)
)
_UPDATE = (
    update(accesses)
    .where(persons.c.code == _ROWS.c.person, _same, not_(accesses.c.changed_in_portal), _disagrees)
    .values(
        profile=_ROWS.c.profile,
        state=_LIVE,
        granted_at=case((accesses.c.state == _LIVE, accesses.c.granted_at), else_=_now),
        removed_at=null(),
        version=accesses.c.version + 1,
    )
)
_INSERT = (
    insert(accesses)
    .from_select(
        ["person_id", "siren", "profile", "state", "granted_at"],
        select(persons.c.id, _ROWS.c.siren, _ROWS.c.profile, literal_column(f"'{_LIVE}'"), _now)
        .select_from(_staged)
        .where(~exists(select(accesses.c.siren).where(_same).correlate(_ROWS, persons))),
    )
    .execution_options(preserve_rowcount=True)
)


def apply_accesses(connection: Connection, rows: int, now: datetime) -> Applied:
    """Upsert the staged accesses, so many rows."""
    changes = tuple(
        Change(f"{person}|{siren}", siren_of(siren), former, PersonId(id_))
        for person, siren, id_, former in connection.execute(_CHANGES)
    )
    superseded: int = connection.execute(_SUPERSEDED).scalar_one()
    connection.execute(_AGREE)
    changed = connection.execute(_UPDATE, {"now": now}).rowcount
    added = connection.execute(_INSERT, {"now": now}).rowcount
    return Applied(added, changed, rows - added - changed - superseded, superseded, changes)
