"""What people asked for, how it is sent, and what stops it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from attrs import evolve, fields, frozen

from societaire import events
from societaire.app import Societaire
from societaire.companies.access import Profile
from societaire.contracts.document import DocumentKind
from societaire.errors import Invalid
from societaire.events import SYSTEM, is_intact
from societaire.identity.person import Credential
from societaire.identity.sessions import Client
from societaire.notifications import KINDS, LEASE, PUBLISHED, Message, MessageKind, MessageState
from societaire.ports.bulletins import NEWS
from societaire.ports.mail import Mail, MailDelayed
from societaire.preferences.choices import Choice, Frequency, Topic, changed, chosen
from societaire.preferences.standing import Standing
from societaire.records.rows import DocumentRow, RecordKind
from societaire.settings import Limits
from societaire.testing.assembly import MemoryParts
from societaire.testing.conformance_world import NOON, person_id
from societaire.testing.export import MemoryExport
from societaire.use_cases.alert_mails import FRESH, UNSUBSCRIBE
from societaire.use_cases.choosing import UnsubscribeUnknown
from societaire.values import Email, PersonId
from tests.core.mail_desk import ATTESTATIONS, Desk

DAY = timedelta(days=1)
OFF, IMMEDIATE, DAILY = Frequency


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_every_kind_of_message_is_described() -> None:
    assert set(KINDS) == set(MessageKind)
    topics = {kind: described.topics for kind, described in KINDS.items() if described.topics}
    assert all(topics[message] == {topic} for topic, message in PUBLISHED.values())


def test_nobody_is_told_of_anything_that_they_did_not_ask_for(desk: Desk) -> None:
    assert {choice.frequency for choice in chosen((), desk.person.id).values()} == {OFF}
    assert desk.publish() == 0
    assert desk.sent() == []


def test_a_choice_is_dated_and_those_that_do_not_differ_are_left(desk: Desk) -> None:
    present = chosen([Choice(desk.person.id, ATTESTATIONS, DAILY, NOON)], desk.person.id)
    later = NOON + DAY
    wanted = {ATTESTATIONS: DAILY, Topic.CLAIMS: IMMEDIATE, Topic.PREMIUM_NOTICES: OFF}
    assert changed(present, wanted, later) == (Choice(desk.person.id, Topic.CLAIMS, IMMEDIATE, later),)


def test_an_immediate_alert_names_the_company_and_holds_neither_file_nor_amount(desk: Desk) -> None:
    desk.choose(IMMEDIATE)
    desk.publish()
    (content,) = desk.sent()
    assert content.message.kind is MessageKind.ATTESTATION_PUBLISHED
    assert content.company_name == desk.company.name
    assert [section.documents for section in content.documents] == [(desk.document,)]
    assert content.unsubscribe == desk.parts.seals.seal(UNSUBSCRIBE, f"{desk.person.id}:attestations")


@pytest.mark.parametrize("change", ["access", "choice", "daily", "bounce", "document"])
def test_what_changed_before_sending_stops_an_alert(desk: Desk, change: str) -> None:
    desk.choose(IMMEDIATE)
    desk.publish()
    _STOPS[change](desk)
    assert desk.sent() == []
    assert [message.state for message in desk.outbox()] == [MessageState.DROPPED]


def _remove_access(desk: Desk) -> None:
    with desk.parts.database.write() as unit:
        access = unit.accesses.get(desk.person.id, desk.company.siren)
        assert access
        unit.accesses.save(access.removed(NOON))
        unit.commit()


def _lose_document(desk: Desk) -> None:
    with desk.parts.database.write() as unit:
        # Nothing unpublishes; a contract that moves to another company has the same effect.
        del unit.tables.documents["D1"]
        unit.commit()


def _bounce(desk: Desk) -> None:
    desk.service.mailing.bounce("P1", "boîte pleine", SYSTEM)


_STOPS: dict[str, Callable[[Desk], None]] = {
    "access": _remove_access,
    "choice": lambda desk: desk.choose(OFF),
    "daily": lambda desk: desk.choose(DAILY),
    "bounce": _bounce,
    "document": _lose_document,
}


def test_an_alert_follows_its_person_to_another_address(desk: Desk) -> None:
    desk.choose(IMMEDIATE)
    desk.publish()
    _bounce(desk)
    with desk.parts.database.write() as unit:
        unit.persons.save(evolve(desk.person, email=Email("new@x.example")))
        unit.commit()
    (content,) = desk.sent()
    assert content.message.recipient == Email("new@x.example")


def test_a_daily_message_has_a_section_for_each_company_that_is_still_open(desk: Desk) -> None:
    other = desk.world.company(2, "Charpente Durand")
    closed = desk.world.company(3, "Toiture Petit")
    for company, number in ((other, "K2"), (closed, "K3")):
        desk.world.document(desk.world.contract(company, number), f"D{number}")
    desk.world.access(desk.person, other, Profile.COLLABORATOR)
    access = desk.world.access(desk.person, closed, Profile.COLLABORATOR)
    desk.choose(DAILY)
    assert desk.publish("D1", "DK2", "DK3") == 3
    with desk.parts.database.write() as unit:
        unit.accesses.save(access.removed(NOON))
        unit.commit()
    assert desk.service.mailing.nightly()["digests"] == 1
    assert "digests" not in desk.service.mailing.nightly()
    (content,) = desk.sent()
    assert {section.company_name for section in content.documents} == {desk.company.name, other.name}
    assert content.message.siren is None
    assert content.unsubscribe == desk.parts.seals.seal(UNSUBSCRIBE, f"{desk.person.id}:daily")


def test_an_empty_daily_message_is_never_sent(desk: Desk) -> None:
    desk.choose(DAILY)
    desk.publish()
    desk.service.mailing.nightly()
    desk.choose(OFF)
    assert desk.sent() == []
    desk.parts.clock.advance(DAY)
    assert "digests" not in desk.service.mailing.nightly()


def test_the_link_of_a_mail_ends_one_topic_and_nothing_else(desk: Desk) -> None:
    for topic in Topic:
        desk.choose(IMMEDIATE, topic)
    sealed = desk.parts.seals.seal(UNSUBSCRIBE, f"{desk.person.id}:attestations")
    assert desk.service.choosing.look(sealed).ended == (ATTESTATIONS,)
    assert _frequencies(desk) == dict.fromkeys(Topic, IMMEDIATE)
    assert desk.service.choosing.unsubscribe(sealed).ended == (ATTESTATIONS,)
    assert _frequencies(desk) == {**dict.fromkeys(Topic, IMMEDIATE), ATTESTATIONS: OFF}
    assert desk.service.choosing.unsubscribe(sealed).ended == ()


def test_the_link_of_a_daily_message_ends_what_is_daily(desk: Desk) -> None:
    desk.choose(DAILY)
    desk.choose(IMMEDIATE, Topic.CLAIMS)
    sealed = desk.parts.seals.seal(UNSUBSCRIBE, f"{desk.person.id}:daily")
    assert desk.service.choosing.unsubscribe(sealed).ended == (ATTESTATIONS,)
    assert _frequencies(desk)[Topic.CLAIMS] is IMMEDIATE


@pytest.mark.parametrize("text", ["", "x", "nobody:attestations", "{id}:everything", "{id}"])
def test_a_link_that_no_mail_held_ends_nothing(desk: Desk, text: str) -> None:
    desk.choose(IMMEDIATE)
    sealed = desk.parts.seals.seal(UNSUBSCRIBE, text.format(id=desk.person.id))
    with pytest.raises(UnsubscribeUnknown):
        desk.service.choosing.unsubscribe(sealed)
    assert _frequencies(desk)[ATTESTATIONS] is IMMEDIATE


def test_every_choice_is_kept_with_its_moment_and_its_way(desk: Desk) -> None:
    desk.choose(IMMEDIATE)
    desk.choose(IMMEDIATE)
    desk.service.choosing.unsubscribe(desk.parts.seals.seal(UNSUBSCRIBE, f"{desk.person.id}:attestations"))
    desk.service.choosing.choose_paper(desk.person.id, desk.company.siren, paper=True)
    desk.service.choosing.choose_paper(desk.person.id, desk.company.siren, paper=True)
    desk.service.choosing.verify_email(desk.person.id, desk.company.siren)
    desk.service.choosing.verify_email(desk.person.id, desk.company.siren)
    with desk.parts.database.read() as kept:
        stream = kept.events.of_stream(f"person:{desk.person.id}")
    assert [event.kind for event in stream] == [
        "NotificationChosen",
        "NotificationChosen",
        "PaperChosen",
        "EmailVerified",
    ]
    assert '"way": "link"' in stream[1].values
    assert is_intact(stream)


def test_an_address_is_verified_once_a_year_and_asked_for_once_a_month(desk: Desk) -> None:
    with desk.parts.database.write() as unit:
        unit.persons.save_credential(Credential(desk.person.id, "hash", NOON))
        unit.commit()
    verify = desk.service.choosing.verify_email
    verify(desk.person.id, desk.company.siren)
    asked = []
    for _ in range(400):
        desk.parts.clock.advance(DAY)
        asked.append(desk.service.mailing.nightly().get("email_checks", 0))
    assert [day for day, count in enumerate(asked, 1) if count] == [366, 396]
    assert [content.message.kind for content in desk.sent()] == [MessageKind.EMAIL_CHECK] * 2
    assert len(list(desk.service.mailing.unverified())) == 1
    verify(desk.person.id, desk.company.siren)
    assert list(desk.service.mailing.unverified()) == []


def test_whoever_verified_before_the_mail_left_is_not_asked(desk: Desk) -> None:
    with desk.parts.database.write() as unit:
        unit.persons.save_credential(Credential(desk.person.id, "hash", NOON))
        unit.commit()
    assert desk.service.mailing.nightly() == {"email_checks": 1}
    desk.parts.clock.advance(timedelta(hours=8))
    desk.service.choosing.verify_email(desk.person.id, desk.company.siren)
    assert desk.sent() == []
    assert desk.service.mailing.reasons() == {(MessageState.DROPPED, "no_longer_due"): 1}


def test_a_bounce_is_of_one_address_and_needs_a_reason(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk.service.mailing.bounce("P1", "  ", SYSTEM)
    _bounce(desk)
    preferences = desk.service.choosing.of_person(desk.person.id, desk.company.siren)
    assert preferences.is_bounced
    standing = Standing(desk.person.id).bounced(Email("a@x.example"), "x", NOON)
    assert not standing.is_bounced(Email("b@x.example"))
    desk.service.mailing.clear_bounce("P1", SYSTEM)
    assert not desk.service.choosing.of_person(desk.person.id, desk.company.siren).is_bounced


def test_help_with_a_password_goes_out_whatever_bounced(desk: Desk) -> None:
    _bounce(desk)
    desk.service.passwords.ask_help(str(desk.person.email), Client())
    assert [content.message.kind for content in desk.sent()] == [MessageKind.PASSWORD_HELP]


@pytest.mark.parametrize(("notify", "told"), [(True, 1), (False, 0)])
def test_an_import_tells_when_asked_to_and_never_of_a_first_load(notify: bool, told: int) -> None:
    desk = Desk()
    desk.choose(IMMEDIATE)
    number = desk.document.contract
    for reference in ("D2", "D3"):
        row = DocumentRow(reference, number, DocumentKind.ATTESTATION, 2026, "d.pdf", date(2026, 1, 15))
        export = MemoryExport({RecordKind.DOCUMENT: [row]}, {"d.pdf": b"%PDF-1.3\n%%EOF\n"})
        assert desk.service.imports.run(export, notify=notify).refused == ()
    # The first import ended the company's first load: what came with it is no news.
    assert len(desk.sent()) == told


@frozen
class SlowMailer:
    """Takes that long for each mail, on the library's own clock."""

    parts: MemoryParts
    each: timedelta

    def send(self, mail: Mail) -> None:
        self.parts.clock.advance(self.each)
        if "delayed" in mail.recipient.address:
            raise MailDelayed()


