"""Slots within the agency's hours, one life for a request."""

from datetime import UTC, date, datetime, time
from itertools import product

import pytest

from societaire.claims.call_back import (
    NEXT,
    CallBack,
    CallBackMoved,
    CallBackState,
    Slot,
    checked_request,
    hours_of,
    slots,
)
from societaire.errors import Invalid
from societaire.values import PersonId, Siren

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
"""Friday, 10:30 in Paris."""
HOURS = hours_of("lun-jeu 08:30-12:00,13:30-17:30|ven 08:30-12:00,13:30-16:30")
SLOT = Slot(date(2026, 11, 23), time(8, 30), time(12))


def works(day: date) -> bool:
    return day.weekday() < 5 and day != date(2026, 11, 24)


def _request(state: CallBackState = CallBackState.ASKED) -> CallBack:
    return CallBack(
        "c" * 32, Siren("552000002"), "s", "Où en est l'expert ?", "+33612345678", SLOT, PersonId("p"), NOW, state
    )


def test_what_began_or_begins_within_two_hours_is_not_offered() -> None:
    assert slots(HOURS, NOW, works)[0] == Slot(date(2026, 11, 20), time(13, 30), time(16, 30))


def test_five_working_days_are_offered_holidays_and_week_ends_left_out() -> None:
    days = sorted({slot.day.day for slot in slots(HOURS, NOW, works)})
    assert days == [20, 23, 25, 26, 27]


@pytest.mark.parametrize(
    "text", ["sur rendez-vous", "", None, "lun-ven 17:00-09:00", "lun 25:00-26:00", "abc 08:00-09:00"]
)
def test_hours_that_cannot_be_read_give_the_usual_ones(text: str | None) -> None:
    assert hours_of(text)[0] == ((time(9), time(12)), (time(14), time(17)))


def test_days_may_be_listed_and_a_range_may_last_until_midnight() -> None:
    morning, night = (time(9), time(12)), (time(20), time(23, 59))
    assert hours_of("lun,mer-jeu 09:00-12:00|dim 20:00-24:00") == {
        0: (morning,),
        2: (morning,),
        3: (morning,),
        6: (night,),
    }


def test_a_place_that_never_works_offers_nothing() -> None:
    assert slots(HOURS, NOW, lambda _: False) == ()


def test_every_pair_of_states_is_allowed_or_refused_by_the_table() -> None:
    for before, after in product(CallBackState, CallBackState):
        if after in NEXT[before]:
            assert _request(before).moved(after, "I001", NOW).state is after
        else:
            with pytest.raises(CallBackMoved):
                _request(before).moved(after, "I001", NOW)


def test_every_problem_of_a_request_is_named_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        checked_request(" ", None, "2026-11-19T08:30", slots(HOURS, NOW, works))
    assert [problem.code for problem in refused.value.problems] == ["reason_missing", "phone_malformed", "slot_gone"]


def test_a_request_in_order_is_set_right() -> None:
    offered = slots(HOURS, NOW, works)
    assert checked_request("  Où en\nest l'expert ? ", "+33612345678", SLOT.name, offered) == (
        "Où en est l'expert ?",
        "+33612345678",
        SLOT,
    )
