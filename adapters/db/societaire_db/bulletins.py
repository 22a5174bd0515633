"""What happened for a company, as its people read it."""

from attrs import frozen
from sqlalchemy import Connection, and_, bindparam, case, func, or_, select

from societaire.companies.access import AccessState, Profile
from societaire.events import ActorKind
from societaire.ports.bulletins import NEWS, RESERVED, Bulletin
from societaire.values import PersonId, Siren
from societaire_db.journal import EVENT, event_of
from societaire_db.tables import accesses, events, markers
from societaire_db.upserts import upsert

_STREAM = events.c.stream == "company:" + accesses.c.siren
# Ids are random hexadecimal digits: nothing else that an event holds looks like one, and LIKE needs no escape.
_NEWS = or_(
    events.c.kind.in_(sorted(NEWS)),
    and_(
        events.c.kind.in_(sorted(RESERVED)),
        or_(
            accesses.c.profile == Profile.ADMINISTRATOR.value,
            events.c["values"].contains(accesses.c.person_id),
        ),
    ),
)
_MARKER = (
    select(markers.c.position)
    .where(markers.c.person_id == accesses.c.person_id, markers.c.siren == accesses.c.siren)
    .correlate(accesses)
    .scalar_subquery()
)
_IS_NEW = and_(
    events.c.position > func.coalesce(_MARKER, 0),
    events.c.at >= accesses.c.granted_at,
    or_(events.c.actor_kind != ActorKind.PERSON.value, events.c.actor_code != accesses.c.person_id),
)
UNSEEN = select(func.count()).select_from(events).where(_STREAM, _NEWS, _IS_NEW).correlate(accesses).scalar_subquery()
"""How many news an access has that its person did not see."""

_FRESH = case((_IS_NEW, 1), else_=0)
_ALL = (
    accesses.c.person_id == bindparam("person_id"),
    accesses.c.siren == bindparam("siren"),
    accesses.c.state == AccessState.LIVE.value,
    _NEWS,
)
_PAGE = (
    select(*EVENT, _FRESH.label("fresh"))
    .join_from(accesses, events, _STREAM)
    .where(*_ALL)
    .order_by(_FRESH.desc(), events.c.position.desc())
    .limit(bindparam("most"))
    .offset(bindparam("first"))
)
_COUNT = select(func.count()).select_from(accesses.join(events, _STREAM)).where(*_ALL)
_FORWARD = upsert(markers, changed=["position"])
_KEPT = select(markers.c.position).where(
    markers.c.person_id == bindparam("person_id"), markers.c.siren == bindparam("siren")
)


@frozen
class SqlBulletins:
    """The Bulletins port."""

    connection: Connection

    def page(self, person_id: PersonId, siren: Siren, first: int, most: int) -> tuple[tuple[Bulletin, ...], int]:
        whose = {"person_id": person_id, "siren": siren.number}
        rows = self.connection.execute(_PAGE, {**whose, "first": first, "most": most})
        found = tuple(Bulletin(event_of(row[:-1]), bool(row[-1])) for row in rows)
        return found, self.connection.execute(_COUNT, whose).scalar_one()

    def mark(self, person_id: PersonId, siren: Siren, position: int) -> None:
        whose = {"person_id": person_id, "siren": siren.number}
        kept = self.connection.execute(_KEPT, whose).scalar() or 0
        if position > kept:
            self.connection.execute(_FORWARD.on(self.connection), {**whose, "position": position})
