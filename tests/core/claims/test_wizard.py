"""The way through a declaration has an exit everywhere, and leaves exactly what the tree asks for."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from societaire.claims.questions import CAUSE, QuestionKind
from societaire.claims.tree import CONSTRUCTION
from societaire.claims.wizard import NEXT, STEPS, Place, Stage, resumed_at, route, unfinished

TODAY = date(2026, 11, 22)
CODES = [cause.code for cause in CONSTRUCTION.causes]
OPTIONS = sorted(
    {
        (question.id, option)
        for question in CONSTRUCTION.all_questions()
        for option in question.options or (("yes", "no") if question.kind is QuestionKind.YES_NO else ())
    }
)
ANSWERS = st.lists(st.sampled_from(OPTIONS)).map(dict)


@given(st.sampled_from(CODES), ANSWERS)
def test_each_page_leads_on_to_the_check_and_back_to_the_cause(code: str, answers: dict[str, str]) -> None:
    way = route(CONSTRUCTION, {**answers, CAUSE: code})
    place, seen = way.places[0], [way.places[0]]
    while (place := way.after(place)) not in seen:
        seen.append(place)
    assert tuple(seen) == way.places
    assert seen[-1] == Place(Stage.CHECK)
    back: Place | None = seen[-1]
    for expected in reversed(seen):
        assert back == expected
        back = way.before(expected)
    assert back is None


@given(st.sampled_from(CODES), ANSWERS)
def test_each_move_is_in_the_table(code: str, answers: dict[str, str]) -> None:
    places = route(CONSTRUCTION, {**answers, CAUSE: code}).places
    for before, after in pairwise(places):
        assert after.stage in NEXT[before.stage]
        assert STEPS[before.stage] <= STEPS[after.stage]


def test_every_stage_is_reached_and_only_what_was_sent_has_no_exit() -> None:
    reached: set[Stage] = {Stage.CAUSE}
    border: Iterable[Stage] = reached
    while border:
        border = {after for before in border for after in NEXT[before]} - reached
        reached |= set(border)
    assert reached == set(Stage)
    assert [stage for stage in Stage if not NEXT[stage]] == [Stage.SENT]


def test_without_a_cause_there_is_one_page() -> None:
    assert route(CONSTRUCTION, {}).places == (Place(Stage.CAUSE),)
    assert unfinished(CONSTRUCTION, {CAUSE: "?"}, TODAY) == (Place(Stage.CAUSE),)


@pytest.mark.parametrize("code", CODES)
def test_a_draft_goes_on_where_something_is_missing(code: str) -> None:
    answers = {CAUSE: code}
    assert resumed_at(CONSTRUCTION, answers, TODAY) == Place(Stage.QUESTIONS, "head")


def test_a_page_that_the_answers_no_longer_ask_for_is_none() -> None:
    assert route(CONSTRUCTION, {CAUSE: "A4"}).place("summons") == Place(Stage.QUESTIONS, "summons")
    assert route(CONSTRUCTION, {CAUSE: "A1"}).place("summons") is None


def test_a_question_is_found_on_its_page() -> None:
    blocks = route(CONSTRUCTION, {CAUSE: "E3"}).blocks
    asked_in = {question.id: block for block, questions in blocks.items() for question in questions}
    assert asked_in["complaint"] == "vehicle"
    assert "hearing_on" not in asked_in
