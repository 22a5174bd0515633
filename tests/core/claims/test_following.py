"""Following a claim: who sees what, what both sides say and ask, calls back."""

from datetime import date, time, timedelta

import pytest

from societaire.claims.call_back import CallBackMoved, CallBackPending, CallBackState, CallBackUnknown
from societaire.claims.claim import ClaimClosed, ClaimMoved, ClaimState, ClaimUnknown
from societaire.claims.declaring import ClaimDeclaration
from societaire.errors import Invalid
from societaire.identity.person import Person
from societaire.ports.claims import ClaimFilter
from societaire.preferences.choices import Choice, Frequency, Topic
from societaire.records.rows import ClaimRow, RecordKind
from societaire.testing.conformance_world import NOON
from societaire.uploads.subject import SubjectClosed
from societaire.use_cases.claim_reading import ADDITION
from societaire.use_cases.claim_views import ClaimFilters
from societaire.values import ContactCode
from tests.core.claims.setting import ACCIDENT, STAFF, Setting

EVERYTHING = ClaimFilters()


@pytest.fixture
def setting() -> Setting:
    return Setting()


def _choose(setting: Setting, who: Person, frequency: Frequency) -> None:
    with setting.parts.database.write() as unit:
        unit.choices.save([Choice(who.id, Topic.CLAIMS, frequency, NOON)])
        unit.commit()


def _listed(setting: Setting, who: Person, wanted: ClaimFilters = EVERYTHING) -> list[str]:
    found = setting.service.following.of_company(who.id, setting.company.siren, wanted)
    return [line.claim.number for line in found.lines]


def _close(setting: Setting, sent: ClaimDeclaration) -> None:
    setting.service.claim_office.move(sent.receipt or "", ClaimState.CLOSED, STAFF)


def test_the_list_shows_what_was_sent_and_finds_by_several_words(setting: Setting) -> None:
    sent = setting.sent()
    assert _listed(setting, setting.karim) == [sent.receipt]
    assert _listed(setting, setting.karim, ClaimFilters(text="lyon chenes")) == [sent.receipt]
    assert _listed(setting, setting.karim, ClaimFilters(text="paris")) == []
    assert _listed(setting, setting.karim, ClaimFilters(state=ClaimState.CLOSED)) == []


def test_the_insurers_number_takes_the_receipts_place_and_the_claim_stays_the_same(setting: Setting) -> None:
    sent = setting.sent()
    row = ClaimRow(
        "S2026-1", "MRP-1", "D1", NOON.date(), NOON.date(), ClaimState.REGISTERED, handler="C1", receipt=sent.receipt
    )
    setting.world.load(RecordKind.CLAIM, [row])
    claim = setting.claim(sent)
    assert (claim.number, claim.state, claim.receipt) == ("S2026-1", ClaimState.REGISTERED, sent.receipt)
    assert _listed(setting, setting.claire) == ["S2026-1"]


def test_each_move_tells_those_who_asked_for_it_alone(setting: Setting) -> None:
    sent = setting.sent()
    _choose(setting, setting.claire, Frequency.IMMEDIATE)
    _choose(setting, setting.karim, Frequency.OFF)
    setting.service.claim_office.move(sent.receipt or "", ClaimState.REGISTERED, STAFF)
    news = [address for kind, address in setting.mails() if kind == "claim_news"]
    assert news == [setting.claire.email.address]
    report = setting.service.sending.run()
    assert report.messages
    assert all(message.last_error == "" for message in report.messages)


def test_who_wants_one_message_a_day_gets_one_for_all_changes(setting: Setting) -> None:
    sent, other = setting.sent(), setting.sent()
    _choose(setting, setting.claire, Frequency.DAILY)
    for state in (ClaimState.REGISTERED, ClaimState.DOCUMENTS_REQUESTED, ClaimState.EXPERTISE):
        setting.service.claim_office.move(sent.receipt or "", state, STAFF)
    setting.service.claim_office.say(other.receipt or "", "L'expert passe mardi.", STAFF)
    assert "claim_news" not in [kind for kind, _ in setting.mails()]
    assert setting.service.mailing.nightly()["digests"] == 1
    assert setting.service.mailing.nightly() == {}
    setting.service.sending.run()
    (digest,) = [one for one in setting.parts.composer.written if one.message.kind.value == "digest"]
    assert [[claim.id for claim in section.claims] for section in digest.documents] == [[sent.id, other.id]]
    setting.parts.clock.advance(timedelta(days=1))
    assert setting.service.mailing.nightly() == {}
    setting.service.claim_office.say(other.receipt or "", "Finalement mercredi.", STAFF)
    assert setting.service.mailing.nightly() == {"digests": 1}


