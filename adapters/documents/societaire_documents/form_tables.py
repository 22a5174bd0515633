"""The tables of a blank form: a grid when its columns fit the page, else a card a row."""

from collections.abc import Iterator

from societaire.declarations.forms import Field, FieldKind, FieldTable
from societaire_documents.form_fields import FieldMaker
from societaire_documents.layout import BOLD, FAINT, ITALIC, LEFT, RIGHT, SOFT, TEXT_WIDTH, Paper, wrapped
from societaire_wording import declaration_labels as labels
from societaire_wording.formats import NBSP
from societaire_wording.labels import activity
from societaire_wording.paper_words import word

_MOST_COLUMNS = 4
_EMPTY_ROWS, _EMPTY_CARDS = 4, 3
_ROW, _GAP = 17.0, 6.0


def write_table(paper: Paper, maker: FieldMaker, table: FieldTable) -> None:
    """A table with the rows that are known and some empty ones."""
    form = maker.sheet.form.code
    cards = len(table.columns) > _MOST_COLUMNS
    paper.need(60 + (28 * -(-len(table.columns) // 2) if cards else 0))
    paper.y -= 4
    paper.paragraph(labels.field_label(table.id, form), BOLD, 9)
    if told := labels.field_help(table.id, form):
        paper.paragraph(told, size=7.5, color=FAINT)
    known = list(_known(maker, table))
    if cards:
        _write_cards(paper, maker, table)
    else:
        _write_grid(paper, maker, table, known)
    for column in table.columns:
        if column.kind is not FieldKind.ACTIVITY and (options := maker.options(column, f"{table.id}.0.{column.id}")):
            # On paper, nothing drops down.
            label = labels.field_label(f"{table.id}.{column.id}", form)
            told = word("one_of", label=label, options=f"{NBSP}; ".join(text for _, text in options))
            paper.paragraph(told, size=7.5, color=FAINT)
    paper.paragraph(word("more_rows", most=table.most_rows), ITALIC, 7.5, FAINT)


def _known(maker: FieldMaker, table: FieldTable) -> Iterator[str]:
    """The activities of the contract, then those declared the year before."""
    column = next((column for column in table.columns if column.kind is FieldKind.ACTIVITY), None)
    if column is None:
        return
    headings = {each.heading for each in table.columns if each.heading}
    former = [code for heading, code in maker.sheet.terms.former_bases() or {} if heading in headings and code]
    yield from dict.fromkeys((*maker.sheet.contract.activities, *former))


def _write_grid(paper: Paper, maker: FieldMaker, table: FieldTable, known: list[str]) -> None:
    columns = list(_placed(table))
    _write_heads(paper, maker, table, columns)
    count = min(table.most_rows, len(known) + _EMPTY_ROWS)
    for number in range(count):
        if paper.need(_ROW + 10):
            _write_heads(paper, maker, table, columns)
        code = known[number] if number < len(known) else ""
        _write_row(paper, maker, (table, number), columns, code)


def _placed(table: FieldTable) -> Iterator[tuple[Field, float, float]]:
    """Each column with its left and its width: texts are given twice the room of figures."""
    shares = [2.0 if column.kind in (FieldKind.ACTIVITY, FieldKind.TEXT) else 1.2 for column in table.columns]
    left, room = LEFT, TEXT_WIDTH - _GAP * (len(shares) - 1)
    for column, share in zip(table.columns, shares, strict=True):
        width = room * share / sum(shares)
        yield column, left, width
        left += width + _GAP


def _write_heads(paper: Paper, maker: FieldMaker, table: FieldTable, columns: list[tuple[Field, float, float]]) -> None:
    paper.y -= 13
    for column, left, width in columns:
        label = labels.field_label(f"{table.id}.{column.id}", maker.sheet.form.code)
        paper.text(left, paper.y + 2, wrapped(label, "Helvetica", 8, width)[0], size=8, color=SOFT)


def _write_row(
    paper: Paper, maker: FieldMaker, row: tuple[FieldTable, int], columns: list[tuple[Field, float, float]], code: str
) -> None:
    table, number = row
    paper.y -= _ROW
    former = ""
    for column, left, width in columns:
        path = f"{table.id}.{number}.{column.id}"
        if code and column.kind is FieldKind.ACTIVITY:
            maker.given(path, code)
            paper.text(left, paper.y + 4, activity(code), size=9)
        else:
            maker.make(column, path, left, paper.y, width, 14.5)
        if code and column.heading:
            former = maker.former(column, code)
    if former:
        paper.y -= 9
        paper.text(RIGHT, paper.y + 2, former, size=7.5, color=FAINT, right=True)
    paper.y -= 1.5


def _write_cards(paper: Paper, maker: FieldMaker, table: FieldTable) -> None:
    width = (TEXT_WIDTH - 16) / 2
    for number in range(min(table.most_rows, _EMPTY_CARDS)):
        paper.need(15 + 28 * -(-len(table.columns) // 2))
        paper.y -= 12
        paper.text(LEFT, paper.y + 2, f"{word('row')}{NBSP}{number + 1}", ITALIC, 8, SOFT)
        for at, column in enumerate(table.columns):
            if at % 2 == 0:
                paper.y -= 28
            left = LEFT + (at % 2) * (width + 16)
            label = labels.field_label(f"{table.id}.{column.id}", maker.sheet.form.code)
            paper.text(left, paper.y + 18.5, label, size=8, color=SOFT)
            maker.make(column, f"{table.id}.{number}.{column.id}", left, paper.y + 1, width, 15)
        paper.y -= 4
        paper.rule()
