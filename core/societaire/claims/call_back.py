"""A request to be called back by whoever handles a claim, until it is done (RULES H6)."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from attrs import evolve, frozen

from societaire.errors import Conflict, Invalid, NotFound, Problem
from societaire.values import PARIS, PersonId, Siren

LONGEST_REASON = 500
DAYS_SHOWN = 5
NOTICE = timedelta(hours=2)
_DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_PART = re.compile(r"([a-z]{3}(?:[-,][a-z]{3})*) (.+)")
_RANGE = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})")
USUAL_HOURS = "lun-ven 09:00-12:00,14:00-17:00"
"""What is offered when the agency's hours can't be read."""

Hours = Mapping[int, tuple[tuple[time, time], ...]]
"""Opening ranges by weekday, 0 for Monday."""


class CallBackState(StrEnum):
    """Asked, perhaps planned, then done or missed; or the member took it back."""

    ASKED = "asked"
    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


_ENDS = frozenset({CallBackState.DONE, CallBackState.MISSED, CallBackState.WITHDRAWN})
NEXT: Mapping[CallBackState, frozenset[CallBackState]] = MappingProxyType(
    {
        CallBackState.ASKED: _ENDS | {CallBackState.PLANNED},
        CallBackState.PLANNED: _ENDS | {CallBackState.PLANNED},
        CallBackState.DONE: frozenset[CallBackState](),
        CallBackState.MISSED: frozenset[CallBackState](),
        CallBackState.WITHDRAWN: frozenset[CallBackState](),
    }
)
"""Where each state may lead; after a missed call the member may ask again."""


class CallBackPending(Conflict):
    """A request on this claim is open already: one at a time."""

    code = "call_back_pending"


class CallBackUnknown(NotFound):
    """There is no such request, or it is another company's: one answer for both."""

    code = "call_back_unknown"


class CallBackMoved(Conflict):
    """The request is not open any more; `state` tells what became of it."""

    code = "call_back_moved"


@frozen(order=True)
class Slot:
    """A stretch of one day in which the agency is open, in Paris time."""

    day: date
    start: time
    end: time

    @property
    def name(self) -> str:
        """What a form sends back: `2026-11-23T09:00`."""
        return f"{self.day.isoformat()}T{self.start:%H:%M}"

    @property
    def starts_at(self) -> datetime:
        """Its beginning, as an instant."""
        return datetime.combine(self.day, self.start, PARIS)


@frozen
class CallBack:
    """One request; `asked_by` is None when staff declared the claim for a member who wants to be called.

    `version` is how often it was written: 0 until it is kept.
    """

    id: str
    siren: Siren
    claim: str
    reason: str
    phone: str
    slot: Slot
    asked_by: PersonId | None
    asked_at: datetime
    state: CallBackState = CallBackState.ASKED
    handled_by: str = ""
    handled_at: datetime | None = None
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to call."""
        return self.state in (CallBackState.ASKED, CallBackState.PLANNED)

    def moved(self, state: CallBackState, by: str, now: datetime, slot: Slot | None = None) -> "CallBack":
        """The request in another state, at another time perhaps, as the table allows; raises CallBackMoved."""
        if state not in NEXT[self.state]:
            raise CallBackMoved(state=self.state.value)
        return evolve(self, state=state, handled_by=by, handled_at=now, slot=slot or self.slot)


def hours_of(text: str | None) -> Hours:
    """Opening hours as the insurer's records write them (docs/import.md); the usual ones when they can't be read."""
    found: dict[int, tuple[tuple[time, time], ...]] = {}
    for part in (text or USUAL_HOURS).split("|"):
        match = _PART.fullmatch(part.strip().lower())
        days, ranges = (tuple(_days(match[1])), tuple(_ranges(match[2]))) if match else ((), ())
        if not days or not ranges:
            return hours_of(USUAL_HOURS)
        found.update({day: found.get(day, ()) + ranges for day in days})
    return found


def _days(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in _DAYS or (last or first) not in _DAYS:
            return
        yield from range(_DAYS.index(first), _DAYS.index(last or first) + 1)


def _ranges(text: str) -> Iterator[tuple[time, time]]:
    for part in text.split(","):
        # The midnight that ends a day has no time of its own.
        match = _RANGE.fullmatch(part.strip().replace("-24:00", "-23:59"))
        if match is None:
            return
        first, past, last, end = map(int, match.groups())
        if max(first, last) > 23 or max(past, end) > 59 or (last, end) <= (first, past):
            return
        yield time(first, past), time(last, end)


def slots(hours: Hours, now: datetime, works: Callable[[date], bool]) -> tuple[Slot, ...]:
    """What may be asked for: the ranges of the next five working days that begin two hours from now at least."""
    local, found, days = now.astimezone(PARIS), list[Slot](), 0
    day = local.date()
    for _ in range(31):
        ranges = hours.get(day.weekday(), ()) if works(day) else ()
        coming = [slot for slot in (Slot(day, *both) for both in ranges) if slot.starts_at >= local + NOTICE]
        found += coming
        days += bool(coming)
        if days == DAYS_SHOWN:
            break
        day += timedelta(days=1)
    return tuple(found)


def checked_request(reason: str, phone: str | None, slot_name: str, offered: tuple[Slot, ...]) -> tuple[str, str, Slot]:
    """What was asked, set right; raises Invalid naming every problem.

    `phone` is the number in the form that is kept, None when it is none at all (ContactChecks).
    """
    told, problems = " ".join(reason.split()), []
    if not told:
        problems.append(Problem("reason", "reason_missing"))
    elif len(told) > LONGEST_REASON:
        problems.append(Problem.of("reason", "reason_too_long", maximum=LONGEST_REASON))
    if phone is None:
        problems.append(Problem("phone", "phone_malformed"))
    slot = next((one for one in offered if one.name == slot_name), None)
    if slot is None:
        problems.append(Problem("slot", "slot_gone"))
    if problems or phone is None or slot is None:
        raise Invalid(problems)
    return told, phone, slot
