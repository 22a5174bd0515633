"""By when: counted and shown, never blocking, since a late declaration is worth more than none (L113-2 C. ass.)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from attrs import frozen

from societaire.claims.facts import Facts, day, happened
from societaire.values import day_in_paris, instant

WorkingDay = Callable[[date], bool]
"""Whether that day is worked: Monday to Friday, no public holiday."""

DECLARATION_DAYS = 5
THEFT_DAYS = 2
DISASTER_DAYS = 30
COMPLAINT_HOURS = 72
NEAR = timedelta(days=8)
MEETING_NEAR = timedelta(days=5)
_THEFTS = frozenset({"D1", "E3"})


class DeadlineKind(StrEnum):
    """What has to be done by then."""

    DECLARATION = "declaration"
    THEFT_DECLARATION = "theft_declaration"
    DISASTER_DECLARATION = "disaster_declaration"
    CYBER_COMPLAINT = "cyber_complaint"
    HEARING = "hearing"
    MEETING = "meeting"
    APPEAL = "appeal"
    ANSWER = "answer"


SOURCES = {
    DeadlineKind.DECLARATION: "L113-2 C. ass.",
    DeadlineKind.THEFT_DECLARATION: "L113-2 C. ass.",
    DeadlineKind.DISASTER_DECLARATION: "L125-2 C. ass.",
    DeadlineKind.CYBER_COMPLAINT: "L12-10-1 C. ass.",
}


@frozen(order=True)
class Deadline:
    """The last day, or the moment when it counts by hours; `passed` never forbids anything."""

    day: date
    kind: DeadlineKind
    passed: bool
    at: datetime | None = None

    @property
    def source(self) -> str:
        """The text of law that gives it; empty for a hearing or a meeting."""
        return SOURCES.get(self.kind, "")


def after_working_days(start: date, count: int, works: WorkingDay) -> date:
    """The `count`-th working day after `start`."""
    found = start
    while count:
        found += timedelta(days=1)
        count -= works(found)
    return found


def deadlines(cause: str, facts: Facts, now: datetime, works: WorkingDay) -> tuple[Deadline, ...]:
    """Every deadline that the answers give, the nearest first."""
    today = day_in_paris(now)
    dated = sorted((last, kind) for kind, last in _dated(cause, facts, works))
    found = [Deadline(last, kind, today > last) for last, kind in dated]
    if until := _complaint_until(facts):
        found.append(Deadline(day_in_paris(until), DeadlineKind.CYBER_COMPLAINT, now > until, until))
    return tuple(sorted(found, key=lambda one: (one.day, one.kind)))


def _dated(cause: str, facts: Facts, works: WorkingDay) -> Iterator[tuple[DeadlineKind, date]]:
    known = day(facts, "known_on")
    if published := day(facts, "order_published_on"):
        yield DeadlineKind.DISASTER_DECLARATION, published + timedelta(days=DISASTER_DAYS)
    elif known and cause in _THEFTS:
        yield DeadlineKind.THEFT_DECLARATION, after_working_days(known, THEFT_DAYS, works)
    elif known:
        yield DeadlineKind.DECLARATION, after_working_days(known, DECLARATION_DAYS, works)
    for kind, path in (
        (DeadlineKind.HEARING, "hearing_on"),
        (DeadlineKind.MEETING, "meeting_at"),
        (DeadlineKind.APPEAL, "appeal_before"),
        (DeadlineKind.ANSWER, "answer_before"),
    ):
        if found := day(facts, path):
            yield kind, found


def _complaint_until(facts: Facts) -> datetime | None:
    """Only a cyber attack is asked for its moment of discovery."""
    discovered = facts.get("discovered_at")
    # Of a moment in Paris, Python adds hours as its clocks show them: a night that lasts one more or less counts too.
    return instant(discovered) + timedelta(hours=COMPLAINT_HOURS) if isinstance(discovered, datetime) else None


class Urgency(StrEnum):
    """Why the telephone comes first (RULES H1)."""

    DANGER = "danger"
    GAS_LEAK = "gas_leak"
    HEARING = "hearing"
    MEETING = "meeting"
    COMPLAINT = "complaint"


def urgencies(facts: Facts, now: datetime) -> tuple[Urgency, ...]:
    """What is urgent in the answers so far; a day that has passed is not urgent any more."""
    today, found = day_in_paris(now), []
    if facts.get("danger") is True:
        found.append(Urgency.DANGER)
    if facts.get("gas_leak") is True:
        found.append(Urgency.GAS_LEAK)
    hearing, meeting = day(facts, "hearing_on"), day(facts, "meeting_at")
    if hearing and today <= hearing <= today + NEAR:
        found.append(Urgency.HEARING)
    if meeting and today <= meeting < today + MEETING_NEAR:
        found.append(Urgency.MEETING)
    until = _complaint_until(facts)
    if facts.get("complaint") is False and until and now <= until:
        found.append(Urgency.COMPLAINT)
    return tuple(found)


def incident_day(facts: Facts) -> date | None:
    """The day that the list of claims shows: when it happened, or when it was known."""
    return happened(facts) or day(facts, "known_on")
