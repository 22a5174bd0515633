"""Choices, standings, and alerts queued in sets."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from attrs import frozen
from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    text,
    type_coerce,
    union,
    update,
)
from sqlalchemy import Text as PlainText

from societaire.claims.claim import Claim
from societaire.companies.access import AccessState
from societaire.identity.person import Person
from societaire.notifications import PUBLISHED, Message, MessageKind, MessageState
from societaire.ports.notices import Reader, Verification
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire.preferences.standing import Standing
from societaire.values import PersonId, Siren
from societaire_db.identifiers import random_identifier
from societaire_db.notice_tables import digest_claims
from societaire_db.readers import readers_of
from societaire_db.rows import PERSON, STANDING, Values, person_of, siren_of, standing_of
from societaire_db.tables import accesses, choices, credentials, digest_items, documents, outbox, persons, standings
from societaire_db.types import Instant, Text
from societaire_db.upserts import is_postgresql, upsert

_PIECE = 500
"""References named in one statement."""

_CHOICES = select(choices.c.person_id, choices.c.topic, choices.c.frequency, choices.c.chosen_at).where(
    choices.c.person_id == bindparam("person_id")
)
_CHOOSE = upsert(choices, changed=["frequency", "chosen_at"])

_STANDS = upsert(standings, changed=[column.name for column in STANDING[1:]])
_OF_PERSON = select(*STANDING).where(standings.c.person_id == bindparam("person_id"))
_HAS_BOUNCED = standings.c.bounced_email == persons.c.email
_OPEN = (
    select(func.min(accesses.c.siren))
    .where(accesses.c.person_id == persons.c.id, accesses.c.state == AccessState.LIVE.value)
    .correlate(persons)
    .scalar_subquery()
)
_TO_VERIFY = (
    select(*PERSON, *STANDING, _OPEN)
    .select_from(persons.join(credentials).outerjoin(standings, standings.c.person_id == persons.c.id))
    .where(
        persons.c.id > bindparam("after"),
        _OPEN.is_not(None),
        or_(standings.c.person_id.is_(None), standings.c.bounced_email.is_(None), ~_HAS_BOUNCED),
        or_(
            standings.c.verified_email.is_(None),
            standings.c.verified_email != persons.c.email,
            standings.c.verified_at < bindparam("before"),
        ),
    )
    .order_by(persons.c.id)
    .limit(bindparam("most"))
)
_BOUNCED = (
    select(*PERSON, *STANDING)
    .select_from(accesses.join(persons).join(standings, standings.c.person_id == persons.c.id))
    .where(accesses.c.siren == bindparam("siren"), accesses.c.state == AccessState.LIVE.value, _HAS_BOUNCED)
    .order_by(persons.c.last_name, persons.c.first_name, persons.c.id)
)

_NOW = bindparam("now", type_=Instant())
_TOPIC = case({kind.value: topic.value for kind, (topic, _) in PUBLISHED.items()}, value=documents.c.kind)
_MESSAGE_KIND = case({kind.value: message.value for kind, (_, message) in PUBLISHED.items()}, value=documents.c.kind)
_ASKED = and_(choices.c.person_id == accesses.c.person_id, choices.c.topic == _TOPIC)
_READERS = (
    documents.join(accesses, and_(accesses.c.siren == documents.c.siren, accesses.c.state == AccessState.LIVE.value))
    .join(choices, _ASKED)
    .join(persons, persons.c.id == accesses.c.person_id)
)
_NAMED = documents.c.reference.in_(bindparam("references", expanding=True))
# Identifiers are hexadecimal digits: nothing in them needs an escape in the JSON text.
_DOCUMENT_VALUES = type_coerce(literal('[["document","') + documents.c.id + literal('"]]'), PlainText())
_DAILY = (
    select(persons.c.id, documents.c.id, documents.c.siren, _NOW, literal(""))
    .select_from(_READERS)
    .where(_NAMED, choices.c.frequency == Frequency.DAILY.value)
)
_KEEP = (
    insert(digest_items)
    .from_select(
        ["person_id", "document_id", "siren", "at", "message"],
        _DAILY.where(
            ~exists(
                select(digest_items.c.person_id)
                .where(digest_items.c.person_id == persons.c.id, digest_items.c.document_id == documents.c.id)
                .correlate(persons, documents)
            )
        ),
    )
    .execution_options(preserve_rowcount=True)
)

# Twenty-four random digits of the person's and the moment: no other message has them, and no statement more is needed.
# Documents and claims that are taken together get the same one.
_TAKEN_AT = bindparam("taken_at", type_=Instant())


def _told(table: Table, person: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the person was queued a daily message for the day before this one."""
    told = table.alias()
    return exists(
        select(told.c.person_id).where(
            told.c.person_id == person, told.c.taken_at >= bindparam("day"), told.c.taken_at != _TAKEN_AT
        )
    )


def _take(table: Table) -> Update:
    told = or_(*(_told(each, table.c.person_id) for each in (digest_items, digest_claims)))
    identifier = func.substr(table.c.person_id, 9) + bindparam("moment", type_=Text())
    return update(table).where(table.c.message == "", ~told).values(message=identifier, taken_at=_TAKEN_AT)


def _taken(table: Table) -> Select[tuple[object, ...]]:
    return (
        select(
            table.c.message,
            literal(MessageKind.DIGEST.value),
            persons.c.email,
            _NOW,
            _NOW,
            persons.c.id,
            literal("[]", PlainText()),
            literal(MessageState.QUEUED.value),
            literal_column("0"),
            literal(""),
        )
        .join_from(table, persons, persons.c.id == table.c.person_id)
        .where(table.c.taken_at == _NOW)
    )


