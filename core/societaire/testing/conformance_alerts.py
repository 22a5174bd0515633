"""What any database must do with alerts queued in sets, and with those whom they are for."""

from datetime import timedelta

import pytest
from attrs import evolve

from societaire.companies.access import AccessState, Profile
from societaire.companies.company import Company
from societaire.contracts.document import DocumentKind
from societaire.notifications import MessageKind
from societaire.ports.database import Database
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire.preferences.standing import Standing
from societaire.testing.conformance_claims import a_claim, add
from societaire.testing.conformance_journal import message
from societaire.testing.conformance_notices import HOUR, choose
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id
from societaire.values import PersonId


class AlertsConformance(DatabaseConformance):
    """Alerts in sets."""

    @pytest.fixture
    def company(self, world: World) -> Company:
        """A company with one contract, an attestation and a premium notice, which D1 and D2 name, and a letter D3."""
        company = world.company()
        contract = world.contract(company)
        world.document(contract, "D1")
        world.document(contract, "D2", kind=DocumentKind.PREMIUM_NOTICE)
        world.document(contract, "D3", kind=DocumentKind.LETTER)
        return company

    def test_whoever_asked_is_told_once_of_each_document(
        self, database: Database, world: World, company: Company
    ) -> None:
        both, one, silent = world.person(1), world.person(2), world.person(3)
        for person in (both, one, silent):
            world.access(person, company)
        choose(
            database,
            (both, Topic.ATTESTATIONS, Frequency.IMMEDIATE),
            (both, Topic.PREMIUM_NOTICES, Frequency.IMMEDIATE),
            (one, Topic.ATTESTATIONS, Frequency.IMMEDIATE),
            (one, Topic.PREMIUM_NOTICES, Frequency.OFF),
        )
        with database.write() as unit:
            assert unit.alerts.publish(["D1", "D2", "D3", "unknown"], NOON) == 3
            assert unit.alerts.publish([], NOON) == 0
            unit.commit()
        with database.write() as unit:
            queued = unit.outbox.lease(NOON, NOON + HOUR, 10)
            document = next(d for d in unit.documents.latest(company.siren, (), 3) if d.reference == "D2")
        assert {(m.kind, m.person_id) for m in queued} == {
            (MessageKind.ATTESTATION_PUBLISHED, both.id),
            (MessageKind.ATTESTATION_PUBLISHED, one.id),
            (MessageKind.PREMIUM_NOTICE_PUBLISHED, both.id),
        }
        told = next(m for m in queued if m.kind is MessageKind.PREMIUM_NOTICE_PUBLISHED)
        assert told == evolve(
            message(0),
            id=told.id,
            kind=MessageKind.PREMIUM_NOTICE_PUBLISHED,
            recipient=both.email,
            due_at=NOON,
            person_id=both.id,
            siren=company.siren,
            values=(("document", document.id),),
        )
        assert len({m.id for m in queued}) == 3
        assert all(len(m.id) == 32 for m in queued)

    def test_only_live_accesses_are_told(self, database: Database, world: World, company: Company) -> None:
        person, stranger = world.person(1), world.person(2)
        access = world.access(person, company)
        choose(database, *((each, Topic.ATTESTATIONS, Frequency.IMMEDIATE) for each in (person, stranger)))
        with database.write() as unit:
            unit.accesses.save(evolve(access, state=AccessState.REMOVED, removed_at=NOON))
            assert unit.alerts.publish(["D1"], NOON) == 0
            unit.commit()

    def test_a_daily_message_tells_of_what_was_kept_since_the_last(
        self, database: Database, world: World, company: Company
    ) -> None:
        daily, other = world.person(1), world.person(2)
        world.access(daily, company)
        world.access(other, company)
        choose(
            database,
            (daily, Topic.ATTESTATIONS, Frequency.DAILY),
            (daily, Topic.PREMIUM_NOTICES, Frequency.DAILY),
            (other, Topic.ATTESTATIONS, Frequency.DAILY),
        )
        first = self._digests(database, ["D1"], 0)
        assert first == {(daily.id, 1), (other.id, 1)}
        # A second time on the same day, something new or not: nobody is written to again.
        assert self._digests(database, ["D1", "D2"], 1) == set()
        assert self._digests(database, [], 24) == {(daily.id, 1)}
        assert self._digests(database, [], 48) == set()

    def _digests(self, database: Database, references: list[str], hours: int) -> set[tuple[PersonId | None, int]]:
        """Who is queued a daily message, and of how many documents it tells."""
        now = NOON + hours * HOUR
        with database.write() as unit:
            unit.alerts.publish(references, now)
            count = unit.alerts.digest(now, now - now.hour * HOUR)
            queued = unit.outbox.lease(now, now + timedelta(days=99), 10)
            readers = unit.alerts.readers(queued)
            found = {(m.person_id, len(readers[m.id].documents)) for m in queued}
            assert count == len(queued) == len({m.id for m in queued})
            assert {m.kind for m in queued} <= {MessageKind.DIGEST}
            unit.commit()
        return found

    def test_a_daily_message_tells_of_documents_and_of_claims_together(
        self, database: Database, world: World, company: Company
    ) -> None:
        both, claims_only, parted = world.person(1), world.person(2), world.person(3)
        for person in (both, claims_only):
            world.access(person, company, Profile.COLLABORATOR)
        ended = world.access(parted, company)
        add(database, a_claim(1), a_claim(2))
        choose(database, (both, Topic.ATTESTATIONS, Frequency.DAILY))
        everybody = [both.id, claims_only.id, parted.id]
        with database.write() as unit:
            unit.alerts.publish(["D1"], NOON)
            for at in (NOON, NOON + HOUR):
                unit.alerts.keep_claim(everybody, a_claim(1), at)
            unit.alerts.keep_claim([claims_only.id], a_claim(2), NOON + HOUR)
            unit.accesses.save(evolve(ended, state=AccessState.REMOVED, removed_at=NOON))
            assert unit.alerts.digest(NOON + HOUR, NOON - 12 * HOUR) == 3
            assert unit.alerts.digest(NOON + 2 * HOUR, NOON - 12 * HOUR) == 0
            queued = unit.outbox.lease(NOON + HOUR, NOON + 2 * HOUR, 10)
            readers = {each.person_id: unit.alerts.readers(queued)[each.id] for each in queued}
            unit.commit()
        told = {whose: [claim.id for _, claim, _ in each.claims] for whose, each in readers.items()}
        first, second = a_claim(1).id, a_claim(2).id
        assert told == {both.id: [first], claims_only.id: [first, second], parted.id: []}
        assert [len(readers[each].documents) for each in (both.id, claims_only.id)] == [1, 0]
        assert {(name, profile) for name, _, profile in readers[both.id].claims} == {
            (company.name, Profile.COLLABORATOR)
        }
        with database.write() as unit:
            # What changes again is told again, on another day, and once too old no more.
            unit.alerts.keep_claim([both.id], a_claim(1), NOON + 3 * HOUR)
            assert unit.alerts.digest(NOON + 3 * HOUR, NOON - 12 * HOUR) == 0
            assert unit.alerts.digest(NOON + 24 * HOUR, NOON + 12 * HOUR) == 1
            assert unit.alerts.forget(NOON + 2 * HOUR) == 5
            unit.commit()

    def test_old_items_are_forgotten(self, database: Database, world: World, company: Company) -> None:
        person = world.person(1)
        world.access(person, company)
        choose(database, (person, Topic.ATTESTATIONS, Frequency.DAILY))
        with database.write() as unit:
            assert unit.alerts.publish(["D1"], NOON) == 1
            assert unit.alerts.forget(NOON) == 0
            assert unit.alerts.forget(NOON + HOUR) == 1
            assert unit.alerts.digest(NOON, NOON) == 0

    def test_a_message_is_for_whoever_may_still_open_what_it_tells_of(
        self, database: Database, world: World, company: Company
    ) -> None:
        other = world.company(2, "Charpente Durand")
        world.document(world.contract(other, "K2"), "D4")
        reader, parted, gone = world.person(1), world.person(2), evolve(message(9), person_id=person_id(9))
        ended = [world.access(parted, company), world.access(reader, other)]
        world.access(reader, company)
        world.access(parted, other)
        topics = (Topic.ATTESTATIONS, Topic.PREMIUM_NOTICES)
        choose(database, *((each, topic, Frequency.IMMEDIATE) for each in (reader, parted) for topic in topics))
        standing = Standing(parted.id).bounced(parted.email, "pleine", NOON)
        with database.write() as unit:
            unit.alerts.publish(["D1", "D2", "D4"], NOON)
            for access in ended:
                unit.accesses.save(evolve(access, state=AccessState.REMOVED, removed_at=NOON))
            unit.standings.save(standing)
            queued = unit.outbox.lease(NOON, NOON + HOUR, 10)
            unit.commit()
        with database.read() as kept:
            found = kept.alerts.readers([*queued, gone])
            assert kept.alerts.readers([]) == {}
        told = {(each.person_id, each.siren, each.kind): found[each.id] for each in queued}
        assert len(found) == len(told) == len(queued) == 6
        assert all(
            set(each.choices) == {Choice(each.person.id, t, Frequency.IMMEDIATE, NOON) for t in topics}
            for each in told.values()
        )
        assert {each.standing for each in told.values()} == {Standing(reader.id), standing}
        assert {
            (key[0], name, document.reference) for key, each in told.items() for name, document in each.documents
        } == {(reader.id, company.name, "D1"), (reader.id, company.name, "D2"), (parted.id, other.name, "D4")}
