"""A declaration's form as a page shows it: each field with its words, its texts, last year's value, what is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from attrs import frozen

from societaire.declarations.checking import former_value, totals
from societaire.declarations.declaration import Declaration
from societaire.declarations.entries import Entries, figures_of, initial_entries, row_number
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Field, FieldKind, FieldTable, Form, Severity
from societaire.declarations.forms import Total as FormTotal
from societaire.declarations.readers import entry, read
from societaire.typed.days import read_day
from societaire.typed.numbers import Fault
from societaire.use_cases.declaration_reading import DeclarationDesk
from societaire_wording import declaration_labels as words
from societaire_wording.formats import hour

NEW = "_"
"""Where the rank of a row that does not exist yet stands in its paths."""
_UNITS = {FieldKind.AMOUNT: "€", FieldKind.PERCENT: "%"}
_CHOSEN = frozenset({FieldKind.TICK, FieldKind.YES_NO, FieldKind.CHOICE, FieldKind.ACTIVITY})
COVERED, NOT_COVERED = "Activités de votre contrat", "Autres activités"
YES_NO = (("yes", "Oui"), ("no", "Non"))

Options = tuple[tuple[str, str], ...]


@frozen
class Told:
    """A finding in a sentence; `reason` is what was answered to it."""

    text: str
    severity: Severity
    path: str
    key: str
    reason: str = ""


@frozen
class Cell:
    """One field to fill in, with everything that stands around it.

    `read` is what was typed as people read it again, `former` what was declared last year; `place` names it among
    all, its row included; `groups` are its choices under their titles.
    """

    path: str
    kind: FieldKind
    label: str
    place: str = ""
    help: str = ""
    value: str = ""
    read: str = ""
    former: str = ""
    is_required: bool = False
    when: tuple[str, str] | None = None
    groups: tuple[tuple[str, Options], ...] = ()
    findings: tuple[Told, ...] = ()

    @property
    def is_wrong(self) -> bool:
        """Whether something here keeps the declaration from being sent."""
        return any(found.severity is Severity.ERROR for found in self.findings)

    @property
    def unit(self) -> str:
        """What stands after the figure."""
        return _UNITS.get(self.kind, "")

    @property
    def day(self) -> str | None:
        """What a browser's own calendar takes; None for a text that is no date, which is shown as typed."""
        found = read_day(self.value) if self.value else ""
        return found.isoformat() if isinstance(found, date) else None if found else ""

    @property
    def options(self) -> Options:
        """The choices, whatever their title."""
        return tuple(option for _, group in self.groups for option in group)

    @property
    def other(self) -> str:
        """What was typed when it is none of the choices."""
        return "" if self.value in dict(self.options) else self.value


