"""The receipt of a declaration: exactly what was sent, as a PDF."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from societaire.declarations.checking import totals
from societaire.declarations.declaration import Declaration, Way
from societaire.declarations.entries import figures_of
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Field, FieldTable, Figures, Form, Section, Severity, Total
from societaire.declarations.sheets import ReceiptSheet
from societaire.uploads.upload import Upload
from societaire_documents.identity import begun, write_files, write_identity, write_pair
from societaire_documents.layout import (
    BOLD,
    ITALIC,
    LEFT,
    SOFT,
    TEXT_WIDTH,
    Paper,
    spaced,
)
from societaire_wording import declaration_labels as labels
from societaire_wording.formats import NBSP, day, moment, size
from societaire_wording.labels import declaration_way, slot
from societaire_wording.law import ARTICLES
from societaire_wording.paper_words import pages, word


def made(sheet: ReceiptSheet, insurer: str) -> bytes:
    """The receipt."""
    sent = sheet.declaration
    owner = f"{sheet.company.name} · SIREN {sheet.company.siren} · {sheet.contract.number}"
    paper = begun(word("receipt"), sent.number or "", owner, insurer, sent.sent_at)
    write_identity(paper, _facts(sheet))
    paper.y -= 4
    paper.paragraph(word("waiting"), size=9, color=SOFT)
    _write_answers(paper, sheet)
    _write_findings(paper, sheet)
    write_files(paper, [(file.name, _file_told(file), file.sha256 or "") for file in sheet.files])
    _write_law(paper)
    return paper.finished()


def _facts(sheet: ReceiptSheet) -> Iterator[tuple[str, str]]:
    sent, period = sheet.declaration, sheet.period
    yield word("number"), sent.number or ""
    if sent.sent_at:
        yield word("sent_at"), moment(sent.sent_at)
        yield word("due_by"), word("late" if sent.late else "in_time", due=day(sheet.due_date))
    if sent.sequence > 1:
        yield "", word("sequence", rank=sent.sequence)
    yield word("company"), sheet.company.name
    yield word("siren"), spaced(sheet.company.siren.number)
    yield word("contract"), f"{sheet.contract.number} · {sheet.contract.label}"
    covered = period.covered
    yield word("period"), f"du {day(covered.start)} au {day(covered.end)}"
    yield word("way"), _way(sent.way)
    role = f", {sent.declarant_role}" if sent.declarant_role else ""
    yield word("declarant"), f"{sent.declarant_name}{role}. {word('certified_sent')}"
    if sheet.sent_by:
        yield word("sent_by"), sheet.sent_by


def _way(way: Way) -> str:
    told = declaration_way(way.value)
    return f"{told} : {word('keyed_later')}" if way is Way.SCAN else told


def _write_answers(paper: Paper, sheet: ReceiptSheet) -> None:
    sent, form = sheet.declaration, sheet.form
    if form is None or not sent.entries:
        paper.heading(word("answers"), 20)
        paper.paragraph(word("no_answers"))
        return
    figures, _ = figures_of(form, sent.entries)
    sums = totals(form, figures)
    for section in form.sections:
        _write_section(paper, section, _Answers(form, sent, figures, sums))


class _Answers:
    """What was answered, and how each answer reads."""

    def __init__(self, form: Form, sent: Declaration, figures: Figures, sums: Mapping[str, Decimal]) -> None:
        self.form, self.figures, self.sums = form.code, figures, sums
        self.entries = {path: text for path, text in sent.entries.items() if text.strip()}

    def of(self, field: Field, path: str) -> str:
        """The answer; empty when there is none."""
        if path in self.figures:
            return labels.answer(field, self.figures[path], path)
        if path not in self.entries:
            return ""
        # Sent all the same: it is told as it was typed.
        return f"{self.entries[path]} {word('unread')}"

    def rows(self, table: FieldTable) -> list[int]:
        """The numbers of the rows with anything in them."""
        start = f"{table.id}."
        found = {path[len(start) :].partition(".")[0] for path in self.entries if path.startswith(start)}
        return sorted(int(row) for row in found if row.isdigit())


def _write_section(paper: Paper, section: Section, answers: _Answers) -> None:
    fields = [(item, answers.of(item, item.id)) for item in section.items if isinstance(item, Field)]
    tables = [item for item in section.items if isinstance(item, FieldTable) and answers.rows(item)]
    if not tables and not any(answer for _, answer in fields):
        return
    paper.heading(labels.section_title(section.id, answers.form))
    for item in section.items:
        if isinstance(item, FieldTable):
            _write_table(paper, item, answers)
        elif answer := answers.of(item, item.id):
            write_pair(paper, labels.field_label(item.id, answers.form), answer)
    for total in section.totals:
        if total.id in answers.sums:
            _write_total(paper, total, answers)


def _write_total(paper: Paper, total: Total, answers: _Answers) -> None:
    told = labels.answer(Field(total.id, total.kind), answers.sums[total.id])
    write_pair(paper, labels.total_label(total.id, answers.form), told, BOLD)


def _write_table(paper: Paper, table: FieldTable, answers: _Answers) -> None:
    for number in answers.rows(table):
        cells = [(column, answers.of(column, f"{table.id}.{number}.{column.id}")) for column in table.columns]
        given = [(column, answer) for column, answer in cells if answer]
        paper.need(30)
        head = f"{labels.field_label(table.id, answers.form)}, {word('row').lower()}{NBSP}{number + 1}"
        paper.y -= 5
        paper.paragraph(head, ITALIC, 8.5, SOFT)
        for column, answer in given:
            write_pair(paper, labels.field_label(f"{table.id}.{column.id}", answers.form), answer, indent=12)


def _write_findings(paper: Paper, sheet: ReceiptSheet) -> None:
    told = [found for found in sheet.findings if found.severity is not Severity.ERROR]
    reasons = {key: text for key, text in sheet.declaration.reasons.items() if text.strip()}
    known = {found.key for found in told}
    if not told and not reasons:
        return
    paper.heading(word("findings"))
    form = sheet.form.code if sheet.form else ""
    for found in told:
        _write_finding(paper, found, reasons.get(found.key, ""), form)
    for key in sorted(reasons.keys() - known):
        paper.paragraph(word("reason", reason=reasons[key]), size=9)


def _write_finding(paper: Paper, found: Finding, reason: str, form: str) -> None:
    paper.need(28)
    paper.y -= 3
    where = f"{labels.place(found.paths[0], form)} : " if found.paths and form else ""
    paper.paragraph(f"{where}{labels.finding(found)}", size=9)
    if reason:
        paper.paragraph(word("reason", reason=reason), BOLD, 9, x=LEFT + 12, width=TEXT_WIDTH - 12)


def _file_told(file: Upload) -> str:
    return " · ".join([slot(file.slot), size(file.size), *([pages(file.pages)] if file.pages else [])])


def _write_law(paper: Paper) -> None:
    article = "L113-4"
    paper.heading(word("law", article=article), 40)
    for text in ARTICLES[article]:
        paper.paragraph(text, size=8, color=SOFT)
        paper.y -= 2
