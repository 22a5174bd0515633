"""Activation, forgotten and changed passwords, and the links that lead there (RULES A1 to A5)."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from societaire.app import Societaire
from societaire.errors import Busy, Invalid
from societaire.events import Actor, ActorKind, PasswordReset, PersonActivated
from societaire.identity.links import LinkExpired, LinkReplaced, LinkUnknown, LinkUsed, Purpose, digest
from societaire.identity.sessions import Client, SessionOver
from societaire.identity.throttling import TooManyAttempts
from societaire.notifications import MessageKind, MessageState
from societaire.testing.assembly import MemoryParts, memory_service
from societaire.use_cases.signing_in import WrongCredentials
from societaire.values import Email, PersonId
from tests.core.people import ALICE, CAFE, GOOD, OFFICE, OTHER, activate, add, token

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
World = tuple[Societaire, MemoryParts]


@pytest.fixture
def world() -> World:
    service, parts = memory_service(NOW)
    add(parts)
    return service, parts


def kinds_of_events(parts: MemoryParts) -> list[str]:
    with parts.database.read() as kept:
        return [event.kind for event in kept.events.of_stream(f"person:{ALICE.id}")]


def sent(parts: MemoryParts) -> list[str]:
    return [mail.subject for mail in parts.mailer.sent]


def test_activation_signs_in(world: World) -> None:
    service, parts = world
    opened = activate(service, parts)
    assert service.sessions.current(opened)[1].id == ALICE.id
    assert PersonActivated.__name__ in kinds_of_events(parts)


def test_looking_at_a_link_consumes_nothing(world: World) -> None:
    service, parts = world
    link = token(service, parts, Purpose.ACTIVATION)
    for _ in range(3):
        assert service.passwords.look(link, Purpose.ACTIVATION).person.id == ALICE.id
    service.passwords.activate(link, GOOD, OFFICE)


def test_a_link_is_good_once(world: World) -> None:
    service, parts = world
    link = token(service, parts, Purpose.ACTIVATION)
    service.passwords.activate(link, GOOD, OFFICE)
    with pytest.raises(LinkUsed):
        service.passwords.activate(link, OTHER, OFFICE)
    service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)


def test_a_newer_link_replaces_it(world: World) -> None:
    service, parts = world
    older = token(service, parts, Purpose.ACTIVATION)
    parts.clock.advance(timedelta(minutes=6))
    newer = token(service, parts, Purpose.ACTIVATION)
    with pytest.raises(LinkReplaced):
        service.passwords.look(older, Purpose.ACTIVATION)
    service.passwords.look(newer, Purpose.ACTIVATION)


@pytest.mark.parametrize(
    ("purpose", "life"), [(Purpose.ACTIVATION, timedelta(days=7)), (Purpose.RESET, timedelta(hours=1))]
)
def test_a_link_expires_at_its_second(world: World, purpose: Purpose, life: timedelta) -> None:
    service, parts = world
    if purpose is Purpose.RESET:
        activate(service, parts)
        parts.clock.advance(timedelta(minutes=6))
    link = token(service, parts, purpose)
    parts.clock.advance(life - timedelta(seconds=1))
    service.passwords.look(link, purpose)
    parts.clock.advance(timedelta(seconds=1))
    with pytest.raises(LinkExpired):
        service.passwords.look(link, purpose)


def test_a_link_serves_one_purpose(world: World) -> None:
    service, parts = world
    link = token(service, parts, Purpose.ACTIVATION)
    with pytest.raises(LinkUnknown):
        service.passwords.reset(link, GOOD, OFFICE)


@pytest.mark.parametrize("mangled", ["", "x", "\x00", "é" * 40, "\ud800"])
def test_an_unknown_link_is_refused(world: World, mangled: str) -> None:
    service, _ = world
    with pytest.raises(LinkUnknown):
        service.passwords.look(mangled, Purpose.ACTIVATION)


def test_no_live_token_is_stored(world: World) -> None:
    service, parts = world
    link = token(service, parts, Purpose.ACTIVATION)
    tables = repr(parts.database.tables)
    assert link not in tables
    assert digest(link) in tables


def test_a_weak_password_is_refused_with_every_advice_and_keeps_the_link(world: World) -> None:
    service, parts = world
    link = token(service, parts, Purpose.ACTIVATION)
    with pytest.raises(Invalid) as refused:
        service.passwords.activate(link, "martin", OFFICE)
    codes = {problem.code for problem in refused.value.problems}
    assert codes >= {"password_too_short", "password_without_upper", "password_has_last_name"}
    assert service.passwords.advice(link, Purpose.ACTIVATION, "martin") == refused.value.problems
    service.passwords.activate(link, GOOD, OFFICE)


def test_a_busy_machine_keeps_the_link_good(world: World) -> None:
    service, parts = world
    link = token(service, parts, Purpose.ACTIVATION)
    parts.hasher.busy = True
    with pytest.raises(Busy):
        service.passwords.activate(link, GOOD, OFFICE)
    parts.hasher.busy = False
    service.passwords.activate(link, GOOD, OFFICE)


def test_help_for_an_unknown_address_sends_nothing_and_says_nothing(world: World) -> None:
    service, parts = world
    service.passwords.ask_help("nobody@maconnerie.example", OFFICE)
    report = service.sending.run()
    assert report.count(MessageState.DROPPED) == 1
    assert parts.mailer.sent == []


def test_help_asks_the_database_the_same_for_everybody(world: World) -> None:
    service, parts = world
    activate(service, parts)
    for address in (str(ALICE.email), "nobody@maconnerie.example"):
        service.passwords.ask_help(address, CAFE)
    with parts.database.write() as unit:
        waiting = unit.outbox.lease(parts.clock.now(), parts.clock.now(), 10)
    assert [(message.kind, message.person_id) for message in waiting] == [(MessageKind.PASSWORD_HELP, None)] * 2


def test_a_malformed_address_is_refused(world: World) -> None:
    service, _ = world
    with pytest.raises(Invalid) as refused:
        service.passwords.ask_help("alice", OFFICE)
    assert [problem.code for problem in refused.value.problems] == ["email_malformed"]


def test_asking_twice_in_five_minutes_sends_one_link(world: World) -> None:
    service, parts = world
    token(service, parts, Purpose.ACTIVATION)
    service.passwords.ask_help(str(ALICE.email), OFFICE)
    service.passwords.ask_help(str(ALICE.email), OFFICE)
    assert service.sending.run().count(MessageState.DROPPED) == 2
    assert len(parts.mailer.sent) == 1


def test_asking_without_end_is_slowed_down_for_that_address_and_network(world: World) -> None:
    service, _ = world
    for _ in range(10):
        service.passwords.ask_help("nobody@maconnerie.example", OFFICE)
    with pytest.raises(TooManyAttempts):
        service.passwords.ask_help("Nobody@maconnerie.example", OFFICE)
    service.passwords.ask_help("nobody@maconnerie.example", CAFE)
    service.passwords.ask_help(str(ALICE.email), OFFICE)


def test_a_flood_is_slowed_down_by_network_whoever_it_is_for(world: World) -> None:
    service, _ = world
    for number in range(200):
        service.passwords.ask_help(f"n{number}@maconnerie.example", OFFICE)
    with pytest.raises(TooManyAttempts):
        service.passwords.ask_help(str(ALICE.email), OFFICE)
    service.passwords.ask_help(str(ALICE.email), CAFE)


def test_a_flood_leaves_a_known_browser_its_own_count(world: World) -> None:
    service, parts = world
    known = evolve(OFFICE, device=service.passwords.reset(_reset(service, parts), OTHER, OFFICE))
    for number in range(200):
        service.passwords.ask_help(f"n{number}@maconnerie.example", OFFICE)
    for _ in range(10):
        service.passwords.ask_help(str(ALICE.email), known)
    for address in (str(ALICE.email), "nobody@maconnerie.example"):
        with pytest.raises(TooManyAttempts):
            service.passwords.ask_help(address, known)


def test_no_address_is_kept_of_who_asked_for_help(world: World) -> None:
    service, parts = world
    service.passwords.ask_help("nobody@maconnerie.example", OFFICE)
    assert not [key for key in parts.database.tables.attempts if "nobody" in key]


def _reset(service: Societaire, parts: MemoryParts) -> str:
    activate(service, parts)
    return token(service, parts, Purpose.RESET)


def test_a_reset_ends_every_session_signs_nobody_in_and_tells_the_person(world: World) -> None:
    service, parts = world
    session = activate(service, parts)
    link = token(service, parts, Purpose.RESET)
    service.passwords.reset(link, OTHER, CAFE)
    with pytest.raises(SessionOver):
        service.sessions.current(session)
    assert service.sessions.of_person(ALICE.id) == ()
    service.sending.run()
    assert sent(parts)[-1] == MessageKind.PASSWORD_CHANGED
    assert PasswordReset.__name__ in kinds_of_events(parts)
    with pytest.raises(WrongCredentials):
        service.signing_in.sign_in(str(ALICE.email), GOOD, CAFE)
    service.signing_in.sign_in(str(ALICE.email), OTHER, CAFE)


def test_a_changed_password_kills_links_sent_before(world: World) -> None:
    service, parts = world
    activate(service, parts)
    link = token(service, parts, Purpose.RESET)
    service.passwords.change(ALICE.id, GOOD, OTHER, OFFICE)
    with pytest.raises(LinkReplaced):
        service.passwords.reset(link, GOOD, OFFICE)


def test_changing_a_password_ends_other_sessions_and_renews_this_one(world: World) -> None:
    service, parts = world
    before = activate(service, parts)
    after = service.passwords.change(ALICE.id, GOOD, OTHER, OFFICE)
    with pytest.raises(SessionOver):
        service.sessions.current(before)
    service.sessions.current(after.token)


def test_changing_a_password_takes_the_present_one(world: World) -> None:
    service, parts = world
    activate(service, parts)
    with pytest.raises(Invalid) as refused:
        service.passwords.change(ALICE.id, OTHER, "Nouveau*mortier3taloches", OFFICE)
    assert [problem.code for problem in refused.value.problems] == ["present_password"]
    service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)


def test_guessing_the_present_password_is_slowed_down(world: World) -> None:
    service, parts = world
    activate(service, parts)
    for _ in range(5):
        with pytest.raises(Invalid):
            service.passwords.change(ALICE.id, OTHER, "Nouveau*mortier3taloches", OFFICE)
    with pytest.raises(TooManyAttempts):
        service.passwords.change(ALICE.id, GOOD, "Nouveau*mortier3taloches", OFFICE)


def test_the_same_password_typed_with_other_accents_forms_is_the_same(world: World) -> None:
    service, parts = world
    activate(service, parts, "Mur-porte\u00e9&7truelles")
    service.signing_in.sign_in(str(ALICE.email), "Mur-portee\u0301&7truelles", OFFICE)


def test_the_password_is_taken_exactly_as_typed(world: World) -> None:
    service, parts = world
    activate(service, parts, f" {GOOD} ")
    with pytest.raises(WrongCredentials):
        service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
    service.signing_in.sign_in(str(ALICE.email), f" {GOOD} ", OFFICE)


def test_a_mail_that_fails_is_tried_again_with_a_link_that_works(world: World) -> None:
    service, parts = world
    parts.mailer.delayed = True
    service.passwords.ask_help(str(ALICE.email), OFFICE)
    assert service.sending.run().count(MessageState.QUEUED) == 1
    parts.mailer.delayed = False
    assert service.sending.run().messages == ()
    parts.clock.advance(timedelta(minutes=2))
    assert service.sending.run().count(MessageState.SENT) == 1
    first, last = parts.composer.tokens(ALICE.email, Purpose.ACTIVATION)
    with pytest.raises(LinkReplaced):
        service.passwords.look(first, Purpose.ACTIVATION)
    service.passwords.look(last, Purpose.ACTIVATION)


def test_an_invitation_to_a_changed_address_is_dropped(world: World) -> None:
    service, parts = world
    with parts.database.write() as unit:
        person = unit.persons.get(ALICE.id)
        assert person
        unit.commit()
    service.people.invite("P1", Actor(ActorKind.STAFF, "I001", "root"))
    with parts.database.write() as unit:
        unit.persons.save(evolve(person, email=Email("alice@nouvelle.example")))
        unit.commit()
    assert service.sending.run().count(MessageState.DROPPED) == 1
    assert parts.mailer.sent == []


def test_a_message_that_can_not_be_written_does_not_stop_the_others(world: World) -> None:
    service, parts = world
    bob = add(parts, evolve(ALICE, id=PersonId("b" * 32), email=Email("bob@maconnerie.example"), code="P2"))
    parts.mailer.refused = {ALICE.email}
    for person in (ALICE, bob):
        service.passwords.ask_help(str(person.email), Client())
    report = service.sending.run()
    assert report.count(MessageState.DEAD) == 1
    assert [mail.recipient for mail in parts.mailer.sent] == [bob.email]
