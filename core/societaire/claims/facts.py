"""The answers as typed values, and the days that matter among them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from societaire.values import day_in_paris

Fact = str | int | bool | date | datetime | Decimal | tuple[str, ...]
"""A typed answer; the codes of a question that takes several come as a tuple."""
Facts = Mapping[str, Fact]
"""Typed answers by path; what is unknown, unanswered or unreadable is absent."""


def day(facts: Facts, path: str) -> date | None:
    """The day of an answer, in Paris when it is a moment; None when there is none."""
    found = facts.get(path)
    if isinstance(found, datetime):
        return day_in_paris(found)
    return found if isinstance(found, date) else None


def first_day(facts: Facts, *paths: str) -> date | None:
    """The first of these days that was given."""
    return next((found for path in paths if (found := day(facts, path))), None)


def happened(facts: Facts) -> date | None:
    """When it happened, whichever question asked for it."""
    return first_day(facts, "happened_at", "happened_on", "discovered_at", "accident_on", "appeared_on")


def complained(facts: Facts) -> date | None:
    """When somebody first asked something of the member: their claim, the act, the convocation."""
    return first_day(facts, "first_claimed_on", "served_on", "convened_on", "act_received_on")


def years_after(start: date, years: int) -> date:
    """The same day so many years later; 28 February where there is no 29th."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)
