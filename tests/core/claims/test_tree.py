"""The tree shipped for construction holds together: reachable, two-sided, without dead end."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from societaire.claims.questions import (
    CAUSE,
    Block,
    Condition,
    Either,
    Every,
    Is,
    Need,
    Question,
    QuestionKind,
    asked,
    documents,
    effective,
)
from societaire.claims.tree import CONSTRUCTION

CODES = [cause.code for cause in CONSTRUCTION.causes]
YES_NO = ("yes", "no")


def _choices(question: Question) -> tuple[str, ...]:
    if question.kind is QuestionKind.YES_NO:
        return YES_NO
    return question.options or ("filled",)


def _one(wanted: Is, known: dict[str, Question]) -> Iterator[dict[str, str]]:
    if wanted.question == CAUSE:
        yield from ({CAUSE: code} for code in CODES if not wanted.values.isdisjoint({code, code[0]}))
        return
    for base in _satisfying(known[wanted.question].when, known):
        yield from ({**base, wanted.question: value} for value in sorted(wanted.values))


def _satisfying(condition: Condition, known: dict[str, Question]) -> Iterator[dict[str, str]]:
    """Answers that make a condition hold, with what those answers themselves need."""
    if isinstance(condition, Is):
        yield from _one(condition, known)
    elif isinstance(condition, Either):
        for part in condition.parts:
            yield from _satisfying(part, known)
    else:
        merged: list[dict[str, str]] = [{}]
        for part in condition.parts:
            merged = [{**one, **other} for one in merged for other in _satisfying(part, known)]
        yield from merged


def _known(block: Block) -> dict[str, Question]:
    return {one.id: one for one in (*CONSTRUCTION.all_questions(), *block.questions)}


def _everywhere() -> list[tuple[Block, Question]]:
    return [(block, question) for block in CONSTRUCTION.blocks for question in block.questions]


def _ids_asked(answers: dict[str, str]) -> list[str]:
    return [question.id for _, questions in asked(CONSTRUCTION, answers) for question in questions]


@pytest.mark.parametrize(("block", "question"), _everywhere(), ids=lambda one: one.id)
def test_every_question_is_reached_by_some_answers(block: Block, question: Question) -> None:
    known = _known(block)
    wanted = Every((block.when, question.when))
    causes = CODES if not list(wanted.questions()) else [""]
    found = [
        {**({CAUSE: code} if code else {}), **answers} for code in causes for answers in _satisfying(wanted, known)
    ]
    assert any(question.id in _ids_asked(answers) for answers in found)


@pytest.mark.parametrize(("block", "question"), _everywhere(), ids=lambda one: one.id)
def test_a_condition_looks_at_what_was_asked_before_only(block: Block, question: Question) -> None:
    before: set[str] = {CAUSE}
    for other_block, other in _everywhere():
        if other_block is block and other is question:
            break
        before.add(other.id)
    assert set(question.when.questions()) | set(block.when.questions()) <= before


@pytest.mark.parametrize(
    ("block", "question"), [one for one in _everywhere() if list(one[1].when.questions())], ids=lambda one: one.id
)
def test_a_condition_has_two_sides(block: Block, question: Question) -> None:
    known = _known(block)
    reached = list(_satisfying(block.when, known)) or [{CAUSE: code} for code in CODES]
    sides = set()
    for base in reached:
        for looked_at in set(question.when.questions()) - {CAUSE}:
            for value in _choices(known[looked_at]):
                sides.add(question.id in _ids_asked({**base, looked_at: value}))
        sides.add(question.id in _ids_asked(base))
    assert sides == {True, False}


@pytest.mark.parametrize("code", CODES)
def test_no_question_is_asked_twice(code: str) -> None:
    ids = _ids_asked({CAUSE: code, "on_site": "yes"})
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("code", CODES)
def test_every_cause_asks_what_happened_and_ends_with_whom_to_reach(code: str) -> None:
    ids = _ids_asked({CAUSE: code})
    assert "description" in ids
    assert ids[-1] in {"call_back", "call_back_when"}


@pytest.mark.parametrize("code", [code for code in CODES if code != "F3"])
def test_every_named_cause_wants_a_document(code: str) -> None:
    assert any(need is Need.REQUIRED for _, need in documents(CONSTRUCTION, {CAUSE: code}))


def test_each_wanted_document_is_wanted_by_somebody() -> None:
    wanted = {
        name
        for code in CODES
        for extra in (
            {},
            {"subcontracted": "yes"},
            {"acceptance": "tacit"},
            {"occupancy": "tenant"},
            {"machine_title": "leased"},
        )
        for name, _ in documents(CONSTRUCTION, {CAUSE: code, **extra})
    }
    assert wanted == {one.id for one in CONSTRUCTION.documents}


ANSWERS = st.dictionaries(
    st.sampled_from(sorted({q.id for q in CONSTRUCTION.all_questions() if q.options or q.kind is QuestionKind.YES_NO})),
    st.sampled_from(sorted({value for q in CONSTRUCTION.all_questions() for value in _choices(q)})),
)


@given(st.sampled_from(CODES), ANSWERS)
def test_what_counts_is_exactly_what_is_asked(code: str, answers: dict[str, str]) -> None:
    given_answers = {**answers, CAUSE: code}
    counted = effective(CONSTRUCTION, given_answers)
    assert set(counted) - {CAUSE} == set(answers) & set(_ids_asked(given_answers))
    assert effective(CONSTRUCTION, counted) == counted


@given(st.lists(st.tuples(st.sampled_from(CODES), ANSWERS), min_size=1, max_size=5), st.sampled_from(CODES))
def test_going_back_and_forth_loses_nothing(visits: list[tuple[str, dict[str, str]]], last: str) -> None:
    draft: dict[str, str] = {}
    for code, answers in visits:
        draft.update({**answers, CAUSE: code})
    first = effective(CONSTRUCTION, draft)
    away = {**draft, CAUSE: last}
    effective(CONSTRUCTION, away)
    assert effective(CONSTRUCTION, {**away, CAUSE: draft[CAUSE]}) == first
