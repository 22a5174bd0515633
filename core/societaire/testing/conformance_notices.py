"""What any database must do with choices, standings, alerts and messages given up."""

from datetime import timedelta

import pytest
from attrs import evolve

from societaire.companies.access import AccessState
from societaire.companies.company import Company
from societaire.contracts.document import DocumentKind
from societaire.identity.person import Credential, Person
from societaire.notifications import MessageKind, MessageState
from societaire.ports.database import Database
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire.preferences.standing import Standing
from societaire.testing.conformance_journal import message
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id
from societaire.values import Email, PersonId

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def choose(database: Database, *choices: tuple[Person, Topic, Frequency]) -> None:
    """Keep what persons choose."""
    with database.write() as unit:
        unit.choices.save([Choice(person.id, topic, frequency, NOON) for person, topic, frequency in choices])
        unit.commit()


class ChoicesConformance(DatabaseConformance):
    """What each person chose."""

    def test_the_last_choice_of_each_topic_is_kept_for_its_person(self, database: Database, world: World) -> None:
        one, other = world.person(1), world.person(2)
        choose(database, (one, Topic.CLAIMS, Frequency.DAILY), (other, Topic.CLAIMS, Frequency.OFF))
        choose(database, (one, Topic.CLAIMS, Frequency.IMMEDIATE), (one, Topic.ATTESTATIONS, Frequency.DAILY))
        choose(database)
        with database.read() as kept:
            assert set(kept.choices.of_person(one.id)) == {
                Choice(one.id, Topic.CLAIMS, Frequency.IMMEDIATE, NOON),
                Choice(one.id, Topic.ATTESTATIONS, Frequency.DAILY, NOON),
            }
            assert kept.choices.of_person(person_id(9)) == ()


class StandingsConformance(DatabaseConformance):
    """How each person can be written to."""

    def test_every_field_comes_back(self, database: Database, world: World) -> None:
        person = world.person(1)
        standing = Standing(
            person.id, NOON, NOON, Email("a@x.example"), NOON, NOON, Email("b@x.example"), NOON, "boîte pleine"
        )
        with database.write() as unit:
            assert unit.standings.get(person.id) == Standing(person.id)
            for kept in (Standing(person.id), standing):
                unit.standings.save(kept)
            unit.commit()
        with database.read() as kept_now:
            assert kept_now.standings.get(person.id) == standing

    def test_who_is_to_verify_their_address(self, database: Database, world: World) -> None:
        company = world.company()
        persons = [world.person(number) for number in range(1, 8)]
        never, long_ago, lately, moved, bounced, _without_password, without_access = persons
        standings = (
            Standing(long_ago.id).verified(long_ago.email, NOON - DAY),
            Standing(lately.id).verified(lately.email, NOON),
            Standing(moved.id).verified(Email("former@x.example"), NOON).bounced(Email("former@x.example"), "", NOON),
            Standing(bounced.id).bounced(bounced.email, "", NOON),
        )
        for person in persons[:-1]:
            world.access(person, company)
        with database.write() as unit:
            for standing in standings:
                unit.standings.save(standing)
            for person in (*persons[:5], without_access):
                unit.persons.save_credential(Credential(person.id, "hash", NOON))
            unit.commit()
        with database.read() as kept:
            found = kept.standings.to_verify(NOON, None, 10)
            assert [(each.person, each.siren) for each in found] == [
                (each, company.siren) for each in (never, long_ago, moved)
            ]
            assert [each.standing for each in found] == [Standing(never.id), standings[0], standings[2]]
            assert kept.standings.to_verify(NOON, None, 1) == found[:1]
            assert kept.standings.to_verify(NOON, never.id, 10) == found[1:]

    def test_who_does_not_receive_what_is_sent(self, database: Database, world: World) -> None:
        company, other = world.company(1), world.company(2, "Charpente Durand")
        here, elsewhere, changed = world.person(1), world.person(2), world.person(3)
        world.access(here, company)
        world.access(changed, company)
        world.access(elsewhere, other)
        standings = [Standing(person.id).bounced(person.email, "pleine", NOON) for person in (here, elsewhere)]
        standings.append(Standing(changed.id).bounced(Email("former@x.example"), "", NOON))
        with database.write() as unit:
            for standing in standings:
                unit.standings.save(standing)
            unit.commit()
        with database.read() as kept:
            assert kept.standings.bounced(company.siren) == ((here, standings[0]),)


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
            found = {(m.person_id, len(unit.alerts.items(m.id))) for m in queued}
            assert count == len(queued) == len({m.id for m in queued})
            assert {m.kind for m in queued} <= {MessageKind.DIGEST}
            unit.commit()
        return found

    def test_old_items_are_forgotten(self, database: Database, world: World, company: Company) -> None:
        person = world.person(1)
        world.access(person, company)
        choose(database, (person, Topic.ATTESTATIONS, Frequency.DAILY))
        with database.write() as unit:
            assert unit.alerts.publish(["D1"], NOON) == 1
            assert unit.alerts.forget(NOON) == 0
            assert unit.alerts.forget(NOON + HOUR) == 1
            assert unit.alerts.digest(NOON, NOON) == 0
            assert unit.alerts.items("") == ()


class OutboxDeskConformance(DatabaseConformance):
    """The outbox as staff sees it."""

    def test_the_dead_are_listed_and_queued_again(self, database: Database) -> None:
        dead = [evolve(message(n).refused("refused"), created_at=NOON + n * HOUR) for n in (1, 2, 3)]
        with database.write() as unit:
            unit.outbox.add([*dead, message(4), message(5).dropped("gone")])
            unit.commit()
        now = NOON + DAY
        with database.write() as unit:
            desk = unit.outbox_desk
            assert desk.reasons() == {
                (MessageState.DEAD, "refused"): 3,
                (MessageState.QUEUED, ""): 1,
                (MessageState.DROPPED, "gone"): 1,
            }
            assert desk.listed(MessageState.DEAD, 2) == (dead[2], dead[1])
            assert desk.retry([dead[0].id[:31] + "%", "_"], now) == 0
            assert desk.retry([], now) == 0
            assert desk.retry([dead[0].id, message(4).id], now) == 1
            assert desk.retry(None, now) == 2
            again = {m.id: m for m in unit.outbox.lease(now, now + HOUR, 10)}
        assert again[dead[0].id] == evolve(dead[0], state=MessageState.QUEUED, tries=0, due_at=now)
        assert len(again) == 4
