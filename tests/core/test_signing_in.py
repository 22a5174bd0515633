"""Signing in, sessions and attempts on memory adapters (RULES A6, B1)."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from attrs import evolve

from societaire.app import Societaire
from societaire.errors import Busy
from societaire.identity.links import Purpose
from societaire.identity.sessions import Client, SessionOver
from societaire.identity.throttling import TooManyAttempts
from societaire.testing.assembly import MemoryParts, memory_service
from societaire.use_cases.signing_in import WrongCredentials
from tests.core.people import ALICE, CAFE, GOOD, OFFICE, OTHER, activate, add, token

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WRONG = "Mauvais-mot7depasse"


@pytest.fixture
def world() -> tuple[Societaire, MemoryParts]:
    service, parts = memory_service(NOW)
    add(parts)
    activate(service, parts)
    return service, parts


def fail(service: Societaire, times: int, client: Client = OFFICE, address: str = str(ALICE.email)) -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            service.signing_in.sign_in(address, WRONG, client)


def test_the_right_password_opens_a_session(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    opened = service.signing_in.sign_in("  ALICE.Martin@maconnerie.example ", GOOD, OFFICE)
    assert service.sessions.current(opened.token)[1].id == ALICE.id


def test_every_sign_in_has_tokens_of_its_own(world: tuple[Societaire, MemoryParts]) -> None:
    service, parts = world
    first = service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
    again = service.signing_in.sign_in(str(ALICE.email), GOOD, evolve(OFFICE, device=first.device))
    assert first.token != again.token
    assert first.device == again.device
    kept = repr(parts.database)
    assert first.token not in kept
    assert first.session.digest != first.token


@pytest.mark.parametrize(
    ("address", "password"),
    [(str(ALICE.email), WRONG), ("nobody@maconnerie.example", GOOD), ("not an address", GOOD), (str(ALICE.email), "")],
)
def test_every_wrong_pair_is_refused_alike_after_one_hashing(
    world: tuple[Societaire, MemoryParts], address: str, password: str
) -> None:
    service, parts = world
    before = parts.hasher.hashings
    with pytest.raises(WrongCredentials):
        service.signing_in.sign_in(address, password, OFFICE)
    assert parts.hasher.hashings == before + 1


def test_a_person_who_never_chose_a_password_is_refused_alike() -> None:
    service, parts = memory_service(NOW)
    add(parts)
    before = parts.hasher.hashings
    fail(service, 1)
    assert parts.hasher.hashings == before + 1


def test_from_the_fifth_failure_on_nothing_is_verified(world: tuple[Societaire, MemoryParts]) -> None:
    service, parts = world
    fail(service, 5)
    before = parts.hasher.hashings
    with pytest.raises(TooManyAttempts) as refused:
        service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
    assert parts.hasher.hashings == before
    assert refused.value.retry_after == 60
    parts.clock.advance(timedelta(minutes=1))
    assert service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE).person.id == ALICE.id


def test_an_unknown_address_waits_like_a_known_one(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    fail(service, 5, address="nobody@maconnerie.example")
    with pytest.raises(TooManyAttempts):
        service.signing_in.sign_in("Nobody@maconnerie.example", WRONG, CAFE)


def test_the_account_waits_from_every_network(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    fail(service, 5)
    with pytest.raises(TooManyAttempts):
        service.signing_in.sign_in(str(ALICE.email), GOOD, CAFE)


def test_a_network_waits_whatever_the_accounts(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    for name in range(5):
        fail(service, 1, address=f"someone{name}@maconnerie.example")
    with pytest.raises(TooManyAttempts):
        service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)


def test_strangers_never_shut_out_a_browser_that_signed_in_before(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    known = evolve(OFFICE, device=service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE).device)
    fail(service, 5)
    assert service.signing_in.sign_in(str(ALICE.email), GOOD, known).person.id == ALICE.id


def test_a_known_browser_waits_for_its_own_failures(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    known = evolve(OFFICE, device=service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE).device)
    fail(service, 5, known)
    with pytest.raises(TooManyAttempts):
        service.signing_in.sign_in(str(ALICE.email), GOOD, known)


def test_a_reset_lets_its_browser_in_whatever_strangers_did(world: tuple[Societaire, MemoryParts]) -> None:
    service, parts = world
    fail(service, 5)
    parts.clock.advance(timedelta(minutes=10))
    device = service.passwords.reset(token(service, parts, Purpose.RESET), OTHER, OFFICE)
    fail(service, 1, evolve(CAFE, device="forged"))
    opened = service.signing_in.sign_in(str(ALICE.email), OTHER, evolve(OFFICE, device=device))
    assert opened.person.id == ALICE.id


def test_a_forged_device_token_spares_nobody(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    fail(service, 5)
    with pytest.raises(TooManyAttempts):
        service.signing_in.sign_in(str(ALICE.email), GOOD, evolve(CAFE, device="forged"))


def test_a_success_does_not_count(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    for _ in range(30):
        service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)


def test_fifty_parallel_guesses_reach_the_hasher_five_times(world: tuple[Societaire, MemoryParts]) -> None:
    service, parts = world
    before = parts.hasher.hashings
    barrier = Barrier(50)
    refused: list[type[Exception]] = []

    def guess() -> None:
        barrier.wait()
        try:
            service.signing_in.sign_in(str(ALICE.email), WRONG, OFFICE)
        except (WrongCredentials, TooManyAttempts) as error:
            refused.append(type(error))

    threads = [Thread(target=guess) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert parts.hasher.hashings - before == 5
    assert refused.count(TooManyAttempts) == 45


def test_when_every_processor_hashes_the_attempt_does_not_count(world: tuple[Societaire, MemoryParts]) -> None:
    service, parts = world
    parts.hasher.busy = True
    for _ in range(10):
        with pytest.raises(Busy) as refused:
            service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
        assert not isinstance(refused.value, TooManyAttempts)
    parts.hasher.busy = False
    service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)


def test_an_idle_session_ends_after_half_an_hour(world: tuple[Societaire, MemoryParts]) -> None:
    service, parts = world
    opened = service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
    parts.clock.advance(timedelta(minutes=29))
    service.sessions.current(opened.token)
    parts.clock.advance(timedelta(minutes=29))
    service.sessions.current(opened.token)
    parts.clock.advance(timedelta(minutes=30))
    with pytest.raises(SessionOver):
        service.sessions.current(opened.token)


def test_an_active_session_ends_after_eight_hours(world: tuple[Societaire, MemoryParts]) -> None:
    service, parts = world
    opened = service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
    for _ in range(19):
        parts.clock.advance(timedelta(minutes=25))
        service.sessions.current(opened.token)
    parts.clock.advance(timedelta(minutes=5))
    with pytest.raises(SessionOver):
        service.sessions.current(opened.token)


def test_a_look_that_nobody_made_does_not_prolong(world: tuple[Societaire, MemoryParts]) -> None:
    service, parts = world
    opened = service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
    for _ in range(2):
        parts.clock.advance(timedelta(minutes=10))
        service.sessions.current(opened.token, prolong=False)
    parts.clock.advance(timedelta(minutes=10))
    with pytest.raises(SessionOver):
        service.sessions.current(opened.token)


def test_signing_out_ends_the_session_for_whoever_copied_it(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    opened = service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
    service.sessions.sign_out(opened.token)
    with pytest.raises(SessionOver):
        service.sessions.current(opened.token)
    service.sessions.sign_out(opened.token)


def test_the_owner_ends_another_session_and_keeps_theirs(world: tuple[Societaire, MemoryParts]) -> None:
    service, _ = world
    here = service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
    there = service.signing_in.sign_in(str(ALICE.email), GOOD, CAFE)
    service.sessions.end(ALICE.id, there.session.id)
    with pytest.raises(SessionOver):
        service.sessions.current(there.token)
    assert service.sessions.end_others(ALICE.id, here.session.id) == 1
    assert [session.id for session in service.sessions.of_person(ALICE.id)] == [here.session.id]


def test_the_password_is_hashed_anew_when_parameters_change(world: tuple[Societaire, MemoryParts]) -> None:
    service, parts = world
    parts.hasher.parameters = "2"
    service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
    with parts.database.read() as kept:
        found = kept.persons.by_email(ALICE.email)
    assert found
    assert found[1]
    assert not parts.hasher.outdated(found[1].password_hash)
    service.signing_in.sign_in(str(ALICE.email), GOOD, OFFICE)
