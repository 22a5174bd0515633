"""What a person asks to be told of: one choice for all their companies (RULES F3, F4)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from attrs import frozen

from societaire.values import PersonId


class Topic(StrEnum):
    """What may be asked for; whatever else the service sends can't be switched off."""

    PREMIUM_NOTICES = "premium_notices"
    ATTESTATIONS = "attestations"
    CLAIMS = "claims"


class Frequency(StrEnum):
    """How often: nothing is sent to whoever did not ask."""

    OFF = "off"
    IMMEDIATE = "immediate"
    DAILY = "daily"


@frozen
class Choice:
    """What a person chose of a topic, and when: the proof of their consent; the event log holds the choices before."""

    person_id: PersonId
    topic: Topic
    frequency: Frequency = Frequency.OFF
    chosen_at: datetime | None = None


def chosen(kept: Iterable[Choice], person_id: PersonId) -> Mapping[Topic, Choice]:
    """A choice for every topic: OFF where the person never chose."""
    found = {choice.topic: choice for choice in kept}
    return {topic: found.get(topic, Choice(person_id, topic)) for topic in Topic}


def changed(present: Mapping[Topic, Choice], wanted: Mapping[Topic, Frequency], now: datetime) -> tuple[Choice, ...]:
    """The choices that differ from the present ones, dated; topics that are not named stay as they are."""
    return tuple(
        Choice(present[topic].person_id, topic, frequency, now)
        for topic, frequency in wanted.items()
        if frequency is not present[topic].frequency
    )
