"""What the insurer's side does of mails: bounces, daily messages, yearly verifications, messages given up."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time

from attrs import evolve, frozen

from societaire.errors import Invalid, Problem
from societaire.events import Actor, EmailBounced, EmailReached, OutboxRetried
from societaire.identity.person import Person
from societaire.notifications import Message, MessageKind, MessageState
from societaire.ports.clock import Clock
from societaire.ports.database import Database
from societaire.ports.entropy import Entropy
from societaire.ports.notices import Verification
from societaire.settings import Limits
from societaire.use_cases.people import known_person
from societaire.values import PARIS, PersonId, day_in_paris

PORTION = 500
LISTED = 1000


@frozen
class Mailing:
    """Mails as staff and the nightly maintenance see them."""

    database: Database
    entropy: Entropy
    clock: Clock
    limits: Limits

    def bounce(self, name: str, reason: str, actor: Actor) -> Person:
        """Note that mails to a person come back: none is sent any more until they have another address.

        Raises PersonUnknown, or Invalid without a reason.
        """
        if not reason.strip():
            raise Invalid([Problem("reason", "reason_missing")])
        with self.database.write() as unit:
            person = known_person(unit, name)
            unit.standings.save(unit.standings.get(person.id).bounced(person.email, reason.strip(), self.clock.now()))
            unit.record(EmailBounced(person.id), actor)
            unit.commit()
        return person

    def clear_bounce(self, name: str, actor: Actor) -> Person:
        """Note that a person's address works again; raises PersonUnknown."""
        with self.database.write() as unit:
            person = known_person(unit, name)
            standing = unit.standings.get(person.id)
            if standing.bounced_email is not None:
                unit.standings.save(standing.reached())
                unit.record(EmailReached(person.id), actor)
                unit.commit()
        return person

    def unverified(self) -> Iterator[Verification]:
        """Whoever did not verify their address for a year, by id."""
        before = self.clock.now() - self.limits.email_verification
        after: PersonId | None = None
        while True:
            with self.database.read() as kept:
                found = kept.standings.to_verify(before, after, PORTION)
            yield from found
            if len(found) < PORTION:
                return
            after = found[-1].person.id

    def nightly(self) -> Mapping[str, int]:
        """Daily messages and yearly verifications queued, old items dropped; a second time adds nothing."""
        now = self.clock.now()
        with self.database.write() as unit:
            counts = {
                "digests": unit.alerts.digest(now, datetime.combine(day_in_paris(now), time(), PARIS)),
                "digest_items": unit.alerts.forget(now - self.limits.digest_item),
            }
            unit.commit()
        counts["email_checks"] = self._ask_verifications(now)
        return {name: count for name, count in counts.items() if count}

    def reasons(self) -> Mapping[tuple[MessageState, str], int]:
        """How many messages there are by state and last error."""
        with self.database.read() as kept:
            return kept.outbox_desk.reasons()

    def oldest_due(self) -> datetime | None:
        """When the message that waits for the longest fell due."""
        with self.database.read() as kept:
            return kept.outbox.oldest_due()

    def listed(self, state: MessageState, most: int = LISTED) -> tuple[Message, ...]:
        """Messages in a state, the last created first."""
        with self.database.read() as kept:
            return kept.outbox_desk.listed(state, most)

    def retry(self, ids: Sequence[str] | None, actor: Actor) -> int:
        """Queue again messages that were given up: those named, or all; returns how many."""
        with self.database.write() as unit:
            count = unit.outbox_desk.retry(ids, self.clock.now())
            if count:
                unit.record(OutboxRetried(count, tuple(ids or ())), actor)
                unit.commit()
        return count

    def _ask_verifications(self, now: datetime) -> int:
        count = 0
        batch: list[Verification] = []
        for each in self.unverified():
            asked_at = each.standing.asked_at
            if asked_at is None or now - asked_at >= self.limits.email_verification_reminder:
                batch.append(each)
            if len(batch) == PORTION:
                count += self._ask(batch, now)
                batch = []
        return count + self._ask(batch, now)

    def _ask(self, batch: Sequence[Verification], now: datetime) -> int:
        if not batch:
            return 0
        with self.database.write() as unit:
            for each in batch:
                unit.standings.save(evolve(unit.standings.get(each.person.id), asked_at=now))
            unit.outbox.add(
                [
                    Message(
                        self.entropy.identifier(),
                        MessageKind.EMAIL_CHECK,
                        each.person.email,
                        now,
                        now,
                        each.person.id,
                        each.siren,
                    )
                    for each in batch
                ]
            )
            unit.commit()
        return len(batch)
