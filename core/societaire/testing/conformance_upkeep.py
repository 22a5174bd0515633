"""What any database must do with leftovers."""

from datetime import timedelta

from attrs import evolve

from societaire.identity.links import Link, Purpose
from societaire.identity.sessions import KnownDevice, Session
from societaire.notifications import MessageState
from societaire.ports.database import Database
from societaire.ports.journal import AccessLogEntry, Outcome
from societaire.ports.upkeep import Horizon
from societaire.testing.conformance_invitations import invitation
from societaire.testing.conformance_journal import message
from societaire.testing.conformance_uploads import upload
from societaire.testing.conformance_world import NOON, DatabaseConformance, World, siren
from societaire.uploads.upload import UploadState
from societaire.values import SessionId

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HORIZON = Horizon(NOON, NOON, NOON - DAY, NOON, NOON, NOON, NOON + 9 * DAY, NOON + timedelta(seconds=5), NOON)


class LeftoversConformance(DatabaseConformance):
    """What time has ended."""

    def test_what_is_over_is_counted_then_gone_and_the_rest_stays(self, database: Database, world: World) -> None:
        person = world.person()
        link = Link("", Purpose.RESET, person.id, person.email, NOON - DAY, NOON + DAY)
        session = Session(SessionId(""), "", person.id, NOON, NOON, "Firefox", "192.0.2.0")
        with database.write() as unit:
            # A newer link ends the one before: the newest must be good, the others end as they may.
            unit.links.add(evolve(link, digest="used", created_at=NOON - 9 * HOUR))
            unit.links.save(evolve(link, digest="used", used_at=NOON - HOUR))
            unit.links.add(evolve(link, digest="replaced", created_at=NOON - 8 * HOUR))
            unit.links.add(evolve(link, digest="over", created_at=NOON - 7 * HOUR, expires_at=NOON - HOUR))
            unit.links.add(evolve(link, digest="used just now", created_at=NOON + HOUR, purpose=Purpose.ACTIVATION))
            unit.links.save(evolve(link, digest="used just now", used_at=NOON + HOUR))
            unit.links.add(evolve(link, digest="good", created_at=NOON + HOUR))
            unit.sessions.add(evolve(session, id=SessionId("idle"), digest="idle", seen_at=NOON - HOUR))
            unit.sessions.add(evolve(session, id=SessionId("long"), digest="long", created_at=NOON - 2 * DAY))
            unit.sessions.add(evolve(session, id=SessionId("live"), digest="live"))
            unit.devices.save(KnownDevice("old", person.id, NOON - DAY))
            unit.devices.save(KnownDevice("new", person.id, NOON))
            unit.attempts.save("old", [NOON - DAY])
            unit.attempts.save("new", [NOON - DAY, NOON])
            for hours in (1, 0):
                unit.access_log.add(AccessLogEntry(NOON - hours * HOUR, "download", Outcome.DONE, person.id))
            unit.commit()
        expected = {"links": 3, "sessions": 2, "devices": 1, "attempts": 1, "access_log": 1}
        with database.read() as kept:
            assert kept.leftovers.counts(HORIZON) == expected
        with database.write() as unit:
            assert unit.leftovers.purge(HORIZON) == expected
            unit.commit()
        with database.read() as kept:
            assert kept.leftovers.counts(HORIZON) == {}
            assert kept.links.by_digest("good", Purpose.RESET)
            assert kept.links.by_digest("used just now", Purpose.ACTIVATION)
            assert [s.id for s in kept.sessions.of_person(person.id)] == ["live"]
            assert kept.devices.of("new")
            assert kept.devices.of("old") is None
            assert kept.attempts.of("new")
            assert len(kept.access_log.of_person(person.id, 10)) == 1

    def test_ended_invitations_go_with_their_links(self, database: Database, world: World) -> None:
        world.company()
        world.person()
        with database.write() as unit:
            for number in (1, 2):
                unit.invitations.save(evolve(invitation(number), digest=f"link {number}"))
            unit.commit()
        with database.write() as unit:
            assert unit.leftovers.purge(HORIZON) == {"invitations": 1}
            unit.commit()
        with database.read() as kept:
            assert kept.invitations.by_digest("link 1") is None
            assert [one.id for one in kept.invitations.of_company(siren(1))] == [invitation(2).id]
            assert kept.invitations.by_digest("link 2") is not None
            assert kept.leftovers.counts(HORIZON) == {}

    def test_finished_messages_go_and_those_given_up_stay(self, database: Database) -> None:
        sent, pointless, dead, waiting, recent = (message(number) for number in (1, 2, 3, 4, 6))
        done = [sent.sent(), pointless.dropped("no_longer_due"), dead.refused("mail_refused"), recent.sent()]
        with database.write() as unit:
            unit.outbox.add([sent, pointless, dead, waiting, recent])
            unit.outbox.save(done)
            unit.commit()
        with database.write() as unit:
            assert unit.leftovers.purge(HORIZON) == {"outbox": 2}
            unit.commit()
        with database.read() as kept:
            assert kept.outbox.counts() == {MessageState.SENT: 1, MessageState.DEAD: 1, MessageState.QUEUED: 1}

    def test_nothing_is_over_in_an_empty_database(self, database: Database) -> None:
        with database.write() as unit:
            assert unit.leftovers.purge(HORIZON) == {}
            assert unit.leftovers.counts(HORIZON) == {}

    def test_a_file_that_stopped_coming_is_over_and_one_that_came_stays(self, database: Database, world: World) -> None:
        world.company()
        world.person()
        long_ago = [evolve(upload(number), created_at=NOON - HOUR) for number in range(1, 4)]
        with database.write() as unit:
            unit.uploads.save(long_ago[0])
            unit.uploads.save(evolve(long_ago[1], state=UploadState.ACCEPTED))
            unit.uploads.save(evolve(long_ago[2], state=UploadState.REFUSED))
            unit.uploads.save(upload(4))
            unit.commit()
        ids = [one.id for one in (*long_ago, upload(4))]
        with database.read() as kept:
            assert kept.upload_desk.awaited(ids) == {ids[0], ids[3]}
            assert kept.upload_desk.awaited([]) == frozenset()
            assert kept.leftovers.counts(HORIZON) == {"uploads": 1}
        with database.write() as unit:
            assert unit.leftovers.purge(HORIZON) == {"uploads": 1}
            unit.commit()
        with database.read() as kept:
            assert [one.id for one in kept.uploads.of_subject(upload().siren, upload().subject)] == ids[1:]

    def test_the_file_that_waits_for_the_longest_is_told(self, database: Database, world: World) -> None:
        world.company()
        world.person()
        waiting = [evolve(upload(2), state=UploadState.RECEIVED), upload(3).grown("a", 100, NOON)]
        settled = [evolve(upload(1), state=UploadState.ACCEPTED), upload(0).grown("a", 99, NOON)]
        with database.write() as unit:
            assert unit.upload_desk.oldest_waiting() is None
            for one in (*waiting, *settled):
                unit.uploads.save(one)
            unit.commit()
        with database.read() as kept:
            assert kept.upload_desk.oldest_waiting() == waiting[0].created_at

    def test_what_was_added_and_not_told_is_found_once_nothing_more_comes(
        self, database: Database, world: World
    ) -> None:
        for number in (1, 2):
            world.company(number)
        world.person()
        quiet, going, elsewhere, other = "added:quiet", "added:going", "added:elsewhere", "dossier:1"
        with database.write() as unit:
            for one, state in (
                (upload(1, subject=quiet), UploadState.RECEIVED),
                (upload(2, subject=quiet), UploadState.ACCEPTED),
                (upload(3, subject=going), UploadState.RECEIVED),
                (upload(8, subject=going), UploadState.RECEIVING),
                (upload(4, 2, elsewhere), UploadState.RECEIVED),
                (upload(4, 2, other), UploadState.RECEIVED),
                (upload(5, subject="added:refused"), UploadState.REFUSED),
                (upload(6, subject="added:empty"), UploadState.RECEIVING),
            ):
                unit.uploads.save(evolve(one, id=f"{one.subject}{one.id}", state=state, untold=True))
            unit.uploads.save(evolve(upload(7, subject="added:told"), state=UploadState.RECEIVED))
            unit.commit()
        first, second = upload().siren, upload(company=2).siren
        with database.read() as kept:
            since = NOON + timedelta(minutes=8)
            assert kept.upload_desk.untold("added", since, 9) == ((first, quiet), (second, elsewhere))
            assert kept.upload_desk.untold("added", since, 1) == ((first, quiet),)
            assert kept.upload_desk.untold("added", NOON + timedelta(minutes=9), 9) == (
                (first, going),
                (first, quiet),
                (second, elsewhere),
            )
