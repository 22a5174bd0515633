"""Every cause, question, option and document of the tree has its French words, and no word is left over."""

from societaire.claims.answering import Hint
from societaire.claims.deadlines import DeadlineKind, Urgency
from societaire.claims.questions import PARTS, QuestionKind
from societaire.claims.regimes import Regime
from societaire.claims.tree import CONSTRUCTION
from societaire_wording import claim_guidance, claim_options, claim_questions

QUESTIONS = list(CONSTRUCTION.all_questions())


def test_every_cause_and_family_is_named() -> None:
    assert set(claim_questions.CAUSES) == {cause.code for cause in CONSTRUCTION.causes}
    assert (
        set(claim_questions.FAMILIES) == set(claim_guidance.GATHER) == {cause.family for cause in CONSTRUCTION.causes}
    )


def test_every_block_and_question_is_named() -> None:
    assert set(claim_questions.BLOCKS) == {block.id for block in CONSTRUCTION.blocks}
    assert set(claim_questions.QUESTIONS) == {question.id for question in QUESTIONS}
    assert set(claim_questions.HELPS) <= set(claim_questions.QUESTIONS)


def test_every_option_is_named() -> None:
    wanted = {(question.id, option) for question in QUESTIONS for option in question.options}
    assert {(name, option) for name, options in claim_options.OPTIONS.items() for option in options} == wanted


def test_every_column_and_part_is_named() -> None:
    wanted = {(question.id, column.id) for question in QUESTIONS for column in question.columns}
    assert {(name, column) for name, columns in claim_options.COLUMNS.items() for column in columns} == wanted
    assert set(claim_options.PARTS) == {part for kind in QuestionKind for part in PARTS.get(kind, ())}


def test_every_document_deadline_regime_hint_and_urgency_is_named() -> None:
    assert set(claim_guidance.DOCUMENTS) == {wanted.id for wanted in CONSTRUCTION.documents}
    assert set(claim_guidance.DEADLINES) == set(DeadlineKind)
    assert set(claim_guidance.REGIMES) == set(Regime)
    assert set(claim_guidance.HINTS) == set(Hint)
    assert set(claim_guidance.URGENCIES) == set(Urgency)


def test_no_word_takes_a_position_on_cover() -> None:
    modules = (claim_guidance, claim_options, claim_questions)
    told = " ".join(str(table).lower() for module in modules for table in vars(module).values())
    assert "couvert" not in told.replace("découvert", "")
    assert "garanti par" not in told
