"""The order of all events: numbers given to those that are committed, when somebody asks."""

from attrs import frozen
from sqlalchemy import Connection, bindparam, func, select, update

from societaire.ports.feed import NumberedEvent
from societaire_db.journal import EVENT, event_of
from societaire_db.tables import events
from societaire_db.upserts import is_postgresql

_LOCK = 0x50C1E7A1
"""Names the lock of whoever gives numbers, among PostgreSQL's advisory locks."""

# The latest moment that the stream had reached: no event overtakes the one before it in its stream.
_reached = func.max(events.c.at).over(partition_by=events.c.stream, order_by=events.c.position)
_unnumbered = (
    select(events.c.stream, events.c.position, _reached.label("reached")).where(events.c.number.is_(None)).subquery()
)
_order = (_unnumbered.c.reached, _unnumbered.c.stream, _unnumbered.c.position)
_waiting = (
    select(_unnumbered.c.stream, _unnumbered.c.position, func.row_number().over(order_by=_order).label("place"))
    .order_by(*_order)
    .limit(bindparam("most"))
    .subquery()
)
_LAST = select(func.coalesce(func.max(events.c.number), 0))
_NUMBER = (
    update(events)
    .where(events.c.stream == _waiting.c.stream, events.c.position == _waiting.c.position)
    .values(number=bindparam("last") + _waiting.c.place)
    .execution_options(preserve_rowcount=True)
)
_AFTER = (
    select(events.c.number, *EVENT)
    .where(events.c.number > bindparam("number"))
    .order_by(events.c.number)
    .limit(bindparam("most"))
)


@frozen
class SqlFeed:
    """The Feed port."""

    connection: Connection

    def number(self, most: int) -> int:
        if is_postgresql(self.connection):
            self.connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        return self.connection.execute(_NUMBER, {"most": most, "last": self.last()}).rowcount

    def after(self, number: int, most: int) -> tuple[NumberedEvent, ...]:
        rows = self.connection.execute(_AFTER, {"number": number, "most": most})
        return tuple(NumberedEvent(place, event_of(values)) for place, *values in rows)

    def last(self) -> int:
        return int(self.connection.execute(_LAST).scalar_one())