@frozen
class Rows:
    """A table to fill in: its rows, and the row that is added."""

    id: str
    label: str
    help: str
    most: int
    rows: tuple[tuple[Cell, ...], ...]
    model: tuple[Cell, ...]
    when: tuple[str, str] | None = None
    findings: tuple[Told, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The labels of its columns."""
        return tuple(cell.label for cell in self.model)

    @property
    def is_answered(self) -> bool:
        """Whether anything was typed here."""
        return any(cell.value for row in self.rows for cell in row)


@frozen
class Total:
    """A sum shown live: of which fields and columns, by which percents."""

    id: str
    label: str
    text: str
    former: str
    of: tuple[str, ...]
    times: tuple[str, ...]
    unit: str

    @property
    def is_told(self) -> bool:
        """Whether it says more than nothing."""
        return bool(self.text.strip("0 \u00a0€%"))


@frozen
class Part:
    """A section of the form."""

    id: str
    title: str
    help: str
    items: tuple[Cell | Rows, ...]
    totals: tuple[Total, ...]

    @property
    def cells(self) -> Iterator[Cell]:
        """Every field, rows after rows."""
        for item in self.items:
            if isinstance(item, Cell):
                yield item
            else:
                yield from (cell for row in item.rows for cell in row)

    @property
    def is_answered(self) -> bool:
        """Whether anything was typed here."""
        return any(cell.value for cell in self.cells)

    @property
    def has_single(self) -> bool:
        """Whether a field that is in no table was answered, or a total says something."""
        singles = (item.value for item in self.items if isinstance(item, Cell))
        return any(singles) or any(total.is_told for total in self.totals)


@frozen
class Sheet:
    """The form of one declaration, ready to be shown."""

    parts: tuple[Part, ...]

    @property
    def cells(self) -> Iterator[Cell]:
        """Every field of every part."""
        for part in self.parts:
            yield from part.cells


@frozen
class _Maker:
    """What every piece of a sheet is made from; `blank` names the table that shows one row more than it holds."""

    form: Form
    desk: DeclarationDesk
    entries: Entries
    found: Mapping[str, tuple[Told, ...]]
    blank: str = ""

    def parts(self) -> Iterator[Part]:
        """The sections that contracts of this product are asked."""
        code = self.form.code
        figures, _ = figures_of(self.form, self.entries)
        sums = totals(self.form, figures)
        for section in self.form.sections:
            if section.is_for(self.desk.contract.product):
                items = tuple(
                    self._rows(item) if isinstance(item, FieldTable) else self._cell(item) for item in section.items
                )
                made = tuple(self._total(total, sums) for total in section.totals)
                title, about = words.section_title(section.id, code), words.section_help(section.id, code)
                yield Part(section.id, title, about, items, made)

    def _cell(self, asked: Field, table: str = "", number: str = "") -> Cell:
        row = f"{table}.{number}." if table else ""
        path, code = row + asked.id, self.form.code
        return Cell(
            path,
            asked.kind,
            words.field_label(path, code),
            words.place(path, code) if number != NEW else "",
            words.field_help(path, code),
            _chosen(asked, text := self.entries.get(path, "")),
            _reread(asked, path, text),
            self._former(asked, row),
            asked.required,
            (row + asked.when[0], asked.when[1]) if asked.when else None,
            self._groups(asked, path),
            self.found.get(path, ()),
        )

    def _former(self, asked: Field, row: str) -> str:
        if not row:
            return _figure(asked, former_value(asked, self.desk.terms))
        activity = self.entries.get(f"{row}activity", "")
        return _figure(asked, former_value(asked, self.desk.terms, activity)) if activity else ""

    def _rows(self, table: FieldTable) -> Rows:
        code = self.form.code
        numbers = (row_number(path.split(".")[1]) for path in self.entries if _is_in(table, path))
        count = 1 + max((number for number in numbers if number is not None), default=-1)
        count = min(max(1, count + (table.id == self.blank)), table.most_rows)
        return Rows(
            table.id,
            words.field_label(table.id, code),
            words.field_help(table.id, code),
            table.most_rows,
            tuple(self._row(table, str(number)) for number in range(count)),
            self._row(table, NEW),
            table.when,
            self.found.get(table.id, ()),
        )

    def _row(self, table: FieldTable, number: str) -> tuple[Cell, ...]:
        return tuple(self._cell(column, table.id, number) for column in table.columns)

    def _groups(self, asked: Field, path: str) -> tuple[tuple[str, Options], ...]:
        if asked.kind is FieldKind.YES_NO:
            return (("", YES_NO),)
        options = tuple((option, words.option_label(path, option)) for option in asked.options)
        if asked.kind is not FieldKind.ACTIVITY:
            return (("", options),) if options else ()
        activities = self.desk.contract.activities
        covered = tuple((code, words.option_label(path, code)) for code in activities)
        others = tuple(option for option in options if option[0] not in activities)
        return ((COVERED, covered), (NOT_COVERED, others)) if covered else (("", others),)

    def _total(self, total: FormTotal, sums: Mapping[str, Decimal]) -> Total:
        return Total(
            total.id,
            words.total_label(total.id, self.form.code),
            _figure(Field(total.id, total.kind), sums.get(total.id)),
            _figure(Field(total.id, total.kind), former_value(total, self.desk.terms)),
            total.of,
            total.times,
            _UNITS.get(total.kind, ""),
        )


def sheet_of(
    form: Form,
    desk: DeclarationDesk,
    findings: Iterable[Finding] = (),
    *,
    entries: Entries | None = None,
    everything: bool = False,
    blank: str = "",
) -> Sheet:
    """The form filled in with `entries`, those of the draft unless given, else what is known beforehand.

    What can't be read is always told, whatever else was found only when `everything` is to be.
    """
    draft, kept = desk.declaration, _kept(desk)
    texts = entries if entries is not None else kept.entries if kept else initial_entries(form, desk.terms)
    _, faults = figures_of(form, texts)
    found: dict[str, list[Told]] = {}
    for one in told(findings if everything else faults, draft.reasons if draft else {}):
        found.setdefault(one.path, []).append(one)
    shown = {path: tuple(these) for path, these in found.items()}
    return Sheet(tuple(_Maker(form, desk, texts, shown, blank).parts()))


def _kept(desk: DeclarationDesk) -> Declaration | None:
    """What the form begins with: the draft, else what was sent and is to be corrected."""
    return desk.declaration or next(iter(desk.submissions), None)


def told(findings: Iterable[Finding], reasons: Mapping[str, str]) -> tuple[Told, ...]:
    """Findings in sentences, each at the first of its paths."""
    return tuple(
        Told(words.finding(one), one.severity, next(iter(one.paths), ""), one.key, reasons.get(one.key, ""))
        for one in findings
    )


def live(form: Form, saved: Declaration) -> dict[str, object]:
    """What the page's script is told once a draft is saved."""
    figures, faults = figures_of(form, saved.entries)
    sums = totals(form, figures)
    return {
        "version": saved.version,
        "saved": f"Enregistré à {hour(saved.written_at)}" if saved.written_at else "Enregistré",
        "unread": [{"path": one.path, "text": one.text} for one in told(faults, {})],
        "totals": {total.id: _figure(Field(total.id, total.kind), sums.get(total.id)) for total in form.totals()},
    }


def _figure(asked: Field, value: Decimal | None) -> str:
    return "" if value is None else words.answer(asked, value)


def _chosen(asked: Field, text: str) -> str:
    """A text as the choice that it stands for, when the field shows choices: forms that come back hold words."""
    figure = read(asked, text) if asked.kind in _CHOSEN else None
    return text if figure is None or isinstance(figure, Fault) else entry(figure)


def _reread(asked: Field, path: str, text: str) -> str:
    """What was typed as people read it; as it was typed when it can't be read."""
    figure = read(asked, text)
    return text if figure is None or isinstance(figure, Fault) else words.answer(asked, figure, path)


def _is_in(table: FieldTable, path: str) -> bool:
    return path.startswith(f"{table.id}.") and path.count(".") == 2
