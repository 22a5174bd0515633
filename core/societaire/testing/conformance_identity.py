"""What any database must do with persons, passwords and links."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from societaire.companies.access import AccessState
from societaire.identity.links import Link, Purpose, digest
from societaire.identity.person import Credential, Person
from societaire.notifications import Message, MessageKind
from societaire.ports.database import Database
from societaire.ports.identity import EmailTaken, StaleWrite
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id
from societaire.values import Email

HOUR = timedelta(hours=1)


def link(person: Person, token: str, purpose: Purpose = Purpose.RESET) -> Link:
    """A link made at noon, good for an hour."""
    return Link(digest(token), purpose, person.id, person.email, NOON, NOON + HOUR, message_id="m1")


class PersonsConformance(DatabaseConformance):
    """Persons and their passwords."""

    def test_every_field_comes_back(self, database: Database) -> None:
        new = Person(person_id(1), Email("Éve@x.example"), "O'Hara", "Zoë", "P1", "Mme", date(1980, 3, 14), "06 00")
        with database.write() as unit:
            unit.persons.save(new)
            unit.commit()
        with database.read() as kept:
            assert kept.persons.get(new.id) == evolve(new, version=1)
            assert kept.persons.by_email(Email(" ÉVE@X.example")) == (evolve(new, version=1), None)
            assert kept.persons.by_code("P1") == (evolve(new, version=1), None)

    def test_an_unknown_person_is_none(self, database: Database) -> None:
        with database.read() as kept:
            assert kept.persons.get(person_id(1)) is None
            assert kept.persons.by_email(Email("nobody@x.example")) is None
            assert kept.persons.by_code("P1") is None

    @pytest.mark.parametrize("code", ["", "\0", "P\0001", "\udc80", "é" * 5000, "' OR 1=1 --"])
    def test_strange_text_finds_nobody(self, database: Database, world: World, code: str) -> None:
        world.person(code="P1")
        with database.read() as kept:
            assert kept.persons.by_code(code) is None

    def test_a_password_is_set_then_replaced(self, database: Database, world: World) -> None:
        person = world.person(code="P1")
        for hashed in ("first", "second"):
            with database.write() as unit:
                unit.persons.save_credential(Credential(person.id, hashed, NOON))
                unit.commit()
        with database.read() as kept:
            assert kept.persons.by_email(person.email) == (person, Credential(person.id, "second", NOON))
            assert kept.persons.by_code("P1") == (person, Credential(person.id, "second", NOON))

    def test_a_change_is_kept_under_the_next_version(self, database: Database, world: World) -> None:
        person = world.person()
        with database.write() as unit:
            unit.persons.save(evolve(person, email=Email("new@x.example")))
            unit.commit()
        with database.read() as kept:
            found = kept.persons.get(person.id)
            assert found == evolve(person, email=Email("new@x.example"), version=person.version + 1)
            assert kept.persons.by_email(person.email) is None

    def test_a_stale_write_is_refused(self, database: Database, world: World) -> None:
        person = world.person()
        with database.write() as unit:
            unit.persons.save(evolve(person, phone="1"))
            unit.commit()
        for stale in (evolve(person, phone="2"), evolve(person, phone="2", version=0)):
            with database.write() as unit, pytest.raises(StaleWrite):
                unit.persons.save(stale)

    def test_an_address_has_one_owner(self, database: Database, world: World) -> None:
        first, second = world.person(1), world.person(2)
        newcomer = Person(person_id(3), first.email, "X", "Y")
        for taken in (newcomer, evolve(second, email=first.email)):
            with database.write() as unit, pytest.raises(EmailTaken):
                unit.persons.save(taken)

    def test_a_unit_goes_on_after_a_taken_address(self, database: Database, world: World) -> None:
        first, second = world.person(1), world.person(2)
        with database.write() as unit:
            with pytest.raises(EmailTaken):
                unit.persons.save(evolve(second, email=first.email))
            unit.persons.save(evolve(second, phone="3"))
            unit.commit()
        with database.read() as kept:
            assert kept.persons.get(second.id) == evolve(second, phone="3", version=2)


class InviteesConformance(DatabaseConformance):
    """Who never chose a password."""

    def test_only_those_with_a_live_access_and_no_password_wait(self, database: Database, world: World) -> None:
        company, other = world.company(1), world.company(2)
        waiting, elsewhere, active, removed, without = (world.person(number) for number in range(1, 6))
        for person in (waiting, active):
            world.access(person, company)
        world.access(elsewhere, other)
        ended = world.access(removed, company)
        with database.write() as unit:
            unit.persons.save_credential(Credential(active.id, "hash", NOON))
            unit.accesses.save(evolve(ended, state=AccessState.REMOVED, removed_at=NOON))
            unit.commit()
        with database.read() as kept:
            assert kept.invitees.waiting(None, None, 10) == (waiting, elsewhere)
            assert kept.invitees.waiting(company.siren, None, 10) == (waiting,)
            assert kept.invitees.waiting(None, waiting.id, 10) == (elsewhere,)
            assert kept.invitees.waiting(None, None, 1) == (waiting,)
            assert without not in kept.invitees.waiting(None, None, 10)

    def test_two_accesses_invite_once(self, database: Database, world: World) -> None:
        person = world.person()
        world.access(person, world.company(1))
        world.access(person, world.company(2))
        with database.read() as kept:
            assert kept.invitees.waiting(None, None, 10) == (person,)

    def test_a_link_sent_lately_or_about_to_be_is_told(self, database: Database, world: World) -> None:
        sent, earlier, used, replaced, reset, queued, done, never = (world.person(number) for number in range(1, 9))
        base = link(sent, "", Purpose.ACTIVATION)
        message = Message("", MessageKind.ACTIVATION, sent.email, NOON, NOON)
        with database.write() as unit:
            unit.links.add(evolve(base, digest="sent"))
            unit.links.add(evolve(base, digest="earlier", person_id=earlier.id, created_at=NOON - HOUR))
            unit.links.add(evolve(base, digest="used", person_id=used.id))
            unit.links.save(evolve(base, digest="used", person_id=used.id, used_at=NOON))
            unit.links.add(evolve(base, digest="replaced", person_id=replaced.id))
            unit.links.close(replaced.id, NOON)
            unit.links.add(evolve(base, digest="reset", person_id=reset.id, purpose=Purpose.RESET))
            waiting = evolve(message, id="1" * 32, person_id=queued.id)
            gone = evolve(message, id="2" * 32, person_id=done.id)
            other = evolve(message, id="3" * 32, person_id=never.id, kind=MessageKind.EMAIL_CHANGED)
            unit.outbox.add([waiting, gone, other])
            unit.outbox.save([gone.sent()])
            unit.commit()
        everybody = [each.id for each in (sent, earlier, used, replaced, reset, queued, done, never)]
        with database.read() as kept:
            assert kept.invitees.just_invited(everybody, NOON) == {sent.id, queued.id}
            assert kept.invitees.just_invited([earlier.id], NOON - HOUR) == {earlier.id}
            assert kept.invitees.just_invited([], NOON) == frozenset()


class LinksConformance(DatabaseConformance):
    """Single-use links."""

    def test_a_link_is_found_for_its_purpose_only(self, database: Database, world: World) -> None:
        reset = link(world.person(), "t")
        with database.write() as unit:
            unit.links.add(reset)
            unit.commit()
        with database.read() as kept:
            assert kept.links.by_digest(reset.digest, Purpose.RESET) == reset
            assert kept.links.by_digest(reset.digest, Purpose.ACTIVATION) is None
            assert kept.links.by_digest("t", Purpose.RESET) is None

    def test_a_newer_link_replaces_the_open_ones_of_its_purpose(self, database: Database, world: World) -> None:
        person, other = world.person(1), world.person(2)
        old, newer = link(person, "old"), evolve(link(person, "new"), created_at=NOON + HOUR)
        beside = [link(person, "activation", Purpose.ACTIVATION), link(other, "other")]
        with database.write() as unit:
            for each in (old, *beside, newer):
                unit.links.add(each)
            unit.commit()
        with database.read() as kept:
            assert kept.links.by_digest(old.digest, Purpose.RESET) == evolve(old, replaced_at=NOON + HOUR)
            assert kept.links.latest(person.id, Purpose.RESET) == newer
            assert [kept.links.by_digest(each.digest, each.purpose) for each in beside] == beside
            assert kept.links.latest(other.id, Purpose.ACTIVATION) is None

    def test_a_link_is_used_once(self, database: Database, world: World) -> None:
        reset = link(world.person(), "t")
        with database.write() as unit:
            unit.links.add(reset)
            unit.links.save(reset.used(NOON))
            unit.commit()
        with database.write() as unit:
            assert unit.links.by_digest(reset.digest, Purpose.RESET) == reset.used(NOON)
            with pytest.raises(StaleWrite):
                unit.links.save(reset.used(NOON + HOUR))

    def test_closing_leaves_used_links_as_they_are(self, database: Database, world: World) -> None:
        person = world.person()
        used, waiting = link(person, "used"), link(person, "waiting", Purpose.ACTIVATION)
        with database.write() as unit:
            unit.links.add(used)
            unit.links.save(used.used(NOON))
            unit.links.add(waiting)
            unit.links.close(person.id, NOON + HOUR)
            unit.commit()
        with database.read() as kept:
            assert kept.links.by_digest(used.digest, Purpose.RESET) == used.used(NOON)
            assert kept.links.latest(person.id, Purpose.ACTIVATION) == evolve(waiting, replaced_at=NOON + HOUR)
