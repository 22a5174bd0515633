"""Whom alerts are for, read for many messages at once."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, bindparam, select

from societaire.claims.claim import Claim
from societaire.companies.access import AccessState, Profile
from societaire.notifications import Message, MessageKind
from societaire.ports.notices import Reader
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire_db.claims import CLAIM, claim_of
from societaire_db.documents import DOCUMENT, WITHIN, document_of
from societaire_db.notice_tables import digest_claims
from societaire_db.rows import PERSON, STANDING, person_of, standing_of
from societaire_db.tables import accesses, choices, claims, companies, digest_items, documents, persons, standings

_CHOICE = (choices.c.topic, choices.c.frequency, choices.c.chosen_at)
_PERSONS = (
    select(*PERSON, *STANDING, *_CHOICE)
    .select_from(
        persons.outerjoin(standings, standings.c.person_id == persons.c.id).outerjoin(
            choices, choices.c.person_id == persons.c.id
        )
    )
    .where(persons.c.id.in_(bindparam("persons", expanding=True)))
)
_ITEMS = (
    select(digest_items.c.message, digest_items.c.siren, digest_items.c.document_id)
    .where(digest_items.c.message.in_(bindparam("messages", expanding=True)))
    .order_by(digest_items.c.siren, digest_items.c.at, digest_items.c.document_id)
)
_CLAIMS = (
    select(digest_claims.c.message, companies.c.name, accesses.c.profile, *CLAIM)
    .join_from(
        digest_claims, claims, and_(claims.c.id == digest_claims.c.claim, claims.c.siren == digest_claims.c.siren)
    )
    .join(companies, companies.c.siren == claims.c.siren)
    .join(accesses, and_(accesses.c.siren == claims.c.siren, accesses.c.person_id == digest_claims.c.person_id))
    .where(
        digest_claims.c.message.in_(bindparam("messages", expanding=True)),
        accesses.c.state == AccessState.LIVE.value,
    )
    .order_by(digest_claims.c.siren, digest_claims.c.at, digest_claims.c.claim)
)
_OPEN = (
    select(accesses.c.person_id, accesses.c.siren, companies.c.name)
    .join_from(accesses, companies)
    .where(
        accesses.c.person_id.in_(bindparam("persons", expanding=True)),
        accesses.c.siren.in_(bindparam("sirens", expanding=True)),
        accesses.c.state == AccessState.LIVE.value,
    )
)
_DOCUMENTS = select(*DOCUMENT).select_from(WITHIN).where(documents.c.id.in_(bindparam("documents", expanding=True)))


def readers_of(connection: Connection, messages: Sequence[Message]) -> dict[str, Reader]:
    """By the message's id; five statements at most."""
    people = _people(connection, {message.person_id for message in messages if message.person_id})
    if not people:
        return {}
    items = _items(connection, messages)
    sirens = {siren for told in items.values() for siren, _ in told}
    names = {
        (person, siren): name
        for person, siren, name in connection.execute(_OPEN, {"persons": list(people), "sirens": list(sirens)})
    }
    ids = {id_ for told in items.values() for _, id_ in told}
    found = {
        (document.siren.number, document.id): document
        for document in map(document_of, connection.execute(_DOCUMENTS, {"documents": list(ids)}))
    }
    daily = [message.id for message in messages if message.kind is MessageKind.DIGEST]
    told_of: dict[str, list[tuple[str, Claim, Profile]]] = {}
    for id_, name, profile, *row in connection.execute(_CLAIMS, {"messages": daily}) if daily else ():
        told_of.setdefault(id_, []).append((name, claim_of(row), Profile(profile)))
    readers = {}
    for message in messages:
        reader = people.get(message.person_id or "")
        if reader is not None:
            told = tuple(
                (names[reader.person.id, item[0]], found[item])
                for item in items.get(message.id, ())
                if item in found and (reader.person.id, item[0]) in names
            )
            readers[message.id] = Reader(
                reader.person, reader.standing, reader.choices, told, tuple(told_of.get(message.id, ()))
            )
    return readers


def _people(connection: Connection, ids: set[str]) -> dict[str, Reader]:
    """Each person with their standing and choices, told of nothing yet."""
    found: dict[str, Reader] = {}
    for row in connection.execute(_PERSONS, {"persons": list(ids)}) if ids else ():
        first = found.get(row[0])
        if first is None:
            person, stands = person_of(row[: len(PERSON)]), row[len(PERSON) : -len(_CHOICE)]
            first = Reader(person, standing_of(stands, person.id), (), ())
        topic, often, at = row[-len(_CHOICE) :]
        chosen = (Choice(first.person.id, Topic(topic), Frequency(often), at),) if topic else ()
        found[row[0]] = Reader(first.person, first.standing, (*first.choices, *chosen), ())
    return found


def _items(connection: Connection, messages: Sequence[Message]) -> dict[str, list[tuple[str, str]]]:
    """The company and the id of each document that a message tells of."""
    found: dict[str, list[tuple[str, str]]] = {}
    for message in messages:
        named = dict(message.values).get("document")
        if named and message.siren:
            found[message.id] = [(message.siren.number, named)]
    daily = [message.id for message in messages if message.kind is MessageKind.DIGEST]
    for id_, siren, document in connection.execute(_ITEMS, {"messages": daily}) if daily else ():
        found.setdefault(id_, []).append((siren, document))
    return found
