"""What any database must do with invitations, allowed mailboxes, rosters and reviews."""

from datetime import timedelta

import pytest
from attrs import evolve

from societaire.companies.access import Access, Profile
from societaire.companies.invitation import Invitation, InvitationState
from societaire.companies.review import ReviewDue
from societaire.events import SYSTEM, AccessesConfirmed, AccessRelabelled, MailboxAllowed
from societaire.ports.database import Database
from societaire.ports.identity import StaleWrite
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, person_id, siren
from societaire.values import Email

DAY = timedelta(days=1)


def invitation(number: int = 1, company: int = 1) -> Invitation:
    """An invitation by the first person, not sent yet."""
    return Invitation(
        f"{number:032x}",
        siren(company),
        Email(f"i{number}@martin.example"),
        "Absent",
        "Paul",
        "Comptable",
        person_id(1),
        created_at=NOON + number * DAY,
        sent_at=NOON + number * DAY,
        expires_at=NOON + (number + 7) * DAY,
    )


class InvitationsConformance(DatabaseConformance):
    """Invitations and their links."""

    @pytest.fixture(autouse=True)
    def _somebody(self, world: World) -> None:
        world.company(1)
        world.company(2, "Charpente Durand")
        world.person(1)

    def _save(self, database: Database, *invitations: Invitation) -> None:
        with database.write() as unit:
            for each in invitations:
                unit.invitations.save(each)
            unit.commit()

    def test_every_field_comes_back(self, database: Database) -> None:
        self._save(database, invitation())
        sent = evolve(invitation(), version=1, digest="d" * 64, state=InvitationState.ACCEPTED, sent_at=NOON)
        self._save(database, sent)
        with database.read() as kept:
            assert kept.invitations.get(siren(1), invitation().id) == evolve(sent, version=2)

    def test_an_invitation_is_its_company_s_alone(self, database: Database) -> None:
        self._save(database, invitation(1), invitation(2), invitation(3, company=2))
        with database.read() as kept:
            assert [each.id for each in kept.invitations.of_company(siren(1))] == [invitation(2).id, invitation(1).id]
            assert kept.invitations.get(siren(2), invitation(1).id) is None
            assert kept.invitations.get(siren(1), "f" * 32) is None
            assert kept.invitations.of_company(siren(9)) == ()

    def test_every_link_sent_leads_to_its_invitation(self, database: Database) -> None:
        self._save(database, invitation())
        self._save(database, evolve(invitation(), version=1, digest="a" * 64))
        self._save(database, evolve(invitation(), version=2, digest=""))
        self._save(database, evolve(invitation(), version=3, digest="b" * 64))
        with database.read() as kept:
            former, last = kept.invitations.by_digest("a" * 64), kept.invitations.by_digest("b" * 64)
            assert former == last == evolve(invitation(), version=4, digest="b" * 64)
            assert kept.invitations.by_digest("c" * 64) is None
            assert kept.invitations.by_digest("") is None

    def test_a_stale_write_is_refused(self, database: Database) -> None:
        self._save(database, invitation())
        for stale in (invitation(), evolve(invitation(), version=7)):
            with database.write() as unit, pytest.raises(StaleWrite):
                unit.invitations.save(stale)

    def test_a_mailbox_is_allowed_in_its_company_alone(self, database: Database) -> None:
        shared = Email("contact@martin.example")
        for _ in range(2):
            with database.write() as unit:
                unit.allowed_mailboxes.add(siren(1), shared, NOON)
                unit.commit()
        with database.read() as kept:
            assert kept.allowed_mailboxes.of_company(siren(1)) == {shared}
            assert kept.allowed_mailboxes.of_company(siren(2)) == frozenset()

    def test_the_latest_events_of_some_kinds_come_last_first(self, database: Database) -> None:
        events = [AccessRelabelled(siren(1), person_id(n)) for n in range(3)]
        with database.write() as unit:
            for event in (*events, AccessesConfirmed(siren(1), 3), MailboxAllowed(siren(2))):
                unit.record(event, SYSTEM)
            unit.commit()
        with database.read() as kept:
            stream = events[0].stream
            assert [each.position for each in kept.events.latest(stream, {"AccessRelabelled"}, 2)] == [3, 2]
            both = kept.events.latest(stream, {"AccessRelabelled", "AccessesConfirmed"}, 9)
            assert [each.position for each in both] == [4, 3, 2, 1]
            assert kept.events.latest(stream, {"MailboxAllowed"}, 9) == ()
            assert kept.events.latest(stream, (), 9) == ()


class RostersConformance(DatabaseConformance):
    """Every company's live accesses, and the reviews of them."""

    def _confirm(self, database: Database, access: Access, days: int) -> None:
        with database.write() as unit:
            unit.accesses.save(evolve(access, confirmed_at=NOON + days * DAY))
            unit.commit()

    def test_live_accesses_come_company_by_company(self, database: Database, world: World) -> None:
        first, second = world.company(1), world.company(2)
        people = [world.person(number) for number in (1, 2)]
        granted = [world.access(person, company) for company in (first, second) for person in people]
        with database.write() as unit:
            unit.accesses.save(granted[1].removed(NOON))
            unit.commit()
        with database.read() as kept:
            lines = kept.rosters.live(None, 9)
            assert [line.access for line in lines] == [granted[0], granted[2], granted[3]]
            assert (lines[1].company, lines[1].person) == (second, people[0])
            assert [line.access for line in kept.rosters.live((siren(1), people[1].id), 1)] == [granted[2]]
            assert kept.rosters.live((siren(2), people[1].id), 9) == ()

    def test_a_review_is_due_from_the_oldest_access_not_confirmed(self, database: Database, world: World) -> None:
        company, other, led = world.company(1), world.company(2), world.company(3, "Toitures")
        claire, karim = world.person(1), world.person(2)
        access = world.access(claire, company)
        world.access(karim, company, Profile.COLLABORATOR)
        world.access(claire, other, Profile.COLLABORATOR)
        self._confirm(database, world.access(claire, led), 5)
        with database.read() as kept:
            due = kept.rosters.due(NOON, None, 9)
            assert list(due) == [ReviewDue(siren(1), company.name, NOON, 2)]
            assert list(kept.rosters.due(NOON - DAY, None, 9)) == []
            assert kept.rosters.due_in(siren(1), NOON) == due[0]
            assert kept.rosters.due_in(siren(2), NOON) is kept.rosters.due_in(siren(3), NOON) is None
            assert [each.siren for each in kept.rosters.due(NOON + 5 * DAY, None, 9)] == [siren(1), siren(3)]
            assert [each.siren for each in kept.rosters.due(NOON + 5 * DAY, siren(1), 9)] == [siren(3)]
            assert [each.siren for each in kept.rosters.due(NOON + 5 * DAY, None, 1)] == [siren(1)]
        self._confirm(database, access, 1)
        with database.read() as kept:
            assert [each.waiting for each in kept.rosters.due(NOON, None, 9)] == [1]

    def test_when_it_was_asked_for_is_kept(self, database: Database, world: World) -> None:
        world.access(world.person(), world.company())
        for days in (1, 2):
            with database.write() as unit:
                unit.rosters.asked(siren(1), NOON + days * DAY)
                unit.commit()
        with database.read() as kept:
            assert [each.asked_at for each in kept.rosters.due(NOON, None, 9)] == [NOON + 2 * DAY]
