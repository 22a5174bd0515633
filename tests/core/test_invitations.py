"""Invitations: their life, their mails, what they tell nobody, and two acts at once."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from attrs import evolve, field, frozen

from societaire.app import Societaire
from societaire.companies.access import Profile
from societaire.companies.candidate import Candidate
from societaire.companies.invitation import (
    NEXT,
    AlreadyAccepted,
    Invitation,
    InvitationExpired,
    InvitationReplaced,
    InvitationState,
    NoLongerInvited,
    TooManyInvitations,
)
from societaire.errors import Conflict, SocietaireError
from societaire.events import Actor, ActorKind
from societaire.identity.links import Purpose
from societaire.identity.person import Person
from societaire.identity.sessions import Client
from societaire.notifications import MessageKind, MessageState
from societaire.settings import Limits
from societaire.testing.assembly import MemoryParts, memory_service
from societaire.testing.conformance_world import NOON, World
from societaire.values import Email, PersonId, Siren

STAFF = Actor(ActorKind.STAFF, "C1", "agent")
PASSWORD = "Violon-Rouge 58"
NEW = "paul@ailleurs.example"
WEEK = timedelta(days=7)


@frozen
class Setting:
    """A company, its administrator, and the library."""

    service: Societaire
    parts: MemoryParts
    world: World
    siren: Siren
    alice: Person
    limits: Limits = field(factory=Limits)

    def invite(self, address: str = NEW) -> Invitation:
        """Invite somebody as Alice."""
        return self.service.inviting.invite(self.alice.id, self.siren, "Absent", "Paul", address)

    def token(self, address: str = NEW) -> str:
        """The last link sent."""
        return self.parts.composer.tokens(Email(address), Purpose.INVITATION)[-1]

    def deliver(self) -> list[tuple[str, str]]:
        """Send what waits; returns kinds and recipients."""
        before = len(self.parts.composer.written)
        while self.service.sending.run().messages:
            pass
        written = self.parts.composer.written[before:]
        return [(each.message.kind, str(each.message.recipient)) for each in written]


@pytest.fixture
def setting() -> Setting:
    service, parts = memory_service(NOON)
    world = World(parts.database)
    company = world.company()
    alice = world.person(1, code="P1")
    world.access(alice, company, Profile.ADMINISTRATOR)
    return Setting(service, parts, world, company.siren, alice)


def _invitation(state: InvitationState) -> Invitation:
    candidate = Candidate("Absent", "Paul", Email(NEW))
    new = Invitation.of("i", Siren("732829320"), candidate, PersonId("a"), NOON, Limits())
    return evolve(new, state=state, digest="d")


@pytest.mark.parametrize("state", InvitationState)
@pytest.mark.parametrize("wanted", InvitationState)
def test_an_invitation_moves_as_its_table_says_alone(state: InvitationState, wanted: InvitationState) -> None:
    if wanted in NEXT[state]:
        assert _invitation(state).moved(wanted).state is wanted
    else:
        with pytest.raises(Conflict):
            _invitation(state).moved(wanted)


@pytest.mark.parametrize(
    ("invitation", "key", "after", "refusal"),
    [
        (_invitation(InvitationState.PENDING), "d", timedelta(), None),
        (_invitation(InvitationState.PENDING), "d", WEEK, InvitationExpired),
        (_invitation(InvitationState.PENDING), "former", timedelta(), InvitationReplaced),
        (_invitation(InvitationState.ACCEPTED), "d", WEEK, AlreadyAccepted),
        (_invitation(InvitationState.REVOKED), "former", WEEK, NoLongerInvited),
    ],
)
def test_a_link_that_opens_nothing_says_why(
    invitation: Invitation, key: str, after: timedelta, refusal: type[SocietaireError] | None
) -> None:
    if refusal is None:
        invitation.check(key, NOON + after)
        return
    with pytest.raises(refusal):
        invitation.check(key, NOON + after)


def test_the_mail_is_the_same_whether_the_address_has_a_sign_in_or_not(setting: Setting) -> None:
    known = setting.world.person(2, code="P2")
    for address in (str(known.email), NEW):
        setting.invite(address)
    setting.deliver()
    first, second = setting.parts.composer.written[-2:]
    assert evolve(second, message=first.message, token=first.token) == first
    assert first.full_name == "Paul Absent"


def test_nobody_exists_before_they_accept(setting: Setting) -> None:
    people = dict(setting.parts.database.tables.persons)
    setting.invite()
    setting.deliver()
    setting.service.accepting.look(setting.token())
    assert setting.parts.database.tables.persons == people


@pytest.mark.parametrize("act", ["revoke", "attach"])
def test_a_queued_mail_of_an_invitation_without_object_is_not_sent(setting: Setting, act: str) -> None:
    invitation = setting.invite("p2@martin.example")
    if act == "revoke":
        setting.service.inviting.revoke(setting.alice.id, setting.siren, invitation.id)
    else:
        setting.world.person(2, code="P2")
        setting.service.companies.attach("P2", setting.siren, Profile.COLLABORATOR, STAFF)
    assert MessageKind.INVITATION not in [kind for kind, _ in setting.deliver()]
    dropped = [m for m in setting.parts.database.tables.outbox.values() if m.state is MessageState.DROPPED]
    assert [message.kind for message in dropped] == [MessageKind.INVITATION]


def test_a_mail_that_a_newer_one_replaces_is_not_sent(setting: Setting) -> None:
    invitation = setting.invite()
    setting.parts.clock.advance(timedelta(minutes=6))
    setting.service.inviting.renew(setting.alice.id, setting.siren, invitation.id)
    assert [kind for kind, _ in setting.deliver()] == [MessageKind.INVITATION]


def test_invitations_taken_back_count_for_the_day(setting: Setting) -> None:
    for number in range(setting.limits.pending_invitations):
        one = setting.invite(f"invite{number:02}@ailleurs.example".replace("0", "zero"))
        setting.service.inviting.revoke(setting.alice.id, setting.siren, one.id)
    with pytest.raises(TooManyInvitations):
        setting.invite()
    setting.parts.clock.advance(timedelta(days=1))
    setting.invite()


def test_an_expired_invitation_gives_way_to_a_new_one(setting: Setting) -> None:
    first = setting.invite()
    setting.parts.clock.advance(WEEK)
    setting.invite()
    former = setting.parts.database.tables.invitations[first.id]
    assert former.state is InvitationState.REVOKED


def test_whoever_never_chose_a_password_chooses_it_by_accepting(setting: Setting) -> None:
    known = setting.world.person(2, code="P2")
    setting.invite(str(known.email))
    setting.deliver()
    accepted = setting.service.accepting.accept(setting.token(str(known.email)), PASSWORD, Client())
    assert accepted.signed_in
    assert accepted.signed_in.person == known


def test_two_who_accept_at_once_enter_once(setting: Setting) -> None:
    setting.invite()
    setting.deliver()
    token, refused = setting.token(), []
    start = Barrier(2)

    def accept() -> None:
        start.wait()
        try:
            setting.service.accepting.accept(token, PASSWORD, Client())
        except Conflict as error:
            refused.append(error)

    _together(accept, accept)
    assert len(refused) == 1
    assert len(setting.parts.database.tables.credentials) == 1


def test_two_machines_ask_for_a_review_once(setting: Setting) -> None:
    setting.parts.clock.advance(timedelta(days=92))
    asked: list[int] = []
    _together(*[lambda: asked.append(setting.service.access_office.ask_reviews())] * 2)
    assert sorted(asked) == [0, 1]
    assert [kind for kind, _ in setting.deliver()] == [MessageKind.ACCESS_REVIEW]


def test_a_review_is_asked_for_again_every_month_until_somebody_confirms(setting: Setting) -> None:
    asked = []
    for _ in range(8):
        setting.parts.clock.advance(timedelta(days=31))
        asked.append(setting.service.access_office.ask_reviews())
    assert asked == [0, 0, 1, 1, 1, 1, 1, 1]
    setting.service.accesses.confirm(setting.alice.id, setting.siren)
    assert setting.service.access_office.ask_reviews() == 0


def test_administrators_are_not_told_of_a_removal_that_was_undone(setting: Setting) -> None:
    setting.world.person(2, code="P2")
    setting.service.companies.attach("P2", setting.siren, Profile.COLLABORATOR, STAFF)
    setting.deliver()
    setting.service.companies.detach("P2", setting.siren, STAFF)
    setting.service.access_office.restore(setting.siren, "P2", STAFF)
    assert setting.deliver() == [(MessageKind.COMPANY_ATTACHED, "p2@martin.example")]


def _together(*acts: Callable[[], object]) -> None:
    threads = [Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
