"""The blank form of a contract and a period: fillable on a computer, or by hand once printed."""

from collections.abc import Iterator

from societaire.declarations.checking import former_value
from societaire.declarations.forms import Field, FieldKind, FieldTable, Section, Total
from societaire.declarations.sheets import FormSheet
from societaire_documents.fields import MARKS, field_name, marks_text
from societaire_documents.form_fields import FieldMaker
from societaire_documents.form_tables import write_table
from societaire_documents.identity import write_identity
from societaire_documents.layout import (
    BOLD,
    FAINT,
    LEFT,
    LINE,
    RIGHT,
    SOFT,
    TEXT_WIDTH,
    Paper,
    spaced,
    text_width,
    wrapped,
)
from societaire_wording import declaration_labels as labels
from societaire_wording.formats import day, phone, short_day
from societaire_wording.labels import activity, slot
from societaire_wording.law import ARTICLES
from societaire_wording.paper_words import word

_BOX = 176.0
_LABEL = TEXT_WIDTH - _BOX - 14
_ROW = 19.0


def made(sheet: FormSheet, insurer: str) -> bytes:
    """The form."""
    covered = sheet.period.covered
    title = labels.form_name(sheet.form.code)
    footer = (
        f"{sheet.form.code} v{sheet.form.version} · {sheet.contract.number} · {short_day(covered.start)} - "
        f"{short_day(covered.end)} · SIREN {sheet.company.siren}"
    )
    paper = Paper(f"{title}, {sheet.contract.number}, {covered.end.year}", insurer, footer)
    paper.canvas.setKeywords(marks_text(sheet.marks))
    maker = FieldMaker(paper, sheet)
    maker.hidden(MARKS, marks_text(sheet.marks))
    paper.y -= 26
    paper.text(LEFT, paper.y, title, BOLD, 17)
    paper.y -= 4
    write_identity(paper, _facts(sheet))
    paper.y -= 4
    paper.paragraph(word("howto"), size=8.5, color=SOFT)
    for section in sheet.form.sections:
        _write_section(paper, maker, section)
    _write_documents(paper, sheet)
    _write_signature(paper)
    _write_law(paper)
    return paper.finished()


def _facts(sheet: FormSheet) -> Iterator[tuple[str, str]]:
    covered, agency = sheet.period.covered, sheet.agency
    yield word("company"), sheet.company.name
    yield word("siren"), spaced(sheet.company.siren.number)
    yield word("contract"), f"{sheet.contract.number} · {sheet.contract.label}"
    yield word("period"), f"du {day(covered.start)} au {day(covered.end)}"
    yield word("due"), day(sheet.period.due_date)
    yield word("activities"), ", ".join(activity(code) for code in sheet.contract.activities)
    if agency:
        yield word("agency"), ", ".join(filter(None, (agency.name, phone(agency.phone), agency.email)))


def _write_section(paper: Paper, maker: FieldMaker, section: Section) -> None:
    form = maker.sheet.form.code
    paper.heading(labels.section_title(section.id, form), 70)
    if told := labels.section_help(section.id, form):
        paper.paragraph(told, size=8, color=SOFT)
        paper.y -= 2
    for item in section.items:
        if isinstance(item, FieldTable):
            write_table(paper, maker, item)
        else:
            _write_field(paper, maker, item)
    for total in section.totals:
        _write_total(paper, maker, total)


def _write_field(paper: Paper, maker: FieldMaker, item: Field) -> None:
    form = maker.sheet.form.code
    label = labels.field_label(item.id, form) + (" *" if item.required and not item.when else "")
    beside = _beside(maker, item)
    if item.kind is FieldKind.TICK:
        _write_tick(paper, maker, item, label, beside)
        return
    options = maker.options(item, item.id)
    wide = sum(text_width(text, "Helvetica", 8.5) + 24 for _, text in options) > _BOX
    below = wide or item.kind is FieldKind.LONG_TEXT
    left = wrapped(label, "Helvetica", 9, TEXT_WIDTH if below else _LABEL)
    small = [line for text in beside for line in wrapped(text, "Helvetica", 7.5, TEXT_WIDTH if below else _LABEL)]
    height = max(_ROW, 11.5 * len(left) + 9.5 * len(small) + 5)
    under = _under(item, options) if below else 0.0
    paper.need(height + under + 3)
    top = paper.y
    paper.y -= 3
    paper.lines(left, LEFT, size=9, leading=11.5)
    paper.lines(small, LEFT, size=7.5, color=FAINT, leading=9.5)
    paper.y = paper.y - 2 if below else top - height - 2
    if below:
        paper.y -= under
        _write_below(maker, item, options, paper.y + 3, under)
    else:
        maker.make(item, item.id, RIGHT - _BOX, top - _ROW + 0.5, _BOX, 15.5)
    paper.rule()