_TAKES = tuple(map(_take, (digest_items, digest_claims)))
_TAKEN = union(_taken(digest_items), _taken(digest_claims))
_KEEP_CLAIM = upsert(digest_claims)
_QUEUE_DIGESTS = (
    insert(outbox)
    .from_select(
        [
            "id",
            "kind",
            "recipient",
            "created_at",
            "due_at",
            "person_id",
            "values",
            "state",
            "tries",
            "last_error",
        ],
        _TAKEN,
    )
    .execution_options(preserve_rowcount=True)
)
_FORGETS = tuple(delete(each).where(each.c.at < bindparam("before")) for each in (digest_items, digest_claims))


def _immediate(identifier: ColumnElement[str]) -> Select[tuple[object, ...]]:
    return (
        select(
            identifier,
            _MESSAGE_KIND,
            persons.c.email,
            _NOW,
            _NOW,
            persons.c.id,
            documents.c.siren,
            _DOCUMENT_VALUES,
            literal(MessageState.QUEUED.value),
            literal_column("0"),
            literal(""),
        )
        .select_from(_READERS)
        .where(_NAMED, choices.c.frequency == Frequency.IMMEDIATE.value)
    )


@cache
def _queue(*, postgresql: bool) -> Insert:
    names = [column.name for column in outbox.c if column.name != "leased_until"]
    chosen = _immediate(random_identifier(postgresql=postgresql))
    # In the order of the identifiers just drawn: the key's index grows at its end, not everywhere at once.
    statement = insert(outbox).from_select(names, chosen.order_by(text("1")))
    return statement.execution_options(preserve_rowcount=True)


@frozen
class SqlChoices:
    """The Choices port."""

    connection: Connection

    def of_person(self, person_id: PersonId) -> tuple[Choice, ...]:
        rows = self.connection.execute(_CHOICES, {"person_id": person_id})
        return tuple(Choice(person, Topic(topic), Frequency(often), at) for person, topic, often, at in rows)

    def save(self, choices: Sequence[Choice]) -> None:
        if choices:
            rows = [
                {
                    "person_id": choice.person_id,
                    "topic": choice.topic.value,
                    "frequency": choice.frequency.value,
                    "chosen_at": choice.chosen_at,
                }
                for choice in choices
            ]
            self.connection.execute(_CHOOSE.on(self.connection), rows)


@frozen
class SqlStandings:
    """The Standings port."""

    connection: Connection

    def get(self, person_id: PersonId) -> Standing:
        row = self.connection.execute(_OF_PERSON, {"person_id": person_id}).first()
        return standing_of(row, person_id) if row else Standing(person_id)

    def save(self, standing: Standing) -> None:
        values = {
            "person_id": standing.person_id,
            "paper_since": standing.paper_since,
            "paper_chosen_at": standing.paper_chosen_at,
            "verified_email": standing.verified_email and standing.verified_email.address,
            "verified_at": standing.verified_at,
            "asked_at": standing.asked_at,
            "bounced_email": standing.bounced_email and standing.bounced_email.address,
            "bounced_at": standing.bounced_at,
            "bounce_reason": standing.bounce_reason,
        }
        self.connection.execute(_STANDS.on(self.connection), values)

    def to_verify(self, before: datetime, after: PersonId | None, most: int) -> tuple[Verification, ...]:
        values = {"before": before, "after": after or "", "most": most}
        return tuple(_verification_of(row) for row in self.connection.execute(_TO_VERIFY, values))

    def bounced(self, siren: Siren) -> tuple[tuple[Person, Standing], ...]:
        rows = self.connection.execute(_BOUNCED, {"siren": siren.number})
        found = ((person_of(row[: len(PERSON)]), row[len(PERSON) :]) for row in rows)
        return tuple((person, standing_of(values, person.id)) for person, values in found)


@frozen
class SqlAlerts:
    """The Alerts port: INSERT … SELECT, so that nothing goes through this process person by person."""

    connection: Connection

    def publish(self, references: Sequence[str], now: datetime) -> int:
        count = 0
        queue = _queue(postgresql=is_postgresql(self.connection))
        for first in range(0, len(references), _PIECE):
            values = {"references": list(references[first : first + _PIECE]), "now": now}
            for statement in (queue, _KEEP):
                count += self.connection.execute(statement, values).rowcount
        return count

    def keep_claim(self, person_ids: Sequence[PersonId], claim: Claim, now: datetime) -> None:
        kept = {"claim": claim.id, "message": "", "siren": claim.siren.number, "at": now, "taken_at": None}
        for person_id in person_ids:
            self.connection.execute(_KEEP_CLAIM.on(self.connection), {**kept, "person_id": person_id})

    def digest(self, now: datetime, day: datetime) -> int:
        moment = f"{int(now.timestamp()) & 0xFFFFFFFF:08x}"
        values = {"moment": moment, "taken_at": now, "day": day}
        taken = sum(self.connection.execute(take, values).rowcount for take in _TAKES)
        return self.connection.execute(_QUEUE_DIGESTS, {"now": now}).rowcount if taken else 0

    def readers(self, messages: Sequence[Message]) -> dict[str, Reader]:
        return readers_of(self.connection, messages)

    def forget(self, before: datetime) -> int:
        return sum(self.connection.execute(forget, {"before": before}).rowcount for forget in _FORGETS)


def _verification_of(values: Values) -> Verification:
    person = person_of(values[: len(PERSON)])
    return Verification(person, standing_of(values[len(PERSON) : -1], person.id), siren_of(values[-1]))
