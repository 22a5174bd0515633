"""Details and addresses of companies on memory adapters (RULES F1, F2)."""

from datetime import timedelta
from itertools import product

import pytest
from attrs import evolve

from societaire.companies.access import CompanyClosedToYou, Profile
from societaire.companies.company import Address, Company
from societaire.errors import Invalid, SocietaireError
from societaire.events import Actor, ActorKind
from societaire.identity.person import Person
from societaire.notifications import MessageKind, MessageState
from societaire.preferences.address_request import (
    NEXT,
    AddressPending,
    AddressRequest,
    AddressRequestUnknown,
    AddressSettled,
    RequestState,
)
from societaire.preferences.details import DetailsChanged
from societaire.testing.assembly import memory_service
from societaire.testing.conformance_world import NOON, World, person_id, siren
from societaire.values import ContactCode

STAFF = Actor(ActorKind.STAFF, "C1", "agent")
BRON = ("2 rue du Lac", "69500", "Bron")


class Setting:
    """A company with a contract and two persons: an administrator, a collaborator; somebody of another company."""

    def __init__(self) -> None:
        self.service, self.parts = memory_service(NOON)
        self.world = World(self.parts.database)
        self.company = self.world.company()
        self.world.contract(self.company, "K1")
        self.world.contract(self.company, "K2")
        self.claire, self.karim, self.denis = (self.world.person(number, code=f"P{number}") for number in (1, 2, 3))
        self.world.access(self.claire, self.company)
        self.world.access(self.karim, self.company, Profile.COLLABORATOR)
        self.world.access(self.denis, self.world.company(2, "Charpente Durand"))

    def company_now(self) -> Company:
        with self.parts.database.read() as kept:
            found = kept.companies.get(self.company.siren)
        assert found is not None
        return found

    def events(self) -> list[str]:
        with self.parts.database.read() as kept:
            return [event.kind for event in kept.events.of_stream(f"company:{self.company.siren}")]

    def ask(self, who: Person | None = None) -> AddressRequest:
        return self.service.contact_details.ask_address((who or self.karim).id, self.company.siren, *BRON)

    def contact_email(self, email: str | None) -> None:
        contacts = dict(self.parts.database.tables.contacts)
        code = ContactCode("C1")
        contacts[code] = evolve(contacts[code], email=email)
        self.parts.database.tables = evolve(self.parts.database.tables, contacts=contacts)


@pytest.fixture
def setting() -> Setting:
    return Setting()


@pytest.mark.parametrize(("state", "other"), list(product(RequestState, RequestState)))
def test_a_request_moves_as_the_table_says(setting: Setting, state: RequestState, other: RequestState) -> None:
    request = evolve(setting.ask(), state=state)
    if other in NEXT[state]:
        assert request.moved(other, "C1", NOON).state is other
    else:
        with pytest.raises(AddressSettled):
            request.moved(other, "C1", NOON)


def test_only_a_pending_request_leads_anywhere() -> None:
    assert {state for state in RequestState if NEXT[state]} == {RequestState.PENDING}


def test_details_change_at_once_for_both_profiles(setting: Setting) -> None:
    details, here = setting.service.contact_details, setting.company.siren
    assert details.change(setting.karim.id, here, "04 72 00 00 01", "A@Martin.example", 1) == ("email", "phone")
    assert details.change(setting.claire.id, here, "04 72 00 00 02", "a@martin.example", 2) == ("phone",)
    company = setting.company_now()
    assert (company.phone, company.email) == ("0472000002", "a@martin.example")
    assert setting.events() == ["CompanyDetailsChanged"] * 2


def test_events_of_details_tell_no_detail(setting: Setting) -> None:
    setting.service.contact_details.change(setting.karim.id, setting.company.siren, "0472000001", "", 1)
    with setting.parts.database.read() as kept:
        (event,) = kept.events.of_stream(f"company:{setting.company.siren}")
    assert "0472" not in event.values


def test_the_second_of_two_writers_sees_the_first(setting: Setting) -> None:
    details, here = setting.service.contact_details, setting.company.siren
    details.change(setting.karim.id, here, "0472000001", "", 1)
    with pytest.raises(DetailsChanged):
        details.change(setting.claire.id, here, "0472000002", "", 1)
    assert setting.company_now().phone == "0472000001"


def test_the_same_sent_twice_is_no_conflict(setting: Setting) -> None:
    details, here = setting.service.contact_details, setting.company.siren
    for _ in range(2):
        details.change(setting.karim.id, here, "0472000001", "", 1)
    assert setting.events() == ["CompanyDetailsChanged"]


def test_the_same_number_spelt_otherwise_is_no_change(setting: Setting) -> None:
    with setting.parts.database.write() as unit:
        unit.companies.save(evolve(setting.company, phone="04 72 00 00 01"))
        unit.commit()
    assert setting.service.contact_details.change(setting.karim.id, setting.company.siren, "0472000001", "", 2) == ()


