"""Attaching, detaching and entering companies on memory adapters (RULES B1, B2, C4, C8)."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from attrs import evolve

from societaire.app import Societaire
from societaire.companies.access import (
    AlreadyAttached,
    CompanyClosedToYou,
    LastAdministrator,
    NotAttached,
    Profile,
)
from societaire.companies.invitation import InvitationState
from societaire.events import Actor, ActorKind
from societaire.identity.links import Purpose
from societaire.identity.sessions import Client
from societaire.notifications import Message, MessageKind, MessageState
from societaire.ports.journal import AccessLogEntry
from societaire.testing.assembly import MemoryParts, memory_service
from societaire.testing.conformance_invitations import invitation
from societaire.testing.conformance_world import NOON, World, siren
from societaire.use_cases.companies import MOST_REFUSALS, NOTE_REFUSALS_EVERY, CompanyUnknown
from societaire.use_cases.people import JUST_INVITED, AlreadyActivated, PersonUnknown
from societaire.values import Siren
from tests.core.people import GOOD

STAFF = Actor(ActorKind.STAFF, "C1", "agent")
Setting = tuple[Societaire, MemoryParts, World]


@pytest.fixture
def setting() -> Setting:
    service, parts = memory_service(NOON)
    return service, parts, World(parts.database)


def kinds(parts: MemoryParts, stream: str) -> list[str]:
    with parts.database.read() as kept:
        return [event.kind for event in kept.events.of_stream(stream)]


def test_an_attached_person_enters_and_is_told(setting: Setting) -> None:
    service, parts, world = setting
    company = world.company()
    world.person(1, code="P1")
    access = service.companies.attach("P1", company.siren, Profile.COLLABORATOR, STAFF)
    assert access.is_live
    assert service.companies.space(access.person_id, company.siren).company.name == company.name
    assert kinds(parts, f"company:{company.siren}") == ["AccessGranted"]
    assert service.sending.run().count(MessageState.SENT) == 1
    assert [mail.subject for mail in parts.mailer.sent] == [MessageKind.COMPANY_ATTACHED]


def test_a_person_without_password_is_sent_the_way_in_instead(setting: Setting) -> None:
    service, parts, world = setting
    company = world.company()
    person = world.person(1, code="P1")
    service.companies.attach("P1", company.siren, Profile.COLLABORATOR, STAFF)
    service.sending.run()
    (token,) = parts.composer.tokens(person.email, Purpose.ACTIVATION)
    assert service.passwords.activate(token, GOOD, Client()).person.id == person.id


def test_a_person_is_found_by_address_too(setting: Setting) -> None:
    service, _, world = setting
    company = world.company()
    person = world.person(1)
    assert service.companies.attach(f" {person.email} ".upper(), company.siren, Profile.COLLABORATOR, STAFF).is_live


@pytest.mark.parametrize(
    ("name", "number", "refusal"), [("P9", 1, PersonUnknown), ("P1", 9, CompanyUnknown), ("a@b", 1, PersonUnknown)]
)
def test_attaching_the_unknown_is_refused(setting: Setting, name: str, number: int, refusal: type[Exception]) -> None:
    service, parts, world = setting
    world.company()
    world.person(1, code="P1")
    with pytest.raises(refusal):
        service.companies.attach(name, siren(number), Profile.COLLABORATOR, STAFF)
    assert parts.database.tables.accesses == {}


def test_attaching_twice_is_refused(setting: Setting) -> None:
    service, _, world = setting
    company = world.company()
    world.person(1, code="P1")
    service.companies.attach("P1", company.siren, Profile.COLLABORATOR, STAFF)
    with pytest.raises(AlreadyAttached):
        service.companies.attach("P1", company.siren, Profile.COLLABORATOR, STAFF)


def test_another_profile_replaces_the_first(setting: Setting) -> None:
    service, parts, world = setting
    company = world.company()
    world.person(1, code="P1")
    service.companies.attach("P1", company.siren, Profile.COLLABORATOR, STAFF)
    access = service.companies.attach("P1", company.siren, Profile.ADMINISTRATOR, STAFF)
    assert access.profile is Profile.ADMINISTRATOR
    assert kinds(parts, f"company:{company.siren}") == ["AccessGranted", "AccessProfileChanged"]


def test_the_last_administrator_is_neither_demoted_nor_detached(setting: Setting) -> None:
    service, parts, world = setting
    company = world.company()
    person = world.person(1, code="P1")
    world.access(person, company)
    colleague = world.person(2, code="P2")
    world.access(colleague, company, Profile.COLLABORATOR)
    before = parts.database.tables.copied()
    with pytest.raises(LastAdministrator):
        service.companies.attach("P1", company.siren, Profile.COLLABORATOR, STAFF)
    with pytest.raises(LastAdministrator):
        service.companies.detach("P1", company.siren, STAFF)
    assert parts.database.tables.accesses == before.accesses
    assert parts.database.tables.events == before.events
    service.companies.detach("P2", company.siren, STAFF)


def test_whoever_is_detached_loses_what_invited_them_and_its_mail(setting: Setting) -> None:
    service, parts, world = setting
    company = world.company()
    world.access(world.person(1, code="P1"), company)
    colleague = world.person(2, code="P2")
    waiting = evolve(invitation(), email=colleague.email)
    mail = Message("m1", MessageKind.INVITATION, colleague.email, NOON, NOON, siren=company.siren)
    with parts.database.write() as unit:
        unit.invitations.save(waiting)
        unit.outbox.add([evolve(mail, values=(("invitation", waiting.id),))])
        unit.commit()
    world.access(colleague, company, Profile.COLLABORATOR)
    service.companies.detach("P2", company.siren, STAFF)
    service.sending.run()
    assert parts.database.tables.invitations[waiting.id].state is InvitationState.REVOKED
    assert parts.database.tables.outbox["m1"].state is MessageState.DROPPED
    assert MessageKind.INVITATION not in {content.message.kind for content in parts.composer.written}


def test_two_administrators_detached_at_once_leave_one(setting: Setting) -> None:
    service, parts, world = setting
    company = world.company()
    for number in (1, 2):
        world.access(world.person(number, code=f"P{number}"), company)
    barrier = Barrier(2)
    refused: list[str] = []

    def detach(code: str) -> None:
        barrier.wait()
        try:
            service.companies.detach(code, company.siren, STAFF)
        except LastAdministrator:
            refused.append(code)

    threads = [Thread(target=detach, args=(f"P{number}",)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert sum(access.is_live for access in parts.database.tables.accesses.values()) == 1


def test_a_detached_person_is_out_at_the_next_request_there_only(setting: Setting) -> None:
    service, parts, world = setting
    here, there = world.company(1), world.company(2, "Charpente Durand")
    person = world.person(1, code="P1")
    for company in (here, there):
        world.access(world.person(10 + int(company is there), code=f"A{company.siren}"), company)
        world.access(person, company, Profile.COLLABORATOR)
    service.companies.detach("P1", here.siren, STAFF)
    with pytest.raises(CompanyClosedToYou):
        service.companies.home(person.id, here.siren)
    service.companies.home(person.id, there.siren)
    with pytest.raises(NotAttached):
        service.companies.detach("P1", here.siren, STAFF)
    service.sending.run()
    sent = [(mail.subject, mail.recipient) for mail in parts.mailer.sent[-2:]]
    assert sent[0] == (MessageKind.COMPANY_DETACHED, person.email)
    assert sent[1][0] == MessageKind.ACCESS_REMOVED


def test_a_mail_about_an_access_that_is_gone_is_not_sent(setting: Setting) -> None:
    service, parts, world = setting
    company = world.company()
    world.access(world.person(2, code="P2"), company)
    world.person(1, code="P1")
    service.companies.attach("P1", company.siren, Profile.COLLABORATOR, STAFF)
    service.companies.detach("P1", company.siren, STAFF)
    service.sending.run()
    assert [mail.subject for mail in parts.mailer.sent] == [MessageKind.COMPANY_DETACHED, MessageKind.ACCESS_REMOVED]


def test_a_closed_company_and_an_unknown_one_answer_alike(setting: Setting) -> None:
    service, _, world = setting
    company = world.company()
    stranger = world.person(1)
    for number in (company.siren, siren(9)):
        with pytest.raises(CompanyClosedToYou) as refused:
            service.companies.space(stranger.id, number)
        assert refused.value.values == {}


def test_the_last_company_visited_comes_first(setting: Setting) -> None:
    service, parts, world = setting
    person = world.person(1)
    companies = [world.company(number, name) for number, name in ((1, "Aubin"), (2, "Bosc"), (3, "Clerc"))]
    for company in companies:
        world.access(person, company)
    for visited in (2, 0, 1):
        parts.clock.advance(timedelta(minutes=1))
        service.companies.home(person.id, companies[visited].siren)
        first = service.companies.mine(person.id).memberships[0].company
        assert first == companies[visited]


def test_companies_are_found_by_name_whatever_the_accents(setting: Setting) -> None:
    service, _, world = setting
    person = world.person(1)
    for number, name in ((1, "Étanchéité Ferreira"), (2, "Charpente Durand")):
        world.access(person, world.company(number, name))
    found = service.companies.mine(person.id, "  etanch ")
    assert [membership.company.name for membership in found.memberships] == ["Étanchéité Ferreira"]
    assert service.companies.mine(person.id, str(siren(2))).total == 1
    assert service.companies.mine(person.id, "100%").total == 0


def test_a_closed_company_is_noted_once_an_hour_and_a_hundred_of_them_at_most(setting: Setting) -> None:
    service, parts, world = setting
    person, other = world.person(1), world.person(2)
    for _ in range(3):
        service.companies.note_refusal(person.id, siren(1), Client())
    service.companies.note_refusal(other.id, siren(1), Client())
    service.companies.note_refusal(person.id, siren(2), Client())
    assert [(entry.person_id, entry.siren) for entry in noted(parts)] == [
        (person.id, siren(1)),
        (other.id, siren(1)),
        (person.id, siren(2)),
    ]
    parts.clock.advance(NOTE_REFUSALS_EVERY)
    service.companies.note_refusal(person.id, siren(1), Client())
    assert len(noted(parts)) == 4
    for number in range(1, MOST_REFUSALS + 20):
        service.companies.note_refusal(other.id, siren(number), Client())
    assert sum(entry.person_id == other.id for entry in noted(parts)) == 1 + MOST_REFUSALS


def noted(parts: MemoryParts) -> list[AccessLogEntry]:
    return list(parts.database.tables.access_log.values())


def test_inviting_all_invites_each_waiting_person_once(setting: Setting) -> None:
    service, parts, world = setting
    company = world.company()
    for number in range(1, 4):
        world.access(world.person(number, code=f"P{number}"), company)
    world.person(9, code="P9")
    assert _invited(service, None) == ["P1", "P2", "P3"]
    service.sending.run()
    for person in list(parts.database.tables.persons.values())[:1]:
        (token,) = parts.composer.tokens(person.email, Purpose.ACTIVATION)
        service.passwords.activate(token, GOOD, Client())
    parts.clock.advance(JUST_INVITED + timedelta(seconds=1))
    assert _invited(service, company.siren) == ["P2", "P3"]
    with pytest.raises(AlreadyActivated):
        service.people.invite("P1", STAFF)


def test_inviting_all_twice_leaves_the_links_just_sent_alone(setting: Setting) -> None:
    service, parts, world = setting
    company = world.company()
    person = world.person(1, code="P1")
    world.access(person, company)
    assert _invited(service, None) == ["P1"]
    # Its mail still waits.
    assert _invited(service, None) == []
    service.sending.run()
    world.access(world.person(2, code="P2"), company)
    assert _invited(service, None) == ["P2"]
    service.sending.run()
    (token,) = parts.composer.tokens(person.email, Purpose.ACTIVATION)
    service.passwords.activate(token, GOOD, Client())
    assert _invited(service, None) == []
    assert _invited(service, None, again=True) == ["P2"]


def _invited(service: Societaire, of: Siren | None, *, again: bool = False) -> list[str | None]:
    return [e.person.code for e in service.people.invite_all(of, STAFF, again=again) if not e.is_set_aside]


def test_a_page_holds_twenty_five_contracts_whatever_their_number(setting: Setting) -> None:
    service, _, world = setting
    company = world.company()
    person = world.person(1)
    world.access(person, company)
    for number in range(60):
        world.contract(company, f"K{number:02}")
    pages = [service.contracts.of_company(person.id, company.siren, page) for page in (1, 2, 3, 4)]
    assert [len(page.contracts) for page in pages] == [25, 25, 10, 0]
    assert {page.pages for page in pages} == {3}
    assert len({contract.number for page in pages for contract in page.contracts}) == 60
