"""Companies and accesses."""

from datetime import datetime
from functools import cache
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, Select, and_, bindparam, case, func, or_, select, update

from societaire.companies.access import Access, AccessState, Membership, Profile, Switcher
from societaire.companies.company import Company
from societaire.contracts.space import Space
from societaire.identity.person import Person
from societaire.values import PersonId, Siren, folded, searched_words
from societaire_db.bulletins import UNSEEN
from societaire_db.rows import (
    ACCESS,
    AGENCY,
    COMPANY,
    CONTACT,
    PERSON,
    STANDING,
    Values,
    access_of,
    agency_of,
    company_of,
    contact_of,
    person_of,
    standing_of,
)
from societaire_db.searching import containing, contains
from societaire_db.tables import accesses, agencies, companies, contacts, persons, standings
from societaire_db.upserts import upsert, write_one

_COMPANY = select(*COMPANY).where(companies.c.siren == bindparam("siren"))
_REACH = ("phone", "email", "street", "postal_code", "city")
_MARKS = ("phone_changed_here", "email_changed_here", "address_changed_here")
_SAVE_COMPANY = (
    update(companies)
    .where(companies.c.siren == bindparam("siren_read"), companies.c.version == bindparam("version_read"))
    .values({name: bindparam(name) for name in (*_REACH, *_MARKS, "version")})
)
COMPANY_LOCKED = (
    select(companies.c.siren).where(companies.c.siren == bindparam("siren")).with_for_update(key_share=True)
)
_ACCESS = select(*ACCESS).where(accesses.c.person_id == bindparam("person_id"), accesses.c.siren == bindparam("siren"))
_OF_COMPANY = (
    select(*ACCESS, *PERSON)
    .join_from(accesses, persons)
    .where(accesses.c.siren == bindparam("siren"))
    .order_by(
        case((accesses.c.profile == Profile.ADMINISTRATOR.value, 0), else_=1),
        persons.c.last_name,
        persons.c.first_name,
        persons.c.id,
    )
)
_LIVE = (accesses.c.person_id == bindparam("person_id"), accesses.c.state == AccessState.LIVE.value)
_LAST_VISITED_FIRST = (accesses.c.visited_at.desc().nulls_last(), companies.c.name_key, companies.c.siren)
_MEMBERSHIP = len(ACCESS) + len(COMPANY)
_AGENCY = _MEMBERSHIP + len(AGENCY)
_CONTACT = _AGENCY + len(CONTACT)
_STANDING = _CONTACT + len(STANDING)

# The present company comes first, with its agency, contact and news, and how the person's address does; then what the
# switcher shows.
_SPACE = (
    select(
        *ACCESS,
        *COMPANY,
        *AGENCY,
        *CONTACT,
        *STANDING,
        case((accesses.c.siren == bindparam("siren"), UNSEEN), else_=0),
        func.count().over(),
    )
    .join_from(accesses, companies)
    .join(agencies, agencies.c.code == companies.c.agency)
    .outerjoin(contacts, contacts.c.code == companies.c.contact)
    .outerjoin(standings, standings.c.person_id == accesses.c.person_id)
    .where(*_LIVE)
    .order_by(case((accesses.c.siren == bindparam("siren"), 0), else_=1), *_LAST_VISITED_FIRST)
    .limit(bindparam("most"))
)
_ALL = select(*ACCESS, *COMPANY, func.count().over()).join_from(accesses, companies).where(*_LIVE)
_INSERT = upsert(accesses)
_UPDATE = (
    update(accesses)
    .where(
        accesses.c.person_id == bindparam("person_read"),
        accesses.c.siren == bindparam("siren_read"),
        accesses.c.version == bindparam("version_read"),
    )
    .values(
        {
            name: bindparam(name)
            for name in (
                "profile",
                "state",
                "granted_at",
                "removed_at",
                "changed_in_portal",
                "version",
                "label",
                "confirmed_at",
            )
        }
    )
)
_VISIT = (
    update(accesses)
    .where(accesses.c.person_id == bindparam("person_read"), accesses.c.siren == bindparam("siren_read"))
    .values(visited_at=bindparam("now"))
)


