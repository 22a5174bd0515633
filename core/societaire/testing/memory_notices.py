"""Choices, standings, alerts and what staff sees of the outbox, in memory."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from attrs import evolve, frozen

from societaire.claims.claim import Claim
from societaire.companies.access import Profile
from societaire.contracts.document import Document
from societaire.identity.person import Person
from societaire.notifications import PUBLISHED, Message, MessageKind, MessageState
from societaire.ports.notices import DigestItem, Reader, Verification
from societaire.preferences.choices import Choice, Frequency
from societaire.preferences.standing import Standing
from societaire.testing.memory_tables import KeptClaim, KeptItem, MemoryTables
from societaire.values import DocumentId, PersonId, Siren


@frozen
class MemoryChoices:
    """The Choices port."""

    tables: MemoryTables

    def of_person(self, person_id: PersonId) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.tables.choices.values() if choice.person_id == person_id)

    def save(self, choices: Sequence[Choice]) -> None:
        for choice in choices:
            self.tables.choices[choice.person_id, choice.topic] = choice


@frozen
class MemoryStandings:
    """The Standings port."""

    tables: MemoryTables

    def get(self, person_id: PersonId) -> Standing:
        return self.tables.standings.get(person_id, Standing(person_id))

    def save(self, standing: Standing) -> None:
        self.tables.standings[standing.person_id] = standing

    def to_verify(self, before: datetime, after: PersonId | None, most: int) -> tuple[Verification, ...]:
        found = []
        for person_id, person in sorted(self.tables.persons.items()):
            standing = self.get(person_id)
            live = sorted(a.siren for a in self.tables.accesses.values() if a.person_id == person_id and a.is_live)
            known = standing.verified_email == person.email and standing.verified_at and standing.verified_at >= before
            is_left_out = known or standing.is_bounced(person.email) or person_id not in self.tables.credentials
            if live and not is_left_out and person_id > (after or ""):
                found.append(Verification(person, standing, live[0]))
        return tuple(found[:most])

    def bounced(self, siren: Siren) -> tuple[tuple[Person, Standing], ...]:
        live = [a.person_id for a in self.tables.accesses.values() if a.siren == siren and a.is_live]
        found = [(self.tables.persons[person_id], self.get(person_id)) for person_id in live]
        return tuple(
            sorted(
                (each for each in found if each[1].is_bounced(each[0].email)),
                key=lambda each: (each[0].last_name, each[0].first_name, each[0].id),
            )
        )


@frozen
class MemoryAlerts:
    """The Alerts port."""

    tables: MemoryTables

    def publish(self, references: Sequence[str], now: datetime) -> int:
        count = 0
        for reference in references:
            document = self.tables.documents.get(reference)
            if document is None or document.kind not in PUBLISHED:
                continue
            topic, kind = PUBLISHED[document.kind]
            for access in self.tables.accesses.values():
                choice = self.tables.choices.get((access.person_id, topic))
                if access.siren != document.siren or not access.is_live or choice is None:
                    continue
                person = self.tables.persons[access.person_id]
                if choice.frequency is Frequency.IMMEDIATE:
                    values = (("document", document.id),)
                    self._queue(f"{reference}:{now}", kind, person, now, access.siren, values)
                elif choice.frequency is Frequency.DAILY:
                    item = KeptItem(DigestItem(person.id, document.siren, document.id), now)
                    self.tables.digest_items.setdefault((person.id, document.id), item)
                else:
                    continue
                count += 1
        return count

    def keep_claim(self, person_ids: Sequence[PersonId], claim: Claim, now: datetime) -> None:
        for person_id in person_ids:
            self.tables.digest_claims.setdefault((person_id, claim.id, ""), KeptClaim(claim.siren, now))

    def digest(self, now: datetime, day: datetime) -> int:
        items, claims = self.tables.digest_items, self.tables.digest_claims
        every = [(key[0], kept.message, kept.taken_at) for key, kept in items.items()]
        every += [(key[0], key[2], kept.taken_at) for key, kept in claims.items()]
        told = {person_id for person_id, _, taken_at in every if taken_at and taken_at >= day}
        waiting = sorted({person_id for person_id, message, _ in every if not message} - told)
        for person_id in waiting:
            message = self._queue(f"{now}", MessageKind.DIGEST, self.tables.persons[person_id], now)
            for key, kept in list(items.items()):
                if key[0] == person_id and not kept.message:
                    items[key] = evolve(kept, message=message, taken_at=now)
            for whose, claim, taken in list(claims):
                if (whose, taken) == (person_id, ""):
                    claims[whose, claim, message] = evolve(claims.pop((whose, claim, taken)), taken_at=now)
        return len(waiting)

    def readers(self, messages: Sequence[Message]) -> dict[str, Reader]:
        found = {}
        for message in messages:
            person = self.tables.persons.get(message.person_id) if message.person_id else None
            if person is not None:
                told = [each for item in self._items(message, person) for each in self._documents(item)]
                chosen = MemoryChoices(self.tables).of_person(person.id)
                standing = MemoryStandings(self.tables).get(person.id)
                claims = tuple(self._claims(message, person))
                found[message.id] = Reader(person, standing, chosen, tuple(told), claims)
        return found

    def _items(self, message: Message, person: Person) -> list[DigestItem]:
        named = dict(message.values).get("document")
        if named and message.siren:
            return [DigestItem(person.id, message.siren, DocumentId(named))]
        found = [kept for kept in self.tables.digest_items.values() if kept.message == message.id]
        found.sort(key=lambda kept: (kept.item.siren, kept.at, kept.item.document_id))
        return [kept.item for kept in found]

    def _documents(self, item: DigestItem) -> list[tuple[str, Document]]:
        access = self.tables.accesses.get((item.person_id, item.siren))
        if access is None or not access.is_live:
            return []
        name = self.tables.companies[item.siren].name
        kept = self.tables.documents.values()
        return [(name, each) for each in kept if (each.siren, each.id) == (item.siren, item.document_id)]

    def _claims(self, message: Message, person: Person) -> Iterator[tuple[str, Claim, Profile]]:
        kept = [(one.siren, one.at, key[1]) for key, one in self.tables.digest_claims.items() if key[2] == message.id]
        for siren, _, claim_id in sorted(kept):
            access = self.tables.accesses.get((person.id, siren))
            claims = (one for one in self.tables.claims.values() if (one.siren, one.id) == (siren, claim_id))
            claim = next(claims, None)
            if access and access.is_live and claim:
                yield self.tables.companies[siren].name, claim, access.profile

    def forget(self, before: datetime) -> int:
        old = [key for key, kept in self.tables.digest_items.items() if kept.at < before]
        past = [whose for whose, kept in self.tables.digest_claims.items() if kept.at < before]
        for key in old:
            del self.tables.digest_items[key]
        for whose in past:
            del self.tables.digest_claims[whose]
        return len(old) + len(past)

    def _queue(
        self,
        seed: str,
        kind: MessageKind,
        person: Person,
        now: datetime,
        siren: Siren | None = None,
        values: tuple[tuple[str, str], ...] = (),
    ) -> str:
        # The databases draw identifiers at random; these are the same at each run of a test.
        id_ = hashlib.sha256(f"{seed}:{kind}:{person.id}".encode()).hexdigest()[:32]
        self.tables.outbox[id_] = Message(id_, kind, person.email, now, now, person.id, siren, values)
        return id_


@frozen
class MemoryOutboxDesk:
    """The OutboxDesk port."""

    tables: MemoryTables

    def reasons(self) -> dict[tuple[MessageState, str], int]:
        return dict(Counter((message.state, message.last_error) for message in self.tables.outbox.values()))

    def listed(self, state: MessageState, most: int) -> tuple[Message, ...]:
        found = [message for message in self.tables.outbox.values() if message.state is state]
        found.sort(key=lambda message: (message.created_at, message.id), reverse=True)
        return tuple(found[:most])

    def retry(self, ids: Sequence[str] | None, now: datetime) -> int:
        wanted = None if ids is None else tuple(ids)
        count = 0
        for id_, message in list(self.tables.outbox.items()):
            if message.state is MessageState.DEAD and (wanted is None or id_.startswith(wanted)):
                self.tables.outbox[id_] = evolve(message, state=MessageState.QUEUED, tries=0, due_at=now)
                count += 1
        return count
