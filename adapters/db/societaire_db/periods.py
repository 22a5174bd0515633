"""Periods, and the bases that the insurer's records hold."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from attrs import frozen
from sqlalchemy import Connection, and_, bindparam, exists, extract, false, func, or_, select, tuple_, update

from societaire.declarations.declaration import DeclarationState
from societaire.declarations.periods import DeclarationPeriod
from societaire.declarations.standing import PeriodStanding
from societaire.declarations.terms import Bases
from societaire.values import ContractId, ContractNumber, Period, Siren, Year
from societaire_db.rows import Values, siren_of
from societaire_db.tables import companies, contracts, declarations, declared_bases, periods

PERIOD = (
    periods.c.siren,
    periods.c.contract,
    contracts.c.id,
    periods.c.start,
    periods.c.end,
    periods.c.due_date,
    periods.c.letter_date,
    periods.c.requested_documents,
    periods.c.form,
)
_LAST = (declarations.c.state, declarations.c.id, declarations.c.number, declarations.c.correction_due)
_NEWER = declarations.alias("newer")
IS_LAST = and_(
    declarations.c.contract == periods.c.contract,
    declarations.c.start == periods.c.start,
    declarations.c.sequence
    == select(func.max(_NEWER.c.sequence))
    .where(_NEWER.c.contract == periods.c.contract, _NEWER.c.start == periods.c.start)
    .correlate(periods)
    .scalar_subquery(),
)
"""Joins a period with its last declaration."""
_IN_RECORDS = exists().where(
    declared_bases.c.contract == periods.c.contract, declared_bases.c.year == extract("year", periods.c.end)
)
_PERIODS = select(*PERIOD).join_from(periods, contracts, contracts.c.number == periods.c.contract)
_GET = _PERIODS.where(
    periods.c.siren == bindparam("siren"), contracts.c.id == bindparam("id"), periods.c.start == bindparam("start")
)
_VISIBLE = periods.c.letter_date <= bindparam("today")
_STANDINGS = (
    select(*PERIOD, *_LAST, _IN_RECORDS)
    .select_from(
        periods.join(contracts, contracts.c.number == periods.c.contract).outerjoin(declarations, IS_LAST),
    )
    .where(_VISIBLE)
)
_OF_COMPANY = _STANDINGS.where(periods.c.siren == bindparam("siren")).order_by(
    periods.c.start.desc(), periods.c.contract
)
_TO_REMIND = _STANDINGS.where(
    periods.c.due_date.between(bindparam("today"), bindparam("until")),
    or_(periods.c.reminded_ahead.is_(None), periods.c.reminded_ahead > bindparam("ahead")),
).order_by(periods.c.due_date, periods.c.contract, periods.c.start)
_LOADING = periods.c.siren.in_(select(companies.c.siren).where(companies.c.loaded.is_(false())))
_UNTOLD = and_(periods.c.letter_date <= bindparam("until"), periods.c.announced.is_(false()))
_ANNOUNCE_LOADING = update(periods).where(_UNTOLD, _LOADING).values(announced=True)
_FIRST_UNTOLD = (
    select(periods.c.contract, periods.c.start)
    .where(_UNTOLD)
    .order_by(periods.c.due_date, periods.c.contract, periods.c.start)
    .limit(bindparam("most"))
)
_ANNOUNCE_NEW = (
    update(periods)
    .where(tuple_(periods.c.contract, periods.c.start).in_(_FIRST_UNTOLD))
    .values(announced=True)
    .returning(periods.c.contract, periods.c.start)
)
_NAMED = _PERIODS.where(periods.c.contract.in_(bindparam("contracts", expanding=True))).order_by(
    periods.c.due_date, periods.c.contract, periods.c.start
)
_NOTE = update(periods).where(
    periods.c.contract == bindparam("contract_read"), periods.c.start == bindparam("start_read")
)
_BASES = (
    select(declared_bases.c.year, declared_bases.c.heading, declared_bases.c.activity, declared_bases.c.amount)
    .join_from(declared_bases, contracts, contracts.c.number == declared_bases.c.contract)
    .where(contracts.c.id == bindparam("id"), declared_bases.c.siren == bindparam("siren"))
    .order_by(declared_bases.c.year, declared_bases.c.heading, declared_bases.c.activity)
)


@frozen
class SqlPeriods:
    """The Periods port."""

    connection: Connection

    def get(self, siren: Siren, contract_id: ContractId, start: date) -> DeclarationPeriod | None:
        row = self.connection.execute(_GET, {"siren": siren.number, "id": contract_id, "start": start}).first()
        return period_of(row) if row else None

    def standings(self, siren: Siren, today: date) -> tuple[PeriodStanding, ...]:
        return tuple(map(_standing_of, self.connection.execute(_OF_COMPANY, {"siren": siren.number, "today": today})))

    def announce(self, today: date, most: int) -> tuple[DeclarationPeriod, ...]:
        self.connection.execute(_ANNOUNCE_LOADING, {"until": today})
        new = {(row[0], row[1]) for row in self.connection.execute(_ANNOUNCE_NEW, {"until": today, "most": most})}
        if not new:
            return ()
        numbers = sorted({contract for contract, _ in new})
        found = map(period_of, self.connection.execute(_NAMED, {"contracts": numbers}).all())
        return tuple(one for one in found if (one.contract, one.covered.start) in new)

    def to_remind(self, today: date, ahead: int) -> tuple[PeriodStanding, ...]:
        values = {"today": today, "until": today + timedelta(days=ahead), "ahead": ahead}
        found = map(_standing_of, self.connection.execute(_TO_REMIND, values).all())
        return tuple(one for one in found if one.is_to_do)

    def note(self, period: DeclarationPeriod, *, reminded_ahead: int | None = None, form: str | None = None) -> None:
        told = {"reminded_ahead": reminded_ahead, "form": form}
        changed = {name: value for name, value in told.items() if value is not None}
        if changed:
            read = {"contract_read": period.contract, "start_read": period.covered.start}
            self.connection.execute(_NOTE.values({name: bindparam(name) for name in changed}), {**changed, **read})


@frozen
class SqlDeclaredBases:
    """The DeclaredBases port."""

    connection: Connection

    def of_contract(self, siren: Siren, contract_id: ContractId) -> Mapping[Year, Bases]:
        found: dict[Year, dict[tuple[str, str], Decimal]] = {}
        for year, heading, activity, amount in self.connection.execute(
            _BASES, {"siren": siren.number, "id": contract_id}
        ):
            found.setdefault(Year(year), {})[(heading, activity)] = amount
        return found


def period_of(values: Values) -> DeclarationPeriod:
    """From the columns of PERIOD."""
    siren, contract, contract_id, start, end, due, letter, documents, form = values
    names = siren_of(siren), ContractNumber(contract), ContractId(contract_id)
    return DeclarationPeriod(*names, Period(start, end), due, letter, tuple(documents), form)


def _standing_of(values: Values) -> PeriodStanding:
    state, declaration_id, number, due, known = values[len(PERIOD) :]
    return PeriodStanding(
        period_of(values[: len(PERIOD)]),
        DeclarationState(state) if state else None,
        *(declaration_id, number, due, bool(known)),
    )
