"""Invitations, allowed mailboxes and rosters."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import Connection, and_, bindparam, case, func, or_, select, update

from societaire.companies.access import AccessState, Profile
from societaire.companies.invitation import Invitation, InvitationState
from societaire.companies.review import ReviewDue
from societaire.ports.invitations import RosterLine
from societaire.values import Email, PersonId, Siren
from societaire_db.rows import ACCESS, COMPANY, PERSON, Values, access_of, company_of, email_of, person_of, siren_of
from societaire_db.tables import (
    access_reviews,
    accesses,
    allowed_mailboxes,
    companies,
    invitation_links,
    invitations,
    persons,
)
from societaire_db.types import Instant
from societaire_db.upserts import upsert, write_one

_INVITATION = (
    invitations.c.id,
    invitations.c.siren,
    invitations.c.email,
    invitations.c.last_name,
    invitations.c.first_name,
    invitations.c.label,
    invitations.c.invited_by,
    invitations.c.created_at,
    invitations.c.sent_at,
    invitations.c.expires_at,
    invitations.c.state,
    invitations.c.digest,
    invitations.c.version,
)
_OF_COMPANY = (
    select(*_INVITATION)
    .where(invitations.c.siren == bindparam("siren"))
    .order_by(invitations.c.created_at.desc(), invitations.c.id)
)
_GET = select(*_INVITATION).where(invitations.c.siren == bindparam("siren"), invitations.c.id == bindparam("id"))
_BY_DIGEST = (
    select(*_INVITATION)
    .join_from(invitation_links, invitations, invitations.c.id == invitation_links.c.invitation)
    .where(invitation_links.c.digest == bindparam("digest"))
)
_INSERT = upsert(invitations)
_UPDATE = (
    update(invitations)
    .where(invitations.c.id == bindparam("id_read"), invitations.c.version == bindparam("version_read"))
    .values({name: bindparam(name) for name in ("sent_at", "expires_at", "state", "digest", "version")})
)
_INSERT_LINK = upsert(invitation_links)

_ALLOWED = select(allowed_mailboxes.c.email).where(allowed_mailboxes.c.siren == bindparam("siren"))
_ALLOW = upsert(allowed_mailboxes)

_LIVE = accesses.c.state == AccessState.LIVE.value
_ROSTER = (
    select(*ACCESS, *PERSON, *COMPANY)
    .join_from(accesses, persons)
    .join(companies, companies.c.siren == accesses.c.siren)
    .where(
        _LIVE,
        or_(
            accesses.c.siren > bindparam("siren"),
            and_(accesses.c.siren == bindparam("siren"), accesses.c.person_id > bindparam("person_id")),
        ),
    )
    .order_by(accesses.c.siren, accesses.c.person_id)
    .limit(bindparam("most"))
)
_SINCE = case((accesses.c.confirmed_at > accesses.c.granted_at, accesses.c.confirmed_at), else_=accesses.c.granted_at)
_BEFORE = bindparam("before", type_=Instant())
_leading = accesses.alias("leading")
_led = select(_leading.c.siren).where(
    _leading.c.state == AccessState.LIVE.value, _leading.c.profile == Profile.ADMINISTRATOR.value
)
_REVIEWS = (
    select(
        companies.c.siren,
        companies.c.name,
        func.min(_SINCE, type_=Instant()),
        func.count(),
        access_reviews.c.asked_at,
    )
    .join_from(accesses, companies)
    .outerjoin(access_reviews, access_reviews.c.siren == companies.c.siren)
    .where(_LIVE, _SINCE <= _BEFORE, companies.c.siren.in_(_led))
    .group_by(companies.c.siren, companies.c.name, access_reviews.c.asked_at)
    .order_by(companies.c.siren)
    .limit(bindparam("most"))
)
_DUE = _REVIEWS.where(companies.c.siren > bindparam("after"))
_DUE_IN = _REVIEWS.where(companies.c.siren == bindparam("siren"))
_ASKED = upsert(access_reviews, changed=["asked_at"])
_PERSON = len(ACCESS)
_COMPANY = _PERSON + len(PERSON)


@frozen
class SqlInvitations:
    """The Invitations port."""

    connection: Connection

    def of_company(self, siren: Siren) -> tuple[Invitation, ...]:
        return tuple(map(_invitation_of, self.connection.execute(_OF_COMPANY, {"siren": siren.number})))

    def get(self, siren: Siren, invitation_id: str) -> Invitation | None:
        row = self.connection.execute(_GET, {"siren": siren.number, "id": invitation_id}).first()
        return _invitation_of(row) if row else None

    def by_digest(self, digest: str) -> Invitation | None:
        row = self.connection.execute(_BY_DIGEST, {"digest": digest}).first()
        return _invitation_of(row) if row else None

    def save(self, invitation: Invitation) -> None:
        values = {
            "sent_at": invitation.sent_at,
            "expires_at": invitation.expires_at,
            "state": invitation.state.value,
            "digest": invitation.digest,
            "version": invitation.version + 1,
        }
        if invitation.version:
            read = {"id_read": invitation.id, "version_read": invitation.version}
            write_one(self.connection, _UPDATE, {**values, **read})
        else:
            write_one(self.connection, _INSERT.on(self.connection), {**values, **_fixed(invitation)})
        if invitation.digest:
            link = {"digest": invitation.digest, "siren": invitation.siren.number, "invitation": invitation.id}
            self.connection.execute(_INSERT_LINK.on(self.connection), link)


@frozen
class SqlAllowedMailboxes:
    """The AllowedMailboxes port."""

    connection: Connection

    def of_company(self, siren: Siren) -> frozenset[Email]:
        return frozenset(email_of(email) for (email,) in self.connection.execute(_ALLOWED, {"siren": siren.number}))

    def add(self, siren: Siren, email: Email, now: datetime) -> None:
        values = {"siren": siren.number, "email": email.address, "allowed_at": now}
        self.connection.execute(_ALLOW.on(self.connection), values)


@frozen
class SqlRosters:
    """The Rosters port."""

    connection: Connection

    def live(self, after: tuple[Siren, PersonId] | None, most: int) -> tuple[RosterLine, ...]:
        siren, person_id = (after[0].number, after[1]) if after else ("", "")
        rows = self.connection.execute(_ROSTER, {"siren": siren, "person_id": person_id, "most": most})
        return tuple(
            RosterLine(access_of(row[:_PERSON]), person_of(row[_PERSON:_COMPANY]), company_of(row[_COMPANY:]))
            for row in rows
        )

    def due(self, before: datetime, after: Siren | None, most: int) -> Sequence[ReviewDue]:
        values = {"before": before, "after": after.number if after else "", "most": most}
        return [ReviewDue(siren_of(siren), *rest) for siren, *rest in self.connection.execute(_DUE, values)]

    def due_in(self, siren: Siren, before: datetime) -> ReviewDue | None:
        row = self.connection.execute(_DUE_IN, {"before": before, "siren": siren.number, "most": 1}).first()
        return ReviewDue(siren, *row[1:]) if row else None

    def asked(self, siren: Siren, now: datetime) -> None:
        self.connection.execute(_ASKED.on(self.connection), {"siren": siren.number, "asked_at": now})


def _fixed(invitation: Invitation) -> dict[str, object]:
    return {
        "id": invitation.id,
        "siren": invitation.siren.number,
        "email": invitation.email.address,
        "last_name": invitation.last_name,
        "first_name": invitation.first_name,
        "label": invitation.label,
        "invited_by": invitation.invited_by,
        "created_at": invitation.created_at,
    }


def _invitation_of(values: Values) -> Invitation:
    id_, siren, email, last_name, first_name, label, by, created_at, sent_at, expires_at, state, *rest = values
    return Invitation(
        id_,
        siren_of(siren),
        email_of(email),
        last_name,
        first_name,
        label,
        by,
        created_at,
        sent_at,
        expires_at,
        InvitationState(state),
        *rest,
    )
