"""Answers become facts, or one problem each, all at once."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from societaire.claims.questions import CAUSE, Question, QuestionKind
from societaire.claims.reading import MOST_ROWS, read_claim, read_moment, read_questions
from societaire.claims.tree import CONSTRUCTION
from societaire.values import PARIS

TODAY = date(2026, 11, 22)
LONG = "Une fissure traverse le mur pignon du rez-de-chaussée au premier étage."
THEFT = {
    CAUSE: "D1",
    "danger": "no",
    "known_on": "20/11/2026",
    "happened_on": "2026-11-19",
    "theft_place.street": "ZA des Chênes",
    "complaint": "no",
    "description": LONG,
    "injuries": "no",
    "follow_up.name": "Claire Martin",
    "preferred_channel": "mail",
}


def _codes(answers: dict[str, str]) -> dict[str, str]:
    return {problem.field: problem.code for problem in read_claim(CONSTRUCTION, answers, TODAY).blocking}


def test_a_complete_declaration_has_nothing_wrong() -> None:
    reading = read_claim(CONSTRUCTION, THEFT, TODAY)
    assert reading.blocking == ()
    assert reading.facts["known_on"] == date(2026, 11, 20)
    assert reading.facts["complaint"] is False


def test_what_is_required_and_missing_is_named_all_at_once() -> None:
    assert set(_codes({CAUSE: "D1"})) == {
        "danger",
        "known_on",
        "happened_on",
        "theft_place",
        "complaint",
        "description",
        "injuries",
        "follow_up",
        "preferred_channel",
    }


def test_without_a_cause_only_the_cause_is_asked_for() -> None:
    assert "cause_missing" in _codes({}).values()
    assert _codes({CAUSE: "Z9"})[CAUSE] == "cause_missing"


def test_not_to_know_is_an_answer_where_that_is_honest() -> None:
    assert _codes({**THEFT, "happened_on": "", "happened_on.unknown": "yes"}) == {}
    assert "known_on" in _codes({**THEFT, "known_on": "", "known_on.unknown": "yes"})


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("known_on", "23/11/2026", "day_ahead"),
        ("known_on", "31/04/2026", "date_unknown"),
        ("known_on", "20/11/26", "day_year"),
        ("estimated_amount", "1.234", "amount_ambiguous"),
        ("estimated_amount", "-5", "claim_amount_negative"),
        ("complaint", "maybe", "choice_unknown"),
        ("preferred_channel", "pigeon", "choice_unknown"),
        ("description", "Trop court", "too_short"),
        ("theft_place.street", "a\u202eb", "control_character"),
        ("theft_place.postal_code", "ABCDE", "postal_code_form"),
        ("theft_place.postal_code", "0100", "postal_code_form"),
        ("theft_place.postal_code", "٦٩٠٠٣", "postal_code_form"),
        ("theft_place.postal_code", "99000", "postal_code_department"),
        ("objects.0.value", "beaucoup", "amount_format"),
    ],
)
def test_what_cannot_be_read_is_told_on_its_field(path: str, text: str, code: str) -> None:
    found = _codes({**THEFT, path: text, "objects.0.label": "Perceuse"})
    assert found == {path: code}


def test_a_row_needs_its_name_and_there_are_so_many_at_most() -> None:
    assert _codes({**THEFT, "objects.3.value": "120"}) == {"objects.3.label": "answer_missing"}
    many = {f"objects.{number}.label": "Perceuse" for number in range(MOST_ROWS + 1)}
    assert _codes({**THEFT, **many}) == {"objects": "rows_too_many"}


def test_answers_that_do_not_apply_are_not_read() -> None:
    assert _codes({**THEFT, "hearing_on": "hier", "served_on": "?"}) == {}


def test_a_hearing_may_lie_ahead() -> None:
    reading = read_claim(CONSTRUCTION, {CAUSE: "A4", "hearing_on": "24/11/2026"}, TODAY)
    assert reading.facts["hearing_on"] == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T14:30", datetime(2026, 11, 23, 14, 30, tzinfo=PARIS)),
        ("23/11/2026 14:30", datetime(2026, 11, 23, 14, 30, tzinfo=PARIS)),
        ("23/11/2026 à 14 h 30", datetime(2026, 11, 23, 14, 30, tzinfo=PARIS)),
        ("23/11/2026 14h", datetime(2026, 11, 23, 14, tzinfo=PARIS)),
    ],
)
def test_moments_are_read_as_people_and_browsers_write_them(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["23/11/2026", "23/11/2026 24:00", "23/11/2026 12:60", "hier 12:00", "23/11/2026 ١٢:00"]
)
def test_moments_that_are_none_are_refused(text: str) -> None:
    assert not isinstance(read_moment(text), datetime)


def test_amounts_are_exact() -> None:
    question = Question("estimated_amount", QuestionKind.AMOUNT)
    reading = read_questions((question,), {"estimated_amount": "12 500,10 €"}, TODAY)
    assert reading.facts == {"estimated_amount": Decimal("12500.10")}


@given(
    st.dictionaries(
        st.sampled_from([path for question in CONSTRUCTION.all_questions() for path in question.paths()]), st.text()
    ),
    st.sampled_from([cause.code for cause in CONSTRUCTION.causes]),
)
def test_whatever_is_typed_gives_facts_and_problems_and_never_an_error(answers: dict[str, str], cause: str) -> None:
    reading = read_claim(CONSTRUCTION, {**answers, CAUSE: cause}, TODAY)
    assert set(reading.facts) - {CAUSE} <= set(answers)
    assert not {problem.field for problem in reading.problems} & set(reading.facts)


@pytest.mark.parametrize("text", ["69003", " 69 003 ", "01000", "20090", "97410", "98000", "98800"])
def test_postal_codes_are_read_with_their_spaces_overseas_included(text: str) -> None:
    reading = read_claim(CONSTRUCTION, {**THEFT, "theft_place.postal_code": text}, TODAY)
    assert reading.blocking == ()
    assert reading.facts["theft_place.postal_code"] == text.replace(" ", "")


def test_a_place_abroad_is_told_with_its_city() -> None:
    assert _codes({**THEFT, "theft_place.postal_code": "", "theft_place.city": "1000 Bruxelles"}) == {}
