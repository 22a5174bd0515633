"""Periods, declarations and declared bases, in memory."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from attrs import evolve, frozen

from societaire.contracts.contract import Contract
from societaire.declarations.declaration import Declaration
from societaire.declarations.periods import DeclarationPeriod
from societaire.declarations.standing import PeriodStanding
from societaire.declarations.terms import Bases
from societaire.ports.declarations import RegisterFilter, RegisterLine
from societaire.ports.identity import StaleWrite
from societaire.records.rows import PeriodRow
from societaire.testing.memory_tables import MemoryTables
from societaire.testing.memory_uploads import touched_at
from societaire.values import ContractId, ContractNumber, Period, Siren, Year


@frozen
class MemoryPeriods:
    """The Periods port."""

    tables: MemoryTables

    def get(self, siren: Siren, contract_id: ContractId, start: date) -> DeclarationPeriod | None:
        found = (one for one in periods_in(self.tables) if one.siren == siren and one.contract_id == contract_id)
        return next((one for one in found if one.covered.start == start), None)

    def standings(self, siren: Siren, today: date) -> tuple[PeriodStanding, ...]:
        found = [self._standing(one) for one in periods_in(self.tables) if one.siren == siren and one.is_visible(today)]
        found.sort(key=lambda one: one.period.contract)
        return tuple(sorted(found, key=lambda one: one.period.covered.start, reverse=True))

    def announce(self, today: date, most: int) -> tuple[DeclarationPeriod, ...]:
        new = [one for one in periods_in(self.tables) if one.is_visible(today) and not self._is_announced(one)]
        loading = [one for one in new if not self.tables.loaded.get(one.siren)]
        told = sorted((one for one in new if one not in loading), key=_place)[:most]
        self.tables.announced_periods.update({(one.contract, one.covered.start): True for one in (*loading, *told)})
        return tuple(told)

    def to_remind(self, today: date, ahead: int) -> tuple[PeriodStanding, ...]:
        found = (self._standing(one) for one in periods_in(self.tables) if one.is_visible(today))
        near = (one for one in found if 0 <= one.period.days_left(today) <= ahead and self._reminded(one) > ahead)
        return tuple(sorted((one for one in near if one.is_to_do), key=lambda one: _place(one.period)))

    def note(self, period: DeclarationPeriod, *, reminded_ahead: int | None = None, form: str | None = None) -> None:
        key = (period.contract, period.covered.start)
        if reminded_ahead is not None:
            self.tables.period_reminders[key] = reminded_ahead
        if form is not None:
            self.tables.period_forms[key] = form

    def _is_announced(self, period: DeclarationPeriod) -> bool:
        return (period.contract, period.covered.start) in self.tables.announced_periods

    def _reminded(self, standing: PeriodStanding) -> float:
        key = (standing.period.contract, standing.period.covered.start)
        return self.tables.period_reminders.get(key, float("inf"))

    def _standing(self, period: DeclarationPeriod) -> PeriodStanding:
        year = period.year
        known = any(number == period.contract and of == year for number, of, *_ in self.tables.bases)
        return PeriodStanding.of(period, last_of(self.tables, period), known)


@frozen
class MemoryDeclarations:
    """The Declarations port."""

    tables: MemoryTables

    def get(self, siren: Siren, declaration_id: str) -> Declaration | None:
        found = self.tables.declarations.get(declaration_id)
        return found if found and found.siren == siren else None

    def of_contract(self, siren: Siren, contract_id: ContractId) -> tuple[Declaration, ...]:
        found = (d for d in self.tables.declarations.values() if d.siren == siren and d.contract_id == contract_id)
        return tuple(sorted(found, key=lambda declaration: (declaration.start, declaration.sequence)))

    def save(self, declaration: Declaration) -> None:
        held = self.tables.declarations
        kept = held.get(declaration.id)
        if declaration.version != (kept.version if kept else 0):
            raise StaleWrite()
        others = [other for other in held.values() if other.id != declaration.id]
        if any(_same_place(other, declaration) or other.key == declaration.key for other in others):
            raise StaleWrite()
        held[declaration.id] = evolve(declaration, version=declaration.version + 1)

    def remove(self, declaration: Declaration) -> None:
        kept = self.tables.declarations.get(declaration.id)
        if kept is None or kept.version != declaration.version or not kept.is_open:
            raise StaleWrite()
        del self.tables.declarations[declaration.id]
        self.tables.draft_warnings.pop(declaration.id, None)

    def next_number(self, year: int) -> int:
        self.tables.declaration_numbers[year] = self.tables.declaration_numbers.get(year, 0) + 1
        return self.tables.declaration_numbers[year]


@frozen
class MemoryDeclaredBases:
    """The DeclaredBases port."""

    tables: MemoryTables

    def of_contract(self, siren: Siren, contract_id: ContractId) -> Mapping[Year, Bases]:
        numbers = {c.number for c in self.tables.contracts.values() if c.siren == siren and c.id == contract_id}
        found: dict[Year, dict[tuple[str, str], Decimal]] = {}
        for (number, year, heading, activity), row in sorted(self.tables.bases.items()):
            if number in numbers:
                found.setdefault(Year(year), {})[(str(heading), activity)] = row.amount
        return found


@frozen
class MemoryDeclarationRegister:
    """The DeclarationRegister port."""

    tables: MemoryTables

    def listed(self, wanted: RegisterFilter, first: int, most: int) -> tuple[tuple[RegisterLine, ...], int]:
        lines = sorted((one for one in self._lines() if _is_wanted(one, wanted)), key=lambda one: _place(one.period))
        return tuple(lines[first : first + most]), len(lines)

    def find(self, name: str) -> Declaration | None:
        return next((d for d in self.tables.declarations.values() if name and name in (d.id, d.number)), None)

    def changed_since(self, since: datetime | None, after: str, most: int) -> tuple[Declaration, ...]:
        sent = (d for d in self.tables.declarations.values() if d.number and d.number > after)
        found = sorted((d for d in sent if since is None or _changed_at(d) >= since), key=lambda d: d.number or "")
        return tuple(found[:most])

    def stale(self, written_before: datetime, warned_before: datetime | None, most: int) -> tuple[Declaration, ...]:
        drafts = (d for d in self.tables.declarations.values() if d.is_open and d.written_at)
        old = sorted((d for d in drafts if self._touched_at(d) < written_before), key=lambda d: (_written_at(d), d.id))
        return tuple(d for d in old if self._is_warned(d, warned_before))[:most]

    def note_warning(self, declaration: Declaration, now: datetime) -> None:
        self.tables.draft_warnings[declaration.id] = now

    def _is_warned(self, declaration: Declaration, before: datetime | None) -> bool:
        at = self.tables.draft_warnings.get(declaration.id)
        counts = at is not None and at >= self._touched_at(declaration)
        return not counts if before is None else bool(counts and at is not None and at < before)

    def _touched_at(self, draft: Declaration) -> datetime:
        return touched_at(self.tables, draft.siren, draft.subject, _written_at(draft))

    def _lines(self) -> Iterator[RegisterLine]:
        for period in periods_in(self.tables):
            yield RegisterLine(period, self.tables.companies[period.siren], last_of(self.tables, period))


def periods_in(tables: MemoryTables) -> Iterator[DeclarationPeriod]:
    """Every period, as the domain sees it."""
    for row in tables.periods.values():
        form = tables.period_forms.get((row.contract, row.start))
        yield _period_of(row, tables.contracts[ContractNumber(row.contract)], form)


def last_of(tables: MemoryTables, period: DeclarationPeriod) -> Declaration | None:
    """The last declaration of a period; None when none was begun."""
    found = [
        d for d in tables.declarations.values() if (d.contract, d.start) == (period.contract, period.covered.start)
    ]
    return max(found, key=lambda declaration: declaration.sequence, default=None)


def _period_of(row: PeriodRow, contract: Contract, form: str | None) -> DeclarationPeriod:
    return DeclarationPeriod(
        contract.siren,
        contract.number,
        contract.id,
        Period(row.start, row.end),
        row.due_date,
        row.letter_date,
        tuple(str(name) for name in row.requested_documents or ()),
        form,
    )


def _place(period: DeclarationPeriod) -> tuple[date, str, date]:
    return period.due_date, period.contract, period.covered.start


def _same_place(one: Declaration, other: Declaration) -> bool:
    return (one.contract, one.start, one.sequence) == (other.contract, other.start, other.sequence)


def _written_at(declaration: Declaration) -> datetime:
    if declaration.written_at is None:
        raise ValueError(declaration.id)
    return declaration.written_at


def _changed_at(declaration: Declaration) -> datetime:
    moments: Iterable[datetime] = (at for at in (declaration.sent_at, declaration.decided_at) if at)
    return max(moments)


def _is_wanted(line: RegisterLine, wanted: RegisterFilter) -> bool:
    state = line.declaration.state if line.declaration else None
    begun = line.declaration is not None and (line.declaration.sequence > 1 or not line.declaration.is_open)
    awaited = line.period.letter_date is not None and not begun
    is_late = wanted.late is not None and line.period.is_late(wanted.late)
    return (
        (not wanted.states or state in wanted.states)
        and (not wanted.awaited or awaited)
        and (wanted.late is None or (awaited and is_late) or bool(line.declaration and line.declaration.late))
        and wanted.text in ("", str(line.period.siren), line.period.contract)
    )
