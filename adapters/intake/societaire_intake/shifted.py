"""An export whose declaration periods are moved in time: a demonstration must not grow old."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from attrs import evolve, field, frozen

from societaire.ports.export import ExportFile, ExportSource, Portion
from societaire.records.report import Remark
from societaire.records.rows import PeriodRow, RecordKind, Row

MADE = date(2026, 11, 1)
"""The month that the fictitious export was made for."""


@frozen
class ShiftedExport:
    """The same export with the letters and due dates of its periods moved by the whole months since it was made."""

    source: ExportSource
    today: date
    _months: int = field(init=False)

    @_months.default
    def _count(self) -> int:
        return (self.today.year - MADE.year) * 12 + self.today.month - MADE.month

    def files(self) -> Sequence[ExportFile]:
        """As they are."""
        return self.source.files()

    def remarks(self) -> Sequence[Remark]:
        """As they are."""
        return self.source.remarks()

    def total_bytes(self) -> int:
        """As it is."""
        return self.source.total_bytes()

    def portions(self, file: ExportFile, size: int) -> Iterator[Portion]:
        """The rows, those of periods moved."""
        for portion in self.source.portions(file, size):
            if file.kind is RecordKind.PERIOD:
                yield evolve(portion, rows=[(line, self._moved(row)) for line, row in portion.rows])
            else:
                yield portion

    def content(self, name: str) -> BinaryIO:
        """As it is."""
        return self.source.content(name)

    def _moved(self, row: Row) -> Row:
        if not isinstance(row, PeriodRow):
            return row
        letter = months_later(row.letter_date, self._months) if row.letter_date else None
        return row._replace(letter_date=letter, due_date=months_later(row.due_date, self._months))


def months_later(day: date, months: int) -> date:
    """The same day some months later; the last of the month where that day is missing, and when it was a last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    longest = monthrange(year, month + 1)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, longest if was_last else min(day.day, longest))
