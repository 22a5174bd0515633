"""Files that members send."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, exists, or_, select, update

from societaire.errors import Problem
from societaire.uploads.copies import Copies, Copy, CopySize
from societaire.uploads.upload import Upload, UploadState
from societaire.values import Siren
from societaire_db.companies import COMPANY_LOCKED
from societaire_db.rows import Values, siren_of
from societaire_db.upload_tables import uploads
from societaire_db.upserts import upsert, write_one

_UPLOAD = (
    uploads.c.id,
    uploads.c.siren,
    uploads.c.subject,
    uploads.c.slot,
    uploads.c.name,
    uploads.c.file_size,
    uploads.c.created_by,
    uploads.c.created_at,
    uploads.c.received,
    uploads.c.pieces,
    uploads.c.state,
    uploads.c.problem,
    uploads.c.problem_values,
    uploads.c.format,
    uploads.c.pages,
    uploads.c.file_sha256,
    uploads.c.file_key,
    uploads.c.place,
    uploads.c.scanned_at,
    uploads.c.uncopied,
    uploads.c.thumbnail_file_key,
    uploads.c.thumbnail_size,
    uploads.c.thumbnail_sha256,
    uploads.c.display_file_key,
    uploads.c.display_size,
    uploads.c.display_sha256,
    uploads.c.came_at,
    uploads.c.untold,
    uploads.c.told_at,
    uploads.c.version,
)
_CHANGED = tuple(column.name for column in _UPLOAD[8:])
_BY_ID = select(*_UPLOAD).where(uploads.c.siren == bindparam("siren"), uploads.c.id == bindparam("id"))
_OF_SUBJECT = (
    select(*_UPLOAD)
    .where(uploads.c.siren == bindparam("siren"), uploads.c.subject == bindparam("subject"))
    .order_by(uploads.c.slot, uploads.c.place, uploads.c.created_at, uploads.c.id)
)
_READ = and_(uploads.c.id == bindparam("id_read"), uploads.c.version == bindparam("version_read"))
_INSERT = upsert(uploads)
_UPDATE = update(uploads).where(_READ).values({name: bindparam(name) for name in _CHANGED})
_DELETE = delete(uploads).where(_READ)
WAITING = or_(
    uploads.c.state == UploadState.RECEIVED.value,
    and_(uploads.c.state == UploadState.RECEIVING.value, uploads.c.received == uploads.c.file_size),
)
"""What a worker has to judge, or to show to the antivirus; what it has to copy is apart."""
# Rows that another worker is taking are passed over on PostgreSQL; on SQLite nobody else is writing.
_DUE = (
    select(uploads.c.id)
    .where(
        or_(WAITING, uploads.c.uncopied),
        or_(uploads.c.leased_until.is_(None), uploads.c.leased_until <= bindparam("now")),
    )
    .order_by(uploads.c.leased_until.nulls_first(), uploads.c.created_at, uploads.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_LEASE = (
    update(uploads)
    .where(uploads.c.id.in_(select(_DUE.c.id)))
    .values(leased_until=bindparam("until"))
    .returning(*_UPLOAD)
)


def none_came(
    siren: ColumnElement[str],
    subject: ColumnElement[str],
    is_since: Callable[[ColumnElement[datetime]], ColumnElement[bool]],
) -> ColumnElement[bool]:
    """Whether nothing came for a subject at a moment of which `is_since` holds."""
    since = is_since(uploads.c.came_at)
    return ~exists(select(uploads.c.id).where(uploads.c.siren == siren, uploads.c.subject == subject, since))


@frozen
class SqlUploads:
    """The Uploads port; a company's subjects are locked where `locking`."""

    connection: Connection
    locking: bool

    def get(self, siren: Siren, upload_id: str) -> Upload | None:
        row = self.connection.execute(_BY_ID, {"siren": siren.number, "id": upload_id}).first()
        return _upload_of(row) if row else None

    def of_subject(self, siren: Siren, subject: str) -> tuple[Upload, ...]:
        if self.locking:
            # Whoever comes second then counts what the first one added.
            self.connection.execute(COMPANY_LOCKED, {"siren": siren.number})
        rows = self.connection.execute(_OF_SUBJECT, {"siren": siren.number, "subject": subject})
        return tuple(map(_upload_of, rows))

    def save(self, upload: Upload) -> None:
        changed = {
            "received": upload.offset,
            "pieces": upload.pieces,
            "state": upload.state.value,
            "problem": upload.problem and upload.problem.code,
            "problem_values": upload.problem.values if upload.problem else (),
            "format": upload.format,
            "pages": upload.pages,
            "file_sha256": upload.sha256,
            "file_key": upload.file_key,
            "place": upload.order,
            "scanned_at": upload.scanned_at,
            "uncopied": upload.uncopied,
            **_copies(upload.copies),
            "came_at": upload.came_at,
            "untold": upload.untold,
            "told_at": upload.told_at,
            "version": upload.version + 1,
        }
        if upload.version == 0:
            statement, values = _INSERT.on(self.connection), {**_announced(upload), **changed}
        else:
            statement, values = _UPDATE, {**changed, **_read(upload)}
        write_one(self.connection, statement, values)

    def remove(self, upload: Upload) -> None:
        write_one(self.connection, _DELETE, _read(upload))

    def lease(self, now: datetime, until: datetime, most: int) -> tuple[Upload, ...]:
        rows = self.connection.execute(_LEASE, {"now": now, "until": until, "most": most})
        return tuple(sorted(map(_upload_of, rows), key=lambda one: (one.created_at, one.id)))


def _read(upload: Upload) -> dict[str, object]:
    return {"id_read": upload.id, "version_read": upload.version}


def _announced(upload: Upload) -> dict[str, object]:
    return {
        "id": upload.id,
        "siren": upload.siren.number,
        "subject": upload.subject,
        "slot": upload.slot,
        "name": upload.name,
        "file_size": upload.size,
        "created_by": upload.created_by,
        "created_at": upload.created_at,
    }


def _copies(copies: Copies | None) -> dict[str, object]:
    found: dict[str, object] = {}
    for size in CopySize:
        copy = copies.of(size) if copies else None
        found[f"{size}_file_key"] = copy and copy.file_key
        found[f"{size}_size"] = copy and copy.size
        found[f"{size}_sha256"] = copy and copy.sha256
    return found


def _copies_of(values: Sequence[Any]) -> Copies | None:
    return Copies(Copy(*values[:3]), Copy(*values[3:])) if values[0] else None


def _upload_of(values: Values) -> Upload:
    id_, siren, subject, slot, name, size, by, at, received, pieces, state, problem, problem_values, *rest = values
    format_, pages, sha256, file_key, place, scanned_at, uncopied, *copies, came_at, untold, told_at, version = rest
    return Upload(
        id=id_,
        siren=siren_of(siren),
        subject=subject,
        slot=slot,
        name=name,
        size=size,
        created_by=by,
        created_at=at,
        offset=received,
        pieces=pieces,
        state=UploadState(state),
        problem=Problem("file", problem, problem_values) if problem else None,
        format=format_,
        pages=pages,
        sha256=sha256,
        file_key=file_key,
        order=place,
        scanned_at=scanned_at,
        copies=_copies_of(copies),
        uncopied=uncopied,
        came_at=came_at,
        untold=untold,
        told_at=told_at,
        version=version,
    )
