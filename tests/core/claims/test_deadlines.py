"""Days counted as the law counts them, and never in the way."""

from datetime import UTC, date, datetime

from societaire.claims.deadlines import Deadline, DeadlineKind, Urgency, after_working_days, deadlines, urgencies
from societaire.claims.facts import Fact
from societaire.values import PARIS

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOLIDAYS = {date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14), date(2026, 5, 25)}


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def test_five_working_days_jump_over_the_holidays_of_may() -> None:
    assert after_working_days(date(2026, 5, 7), 5, works) == date(2026, 5, 18)


def test_a_theft_known_on_friday_evening_is_declared_by_tuesday() -> None:
    found = deadlines("D1", {"known_on": date(2026, 11, 20)}, NOON, works)
    assert found == (Deadline(date(2026, 11, 24), DeadlineKind.THEFT_DECLARATION, False),)


def test_a_late_declaration_is_told_and_nothing_more() -> None:
    (found,) = deadlines("A1", {"known_on": date(2026, 11, 2)}, NOON, works)
    assert (found.day, found.passed, found.source) == (date(2026, 11, 9), True, "L113-2 C. ass.")


def test_a_natural_disaster_runs_thirty_days_from_the_order() -> None:
    facts = {"known_on": date(2026, 10, 1), "order_published_on": date(2026, 11, 10)}
    (found,) = deadlines("D5", facts, NOON, works)
    assert (found.kind, found.day) == (DeadlineKind.DISASTER_DECLARATION, date(2026, 12, 10))


def test_a_cyber_complaint_has_seventy_two_hours() -> None:
    discovered = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
    facts: dict[str, Fact] = {"known_on": date(2026, 11, 20), "discovered_at": discovered, "complaint": False}
    found = {one.kind: one for one in deadlines("D8", facts, NOON, works)}
    assert found[DeadlineKind.CYBER_COMPLAINT].at == datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    assert not found[DeadlineKind.CYBER_COMPLAINT].passed
    assert urgencies(facts, NOON) == (Urgency.COMPLAINT,)
    assert urgencies(facts, datetime(2026, 11, 23, 13, tzinfo=UTC)) == ()


def test_seventy_two_hours_count_the_night_when_clocks_go_back() -> None:
    facts: dict[str, Fact] = {"discovered_at": datetime(2026, 10, 24, 12, tzinfo=PARIS), "complaint": False}
    (found,) = deadlines("D8", facts, NOON, works)
    assert found.at == datetime(2026, 10, 27, 10, tzinfo=UTC)


def test_the_nearest_day_comes_first() -> None:
    facts = {"known_on": date(2026, 11, 23), "hearing_on": date(2026, 11, 24)}
    assert [one.kind for one in deadlines("A4", facts, NOON, works)] == [
        DeadlineKind.HEARING,
        DeadlineKind.DECLARATION,
    ]


def test_a_hearing_tomorrow_is_urgent_one_in_nine_days_or_yesterday_is_not() -> None:
    assert urgencies({"hearing_on": date(2026, 11, 24)}, NOON) == (Urgency.HEARING,)
    assert urgencies({"hearing_on": date(2026, 12, 2)}, NOON) == ()
    assert urgencies({"hearing_on": date(2026, 11, 22)}, NOON) == ()


def test_a_meeting_this_afternoon_is_urgent() -> None:
    assert urgencies({"meeting_at": datetime(2026, 11, 23, 13, tzinfo=UTC)}, NOON) == (Urgency.MEETING,)
    assert urgencies({"meeting_at": datetime(2026, 11, 28, 13, tzinfo=UTC)}, NOON) == ()


def test_danger_and_a_gas_leak_are_urgent() -> None:
    assert urgencies({"danger": True, "gas_leak": True}, NOON) == (Urgency.DANGER, Urgency.GAS_LEAK)
