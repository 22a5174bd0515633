"""Invitations, allowed mailboxes and rosters, in memory."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from attrs import evolve, frozen

from societaire.companies.access import Access, Profile
from societaire.companies.invitation import Invitation
from societaire.companies.review import ReviewDue, confirmed_since
from societaire.ports.identity import StaleWrite
from societaire.ports.invitations import RosterLine
from societaire.testing.memory_tables import MemoryTables
from societaire.values import Email, PersonId, Siren


@frozen
class MemoryInvitations:
    """The Invitations port."""

    tables: MemoryTables

    def of_company(self, siren: Siren) -> tuple[Invitation, ...]:
        found = sorted((one for one in self.tables.invitations.values() if one.siren == siren), key=lambda one: one.id)
        return tuple(sorted(found, key=lambda one: one.created_at, reverse=True))

    def get(self, siren: Siren, invitation_id: str) -> Invitation | None:
        found = self.tables.invitations.get(invitation_id)
        return found if found and found.siren == siren else None

    def by_digest(self, digest: str) -> Invitation | None:
        return self.tables.invitations.get(self.tables.invitation_links.get(digest, ""))

    def save(self, invitation: Invitation) -> None:
        kept = self.tables.invitations.get(invitation.id)
        if invitation.version != (kept.version if kept else 0):
            raise StaleWrite()
        self.tables.invitations[invitation.id] = evolve(invitation, version=invitation.version + 1)
        if invitation.digest:
            self.tables.invitation_links[invitation.digest] = invitation.id


@frozen
class MemoryAllowedMailboxes:
    """The AllowedMailboxes port."""

    tables: MemoryTables

    def of_company(self, siren: Siren) -> frozenset[Email]:
        return frozenset(email for allowed, email in self.tables.allowed_mailboxes if allowed == siren)

    def add(self, siren: Siren, email: Email, now: datetime) -> None:
        self.tables.allowed_mailboxes.setdefault((siren, email), now)


@frozen
class MemoryRosters:
    """The Rosters port."""

    tables: MemoryTables

    def live(self, after: tuple[Siren, PersonId] | None, most: int) -> tuple[RosterLine, ...]:
        lines = sorted(self._lines(), key=lambda line: (line.access.siren, line.access.person_id))
        beyond = [line for line in lines if after is None or (line.access.siren, line.access.person_id) > after]
        return tuple(beyond[:most])

    def due(self, before: datetime, after: Siren | None, most: int) -> Sequence[ReviewDue]:
        found: dict[Siren, list[Access]] = {}
        for line in self._lines():
            found.setdefault(line.access.siren, []).append(line.access)
        due = [
            self._due(siren, waiting)
            for siren, accesses in sorted(found.items())
            if (after is None or siren > after)
            and any(access.profile is Profile.ADMINISTRATOR for access in accesses)
            and (waiting := [access for access in accesses if confirmed_since(access) <= before])
        ]
        return due[:most]

    def due_in(self, siren: Siren, before: datetime) -> ReviewDue | None:
        return next((one for one in self.due(before, None, len(self.tables.companies)) if one.siren == siren), None)

    def asked(self, siren: Siren, now: datetime) -> None:
        self.tables.access_reviews[siren] = now

    def _due(self, siren: Siren, waiting: list[Access]) -> ReviewDue:
        since = min(map(confirmed_since, waiting))
        name = self.tables.companies[siren].name
        return ReviewDue(siren, name, since, len(waiting), self.tables.access_reviews.get(siren))

    def _lines(self) -> Iterator[RosterLine]:
        for access in self.tables.accesses.values():
            if access.is_live:
                yield RosterLine(access, self.tables.persons[access.person_id], self.tables.companies[access.siren])