def _under(item: Field, options: list[tuple[str, str]]) -> float:
    return 46.0 if item.kind is FieldKind.LONG_TEXT else 15.0 * -(-len(options) // 2) + 4


def _write_below(maker: FieldMaker, item: Field, options: list[tuple[str, str]], y: float, height: float) -> None:
    if item.kind is FieldKind.LONG_TEXT:
        maker.make(item, item.id, LEFT, y, TEXT_WIDTH, height - 3)
        return
    for at, (value, label) in enumerate(options):
        column, row = at % 2, at // 2
        maker.option(item.id, value, label, LEFT + 10 + column * TEXT_WIDTH / 2, y + height - 16 - 15 * row)


def _write_tick(paper: Paper, maker: FieldMaker, item: Field, label: str, beside: list[str]) -> None:
    paper.need(_ROW + 10 * len(beside))
    paper.y -= 16
    maker.tick(field_name(item.id), LEFT, paper.y, label)
    paper.text(LEFT + 18, paper.y + 2.5, label, size=9)
    paper.lines(
        [line for text in beside for line in wrapped(text, "Helvetica", 7.5, TEXT_WIDTH)],
        LEFT + 18,
        size=7.5,
        color=FAINT,
    )
    paper.y -= 3
    paper.rule()


def _beside(maker: FieldMaker, item: Field) -> list[str]:
    """When the question is asked, what helps to answer, what was declared before."""
    form = maker.sheet.form.code
    told = []
    if item.when:
        other, value = item.when
        told.append(word("if", label=labels.field_label(other, form), value=maker.told(other, value)))
    if help_text := labels.field_help(item.id, form):
        told.append(help_text)
    if former := maker.former(item):
        told.append(former)
    return told


def _write_total(paper: Paper, maker: FieldMaker, total: Total) -> None:
    former = former_value(total, maker.sheet.terms)
    paper.need(_ROW)
    paper.y -= 14
    paper.text(LEFT, paper.y + 2, labels.total_label(total.id, maker.sheet.form.code), BOLD, 9)
    told = word("computed")
    if former is not None:
        told = f"{told} · {maker.former_told(Field(total.id, total.kind), former)}"
    paper.text(RIGHT, paper.y + 2, told, size=7.5, color=FAINT, right=True)
    paper.y -= 3
    paper.rule()


def _write_documents(paper: Paper, sheet: FormSheet) -> None:
    if not sheet.period.requested_documents:
        return
    paper.heading(word("documents"), 30)
    for name in sheet.period.requested_documents:
        paper.need(16)
        paper.y -= 14
        paper.canvas.setStrokeColor(LINE)
        paper.canvas.rect(LEFT + 1, paper.y, 8, 8)
        paper.text(LEFT + 18, paper.y + 1, slot(name), size=9)
    paper.y -= 4


def _write_signature(paper: Paper) -> None:
    paper.heading(word("signature"), 110)
    paper.paragraph(word("signature_help"), size=8, color=SOFT)
    paper.paragraph(word("certified"), size=9)
    paper.y -= 66
    width = (TEXT_WIDTH - 16) / 3
    paper.canvas.setStrokeColor(LINE)
    for at, name in enumerate(("name", "place", "sign")):
        left = LEFT + at * (width + 8)
        paper.canvas.rect(left, paper.y, width, 56)
        paper.text(left + 5, paper.y + 46, word(name), size=7.5, color=SOFT)


def _write_law(paper: Paper) -> None:
    """What a false or incomplete declaration leads to, beside the signature that it concerns."""
    for article in ("L113-8", "L113-9"):
        paper.y -= 5
        paper.paragraph(word("article", article=article), BOLD, 7, SOFT)
        for text in ARTICLES[article]:
            paper.paragraph(text, size=7, color=SOFT)