@frozen
class ClosingMailer:
    """Takes a while for each mail, during which everybody loses their access."""

    desk: Desk
    each: timedelta

    def send(self, mail: Mail) -> None:
        assert mail.subject
        self.desk.parts.clock.advance(self.each)
        with self.desk.parts.database.write() as unit:
            for access, _ in unit.accesses.of_company(self.desk.company.siren):
                if access.is_live:
                    unit.accesses.save(access.removed(NOON))
            unit.commit()


def _queue(parts: MemoryParts, count: int) -> None:
    with parts.database.write() as unit:
        unit.outbox.add(
            [
                Message(f"{n:032x}", MessageKind.PASSWORD_HELP, Email(f"p{n}@martin.example"), NOON, NOON)
                for n in range(1, count + 1)
            ]
        )
        unit.commit()


def test_a_worker_that_is_slow_gives_back_what_it_did_not_begin(desk: Desk) -> None:
    for number in range(2, 12):
        desk.world.person(number)
    _queue(desk.parts, 10)
    ports = evolve(desk.parts.ports(), mailer=SlowMailer(desk.parts, LEASE / 4))
    service = Societaire.from_ports(ports)
    report = service.sending.run(10)
    assert 0 < len(report.messages) < 10
    assert len(service.sending.run(10).messages) > 0
    assert {message.tries for message in desk.outbox()} <= {0, 1}


