"""Links, sessions, known browsers and attempts."""

from collections.abc import Sequence
from datetime import UTC, datetime

from attrs import frozen
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from societaire.identity.links import Link, Purpose
from societaire.identity.person import Person
from societaire.identity.sessions import KnownDevice, Session
from societaire.values import PersonId, SessionId
from societaire_db.rows import PERSON, Values, email_of, person_of
from societaire_db.tables import attempts, devices, links, persons, sessions
from societaire_db.upserts import upsert, write_one

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

_LINK = (
    links.c.digest,
    links.c.purpose,
    links.c.person_id,
    links.c.email,
    links.c.created_at,
    links.c.expires_at,
    links.c.message_id,
    links.c.used_at,
    links.c.replaced_at,
)
_LINK_BY_DIGEST = select(*_LINK).where(links.c.digest == bindparam("digest"), links.c.purpose == bindparam("purpose"))
_LINK_LOCKED = _LINK_BY_DIGEST.with_for_update()
_LATEST_LINK = (
    select(*_LINK)
    .where(links.c.person_id == bindparam("person_id"), links.c.purpose == bindparam("purpose"))
    .order_by(links.c.created_at.desc(), links.c.digest.desc())
    .limit(1)
)
_PERSON_LOCKED = select(persons.c.id).where(persons.c.id == bindparam("id")).with_for_update(key_share=True)
_OPEN = (links.c.used_at.is_(None), links.c.replaced_at.is_(None))
_CLOSE = update(links).where(links.c.person_id == bindparam("person"), *_OPEN).values(replaced_at=bindparam("now"))
_REPLACE = _CLOSE.where(links.c.purpose == bindparam("purpose_wanted"))
_SAVE_LINK = (
    update(links)
    .where(links.c.digest == bindparam("digest_read"), *_OPEN)
    .values(used_at=bindparam("used_at"), replaced_at=bindparam("replaced_at"))
)
_ADD_LINK = insert(links)

_SESSION = (
    sessions.c.id,
    sessions.c.digest,
    sessions.c.person_id,
    sessions.c.created_at,
    sessions.c.seen_at,
    sessions.c.browser,
    sessions.c.network,
)
_SESSION_WITH_PERSON = (
    select(*_SESSION, *PERSON).join_from(sessions, persons).where(sessions.c.digest == bindparam("d"))
)
_SESSIONS_OF = (
    select(*_SESSION)
    .where(sessions.c.person_id == bindparam("person_id"))
    .order_by(sessions.c.seen_at.desc(), sessions.c.id)
)
_ADD_SESSION = insert(sessions)
_TOUCH = (
    update(sessions)
    .where(sessions.c.digest == bindparam("digest_read"), sessions.c.seen_at < bindparam("seen"))
    .values(seen_at=bindparam("seen"))
)
_END_ALL = delete(sessions).where(sessions.c.person_id == bindparam("person_id"))
_END_SOME = _END_ALL.where(sessions.c.id.in_(bindparam("ids", expanding=True)))

_DEVICE = select(devices.c.digest, devices.c.person_id, devices.c.used_at).where(
    devices.c.digest == bindparam("digest")
)
_SAVE_DEVICE = upsert(devices, changed=["person_id", "used_at"])

_FAILURES = select(attempts.c.failures).where(attempts.c.key == bindparam("key"))
_FAILURES_LOCKED = upsert(attempts, changed=["key"], returning=[attempts.c.failures])
_SAVE_FAILURES = upsert(attempts, changed=["failures", "last_failure"])
_FORGET = delete(attempts).where(attempts.c.key == bindparam("key"))
_PURGE = delete(attempts).where(attempts.c.last_failure < bindparam("before"))


