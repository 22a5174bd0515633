"""What any database must do with choices, standings, alerts and messages given up."""

from datetime import timedelta

from attrs import evolve

from societaire.identity.person import Credential, Person
from societaire.notifications import MessageState
from societaire.ports.database import Database
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire.preferences.standing import Standing
from societaire.testing.conformance_journal import message
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id
from societaire.values import Email

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
