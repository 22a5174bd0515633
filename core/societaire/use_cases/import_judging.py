"""Which rows of an export hold against what is stored: the ones to apply, the ones that wait, the ones refused."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import cast

from attrs import define, field, frozen

from societaire.ports.export import ExportFile, Portion
from societaire.ports.records import RecordIndex
from societaire.records.addresses import AddressBook, admit, settle
from societaire.records.references import dangling
from societaire.records.report import Remark
from societaire.records.rows import AccessRow, ContractRow, PersonRow, RecordKind, Row
from societaire.records.successions import demotions, succeeded
from societaire.records.terms import out_of_order

MOST_WAITING = 20_000
"""Rows kept until the end of their file, because a later one may make them good; beyond, all are judged at once."""

Placed = Sequence[tuple[int, Row]]


@frozen
class Judgement:
    """Rows to apply, and remarks on those refused."""

    placed: Placed
    refused: Sequence[Remark] = ()


@define
class Judge:
    """Judges the rows of one file, portion by portion; those that wait are judged by `last`."""

    file: ExportFile
    _waiting: dict[int, Row] = field(factory=dict, init=False)
    _written: dict[int, object] = field(factory=dict, init=False)
    _cell: Callable[[int, str], str] | None = field(default=None, init=False)

    @property
    def is_full(self) -> bool:
        """Whether those that wait are too many to be kept."""
        return len(self._waiting) >= MOST_WAITING

    @property
    def is_done(self) -> bool:
        """Whether no row waits."""
        return not self._waiting

    def portion(self, index: RecordIndex, portion: Portion) -> Judgement:
        """Judge some rows, each against what is stored and the rows before it."""
        self._cell = portion.cell
        referring = self._referring(index, portion.rows)
        special = _SPECIAL.get(self.file.kind)
        if special is None:
            return referring
        judged = special(self, index, referring.placed)
        return Judgement(judged.placed, (*referring.refused, *judged.refused))

    def last(self, index: RecordIndex) -> Judgement:
        """Judge the rows that wait, in the order of their lines; references are not looked at again."""
        waiting = sorted(self._waiting.items())
        written = dict(self._written)
        self._waiting.clear()
        self._written.clear()
        if self.file.kind is RecordKind.PERSON:
            persons = cast(Sequence[tuple[int, PersonRow]], waiting)
            good, bad = settle(persons, _book(index, persons))
            return Judgement(good, [self._told(line, "email", written[line], "email_taken") for line, _ in bad])
        accesses = cast(Sequence[tuple[int, AccessRow]], waiting)
        kept, lost = succeeded(accesses, index.administrators)
        return Judgement(kept, [self._told(line, "profile", written[line], "last_administrator") for line, _ in lost])

    def _referring(self, index: RecordIndex, placed: Placed) -> Judgement:
        faults: dict[int, str] = {}
        for at, name in dangling(self.file.kind, placed, index.present):
            faults.setdefault(at, name)
        if not faults:
            return Judgement(placed)
        return Judgement(
            [each for at, each in enumerate(placed) if at not in faults],
            [self._remark(*placed[at], name, "reference_unknown") for at, name in faults.items()],
        )

    def _persons(self, index: RecordIndex, placed: Placed) -> Judgement:
        persons = cast(Sequence[tuple[int, PersonRow]], placed)
        wanted = {row.email for row in self._waiting.values() if isinstance(row, PersonRow)}
        admitted, waiting = admit(persons, _book(index, persons), wanted)
        self._keep(dict(waiting), "email")
        return Judgement(admitted)

    def _accesses(self, index: RecordIndex, placed: Placed) -> Judgement:
        lines = demotions(cast(Sequence[tuple[int, AccessRow]], placed), index.administrators)
        self._keep({line: row for line, row in placed if line in lines}, "profile")
        return Judgement([each for each in placed if each[0] not in lines])

    def _contracts(self, index: RecordIndex, placed: Placed) -> Judgement:
        def ends(numbers: Collection[str]) -> Mapping[str, date | None]:
            return {number: contract.end_date for number, contract in index.contracts(numbers).items()}

        faults = out_of_order(cast(Sequence[tuple[int, ContractRow]], placed), ends)
        if not faults:
            return Judgement(placed)
        return Judgement(
            [each for each in placed if each[0] not in faults],
            [self._remark(line, row, faults[line], "ends_before_start") for line, row in placed if line in faults],
        )

    def _keep(self, waiting: Mapping[int, Row], name: str) -> None:
        """Their cells are gone with their portion: the one that a refusal would tell is kept."""
        self._waiting.update(waiting)
        self._written.update((line, self._value(line, row, name)) for line, row in waiting.items())

    def _value(self, line: int, row: Row, name: str) -> object:
        return getattr(row, name) if self._cell is None else self._cell(line, name)

    def _remark(self, line: int, row: Row, name: str, code: str) -> Remark:
        return self._told(line, name, self._value(line, row, name), code)

    def _told(self, line: int, name: str, value: object, code: str) -> Remark:
        return Remark.of(self.file.name, line, self.file.columns[name], value, code)


_SPECIAL: dict[RecordKind, Callable[[Judge, RecordIndex, Placed], Judgement]] = {
    RecordKind.PERSON: Judge._persons,  # noqa: SLF001 - a table of the class's own methods
    RecordKind.ACCESS: Judge._accesses,  # noqa: SLF001 - the same
    RecordKind.CONTRACT: Judge._contracts,  # noqa: SLF001 - the same
}


def _book(index: RecordIndex, placed: Sequence[tuple[int, PersonRow]]) -> AddressBook:
    """Who has an address that the rows ask for, and which address each of their persons has."""
    book = AddressBook()
    for person in index.persons({row.code for _, row in placed}, {row.email for _, row in placed}):
        book.hold(person.code, person.email.address)
    return book