def test_a_daily_message_tells_of_no_claim_that_its_reader_may_not_see_any_more(setting: Setting) -> None:
    sent = setting.sent()
    _choose(setting, setting.karim, Frequency.DAILY)
    setting.service.claim_office.move(sent.receipt or "", ClaimState.REGISTERED, STAFF)
    days = (NOON.date(), NOON.date())
    row = ClaimRow("S2026-1", "RCG-1", "C1", *days, ClaimState.REGISTERED, handler="C1", receipt=sent.receipt)
    setting.world.load(RecordKind.CLAIM, [row])
    assert setting.service.mailing.nightly()["digests"] == 1
    setting.service.sending.run()
    assert "digest" not in [one.message.kind.value for one in setting.parts.composer.written]


def test_a_news_of_a_sensitive_claim_goes_to_nobody_else(setting: Setting) -> None:
    draft = setting.begin("C1")
    for person in (setting.claire, setting.karim):
        _choose(setting, person, Frequency.IMMEDIATE)
    sent = setting.send(setting.save(draft, ACCIDENT))
    setting.service.claim_office.move(sent.receipt or "", ClaimState.REGISTERED, STAFF)
    assert [address for kind, address in setting.mails() if kind == "claim_news"] == [setting.claire.email.address]
    assert _listed(setting, setting.karim) == []
    with pytest.raises(ClaimUnknown):
        setting.service.following.show(setting.karim.id, setting.company.siren, sent.id)


def test_staff_moves_a_claim_as_the_table_allows(setting: Setting) -> None:
    sent = setting.sent()
    with pytest.raises(ClaimMoved):
        setting.service.claim_office.move(sent.receipt or "", ClaimState.RECOURSE, STAFF)
    with pytest.raises(ClaimUnknown):
        setting.service.claim_office.move("S0", ClaimState.CLOSED, STAFF)
    with pytest.raises(Invalid):
        setting.service.claim_office.assign(sent.receipt or "", ContactCode("nobody"), STAFF)
    assert setting.service.claim_office.assign(sent.receipt or "", ContactCode("C1"), STAFF).handler == "C1"


def test_messages_are_said_once_and_answered(setting: Setting) -> None:
    sent, siren = setting.sent(), setting.company.siren
    for _ in range(2):
        setting.service.following.say(setting.karim.id, siren, sent.id, "Où en êtes-vous ?", "m" * 32)
    setting.parts.clock.advance(timedelta(minutes=1))
    setting.service.claim_office.say(sent.receipt or "", "L'expert passe mardi.", STAFF)
    shown = setting.service.following.show(setting.claire.id, siren, sent.id)
    assert [message.text for message in shown.messages] == ["Où en êtes-vous ?", "L'expert passe mardi."]
    assert shown.names[setting.karim.id] == setting.karim.full_name
    setting.service.following.say(setting.karim.id, siren, sent.id, "Et le devis ?", "m" * 32)
    assert len(setting.service.following.show(setting.claire.id, siren, sent.id).messages) == 3
    with pytest.raises(Invalid):
        setting.service.following.say(setting.karim.id, siren, sent.id, " ", "n" * 32)


def test_a_document_asked_for_is_awaited_until_it_comes(setting: Setting) -> None:
    sent, siren = setting.sent(), setting.company.siren
    setting.service.claim_office.request_documents(
        sent.receipt or "", ["invoices"], "Celles des perceuses", None, STAFF
    )
    assert [one.document for one in setting.service.following.show(setting.claire.id, siren, sent.id).awaited] == [
        "invoices"
    ]
    (waiting,) = setting.service.companies.home(setting.karim.id, siren).awaiting
    assert (waiting.claim.id, [one.document for one in waiting.awaited], waiting.due_on) == (
        sent.id,
        ["invoices"],
        None,
    )
    upload = setting.upload(f"{ADDITION}:{sent.id}", "invoices")
    assert setting.service.companies.home(setting.karim.id, siren).awaiting == ()
    assert setting.service.following.show(setting.claire.id, siren, sent.id).awaited == ()
    with pytest.raises(SubjectClosed):
        setting.service.uploading.remove(setting.claire.id, siren, upload.id)
    with pytest.raises(Invalid):
        setting.service.claim_office.request_documents(sent.receipt or "", ["poem"], "", None, STAFF)


