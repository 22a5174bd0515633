""" "Coordonnées": what changes at once, what waits, and what two colleagues see of each other."""

import pytest

from societaire.companies.company import Address
from societaire.events import Actor, ActorKind
from societaire_wording import addresses
from tests.delivery.web.conftest import SignIn
from tests.delivery.web.world import A, World

PAGE = addresses.DETAILS.format(siren=A)
STAFF = Actor(ActorKind.STAFF, "I001", "agent")


def test_both_profiles_find_the_page_and_change_the_details(as_: SignIn, world: World) -> None:
    for who, phone in (("alice", "04 72 00 00 01"), ("albert", "04 72 00 00 02")):
        browser = as_(who)
        browser.get(f"/s/{A}/preferences")
        assert browser.page.root.one("main").all("a", href=PAGE)
        browser.get(PAGE)
        browser.send(action=PAGE, phone=phone, email="bureau@martin.example")
        assert (browser.path, browser.status, browser.page.faults) == (PAGE, 200, [])
        assert "Vos coordonnées sont enregistrées" in browser.page.root.text
        assert world.parts.database.tables.companies[A].phone == phone.replace(" ", "")


def test_the_second_of_two_colleagues_compares_before_saving_again(as_: SignIn, world: World) -> None:
    first, second = as_("alice"), as_("albert")
    for browser in (first, second):
        browser.get(PAGE)
    first.send(action=PAGE, phone="04 72 00 00 01", email="bureau@martin.example")
    second.send(action=PAGE, phone="04 72 00 00 02", email="")
    assert (second.status, second.page.faults) == (409, [])
    shown = second.page.root.one("main").text
    for told in ("0472000001", "0472000002", "bureau@martin.example"):
        assert told in shown.replace("\u00a0", "").replace(" ", "")
    kept = {name: second.page.root.one("input", id=name).attributes["value"] for name in ("phone", "email")}
    assert kept == {"phone": "04 72 00 00 02", "email": ""}
    assert world.parts.database.tables.companies[A].phone == "0472000001"
    second.send(action=PAGE)
    assert second.status == 200
    company = world.parts.database.tables.companies[A]
    assert (company.phone, company.email) == ("0472000002", None)


def test_what_was_typed_stays_beside_what_is_wrong(as_: SignIn) -> None:
    browser = as_("albert")
    browser.get(PAGE)
    browser.send(action=PAGE, phone="au <b>bureau</b>", email="")
    assert (browser.status, browser.page.faults) == (422, [])
    field = browser.page.root.one("input", id="phone").attributes
    assert (field["value"], field["aria-invalid"]) == ("au <b>bureau</b>", "true")


def test_a_request_shows_what_changes_until_it_is_taken_back(as_: SignIn, world: World) -> None:
    browser, colleague = as_("albert"), as_("alice")
    browser.get(PAGE)
    browser.send(action=f"{PAGE}/adresse", street="rue du Lac", postal_code="6950", city="Bron")
    for each in (browser, colleague):
        each.get(PAGE)
        assert each.page.faults == []
        main = each.page.root.one("main")
        assert [node.text.strip() for node in main.all("ins")] == ["rue du Lac", "6950", "Bron"]
        assert "Albert Morel" in main.text
        assert "cinq chiffres" in main.text
        assert not main.all("input", id="city")
    (request,) = world.parts.database.tables.address_requests
    colleague.send(action=f"{PAGE}/adresse/{request}/retrait")
    assert "La demande est retirée" in colleague.page.root.text
    assert colleague.page.root.all("input", id="city")
    browser.request("POST", f"{PAGE}/adresse/{request}/retrait")
    assert browser.status == 400


@pytest.mark.parametrize("reason", ["Justificatif manquant", "<script>alert(1)</script>"])
def test_a_refusal_shows_its_reason_and_nothing_else(as_: SignIn, world: World, reason: str) -> None:
    person = next(p.id for p in world.parts.database.tables.persons.values() if p.first_name == "Alice")
    request = world.service.contact_details.ask_address(person, A, "2 rue du Lac", "69500", "Bron")
    world.service.address_office.refuse(request.id, reason, STAFF)
    browser = as_("alice")
    browser.get(PAGE)
    assert browser.page.faults == []
    assert reason in browser.page.root.one("main").text
    assert not [node for node in browser.page.root.all("script") if "alert" in node.text]


def test_an_approved_address_shows_in_the_contracts(as_: SignIn, world: World) -> None:
    person = next(p.id for p in world.parts.database.tables.persons.values() if p.first_name == "Alice")
    request = world.service.contact_details.ask_address(person, A, "2 rue du Lac", "69500", "Bron")
    world.service.address_office.approve(request.id, STAFF)
    browser = as_("alice")
    browser.get(f"/s/{A}/contrats/{world.contract('RCD-0001').id}")
    assert "2 rue du Lac" in browser.page.root.one("main").text
    assert world.contract("RCD-0001").address == Address("2 rue du Lac", "69500", "Bron")