@frozen
class SqlLinks:
    """The Links port; rows are locked where `locking`."""

    connection: Connection
    locking: bool

    def add(self, link: Link) -> None:
        if self.locking:
            # Two links made at once would not see each other: the person's row lets one pass after the other.
            self.connection.execute(_PERSON_LOCKED, {"id": link.person_id})
        self.connection.execute(
            _REPLACE, {"person": link.person_id, "purpose_wanted": link.purpose.value, "now": link.created_at}
        )
        self.connection.execute(
            _ADD_LINK,
            {
                "digest": link.digest,
                "purpose": link.purpose.value,
                "person_id": link.person_id,
                "email": link.email.address,
                "created_at": link.created_at,
                "expires_at": link.expires_at,
                "message_id": link.message_id,
                "used_at": link.used_at,
                "replaced_at": link.replaced_at,
            },
        )

    def by_digest(self, digest: str, purpose: Purpose) -> Link | None:
        statement = _LINK_LOCKED if self.locking else _LINK_BY_DIGEST
        row = self.connection.execute(statement, {"digest": digest, "purpose": purpose.value}).first()
        return _link_of(row) if row else None

    def save(self, link: Link) -> None:
        values = {"digest_read": link.digest, "used_at": link.used_at, "replaced_at": link.replaced_at}
        write_one(self.connection, _SAVE_LINK, values)

    def latest(self, person_id: PersonId, purpose: Purpose) -> Link | None:
        row = self.connection.execute(_LATEST_LINK, {"person_id": person_id, "purpose": purpose.value}).first()
        return _link_of(row) if row else None

    def close(self, person_id: PersonId, now: datetime) -> None:
        self.connection.execute(_CLOSE, {"person": person_id, "now": now})


@frozen
class SqlSessions:
    """The Sessions port."""

    connection: Connection

    def with_person(self, digest: str) -> tuple[Session, Person] | None:
        row = self.connection.execute(_SESSION_WITH_PERSON, {"d": digest}).first()
        return (Session(*row[: len(_SESSION)]), person_of(row[len(_SESSION) :])) if row else None

    def add(self, session: Session) -> None:
        self.connection.execute(
            _ADD_SESSION,
            {
                "id": session.id,
                "digest": session.digest,
                "person_id": session.person_id,
                "created_at": session.created_at,
                "seen_at": session.seen_at,
                "browser": session.browser,
                "network": session.network,
            },
        )

    def touch(self, session: Session) -> None:
        self.connection.execute(_TOUCH, {"digest_read": session.digest, "seen": session.seen_at})

    def of_person(self, person_id: PersonId) -> tuple[Session, ...]:
        return tuple(Session(*row) for row in self.connection.execute(_SESSIONS_OF, {"person_id": person_id}))

    def end(self, person_id: PersonId, only: Sequence[SessionId] | None = None) -> int:
        if only is None:
            return self.connection.execute(_END_ALL, {"person_id": person_id}).rowcount
        return self.connection.execute(_END_SOME, {"person_id": person_id, "ids": list(only)}).rowcount


@frozen
class SqlDevices:
    """The Devices port."""

    connection: Connection

    def of(self, digest: str) -> KnownDevice | None:
        row = self.connection.execute(_DEVICE, {"digest": digest}).first()
        return KnownDevice(*row) if row else None

    def save(self, device: KnownDevice) -> None:
        values = {"digest": device.digest, "person_id": device.person_id, "used_at": device.used_at}
        self.connection.execute(_SAVE_DEVICE.on(self.connection), values)


@frozen
class SqlAttempts:
    """The Attempts port; keys are locked where `locking`."""

    connection: Connection
    locking: bool

    def of(self, key: str) -> tuple[datetime, ...]:
        if self.locking:
            # A key that is not there yet can't be locked: it is added first, as old as can be.
            values = {"key": key, "failures": (), "last_failure": LONG_AGO}
            found = self.connection.execute(_FAILURES_LOCKED.on(self.connection), values).scalar()
        else:
            found = self.connection.execute(_FAILURES, {"key": key}).scalar()
        return found or ()

    def save(self, key: str, failures: Sequence[datetime]) -> None:
        if not failures:
            self.connection.execute(_FORGET, {"key": key})
            return
        kept = sorted(failures)
        values = {"key": key, "failures": kept, "last_failure": kept[-1]}
        self.connection.execute(_SAVE_FAILURES.on(self.connection), values)

    def purge(self, before: datetime) -> int:
        return self.connection.execute(_PURGE, {"before": before}).rowcount


def _link_of(values: Values) -> Link:
    digest, purpose, person_id, email, *rest = values
    return Link(digest, Purpose(purpose), person_id, email_of(email), *rest)