def test_a_document_is_due_today_at_the_earliest(setting: Setting) -> None:
    sent, siren, today = setting.sent(), setting.company.siren, NOON.date()
    office, asked = setting.service.claim_office, (sent.receipt or "", ["invoices"], "")
    with pytest.raises(Invalid) as refused:
        office.request_documents(*asked, today - timedelta(days=1), STAFF)
    assert [(one.field, one.code) for one in refused.value.problems] == [("due_on", "due_in_the_past")]
    assert setting.service.following.show(setting.claire.id, siren, sent.id).awaited == ()
    office.request_documents(*asked, today, STAFF)
    assert [one.due_on for one in setting.service.following.show(setting.claire.id, siren, sent.id).awaited] == [today]


def test_what_did_not_come_with_the_declaration_is_owed_until_it_is_asked_for(setting: Setting) -> None:
    sent, siren = setting.sent(), setting.company.siren
    assert "complaint_receipt" in setting.service.following.show(setting.claire.id, siren, sent.id).owed
    setting.service.claim_office.request_documents(sent.receipt or "", ["complaint_receipt"], "", None, STAFF)
    assert "complaint_receipt" not in setting.service.following.show(setting.claire.id, siren, sent.id).owed


def test_a_closed_claim_takes_nothing_more_and_may_be_asked_to_reopen(setting: Setting) -> None:
    sent, siren = setting.sent(), setting.company.siren
    with pytest.raises(ClaimMoved):
        setting.service.following.ask_reopening(setting.claire.id, siren, sent.id, "Encore ouvert", "o" * 32)
    _close(setting, sent)
    with pytest.raises(ClaimClosed):
        setting.service.following.say(setting.claire.id, siren, sent.id, "Bonjour", "m" * 32)
    with pytest.raises(ClaimClosed):
        setting.service.calling_back.ask(setting.claire.id, siren, sent.id, "Pourquoi ?", "0472000001", "")
    setting.service.following.ask_reopening(setting.claire.id, siren, sent.id, "Le dommage revient", "o" * 32)
    assert "ClaimReopeningAsked" in setting.events()


def test_one_call_back_at_a_time_until_it_is_done(setting: Setting) -> None:
    sent, siren, service = setting.sent(), setting.company.siren, setting.service.calling_back
    slot = service.desk(setting.claire.id, siren, sent.id).offered[0]
    asked = service.ask(setting.claire.id, siren, sent.id, "Comprendre la suite", "04 72 00 00 01", slot.name)
    with pytest.raises(CallBackPending):
        service.ask(setting.karim.id, siren, sent.id, "Moi aussi", "0472000001", slot.name)
    day = date(NOON.year + 1, 1, 5)
    planned = service.plan(asked.id, day, time(9), time(9, 30), STAFF)
    assert [one.id for one, _, _ in service.waiting()] == [asked.id]
    assert (planned.state, planned.slot.day) == (CallBackState.PLANNED, day)
    service.end(asked.id, reached=True, actor=STAFF)
    assert service.waiting() == ()
    with pytest.raises(CallBackMoved):
        service.end(asked.id, reached=False, actor=STAFF)
    service.ask(setting.karim.id, siren, sent.id, "Moi aussi", "0472000001", slot.name)
    assert setting.events()[1:] == ["CallBackAsked", "CallBackPlanned", "CallBackEnded", "CallBackAsked"]


def test_a_request_to_be_called_back_names_every_problem_and_may_be_withdrawn(setting: Setting) -> None:
    sent, siren, service = setting.sent(), setting.company.siren, setting.service.calling_back
    with pytest.raises(Invalid) as refused:
        service.ask(setting.claire.id, siren, sent.id, "", "12", "hier")
    assert {problem.field for problem in refused.value.problems} == {"reason", "phone", "slot"}
    slot = service.desk(setting.claire.id, siren, sent.id).offered[0]
    asked = service.ask(setting.claire.id, siren, sent.id, "La suite", "0472000001", slot.name)
    with pytest.raises(CallBackUnknown):
        service.withdraw(setting.karim.id, siren, setting.sent().id, asked.id)
    service.withdraw(setting.karim.id, siren, sent.id, asked.id)
    assert service.desk(setting.claire.id, siren, sent.id).pending is None


def test_staff_finds_a_claim_by_number_receipt_or_company(setting: Setting) -> None:
    sent, office = setting.sent(), setting.service.claim_office
    for text in (sent.receipt or "", str(setting.company.siren)):
        assert [claim.id for claim, _ in office.listed(ClaimFilter(text=text))] == [sent.id]
    assert office.show(sent.receipt or "").claim.id == sent.id
    assert [*office.listed(ClaimFilter(states=frozenset({ClaimState.CLOSED})))] == []