def _paged(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(*_LAST_VISITED_FIRST).limit(bindparam("most")).offset(bindparam("first"))


_MEMBERSHIPS = _paged(_ALL)
_COUNT = select(func.count()).select_from(accesses.join(companies)).where(*_LIVE)


@cache
def _matching(words: int) -> tuple[Select[Any], Select[int]]:
    """The page and the count of the companies whose name holds as many words, or whose SIREN the number."""
    name = and_(*(containing(companies.c.name_key, f"word{rank}") for rank in range(words)))
    wanted = or_(name, containing(companies.c.siren, "number"))
    return _paged(_ALL.where(wanted)), _COUNT.where(wanted)


@frozen
class SqlCompanies:
    """The Companies port."""

    connection: Connection

    def get(self, siren: Siren) -> Company | None:
        row = self.connection.execute(_COMPANY, {"siren": siren.number}).first()
        return company_of(row) if row else None

    def save(self, company: Company) -> None:
        address = company.address
        values = {
            "phone": company.phone,
            "email": company.email,
            "street": address.street,
            "postal_code": address.postal_code,
            "city": address.city,
            "phone_changed_here": company.phone_changed_here,
            "email_changed_here": company.email_changed_here,
            "address_changed_here": company.address_changed_here,
            "version": company.version + 1,
        }
        read = {"siren_read": company.siren.number, "version_read": company.version}
        write_one(self.connection, _SAVE_COMPANY, {**values, **read})


@frozen
class SqlAccesses:
    """The Accesses port; a company's accesses are locked where `locking`."""

    connection: Connection
    locking: bool

    def space(self, person_id: PersonId, siren: Siren, most: int) -> Space | None:
        values = {"person_id": person_id, "siren": siren.number, "most": most + 1}
        rows = self.connection.execute(_SPACE, values).all()
        if not rows or rows[0][1] != siren.number:
            return None
        here = rows[0]
        return Space(
            _membership_of(here),
            Switcher(tuple(map(_membership_of, rows[1:])), here[-1]),
            agency_of(here[_MEMBERSHIP:_AGENCY]),
            contact_of(here[_AGENCY:_CONTACT]),
            standing_of(here[_CONTACT:_STANDING], person_id),
            here[_STANDING],
        )

    def memberships(self, person_id: PersonId, text: str, first: int, most: int) -> tuple[tuple[Membership, ...], int]:
        words = searched_words(text)
        wanted: dict[str, object] = {"person_id": person_id}
        statement, count = _matching(len(words)) if words else (_MEMBERSHIPS, _COUNT)
        if words:
            wanted["number"] = contains(folded(text).replace(" ", ""))
            wanted |= {f"word{rank}": contains(word) for rank, word in enumerate(words)}
        rows = self.connection.execute(statement, {**wanted, "first": first, "most": most}).all()
        if rows:
            return tuple(map(_membership_of, rows)), rows[0][-1]
        # No row carries the total: beyond the last page only, it has to be asked for.
        beyond = first > 0 or most <= 0
        total = self.connection.execute(count, wanted).scalar_one() if beyond else 0
        return (), total

    def of_company(self, siren: Siren) -> tuple[tuple[Access, Person], ...]:
        if self.locking:
            # The company's row, not the accesses': whoever comes second then sees what the first one did.
            self.connection.execute(COMPANY_LOCKED, {"siren": siren.number})
        rows = self.connection.execute(_OF_COMPANY, {"siren": siren.number})
        return tuple((access_of(row[: len(ACCESS)]), person_of(row[len(ACCESS) :])) for row in rows)

    def get(self, person_id: PersonId, siren: Siren) -> Access | None:
        row = self.connection.execute(_ACCESS, {"person_id": person_id, "siren": siren.number}).first()
        return access_of(row) if row else None

    def save(self, access: Access) -> None:
        values = {
            "profile": access.profile.value,
            "state": access.state.value,
            "granted_at": access.granted_at,
            "removed_at": access.removed_at,
            "changed_in_portal": access.changed_in_portal,
            "version": access.version + 1,
            "label": access.label,
            "confirmed_at": access.confirmed_at,
        }
        key = {"person_id": access.person_id, "siren": access.siren.number}
        read = {
            "person_read": access.person_id,
            "siren_read": access.siren.number,
            "version_read": access.version,
        }
        if access.version == 0:
            added = {**key, **values, "visited_at": access.visited_at}
            write_one(self.connection, _INSERT.on(self.connection), added)
        else:
            write_one(self.connection, _UPDATE, {**values, **read})


@frozen
class SqlVisits:
    """The Visits port."""

    connection: Connection

    def record(self, person_id: PersonId, siren: Siren, now: datetime) -> None:
        values = {"person_read": person_id, "siren_read": siren.number, "now": now}
        self.connection.execute(_VISIT, values)


def _membership_of(values: Values) -> Membership:
    return Membership(access_of(values[: len(ACCESS)]), company_of(values[len(ACCESS) : _MEMBERSHIP]))
