"""Who is told of a claim at the insurer: its handler, else an agency (RULES H7)."""

from datetime import date

import pytest

from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.notifications import MessageKind
from societaire.records.rows import AgencyRow, ContactRow, ContractRow, RecordKind
from societaire.values import ContactCode
from tests.core.claims.setting import ACCIDENT, STAFF, Setting

AGENCY = "lyon@assureur.example"
OTHER = "nord@assureur.example"
KEY = "k" * 32


@pytest.fixture
def setting() -> Setting:
    """The company's agency reads mails; no contract has a handler."""
    setting = Setting()
    setting.world.load(RecordKind.AGENCY, [AgencyRow("A1", "Agence de Lyon", "0400000000", email=AGENCY)])
    return setting


def _told(setting: Setting) -> list[tuple[str, str]]:
    members = {"claim_sent", "claim_news"}
    return [(kind, address) for kind, address in setting.mails() if kind not in members]


def _handler(setting: Setting, email: str | None) -> None:
    setting.world.load(RecordKind.CONTACT, [ContactRow("C1", "Nadia", "Perrin", "A1", email=email)])


def test_without_a_handler_the_agency_of_the_company_is_told_of_everything(setting: Setting) -> None:
    sent, siren, karim = setting.sent(), setting.company.siren, setting.karim.id
    setting.service.following.say(karim, siren, sent.id, "Le devis arrive.", KEY)
    slot = setting.service.calling_back.desk(karim, siren, sent.id).offered[0]
    setting.service.calling_back.ask(karim, siren, sent.id, "La suite", "0472000001", slot.name)
    kinds = ["claim_to_handle", "claim_added_to", "call_back_asked"]
    assert _told(setting) == [(kind, AGENCY) for kind in kinds]
    setting.service.sending.run()
    written = [one for one in setting.parts.composer.written if one.message.recipient.address == AGENCY]
    assert [(one.message.kind.value, one.full_name) for one in written] == [(kind, "Agence de Lyon") for kind in kinds]


def test_the_agency_of_the_contract_comes_before_that_of_the_company(setting: Setting) -> None:
    setting.world.load(RecordKind.AGENCY, [AgencyRow("A2", "Agence du Nord", "0300000000", email=OTHER)])
    kind = (ContractStatus.ACTIVE, date(2015, 1, 1), PremiumMode.FLAT)
    row = ContractRow("MRP-1", str(setting.company.siren), "MRP", "Multirisque", *kind, agency="A2")
    setting.world.load(RecordKind.CONTRACT, [row])
    setting.sent()
    assert _told(setting) == [("claim_to_handle", OTHER)]


@pytest.mark.parametrize("email", [None, "", "pas une adresse"])
def test_a_handler_without_an_address_that_can_be_read_leaves_it_to_the_agency(
    setting: Setting, email: str | None
) -> None:
    _handler(setting, email)
    sent = setting.sent()
    setting.service.claim_office.assign(sent.receipt or "", ContactCode("C1"), STAFF)
    setting.service.following.say(setting.karim.id, setting.company.siren, sent.id, "Le devis arrive.", KEY)
    assert _told(setting)[-1] == ("claim_added_to", AGENCY)


def test_nobody_is_told_where_no_address_is_known(setting: Setting) -> None:
    setting.world.load(RecordKind.AGENCY, [AgencyRow("A1", "Agence de Lyon", "0400000000", email="aucune")])
    setting.sent()
    assert _told(setting) == []


def test_whoever_got_the_claim_since_is_told_instead_of_the_agency(setting: Setting) -> None:
    _handler(setting, "nadia@assureur.example")
    setting.service.claim_office.assign(setting.sent().receipt or "", ContactCode("C1"), STAFF)
    setting.service.sending.run()
    (told,) = [one for one in setting.parts.composer.written if one.message.kind.value == "claim_to_handle"]
    assert (told.message.recipient.address, told.full_name) == ("nadia@assureur.example", "Nadia Perrin")


def test_an_agency_that_lost_its_address_meanwhile_is_told_nothing(setting: Setting) -> None:
    setting.sent()
    setting.world.load(RecordKind.AGENCY, [AgencyRow("A1", "Agence de Lyon", "0400000000", email="aucune")])
    report = setting.service.sending.run()
    assert [one.last_error for one in report.messages if one.kind.value == "claim_to_handle"] == ["recipient_gone"]


def test_the_cause_is_told_unless_it_is_an_accident_or_a_fault(setting: Setting) -> None:
    setting.sent()
    setting.send(setting.save(setting.begin("C1"), ACCIDENT))
    waiting = setting.parts.database.tables.outbox.values()
    told = [dict(one.values).get("cause") for one in waiting if one.kind is MessageKind.CLAIM_TO_HANDLE]
    assert told == ["D1", None]
