"""Persons, links, sessions, known browsers and attempts, in memory."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from attrs import evolve, frozen

from societaire.identity.links import Link, Purpose
from societaire.identity.person import Credential, Person
from societaire.identity.sessions import KnownDevice, Session
from societaire.notifications import MessageKind, MessageState
from societaire.ports.identity import EmailTaken, StaleWrite
from societaire.testing.memory_tables import MemoryTables
from societaire.values import Email, PersonId, SessionId, Siren


@frozen
class MemoryPersons:
    """The Persons port."""

    tables: MemoryTables

    def get(self, person_id: PersonId) -> Person | None:
        return self.tables.persons.get(person_id)

    def by_email(self, email: Email) -> tuple[Person, Credential | None] | None:
        return self._first(person for person in self.tables.persons.values() if person.email == email)

    def by_code(self, code: str) -> tuple[Person, Credential | None] | None:
        return self._first(person for person in self.tables.persons.values() if person.code == code)

    def save(self, person: Person) -> None:
        kept = self.tables.persons.get(person.id)
        if person.version != (kept.version if kept else 0):
            raise StaleWrite()
        others = [other for other in self.tables.persons.values() if other.id != person.id]
        if any(other.email == person.email for other in others):
            raise EmailTaken()
        if person.code is not None and any(other.code == person.code for other in others):
            raise StaleWrite()
        self.tables.persons[person.id] = evolve(person, version=person.version + 1)

    def save_credential(self, credential: Credential) -> None:
        self.tables.credentials[credential.person_id] = credential

    def _first(self, found: Iterable[Person]) -> tuple[Person, Credential | None] | None:
        for person in found:
            return person, self.tables.credentials.get(person.id)
        return None


@frozen
class MemoryInvitees:
    """The Invitees port."""

    tables: MemoryTables

    def waiting(self, siren: Siren | None, after: PersonId | None, most: int) -> tuple[Person, ...]:
        ids = {
            access.person_id
            for access in self.tables.accesses.values()
            if access.is_live and (siren is None or access.siren == siren)
        }
        wanted = sorted(i for i in ids if i not in self.tables.credentials and (after is None or i > after))
        return tuple(self.tables.persons[i] for i in wanted[:most])

    def just_invited(self, persons: Collection[PersonId], since: datetime) -> frozenset[PersonId]:
        links = [link for link in self.tables.links.values() if link.purpose is Purpose.ACTIVATION]
        found = {k.person_id for k in links if k.used_at is k.replaced_at is None and k.created_at >= since}
        waiting = (m for m in self.tables.outbox.values() if m.state is MessageState.QUEUED)
        found |= {m.person_id for m in waiting if m.kind is MessageKind.ACTIVATION and m.person_id}
        return frozenset(persons) & found


@frozen
class MemoryLinks:
    """The Links port."""

    tables: MemoryTables

    def add(self, link: Link) -> None:
        self._replace(link.person_id, link.created_at, link.purpose)
        self.tables.links[link.digest] = link

    def by_digest(self, digest: str, purpose: Purpose) -> Link | None:
        link = self.tables.links.get(digest)
        return link if link and link.purpose is purpose else None

    def save(self, link: Link) -> None:
        kept = self.tables.links.get(link.digest)
        if kept is None or kept.used_at or kept.replaced_at:
            raise StaleWrite()
        self.tables.links[link.digest] = evolve(kept, used_at=link.used_at, replaced_at=link.replaced_at)

    def latest(self, person_id: PersonId, purpose: Purpose) -> Link | None:
        links = [k for k in self.tables.links.values() if k.person_id == person_id and k.purpose is purpose]
        return max(links, key=lambda link: (link.created_at, link.digest), default=None)

    def close(self, person_id: PersonId, now: datetime) -> None:
        self._replace(person_id, now, None)

    def _replace(self, person_id: PersonId, now: datetime, purpose: Purpose | None) -> None:
        for link in tuple(self.tables.links.values()):
            is_open = link.used_at is None and link.replaced_at is None
            if is_open and link.person_id == person_id and purpose in (None, link.purpose):
                self.tables.links[link.digest] = evolve(link, replaced_at=now)


@frozen
class MemorySessions:
    """The Sessions port."""

    tables: MemoryTables

    def with_person(self, digest: str) -> tuple[Session, Person] | None:
        session = self.tables.sessions.get(digest)
        return (session, self.tables.persons[session.person_id]) if session else None

    def add(self, session: Session) -> None:
        self.tables.sessions[session.digest] = session

    def touch(self, session: Session) -> None:
        kept = self.tables.sessions.get(session.digest)
        if kept is not None and kept.seen_at < session.seen_at:
            self.tables.sessions[session.digest] = evolve(kept, seen_at=session.seen_at)

    def of_person(self, person_id: PersonId) -> tuple[Session, ...]:
        found = sorted((s for s in self.tables.sessions.values() if s.person_id == person_id), key=lambda s: s.id)
        return tuple(sorted(found, key=lambda session: session.seen_at, reverse=True))

    def end(self, person_id: PersonId, only: Sequence[SessionId] | None = None) -> int:
        ended = [s for s in self.of_person(person_id) if only is None or s.id in only]
        for session in ended:
            del self.tables.sessions[session.digest]
        return len(ended)


@frozen
class MemoryDevices:
    """The Devices port."""

    tables: MemoryTables

    def of(self, digest: str) -> KnownDevice | None:
        return self.tables.devices.get(digest)

    def save(self, device: KnownDevice) -> None:
        self.tables.devices[device.digest] = device


@frozen
class MemoryAttempts:
    """The Attempts port."""

    tables: MemoryTables

    def of(self, key: str) -> tuple[datetime, ...]:
        return self.tables.attempts.get(key, ())

    def save(self, key: str, failures: Sequence[datetime]) -> None:
        self.tables.attempts[key] = tuple(sorted(failures))
        if not failures:
            del self.tables.attempts[key]

    def purge(self, before: datetime) -> int:
        old = [key for key, failures in self.tables.attempts.items() if failures[-1] < before]
        for key in old:
            del self.tables.attempts[key]
        return len(old)
