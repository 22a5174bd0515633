"""The receipt of a claim: every answer as it was given, and the list of files, as a PDF."""

from collections.abc import Iterator, Mapping

from societaire.claims.questions import CAUSE, UNKNOWN, Question, QuestionKind, asked
from societaire.claims.reading import rows_of
from societaire.claims.sheets import ClaimSheet
from societaire_documents.identity import begun, write_files, write_identity, write_pair
from societaire_documents.layout import ITALIC, SOFT, Paper, spaced
from societaire_wording import claim_answers
from societaire_wording.claim_guidance import DOCUMENTS
from societaire_wording.claim_options import PARTS
from societaire_wording.claim_questions import BLOCKS, CAUSES, QUESTIONS
from societaire_wording.formats import NBSP, moment, phone, size, typeset
from societaire_wording.paper_words import word

_CHOICES = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL})


def made(sheet: ClaimSheet, insurer: str) -> bytes:
    """The receipt."""
    sent = sheet.declaration
    owner = f"{sheet.company.name} · SIREN {sheet.company.siren}"
    paper = begun(word("claim_receipt"), sent.receipt or "", owner, insurer, sent.sent_at)
    write_identity(paper, _facts(sheet))
    paper.y -= 4
    paper.paragraph(word("claim_waiting"), size=9, color=SOFT)
    _write_answers(paper, sheet)
    _write_files(paper, sheet)
    return paper.finished()


def _facts(sheet: ClaimSheet) -> Iterator[tuple[str, str]]:
    sent = sheet.declaration
    yield word("number"), sent.receipt or ""
    yield word("sent_at"), moment(sent.sent_at) if sent.sent_at else ""
    yield word("company"), sheet.company.name
    yield word("siren"), spaced(sheet.company.siren.number)
    yield (
        word("contract"),
        f"{sheet.contract.number} · {sheet.contract.label}" if sheet.contract else word("no_contract"),
    )
    yield word("cause"), typeset(CAUSES.get(sent.cause, sent.cause))
    yield word("sent_by"), sheet.sent_by
    agency = sheet.agency
    yield word("agency"), ", ".join(filter(None, (agency.name, phone(agency.phone), agency.email))) if agency else ""


def _write_answers(paper: Paper, sheet: ClaimSheet) -> None:
    entries = {path: text for path, text in sheet.declaration.entries.items() if text.strip()}
    for block, questions in asked(sheet.tree, entries):
        told = [(question, list(_told(question, entries))) for question in questions if question.id != CAUSE]
        told = [(question, answers) for question, answers in told if answers]
        if told:
            paper.heading(typeset(BLOCKS.get(block.id, block.id)))
        for question, answers in told:
            label = typeset(QUESTIONS.get(question.id, question.id))
            if len(answers) == 1 and not answers[0][0]:
                write_pair(paper, label, answers[0][1])
                continue
            paper.need(32)
            paper.y -= 5
            paper.paragraph(label, ITALIC, 8.5, SOFT)
            for part, answer in answers:
                write_pair(paper, part, answer, indent=12)


def _told(question: Question, entries: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was answered, by part of the answer; the part is empty when there is only one."""
    if question.kind is QuestionKind.ROWS:
        for number in rows_of(question, entries):
            for column in question.columns:
                if text := entries.get(f"{question.id}.{number}.{column.id}", ""):
                    label = claim_answers.column(question.id, column.id)
                    yield f"{typeset(label)} ({word('row').lower()}{NBSP}{number + 1})", _answer(column, text)
    for path in question.paths():
        if text := entries.get(path, ""):
            part = path.partition(".")[2]
            yield typeset(PARTS.get(part, part)), _answer(question, text)
    if entries.get(f"{question.id}.{UNKNOWN}"):
        yield "", claim_answers.NOT_KNOWN


def _answer(question: Question, text: str) -> str:
    told = claim_answers.answer(question, text)
    # What somebody typed is left as it is.
    return typeset(told) if question.kind in _CHOICES else told


def _write_files(paper: Paper, sheet: ClaimSheet) -> None:
    sent = sheet.declaration
    told = [(file.name, f"{_document(file.document)} · {size(file.size)}", file.sha256) for file in sent.files]
    write_files(paper, told)
    if sent.later:
        paper.paragraph(word("later", documents=", ".join(sorted(map(_document, sent.later)))), size=9)


def _document(code: str) -> str:
    return typeset(DOCUMENTS.get(code, code))
