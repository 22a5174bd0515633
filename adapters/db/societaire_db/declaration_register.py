"""Every company's periods and declarations, for staff and for the nightly round."""

from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, Select, and_, bindparam, func, literal, or_, select, update

from societaire.declarations.declaration import Declaration, DeclarationState
from societaire.ports.declarations import RegisterFilter, RegisterLine
from societaire_db.declarations import DECLARATION, SELECTED, declaration_of, locked
from societaire_db.periods import IS_LAST, PERIOD, period_of
from societaire_db.rows import COMPANY, Values, company_of
from societaire_db.tables import companies, contracts, declarations, periods
from societaire_db.types import Instant
from societaire_db.uploads import none_came

_OPEN = (DeclarationState.DRAFT.value, DeclarationState.PREPARED.value)
_AWAITED = and_(
    periods.c.letter_date.is_not(None),
    or_(declarations.c.id.is_(None), and_(declarations.c.state.in_(_OPEN), declarations.c.sequence == 1)),
)
_LINES = (
    periods.join(contracts, contracts.c.number == periods.c.contract)
    .join(companies, companies.c.siren == periods.c.siren)
    .outerjoin(declarations, IS_LAST)
)
_FIND = SELECTED.where(or_(declarations.c.number == bindparam("name"), declarations.c.id == bindparam("name")))
_SENT = (
    SELECTED.where(declarations.c.number > bindparam("after")).order_by(declarations.c.number).limit(bindparam("most"))
)
_SENT_SINCE = _SENT.where(
    or_(declarations.c.sent_at >= bindparam("since"), declarations.c.decided_at >= bindparam("since"))
)
_SUBJECT = literal("declaration:") + declarations.c.id
_BEFORE = bindparam("before", type_=Instant())
_STALE = (
    SELECTED.where(
        declarations.c.state.in_(_OPEN),
        declarations.c.written_at < _BEFORE,
        none_came(declarations.c.siren, _SUBJECT, lambda at: at >= _BEFORE),
    )
    .order_by(declarations.c.written_at, declarations.c.id)
    .limit(bindparam("most"))
)
_COUNTS = and_(
    declarations.c.warned_at >= declarations.c.written_at,
    none_came(declarations.c.siren, _SUBJECT, lambda at: at > declarations.c.warned_at),
)
_UNWARNED = _STALE.where(or_(declarations.c.warned_at.is_(None), ~_COUNTS))
_WARNED = _STALE.where(_COUNTS, declarations.c.warned_at < bindparam("warned_before"))
_WARN = update(declarations).where(declarations.c.id == bindparam("id_read")).values(warned_at=bindparam("warned_at"))


@frozen
class SqlDeclarationRegister:
    """The DeclarationRegister port."""

    connection: Connection
    locking: bool

    def listed(self, wanted: RegisterFilter, first: int, most: int) -> tuple[tuple[RegisterLine, ...], int]:
        total: int = self.connection.execute(_narrowed(select(func.count()).select_from(_LINES), wanted)).scalar_one()
        lines = _narrowed(select(*PERIOD, *COMPANY, *DECLARATION).select_from(_LINES), wanted)
        lines = lines.order_by(periods.c.due_date, periods.c.contract, periods.c.start).offset(first).limit(most)
        return tuple(map(_line_of, self.connection.execute(lines))), total

    def find(self, name: str) -> Declaration | None:
        row = self.connection.execute(locked(_FIND) if self.locking else _FIND, {"name": name}).first()
        return declaration_of(row) if row and name else None

    def changed_since(self, since: datetime | None, after: str, most: int) -> tuple[Declaration, ...]:
        if since is None:
            found = self.connection.execute(_SENT, {"after": after, "most": most})
        else:
            found = self.connection.execute(_SENT_SINCE, {"after": after, "most": most, "since": since})
        return tuple(map(declaration_of, found))

    def stale(self, written_before: datetime, warned_before: datetime | None, most: int) -> tuple[Declaration, ...]:
        values = {"before": written_before, "most": most}
        if warned_before is None:
            return tuple(map(declaration_of, self.connection.execute(_UNWARNED, values)))
        return tuple(map(declaration_of, self.connection.execute(_WARNED, {**values, "warned_before": warned_before})))

    def note_warning(self, declaration: Declaration, now: datetime) -> None:
        self.connection.execute(_WARN, {"id_read": declaration.id, "warned_at": now})


def _narrowed(query: Select[Any], wanted: RegisterFilter) -> Select[Any]:
    if wanted.states:
        query = query.where(declarations.c.state.in_([state.value for state in wanted.states]))
    if wanted.awaited:
        query = query.where(_AWAITED)
    if wanted.late is not None:
        query = query.where(or_(and_(_AWAITED, periods.c.due_date < wanted.late), declarations.c.late.is_(True)))
    if wanted.text:
        query = query.where(or_(periods.c.siren == wanted.text, periods.c.contract == wanted.text))
    return query


def _line_of(values: Values) -> RegisterLine:
    middle = len(PERIOD) + len(COMPANY)
    made = values[middle:]
    return RegisterLine(
        period_of(values[: len(PERIOD)]),
        company_of(values[len(PERIOD) : middle]),
        declaration_of(made) if made[0] is not None else None,
    )
