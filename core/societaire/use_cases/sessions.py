"""Sessions seen and ended by their owner (SECURITY: reference tokens, server-side end)."""

from attrs import frozen

from societaire.errors import NotFound
from societaire.events import Actor, SessionsEnded, person_actor
from societaire.identity.links import digest
from societaire.identity.person import Person
from societaire.identity.sessions import Session, SessionOver
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.identity import DatabaseBusy
from societaire.settings import Limits
from societaire.values import PersonId, SessionId


class SessionUnknown(NotFound):
    """The person has no such session."""

    code = "session_unknown"


@frozen
class Sessions:
    """Who is signed in, from where, and how to end it."""

    database: Database
    clock: Clock
    limits: Limits

    def current(self, token: str, *, prolong: bool = True) -> tuple[Session, Person]:
        """The live session of a token, and its person; seen now unless the request is not a person's act.

        Raises SessionOver when there is none, or when its time is over.
        """
        now = self.clock.now()
        with self.database.read() as kept:
            found = kept.sessions.with_person(digest(token))
        if found is None or not found[0].is_live(now, self.limits):
            raise SessionOver()
        touched = found[0].touched(now) if prolong else None
        if touched:
            self._touch(touched)
        return found

    def sign_out(self, token: str) -> None:
        """End the token's session for good; an unknown token is already signed out."""
        with self.database.write() as unit:
            found = unit.sessions.with_person(digest(token))
            if found:
                unit.sessions.end(found[1].id, (found[0].id,))
            unit.commit()

    def of_person(self, person_id: PersonId) -> tuple[Session, ...]:
        """The person's live sessions, the last seen first."""
        now = self.clock.now()
        with self.database.read() as kept:
            return tuple(s for s in kept.sessions.of_person(person_id) if s.is_live(now, self.limits))

    def end(self, person_id: PersonId, session_id: SessionId) -> None:
        """End one of the person's own sessions; raises SessionUnknown for any other."""
        with self.database.write() as unit:
            if not unit.sessions.end(person_id, (session_id,)):
                raise SessionUnknown()
            unit.record(SessionsEnded(person_id, 1), person_actor(person_id))
            unit.commit()

    def end_others(self, person_id: PersonId, kept_session: SessionId) -> int:
        """End every session of the person but one; returns how many were ended."""
        with self.database.write() as unit:
            others = tuple(s.id for s in unit.sessions.of_person(person_id) if s.id != kept_session)
            count = unit.sessions.end(person_id, others)
            if count:
                unit.record(SessionsEnded(person_id, count), person_actor(person_id))
            unit.commit()
        return count

    def end_all(self, person_id: PersonId, actor: Actor) -> int:
        """End every session of a person, on behalf of the insurer; returns how many were ended."""
        with self.database.write() as unit:
            count = unit.sessions.end(person_id)
            unit.record(SessionsEnded(person_id, count), actor)
            unit.commit()
        return count

    def _touch(self, session: Session) -> None:
        try:
            with self.database.write() as unit:
                unit.sessions.touch(session)
                unit.commit()
        except DatabaseBusy:
            # A page must not be refused because the hour of its reading can't be noted: the next one will note it.
            return
