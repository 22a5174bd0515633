"""What staff does to open periods: one by one, or many from a file (RULES E1)."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from societaire.contracts.contract import Contract, ContractUnknown, PremiumMode
from societaire.declarations.periods import DeclarationPeriod, NothingToDeclare
from societaire.declarations.shipped import Forms
from societaire.errors import Invalid, Problem, SocietaireError
from societaire.events import Actor
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.export import ExportFile, ExportSource, Portion
from societaire.ports.records import Batch
from societaire.records.report import ImportReport, Remark
from societaire.records.rows import PeriodRow, RecordKind
from societaire.records.tally import Tally
from societaire.use_cases.declaration_news import announce
from societaire.use_cases.import_judging import Judge
from societaire.values import ContractNumber, day_in_paris

_PORTION = 500


def _no_listener(_remark: Remark) -> None:
    pass


@frozen
class DeclarationOpening:
    """Periods opened, or changed, by staff: the same rows as an export brings."""

    database: Database
    clock: Clock
    forms: Forms

    def open(self, row: PeriodRow, actor: Actor, form: str | None = None) -> DeclarationPeriod:
        """Open a period, or change its dates and documents; without letter date, the letter is of today.

        `form` is offered online whatever the contract says. Raises ContractUnknown, NothingToDeclare for a flat
        premium, FormUnknown, or Invalid when it ends before it starts or is due before its letter.
        """
        if form is not None:
            self.forms.form(form)
        with self.database.write() as unit:
            contract = self._contract(unit, row)
            dated = self._dated(row)
            if problems := tuple(_problems(dated)):
                raise Invalid(problems)
            unit.records.apply(Batch(run="", kind=RecordKind.PERIOD, rows=(dated,)))
            period = unit.periods.get(contract.siren, contract.id, dated.start)
            if period is None:
                raise ContractUnknown(contract=row.contract)
            unit.periods.note(period, form=form)
            announce(unit, day_in_paris(self.clock.now()), actor)
            unit.commit()
        return period

    def open_all(self, source: ExportSource, actor: Actor) -> ImportReport:
        """Open every period of a file that holds; the report tells the others. Each portion is one unit of work."""
        tally = Tally(_no_listener)
        for file in source.files():
            tally.read(file.name, 0)
            judge = Judge(file)
            for portion in source.portions(file, _PORTION):
                self._portion(judge, file, portion, actor, tally)
        return tally.report("", written=True)

    def _portion(self, judge: Judge, file: ExportFile, portion: Portion, actor: Actor, tally: Tally) -> None:
        tally.read(file.name, portion.read)
        tally.warn(portion.warnings)
        refused = list(portion.refused)
        with self.database.write() as unit:
            judged = judge.portion(unit.records.index, portion)
            refused += judged.refused
            rows = []
            for line, row in judged.placed:
                if isinstance(row, PeriodRow):
                    dated = self._dated(row)
                    if fault := self._fault(unit, dated):
                        name, code = fault
                        refused.append(Remark.of(file.name, line, file.columns[name], getattr(dated, name), code))
                    else:
                        rows.append(dated)
            if rows:
                tally.applied(file.name, unit.records.apply(Batch(run="", kind=RecordKind.PERIOD, rows=rows)))
                announce(unit, day_in_paris(self.clock.now()), actor)
            unit.commit()
        tally.refuse(file.name, refused)

    def _fault(self, unit: UnitOfWork, row: PeriodRow) -> tuple[str, str] | None:
        """The field and the code of what is wrong with a row."""
        try:
            self._contract(unit, row)
        except SocietaireError as error:
            return "contract", error.code
        return next(((problem.field, problem.code) for problem in _problems(row)), None)

    def _contract(self, unit: UnitOfWork, row: PeriodRow) -> Contract:
        contract = unit.contracts.by_number(ContractNumber(row.contract))
        if contract is None:
            raise ContractUnknown(contract=row.contract)
        if contract.premium_mode is PremiumMode.FLAT:
            raise NothingToDeclare(contract=row.contract)
        return contract

    def _dated(self, row: PeriodRow) -> PeriodRow:
        return row if row.letter_date else row._replace(letter_date=self._today)

    @property
    def _today(self) -> date:
        return day_in_paris(self.clock.now())


def _problems(row: PeriodRow) -> Iterator[Problem]:
    if row.end < row.start:
        yield Problem("end", "ends_before_start")
    if row.letter_date and row.due_date < row.letter_date:
        yield Problem("due_date", "due_before_letter")