def test_a_worker_that_is_asked_to_stop_gives_back_the_rest(desk: Desk) -> None:
    for number in range(2, 6):
        desk.world.person(number)
    _queue(desk.parts, 5)
    answers = iter((False, False, True))
    report = desk.service.sending.run(5, is_stopped=lambda: next(answers))
    assert len(report.messages) == 2
    assert len(desk.service.sending.run(5).messages) == 3


@pytest.mark.parametrize(("each", "sent"), [(FRESH * 2, 1), (timedelta(0), 3)])
def test_readers_are_looked_at_together_and_again_when_it_was_long_ago(desk: Desk, each: timedelta, sent: int) -> None:
    for number in (2, 3):
        desk.world.access(desk.world.person(number), desk.company)
    with desk.parts.database.write() as unit:
        persons = [desk.person.id, *(person_id(number) for number in (2, 3))]
        unit.choices.save([Choice(person, ATTESTATIONS, IMMEDIATE, NOON) for person in persons])
        unit.commit()
    desk.publish()
    mailer = ClosingMailer(desk, each)
    report = Societaire.from_ports(evolve(desk.parts.ports(), mailer=mailer)).sending.run(10)
    assert (report.count(MessageState.SENT), report.count(MessageState.DROPPED)) == (sent, 3 - sent)


