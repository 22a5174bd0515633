"""Persons, their passwords, and who never chose one."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, select, union, update
from sqlalchemy.exc import IntegrityError

from societaire.companies.access import AccessState
from societaire.identity.links import Purpose
from societaire.identity.person import Credential, Person
from societaire.notifications import MessageKind, MessageState
from societaire.ports.identity import EmailTaken, StaleWrite
from societaire.values import Email, PersonId, Siren
from societaire_db.rows import CREDENTIAL, PERSON, Values, credential_of, person_of
from societaire_db.tables import accesses, credentials, links, outbox, persons
from societaire_db.types import Instant
from societaire_db.upserts import upsert

_BY_ID = select(*PERSON).where(persons.c.id == bindparam("id"))
_WITH_CREDENTIAL = select(*PERSON, *CREDENTIAL).outerjoin_from(persons, credentials)
_BY_EMAIL = _WITH_CREDENTIAL.where(persons.c.email == bindparam("email"))
_BY_CODE = _WITH_CREDENTIAL.where(persons.c.code == bindparam("code"))
_OWNER = select(persons.c.id).where(persons.c.email == bindparam("email"))
_INSERT = upsert(persons)
_UPDATE = (
    update(persons)
    .where(persons.c.id == bindparam("id_read"), persons.c.version == bindparam("version_read"))
    .values({column.name: bindparam(column.name) for column in persons.c if column.name != "id"})
)
_SAVE_CREDENTIAL = upsert(credentials, changed=["password_hash", "changed_at"])


@frozen
class SqlPersons:
    """The Persons port."""

    connection: Connection

    def get(self, person_id: PersonId) -> Person | None:
        row = self.connection.execute(_BY_ID, {"id": person_id}).first()
        return person_of(row) if row else None

    def by_email(self, email: Email) -> tuple[Person, Credential | None] | None:
        return _with_credential(self.connection.execute(_BY_EMAIL, {"email": email.address}).first())

    def by_code(self, code: str) -> tuple[Person, Credential | None] | None:
        return _with_credential(self.connection.execute(_BY_CODE, {"code": code}).first())

    def save(self, person: Person) -> None:
        values: dict[str, object] = {
            "email": person.email.address,
            "code": person.code,
            "last_name": person.last_name,
            "first_name": person.first_name,
            "civility": person.civility,
            "birth_date": person.birth_date,
            "phone": person.phone,
            "version": person.version + 1,
        }
        if not (self._change(person, values) if person.version else self._add(person, values)):
            owner = self.connection.execute(_OWNER, {"email": person.email.address}).scalar()
            raise StaleWrite() if owner in (None, person.id) else EmailTaken()

    def save_credential(self, credential: Credential) -> None:
        self.connection.execute(
            _SAVE_CREDENTIAL.on(self.connection),
            {
                "person_id": credential.person_id,
                "password_hash": credential.password_hash,
                "changed_at": credential.changed_at,
            },
        )

    def _add(self, person: Person, values: dict[str, object]) -> bool:
        # The table refuses a second owner by itself, without spoiling the transaction.
        return self.connection.execute(_INSERT.on(self.connection), {"id": person.id, **values}).rowcount == 1

    def _change(self, person: Person, values: dict[str, object]) -> bool:
        try:
            with self.connection.begin_nested():
                read = {"id_read": person.id, "version_read": person.version}
                return self.connection.execute(_UPDATE, {**values, **read}).rowcount == 1
        except IntegrityError:
            return False


@frozen
class SqlInvitees:
    """The Invitees port."""

    connection: Connection

    def waiting(self, siren: Siren | None, after: PersonId | None, most: int) -> tuple[Person, ...]:
        values = {"siren": siren and siren.number, "after": after or "", "most": most}
        return tuple(map(person_of, self.connection.execute(_WAITING if siren is None else _WAITING_IN, values)))

    def just_invited(self, persons: Collection[PersonId], since: datetime) -> frozenset[PersonId]:
        found = self.connection.execute(_JUST_INVITED, {"persons": list(persons), "since": since})
        return frozenset(PersonId(person_id) for person_id in found.scalars())


def _waiting(*wanted: ColumnElement[bool]) -> Select[Any]:
    live = select(accesses.c.person_id).where(accesses.c.state == AccessState.LIVE.value, *wanted)
    return (
        select(*PERSON)
        .where(
            persons.c.id > bindparam("after"),
            persons.c.id.in_(live),
            ~select(credentials.c.person_id).where(credentials.c.person_id == persons.c.id).exists(),
        )
        .order_by(persons.c.id)
        .limit(bindparam("most"))
    )


_AMONG: BindParameter[Any] = bindparam("persons", expanding=True)
_JUST_INVITED = union(
    select(links.c.person_id).where(
        links.c.person_id.in_(_AMONG),
        links.c.purpose == Purpose.ACTIVATION.value,
        links.c.created_at >= bindparam("since", type_=Instant()),
        links.c.used_at.is_(None),
        links.c.replaced_at.is_(None),
    ),
    select(outbox.c.person_id).where(
        outbox.c.person_id.in_(_AMONG),
        outbox.c.kind == MessageKind.ACTIVATION.value,
        outbox.c.state == MessageState.QUEUED.value,
    ),
)
_WAITING = _waiting()
_WAITING_IN = _waiting(accesses.c.siren == bindparam("siren"))


def _with_credential(row: Values | None) -> tuple[Person, Credential | None] | None:
    if row is None:
        return None
    return person_of(row[: len(PERSON)]), credential_of(row[len(PERSON) :])
