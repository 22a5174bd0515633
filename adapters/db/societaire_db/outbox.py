"""Messages waiting to be sent, leased by workers."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import Connection, Update, bindparam, func, insert, or_, select, update

from societaire.notifications import Message, MessageKind, MessageState
from societaire_db.rows import Values, email_of, siren_of
from societaire_db.tables import outbox

_MESSAGE = (
    outbox.c.id,
    outbox.c.kind,
    outbox.c.recipient,
    outbox.c.created_at,
    outbox.c.due_at,
    outbox.c.person_id,
    outbox.c.siren,
    outbox.c["values"],
    outbox.c.state,
    outbox.c.tries,
    outbox.c.last_error,
)
_ADD = insert(outbox)
_QUEUED = outbox.c.state == MessageState.QUEUED.value
# Rows that another worker is taking are passed over on PostgreSQL; on SQLite nobody else is writing.
_DUE = (
    select(outbox.c.id)
    .where(
        _QUEUED,
        outbox.c.due_at <= bindparam("now"),
        or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= bindparam("now")),
    )
    # As the index has them: messages queued in a set fall due together, and sorting them all for each lease is long.
    .order_by(outbox.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_LEASE = (
    update(outbox)
    .where(outbox.c.id.in_(select(_DUE.c.id)))
    .values(leased_until=bindparam("until"))
    .returning(*_MESSAGE)
)
# What is finished stays so, whatever a worker that was thought dead says later.
_SAVE = (
    update(outbox)
    .where(outbox.c.id == bindparam("id_read"), _QUEUED)
    .values(
        state=bindparam("state_now"),
        tries=bindparam("tries"),
        last_error=bindparam("last_error"),
        due_at=bindparam("due_at"),
        leased_until=None,
    )
)
_OLDEST = select(func.min(outbox.c.due_at)).where(_QUEUED)
_COUNTS = select(outbox.c.state, func.count()).group_by(outbox.c.state)
_REASONS = select(outbox.c.state, outbox.c.last_error, func.count()).group_by(outbox.c.state, outbox.c.last_error)
_LISTED = (
    select(*_MESSAGE)
    .where(outbox.c.state == bindparam("state"))
    .order_by(outbox.c.created_at.desc(), outbox.c.id.desc())
    .limit(bindparam("most"))
)


@frozen
class SqlOutbox:
    """The Outbox port."""

    connection: Connection

    def add(self, messages: Sequence[Message]) -> None:
        if messages:
            self.connection.execute(_ADD, [_values_of(message) for message in messages])

    def lease(self, now: datetime, until: datetime, most: int) -> tuple[Message, ...]:
        rows = self.connection.execute(_LEASE, {"now": now, "until": until, "most": most})
        return tuple(
            sorted(map(_message_of, rows), key=lambda message: (message.due_at, message.created_at, message.id))
        )

    def save(self, messages: Sequence[Message]) -> None:
        if messages:
            self.connection.execute(
                _SAVE,
                [
                    {
                        "id_read": message.id,
                        "state_now": message.state.value,
                        "tries": message.tries,
                        "last_error": message.last_error,
                        "due_at": message.due_at,
                    }
                    for message in messages
                ],
            )

    def counts(self) -> dict[MessageState, int]:
        return {MessageState(state): count for state, count in self.connection.execute(_COUNTS)}

    def oldest_due(self) -> datetime | None:
        return self.connection.execute(_OLDEST).scalar()


@frozen
class SqlOutboxDesk:
    """The OutboxDesk port."""

    connection: Connection

    def reasons(self) -> dict[tuple[MessageState, str], int]:
        return {(MessageState(state), why): count for state, why, count in self.connection.execute(_REASONS)}

    def listed(self, state: MessageState, most: int) -> tuple[Message, ...]:
        rows = self.connection.execute(_LISTED, {"state": state.value, "most": most})
        return tuple(map(_message_of, rows))

    def retry(self, ids: Sequence[str] | None, now: datetime) -> int:
        if ids is not None and not ids:
            return 0
        return self.connection.execute(_retry(ids, now)).rowcount


def _retry(ids: Sequence[str] | None, now: datetime) -> Update:
    statement = update(outbox).where(outbox.c.state == MessageState.DEAD.value)
    if ids is not None:
        statement = statement.where(or_(*(outbox.c.id.startswith(id_, autoescape=True) for id_ in ids)))
    return statement.values(state=MessageState.QUEUED.value, tries=0, due_at=now, leased_until=None)


def _values_of(message: Message) -> dict[str, object]:
    return {
        "id": message.id,
        "kind": message.kind.value,
        "recipient": message.recipient.address,
        "created_at": message.created_at,
        "due_at": message.due_at,
        "person_id": message.person_id,
        "siren": message.siren and message.siren.number,
        "values": message.values,
        "state": message.state.value,
        "tries": message.tries,
        "last_error": message.last_error,
    }


def _message_of(row: Values) -> Message:
    id_, kind, recipient, created_at, due_at, person_id, siren, values, state, tries, last_error = row
    return Message(
        id_,
        MessageKind(kind),
        email_of(recipient),
        created_at,
        due_at,
        person_id,
        siren_of(siren) if siren else None,
        values,
        MessageState(state),
        tries,
        last_error,
    )