def test_what_can_not_be_read_of_one_person_does_not_stop_the_others(desk: Desk) -> None:
    desk.choose(IMMEDIATE)
    other = desk.world.person(2)
    desk.world.access(other, desk.company)
    with desk.parts.database.write() as unit:
        unit.choices.save([Choice(other.id, ATTESTATIONS, IMMEDIATE, NOON)])
        unit.tables.standings[other.id] = "damaged"  # type: ignore[assignment]  # not what a row holds
        unit.commit()
    desk.publish()
    report = desk.service.sending.run(10)
    assert sorted(message.last_error for message in report.messages) == ["", "AttributeError"]
    assert report.count(MessageState.SENT) == 1


def test_news_are_marked_up_to_what_exists(desk: Desk) -> None:
    service, siren = desk.service, desk.company.siren
    colleague = desk.world.person(2, "Petit", code="P2")
    service.companies.attach("P2", siren, Profile.COLLABORATOR, SYSTEM)
    page = service.news.page(desk.person.id, siren)
    assert [(item.bulletin.event.kind, item.person, item.bulletin.is_new) for item in page.items] == [
        ("AccessGranted", colleague.full_name, True)
    ]
    assert page.space.news == 1
    service.news.mark(desk.person.id, siren, 999)
    assert service.news.page(desk.person.id, siren).space.news == 0
    service.companies.detach("P2", siren, SYSTEM)
    assert service.news.page(desk.person.id, siren).space.news == 1


def test_every_news_is_an_event_of_a_company() -> None:
    assert all(issubclass(getattr(events, kind), events.CompanyEvent) for kind in NEWS)


def _frequencies(desk: Desk) -> dict[Topic, Frequency]:
    choices = desk.service.choosing.of_person(desk.person.id, desk.company.siren).choices
    return {topic: choice.frequency for topic, choice in choices.items()}


def test_the_year_of_verification_is_a_limit() -> None:
    standing = Standing(PersonId("1" * 32), verified_email=Email("a@x.example"), verified_at=NOON)
    limits = evolve(Limits(), email_verification=DAY)
    assert not standing.must_verify(Email("a@x.example"), NOON, limits)
    assert standing.must_verify(Email("a@x.example"), NOON + DAY, limits)
    assert standing.must_verify(Email("b@x.example"), NOON, limits)
    assert {each.name for each in fields(Limits)} >= {"email_verification", "digest_item"}


def test_letters_are_told_to_nobody(desk: Desk) -> None:
    desk.world.document(desk.world.find_contract("K1"), "L1", kind=DocumentKind.LETTER)
    for topic in Topic:
        desk.choose(IMMEDIATE, topic)
    assert desk.publish("L1") == 0
