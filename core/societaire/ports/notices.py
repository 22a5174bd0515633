"""What persons chose to be told of, how they can be written to, and the alerts that follow, as kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from attrs import frozen

from societaire.claims.claim import Claim
from societaire.companies.access import Profile
from societaire.contracts.document import Document
from societaire.identity.person import Person
from societaire.notifications import Message
from societaire.preferences.choices import Choice
from societaire.preferences.standing import Standing
from societaire.values import DocumentId, PersonId, Siren


@frozen
class DigestItem:
    """A document that a person's daily message is to tell of."""

    person_id: PersonId
    siren: Siren
    document_id: DocumentId


@frozen
class Reader:
    """Whom a message was queued for, as they stand now.

    `documents` are those that it tells of, each with its company's name, in the companies that the person may still
    open: by company, then as they were kept. `claims` are those that a daily message tells of, with the profile that
    the person has in their company.
    """

    person: Person
    standing: Standing
    choices: tuple[Choice, ...]
    documents: tuple[tuple[str, Document], ...]
    claims: tuple[tuple[str, Claim, Profile], ...] = ()


@frozen
class Verification:
    """A person whose address is to be verified; `siren` is a company that is open to them."""

    person: Person
    standing: Standing
    siren: Siren


class Choices(Protocol):
    """What each person chose."""

    def of_person(self, person_id: PersonId) -> tuple[Choice, ...]:
        """Those ever made, one for each topic at most."""

    def save(self, choices: Sequence[Choice]) -> None:
        """Set or replace them."""


class Standings(Protocol):
    """How each person can be written to."""

    def get(self, person_id: PersonId) -> Standing:
        """One that says nothing when nothing is known."""

    def save(self, standing: Standing) -> None:
        """Set or replace it."""

    def to_verify(self, before: datetime, after: PersonId | None, most: int) -> tuple[Verification, ...]:
        """Activated persons with a live access whose present address was not verified since, by id after `after`.

        Those whose present address bounced are left out.
        """

    def bounced(self, siren: Siren) -> tuple[tuple[Person, Standing], ...]:
        """Persons with a live access to the company whose present address bounced, by last name."""


class Alerts(Protocol):
    """Alerts in sets: the number of statements depends neither on the number of persons nor on that of messages."""

    def publish(self, references: Sequence[str], now: datetime) -> int:
        """Tell whoever has a live access to each document's company and asked for its topic; returns how many times.

        A message each is queued for those who asked for it at once, an item kept for those who asked for a daily
        message. Documents of a kind that nobody is told of are passed over (societaire.notifications.PUBLISHED).
        """

    def keep_claim(self, person_ids: Sequence[PersonId], claim: Claim, now: datetime) -> None:
        """Have their next daily message tell of a claim, once however often it changes until then."""

    def digest(self, now: datetime, day: datetime) -> int:
        """Queue one daily message for each person with items that none tells of yet; returns how many.

        Whoever was queued one since `day` waits for the next day.
        """

    def readers(self, messages: Sequence[Message]) -> Mapping[str, Reader]:
        """Whom each message is for, by the message's id; nobody when its person is gone."""

    def forget(self, before: datetime) -> int:
        """Drop older items; returns how many."""
