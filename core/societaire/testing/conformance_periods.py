"""What any database must do with the periods of contracts, as their company sees them."""

from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve

from societaire.contracts.contract import Contract
from societaire.declarations.declaration import Declaration, DeclarationState, Way
from societaire.declarations.standing import PeriodStanding
from societaire.ports.database import Database
from societaire.records.codes import Heading, RequestedDocument
from societaire.records.rows import BaseRow, PeriodRow, RecordKind
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, siren
from societaire.values import Period

TODAY = NOON.date()
START, END = date(2025, 1, 1), date(2025, 12, 31)
DUE = date(2026, 12, 31)
DAY = timedelta(days=1)


def period_row(contract: str = "K1", letter: date | None = TODAY, start: date = START, due: date = DUE) -> PeriodRow:
    """A period of a contract."""
    return PeriodRow(contract, start, date(start.year, 12, 31), due, letter, (RequestedDocument.TAX_RETURN,))


def draft(contract: Contract, number: int = 1, sequence: int = 1, start: date = START) -> Declaration:
    """A draft of a contract's period."""
    place = (f"{number:032x}", contract.siren, contract.number, contract.id, start, sequence)
    entries = {"turnover_total": "1 250 000", "nom": "Société « Étanchéité »\n2"}
    return Declaration(
        *place, Way.ONLINE, f"key{number}", entries=entries, reasons={"a:b": "parce que"}, written_at=NOON
    )


def sent(declaration: Declaration, number: str) -> Declaration:
    """The same, sent."""
    return evolve(declaration, state=DeclarationState.SENT, number=number, sent_at=NOON)


def save(database: Database, *declarations: Declaration) -> None:
    """Keep them."""
    with database.write() as unit:
        for declaration in declarations:
            unit.declarations.save(declaration)
        unit.commit()


class PeriodsConformance(DatabaseConformance):
    """Periods, seen by their company."""

    def test_a_period_comes_back_as_the_records_brought_it(self, database: Database, world: World) -> None:
        contract = world.contract(world.company())
        world.load(RecordKind.PERIOD, [period_row(letter=None)])
        with database.read() as kept:
            found = kept.periods.get(contract.siren, contract.id, START)
            other = kept.periods.get(siren(2), contract.id, START)
            later = kept.periods.get(contract.siren, contract.id, START + DAY)
        assert found is not None
        assert (found.contract, found.covered, found.due_date) == ("K1", Period(START, END), DUE)
        assert (found.letter_date, found.requested_documents) == (None, ("tax_return",))
        assert (other, later) == (None, None)

    def test_a_period_keeps_the_form_that_staff_chose(self, database: Database, world: World) -> None:
        contract = world.contract(world.company())
        world.load(RecordKind.PERIOD, [period_row()])
        with database.write() as unit:
            found = unit.periods.get(contract.siren, contract.id, START)
            assert found is not None
            unit.periods.note(found, form="contractor")
            unit.periods.note(found, reminded_ahead=7)
            unit.commit()
        world.load(RecordKind.PERIOD, [period_row(due=DUE + DAY)])
        with database.read() as kept:
            (standing,) = kept.periods.standings(contract.siren, TODAY)
        assert (standing.period.form, standing.period.due_date) == ("contractor", DUE + DAY)

    def test_only_periods_whose_letter_came_show(self, database: Database, world: World) -> None:
        company = world.company()
        for number, letter in (("K1", TODAY), ("K2", None), ("K3", TODAY + DAY), ("K4", TODAY - DAY)):
            world.contract(company, number)
            world.load(RecordKind.PERIOD, [period_row(number, letter)])
        with database.read() as kept:
            standings = kept.periods.standings(company.siren, TODAY)
            others = kept.periods.standings(siren(2), TODAY)
        assert [one.period.contract for one in standings] == ["K1", "K4"]
        assert others == ()

    def test_a_period_stands_where_its_last_declaration_does(self, database: Database, world: World) -> None:
        contract = world.contract(world.company())
        world.load(RecordKind.PERIOD, [period_row(), period_row(start=date(2024, 1, 1))])
        first = sent(draft(contract), "R2026-000001")
        save(
            database, evolve(first, state=DeclarationState.REPLACED), evolve(draft(contract, 2, 2), correction_due=DUE)
        )
        with database.read() as kept:
            last, former = kept.periods.standings(contract.siren, TODAY)
        assert last == PeriodStanding(last.period, DeclarationState.DRAFT, f"{2:032x}", None, DUE)
        assert (former.state, former.declaration_id, former.is_to_do) == (None, None, True)

    def test_bases_of_the_year_settle_a_period_that_nobody_began(self, database: Database, world: World) -> None:
        contract = world.contract(world.company())
        world.load(RecordKind.PERIOD, [period_row()])
        world.load(RecordKind.BASE, [BaseRow("K1", 2024, Heading.PAYROLL, "", Decimal(1))])
        with database.read() as kept:
            before = kept.periods.standings(contract.siren, TODAY)
        world.load(RecordKind.BASE, [BaseRow("K1", 2025, Heading.PAYROLL, "", Decimal(1))])
        with database.read() as kept:
            after = kept.periods.standings(contract.siren, TODAY)
        assert [one.in_records for one in (*before, *after)] == [False, True]

    def test_an_opening_is_told_once_and_not_on_a_first_load(self, database: Database, world: World) -> None:
        company = world.company()
        for number in ("K1", "K2", "K3"):
            world.contract(company, number)
        world.load(RecordKind.PERIOD, [period_row("K1")])
        told = []
        for day in (TODAY, TODAY):
            with database.write() as unit:
                told.append(unit.periods.announce(day, 9))
                unit.records.finish()
                unit.commit()
        world.load(RecordKind.PERIOD, [period_row("K2"), period_row("K3", TODAY + DAY)])
        for day in (TODAY, TODAY, TODAY + DAY):
            with database.write() as unit:
                told.append(unit.periods.announce(day, 9))
                unit.commit()
        assert [[one.contract for one in some] for some in told] == [[], [], ["K2"], [], ["K3"]]

    def test_openings_are_told_some_at_a_time(self, database: Database, world: World) -> None:
        company = world.company()
        with database.write() as unit:
            unit.records.finish()
            unit.commit()
        for number in ("K1", "K2", "K3"):
            world.contract(company, number)
            world.load(RecordKind.PERIOD, [period_row(number)])
        told = []
        for _ in range(3):
            with database.write() as unit:
                told += [[one.contract for one in unit.periods.announce(TODAY, 2)]]
                unit.commit()
        assert told == [["K1", "K2"], ["K3"], []]

    def test_a_period_is_reminded_of_once_at_each_distance(self, database: Database, world: World) -> None:
        contract = world.contract(world.company())
        world.load(RecordKind.PERIOD, [period_row()])
        found = []
        for day, ahead in ((DUE - 31 * DAY, 30), (DUE - 30 * DAY, 30), (DUE - 29 * DAY, 30), (DUE - 7 * DAY, 7)):
            with database.write() as unit:
                near = unit.periods.to_remind(day, ahead)
                for one in near:
                    unit.periods.note(one.period, reminded_ahead=ahead)
                found.append(len(near))
                unit.commit()
        with database.read() as kept:
            assert (kept.periods.to_remind(DUE, 7), kept.periods.to_remind(DUE + DAY, 1)) == ((), ())
            assert len(kept.periods.to_remind(DUE, 1)) == 1
        save(database, sent(draft(contract), "R2026-000001"))
        with database.read() as kept:
            assert kept.periods.to_remind(DUE, 1) == ()
        assert found == [0, 1, 0, 1]