@pytest.mark.parametrize(
    ("phone", "email", "codes"),
    [
        ("bureau", "", ["phone_malformed"]),
        ("bureau", "martin", ["phone_malformed", "email_malformed"]),
        ("", " ", ["details_missing"]),
        ("0" * 300, "x" * 300 + "@x.example", ["phone_malformed", "email_malformed"]),
    ],
)
def test_what_is_no_number_or_address_is_refused(setting: Setting, phone: str, email: str, codes: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        setting.service.contact_details.change(setting.karim.id, setting.company.siren, phone, email, 1)
    assert [problem.code for problem in refused.value.problems] == codes
    assert setting.events() == []


def test_an_address_waits_for_the_insurer(setting: Setting) -> None:
    request = setting.ask()
    shown = setting.service.contact_details.show(setting.claire.id, setting.company.siren)
    assert shown.company.address == setting.company.address
    assert (shown.request, shown.requester) == (request, setting.karim)
    assert (request.former, request.wanted) == (setting.company.address, Address(*BRON))
    with pytest.raises(AddressPending):
        setting.ask(setting.claire)


def test_an_approval_reaches_the_company_and_every_contract(setting: Setting) -> None:
    request = setting.ask()
    _, contracts = setting.service.address_office.approve(request.id, STAFF)
    assert contracts == ("K1", "K2")
    assert setting.company_now().address == Address(*BRON)
    assert {setting.world.find_contract(number).address for number in contracts} == {Address(*BRON)}
    assert setting.events() == ["AddressRequested", "AddressApproved"] + ["ContractAddressChanged"] * 2
    setting.service.sending.run()
    assert sorted(str(mail.recipient) for mail in setting.parts.mailer.sent) == [
        str(setting.claire.email),
        str(setting.karim.email),
    ]


def test_a_refusal_has_a_reason_and_leaves_the_address(setting: Setting) -> None:
    request = setting.ask(setting.claire)
    with pytest.raises(Invalid):
        setting.service.address_office.refuse(request.id, " ", STAFF)
    with pytest.raises(Invalid):
        setting.service.address_office.refuse(request.id, "x" * 501, STAFF)
    refused = setting.service.address_office.refuse(request.id, "Justificatif manquant", STAFF)
    assert (refused.state, refused.reason) == (RequestState.REFUSED, "Justificatif manquant")
    assert setting.company_now() == setting.company
    setting.service.sending.run()
    assert [mail.subject for mail in setting.parts.mailer.sent] == [MessageKind.ADDRESS_REFUSED]


def test_the_first_decision_counts(setting: Setting) -> None:
    office, request = setting.service.address_office, setting.ask()
    office.approve(request.id, STAFF)
    for again in (lambda: office.approve(request.id, STAFF), lambda: office.refuse(request.id, "Non", STAFF)):
        with pytest.raises(AddressSettled):
            again()
    with pytest.raises(AddressSettled):
        setting.service.contact_details.withdraw(setting.karim.id, setting.company.siren, request.id)
    assert office.pending() == ()


def test_a_colleague_may_withdraw_and_another_request_follows(setting: Setting) -> None:
    first = setting.ask()
    setting.service.contact_details.withdraw(setting.claire.id, setting.company.siren, first.id)
    second = setting.ask()
    assert [each.request for each in setting.service.address_office.pending()] == [second]


def test_nobody_reaches_the_requests_of_another_company(setting: Setting) -> None:
    request = setting.ask()
    details = setting.service.contact_details
    for act in (
        lambda: details.show(setting.denis.id, setting.company.siren),
        lambda: details.change(setting.denis.id, setting.company.siren, "0472000001", "", 1),
        lambda: details.ask_address(setting.denis.id, setting.company.siren, *BRON),
        lambda: details.withdraw(setting.denis.id, setting.company.siren, request.id),
    ):
        with pytest.raises(CompanyClosedToYou):
            act()
    with pytest.raises(AddressRequestUnknown):
        details.withdraw(setting.denis.id, siren(2), request.id)
    with pytest.raises(AddressRequestUnknown):
        setting.service.address_office.approve("0" * 32, STAFF)


def test_the_contact_is_told_while_the_request_waits(setting: Setting) -> None:
    setting.contact_email("Anne.Petit@Assureur.example")
    setting.ask()
    setting.service.sending.run()
    (mail,) = setting.parts.mailer.sent
    assert (str(mail.recipient), mail.subject) == ("anne.petit@assureur.example", MessageKind.ADDRESS_REQUESTED)


@pytest.mark.parametrize("email", [None, "", "pas une adresse"])
def test_a_contact_without_address_stops_nobody(setting: Setting, email: str | None) -> None:
    setting.contact_email(email)
    assert setting.ask().is_open
    assert setting.service.sending.run().messages == ()


def test_the_contact_is_not_told_of_what_is_settled(setting: Setting) -> None:
    setting.contact_email("anne.petit@assureur.example")
    request = setting.ask()
    setting.service.contact_details.withdraw(setting.karim.id, setting.company.siren, request.id)
    setting.ask()
    setting.contact_email("autre@assureur.example")
    report = setting.service.sending.run()
    assert sorted(message.last_error for message in report.messages) == ["no_longer_due", "recipient_gone"]
    assert report.count(MessageState.SENT) == 0


def test_whoever_lost_their_access_is_told_nothing(setting: Setting) -> None:
    request = setting.ask()
    setting.parts.clock.advance(timedelta(minutes=1))
    setting.service.address_office.approve(request.id, STAFF)
    setting.service.companies.detach("P2", setting.company.siren, STAFF)
    setting.service.sending.run()
    told = {str(mail.recipient) for mail in setting.parts.mailer.sent if mail.subject == MessageKind.ADDRESS_APPROVED}
    assert told == {str(setting.claire.email)}


def test_every_refusal_is_one_of_ours(setting: Setting) -> None:
    with pytest.raises(SocietaireError):
        setting.service.contact_details.show(person_id(9), setting.company.siren)
