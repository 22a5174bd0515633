"""A file of the export, portion by portion."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from attrs import define, field, frozen

from societaire.ports.export import ExportFile, Portion
from societaire.records.report import Remark
from societaire_intake.cells import trimmed
from societaire_intake.layouts import LAYOUTS
from societaire_intake.lines import Encoding, Unreadable, blocks, encoding_of
from societaire_intake.reading import Cells, Plan, ends_whole, hashes, read_header, read_rows, written
from societaire_intake.repeats import Repeats
from societaire_intake.table import BrokenRow, Table

MOST_CHARACTERS = 4_000_000
"""What the cells of a portion hold together, whatever the number of rows asked for."""


def read_file(path: Path, file: ExportFile, size: int) -> Iterator[Portion]:
    """The rows of one file, `size` at most in a portion; nothing at all for an empty file.

    Raises:
        Unreadable: the file as a whole is no such table.
        OSError, UnicodeDecodeError: it can't be read, or has changed meanwhile.
    """
    reader = _Reader(path, encoding_of(path))
    table = Table(reader.lines())
    first = table.row(None)
    if isinstance(first, list) and [cell.strip().casefold() for cell in first] == ["sep=", ""]:
        # A spreadsheet's own mark.
        first = table.row(None)
    if first is None:
        return
    if isinstance(first, BrokenRow):
        raise Unreadable(first.code)
    header = read_header(file.kind, LAYOUTS[file.kind], file.name, first)
    if isinstance(header.plan, Remark):
        yield Portion((), 0, reader.taken(), [header.plan])
        return
    notes = [Remark.of(file.name, 1, name, name, "column_unknown") for name in header.unknown]
    with Repeats() as repeats:
        for some in _gathered(table, header.plan, size, reader):
            yield _portion(header.plan, repeats, some, notes, reader.taken())
            notes = []


@define
class _Reader:
    """The lines of a file, and how many bytes were read for them."""

    path: Path
    encoding: Encoding
    _done: int = field(default=0, init=False)

    def lines(self) -> Iterator[str]:
        for block in blocks(self.path, self.encoding):
            self._done += block.size
            yield from block.lines

    def taken(self) -> int:
        """Bytes read since the last time."""
        done, self._done = self._done, 0
        return done

    def cuts(self, plan: Plan, cells: list[str]) -> bool:
        """Whether the last row may go on beyond the end of the file, which stops inside it."""
        return self.encoding.is_cut or not (_ends_well(self.path) or ends_whole(plan, cells))


@frozen
class _Gathered:
    """Rows of the right width at their lines, and the others."""

    rows: list[Cells]
    broken: list[Remark]


def _gathered(table: Table, plan: Plan, size: int, reader: _Reader) -> Iterator[_Gathered]:
    rows: list[Cells] = []
    broken: list[Remark] = []
    first = table.characters
    while (cells := table.row(plan.width)) is not None:
        if isinstance(cells, BrokenRow):
            broken.append(Remark.of(plan.name, table.line, "", cells.text, cells.code))
        elif len(cells) == plan.width:
            if cells[0] or any(map(trimmed, cells)):
                rows.append((table.line, cells))
        elif any(map(trimmed, cells)):
            broken.append(
                Remark.of(
                    plan.name, table.line, "", ";".join(cells), "ragged_row", expected=plan.width, found=len(cells)
                )
            )
        # One row is held back: the last one may be cut.
        if len(rows) > size or len(broken) >= size or table.characters - first > MOST_CHARACTERS:
            yield _Gathered(rows[:-1], broken)
            rows, broken, first = rows[-1:], [], table.characters
    if rows and rows[-1][0] == table.line and reader.cuts(plan, rows[-1][1]):
        line, cut = rows.pop()
        broken.append(Remark.of(plan.name, line, "", ";".join(cut), "row_cut"))
    yield _Gathered(rows, broken)


def _portion(plan: Plan, repeats: Repeats, some: _Gathered, notes: list[Remark], done: int) -> Portion:
    rows, wrong, warnings = read_rows(plan, some.rows)
    cell = partial(written, plan, some.rows)
    seen = repeats.among(list(hashes(plan, rows)))
    refused = [*some.broken, *wrong]
    again = 0
    if seen:
        column = plan.places[plan.key[0]][0]
        for line, _ in rows:
            if seen.get(line) is False:
                refused.append(Remark.of(plan.name, line, column.heading, cell(line, column.field), "duplicate_key"))
        again = sum(seen.values())
        rows = [each for each in rows if each[0] not in seen]
    return Portion(rows, len(some.rows) + len(some.broken) - again, done, refused, [*notes, *warnings], cell)


def _ends_well(path: Path) -> bool:
    """Whether the last line is ended; 0x1A is the mark of an old system's end of file."""
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) in b"\r\n\x1a"
