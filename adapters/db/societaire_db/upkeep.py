"""Inspection of the whole, and what time has ended."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from functools import cache

from attrs import frozen
from sqlalchemy import (
    Connection,
    ForeignKeyConstraint,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
)

from societaire.companies.access import AccessState, Profile
from societaire.companies.company import CompanyStatus
from societaire.notifications import FINISHED
from societaire.ports.upkeep import Horizon, NamedContent, NamedFile
from societaire.uploads.upload import UploadState
from societaire.values import Siren
from societaire_db.named_files import NAMED, PORTION
from societaire_db.rows import siren_of
from societaire_db.tables import (
    access_log,
    accesses,
    attempts,
    companies,
    devices,
    invitation_links,
    invitations,
    links,
    metadata,
    outbox,
    sessions,
    uploads,
)
from societaire_db.uploads import WAITING

_LED = select(accesses.c.siren).where(
    accesses.c.state == AccessState.LIVE.value, accesses.c.profile == Profile.ADMINISTRATOR.value
)
_LEADERLESS = (
    select(companies.c.siren)
    .where(
        companies.c.status == CompanyStatus.ACTIVE.value,
        companies.c.siren.in_(select(accesses.c.siren)),
        companies.c.siren.not_in(_LED),
    )
    .order_by(companies.c.siren)
)
_OVER = {
    links: or_(
        links.c.expires_at < bindparam("links"),
        links.c.used_at < bindparam("links"),
        links.c.replaced_at < bindparam("links"),
    ),
    sessions: or_(
        sessions.c.seen_at < bindparam("sessions_seen"), sessions.c.created_at < bindparam("sessions_opened")
    ),
    devices: devices.c.used_at < bindparam("devices"),
    attempts: attempts.c.last_failure < bindparam("attempts"),
    access_log: access_log.c.at < bindparam("access_log"),
    invitations: invitations.c.expires_at < bindparam("invitations"),
    uploads: and_(uploads.c.state == UploadState.RECEIVING.value, uploads.c.created_at < bindparam("uploads")),
    outbox: and_(outbox.c.state.in_([state.value for state in FINISHED]), outbox.c.due_at < bindparam("outbox")),
}
_LINKS_OF_INVITATIONS = delete(invitation_links).where(
    invitation_links.c.invitation.in_(select(invitations.c.id).where(_OVER[invitations]))
)
_COUNTS = {table.name: select(func.count()).select_from(table).where(over) for table, over in _OVER.items()}
_PURGES = {table.name: delete(table).where(over) for table, over in _OVER.items()}

_AWAITED = select(uploads.c.id).where(
    uploads.c.id.in_(bindparam("uploads", expanding=True)), uploads.c.state == UploadState.RECEIVING.value
)
_going = uploads.alias("going")
_UNTOLD = (
    select(uploads.c.siren, uploads.c.subject)
    .where(
        uploads.c.untold,
        uploads.c.came_at < bindparam("quiet_since"),
        uploads.c.state.in_([UploadState.RECEIVED.value, UploadState.ACCEPTED.value]),
        uploads.c.subject.startswith(bindparam("kind")),
        ~exists(
            select(_going.c.id).where(
                _going.c.siren == uploads.c.siren,
                _going.c.subject == uploads.c.subject,
                _going.c.untold,
                _going.c.came_at >= bindparam("quiet_since"),
            )
        ),
    )
    .distinct()
    .order_by(uploads.c.siren, uploads.c.subject)
    .limit(bindparam("most"))
)
_OLDEST_WAITING = select(func.min(uploads.c.created_at)).where(WAITING)


@frozen
class SqlInspection:
    """The Inspection port."""

    connection: Connection

    def files(self, after: str, most: int) -> tuple[NamedFile, ...]:
        rows = self.connection.execute(PORTION, {"after": after, "most": most})
        return tuple(NamedFile(name, siren_of(siren), NamedContent(*content)) for name, siren, *content in rows)

    def named(self, keys: Collection[str]) -> frozenset[str]:
        asked = {"keys": list(keys)}
        return frozenset(key for query in NAMED for key in self.connection.execute(query, asked).scalars())

    def dangling(self) -> Mapping[str, int]:
        counts = {place: self.connection.execute(query).scalar_one() for place, query in _lost().items()}
        return {place: count for place, count in counts.items() if count}

    def without_administrator(self) -> tuple[Siren, ...]:
        return tuple(siren_of(siren) for siren in self.connection.execute(_LEADERLESS).scalars())


@frozen
class SqlUploadDesk:
    """The UploadDesk port."""

    connection: Connection

    def awaited(self, uploads: Collection[str]) -> frozenset[str]:
        return frozenset(self.connection.execute(_AWAITED, {"uploads": list(uploads)}).scalars())

    def oldest_waiting(self) -> datetime | None:
        return self.connection.execute(_OLDEST_WAITING).scalar()

    def untold(self, kind: str, quiet_since: datetime, most: int) -> tuple[tuple[Siren, str], ...]:
        values = {"kind": f"{kind}:", "quiet_since": quiet_since, "most": most}
        return tuple((siren_of(siren), subject) for siren, subject in self.connection.execute(_UNTOLD, values))


@frozen
class SqlLeftovers:
    """The Leftovers port."""

    connection: Connection

    def counts(self, horizon: Horizon) -> Mapping[str, int]:
        found = {name: self.connection.execute(query, _moments(name, horizon)) for name, query in _COUNTS.items()}
        counts = {name: result.scalar_one() for name, result in found.items()}
        return {name: count for name, count in counts.items() if count}

    def purge(self, horizon: Horizon) -> Mapping[str, int]:
        self.connection.execute(_LINKS_OF_INVITATIONS, _moments(invitations.name, horizon))
        counts = {
            name: self.connection.execute(statement, _moments(name, horizon)).rowcount
            for name, statement in _PURGES.items()
        }
        return {name: count for name, count in counts.items() if count}


@cache
def _lost() -> dict[str, Select[int]]:
    """How many rows of each place point to nothing; only verifying asks, so the statements wait until then."""
    return dict(_lost_by(table, key) for table, key in _references())


def _lost_by(table: Table, key: ForeignKeyConstraint) -> tuple[str, Select[int]]:
    pairs = [(element.parent, element.column) for element in key.elements]
    parent = key.referred_table.alias("parent")
    there = select(1).where(*(child == parent.c[column.name] for child, column in pairs)).exists()
    lost = and_(*(child.is_not(None) for child, _ in pairs), ~there)
    place = f"{table.name}.{'+'.join(child.name for child, _ in pairs)}"
    return place, select(func.count()).select_from(table).where(lost)


def _references() -> Iterator[tuple[Table, ForeignKeyConstraint]]:
    for table in metadata.sorted_tables:
        for key in sorted(table.foreign_key_constraints, key=lambda found: list(found.column_keys)):
            yield table, key


def _moments(name: str, horizon: Horizon) -> dict[str, object]:
    if name == "sessions":
        return {"sessions_seen": horizon.sessions_seen, "sessions_opened": horizon.sessions_opened}
    return {name: getattr(horizon, name)}
