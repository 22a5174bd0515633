"""How failed attempts slow down (RULES A6)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from societaire.identity.throttling import NO_WAIT, recent, released, wait
from societaire.settings import ThrottleRule

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
RULE = ThrottleRule()


def failures(count: int, every: timedelta = timedelta(seconds=1)) -> tuple[datetime, ...]:
    return tuple(NOW - every * (count - index) for index in range(count))


def test_four_failures_cost_no_wait() -> None:
    assert wait(RULE, failures(4), NOW) == NO_WAIT


def test_the_fifth_failure_costs_a_minute_from_its_moment() -> None:
    assert wait(RULE, failures(5), NOW) == timedelta(seconds=59)


@pytest.mark.parametrize(
    ("count", "minutes"), [(5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 32), (11, 60), (12, 60), (24, 60)]
)
def test_the_wait_doubles_up_to_an_hour(count: int, minutes: int) -> None:
    last_just_now = (*failures(count - 1), NOW)
    assert wait(RULE, last_just_now, NOW) == timedelta(minutes=minutes)


def test_the_wait_ends() -> None:
    assert wait(RULE, (*failures(4), NOW), NOW + timedelta(minutes=1)) == NO_WAIT


def test_twenty_five_failures_close_the_key_until_the_oldest_is_a_day_old() -> None:
    spread = failures(25, timedelta(minutes=57))
    assert wait(RULE, spread, NOW) == spread[0] + timedelta(hours=24) - NOW
    assert wait(RULE, spread, spread[0] + timedelta(hours=24)) < timedelta(hours=1)


def test_failures_older_than_a_day_are_forgotten() -> None:
    assert recent(RULE, [NOW - timedelta(hours=24)], NOW) == ()


def test_a_clock_set_back_neither_forgives_nor_punishes_beyond_the_rule() -> None:
    future = [NOW + timedelta(hours=3)] * 5
    assert wait(RULE, future, NOW) == timedelta(minutes=1)


def test_a_released_attempt_is_taken_back_once() -> None:
    assert released((NOW, NOW), NOW) == (NOW,)
    assert released((), NOW) == ()


@given(st.lists(st.integers(min_value=0, max_value=200_000), max_size=60))
def test_at_most_twenty_five_attempts_pass_in_any_day(steps: list[int]) -> None:
    moment = NOW
    passed: list[datetime] = []
    for step in steps:
        moment += timedelta(seconds=step)
        if wait(RULE, passed, moment) == NO_WAIT:
            passed.append(moment)
    for first in passed:
        assert sum(first <= other < first + RULE.window for other in passed) <= RULE.most
