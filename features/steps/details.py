"""How companies are reached, requests for another address, and what the insurer's records learn."""

import re

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.phrase import phrase
from features.world import STAFF, STRANGER, World, contract_row
from societaire.companies.company import Address, Company, CompanyStatus
from societaire.notifications import MessageKind
from societaire.preferences.address_request import RequestState
from societaire.records.rows import CompanyRow, RecordKind
from societaire.values import PersonId


def address_of(text: str) -> Address:
    """An address as the features write it: 2 rue du Lac, 69500 Bron."""
    street, rest = text.split(", ", 1)
    code, city = rest.split(" ", 1)
    return Address(street, code, city or None)


def company_now(world: World, company: str) -> Company:
    """The company as it is kept."""
    return world.parts.database.tables.companies[world.siren(company)]


def version(world: World, company: str) -> int:
    """The version of the company's details."""
    return company_now(world, company).version


@given(phrase('"{company}" est au "{address}"'))
def _is_at(world: World, company: str, address: str) -> None:
    place = address_of(address)
    parts = {"street": place.street or "", "postal_code": place.postal_code or "", "city": place.city or ""}
    siren = world.company(company, **parts)
    for contract in list(world.parts.database.tables.contracts.values()):
        if contract.siren == siren:
            world.add_contract(company, contract.number, **parts)


@given(phrase('{who} a donné à "{company}" le téléphone "{phone}"'))
def _gave(world: World, who: str, company: str, phone: str) -> None:
    person = _person(world, who)
    details = world.service.contact_details
    details.change(person, world.siren(company), phone, "", version(world, company))


@given(phrase('{who} a demandé pour "{company}" l\'adresse "{address}"'))
def _asked(world: World, who: str, company: str, address: str) -> None:
    place = address_of(address)
    parts = (place.street or "", place.postal_code or "", place.city or "")
    world.service.contact_details.ask_address(_person(world, who), world.siren(company), *parts)


@given(phrase('{who} a obtenu pour "{company}" l\'adresse "{address}"'))
def _obtained(world: World, who: str, company: str, address: str) -> None:
    _asked(world, who, company, address)
    _was_approved(world, company)


@given(phrase('{who} regarde les coordonnées de "{company}"'))
@when(phrase('{who} ouvre les coordonnées de "{company}"'), target_fixture="outcome")
def _look(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.look_at_details(world.named(who).name, world.siren(company))


@given(phrase("l'agence a validé la demande d'adresse de \"{company}\""))
def _was_approved(world: World, company: str) -> None:
    world.service.address_office.approve(_last(world, company), world.staff())


@given(phrase('l\'agence a refusé la demande d\'adresse de "{company}" : "{reason}"'))
def _was_refused(world: World, company: str, reason: str) -> None:
    world.service.address_office.refuse(_last(world, company), reason, world.staff())


@given(phrase('l\'export situe "{company}" au "{address}"'))
def _export_places(world: World, company: str, address: str) -> None:
    place, siren = address_of(address), world.siren(company)
    at = {"street": place.street, "postal_code": place.postal_code, "city": place.city}
    row = CompanyRow(str(siren), company, CompanyStatus.ACTIVE, "LYO", **at)
    world.export_row(RecordKind.COMPANY, row)
    for contract in world.parts.database.tables.contracts.values():
        if contract.siren == siren:
            world.export_row(RecordKind.CONTRACT, contract_row(str(siren), contract.number, **at))


@given(phrase('l\'export donne à "{company}" le téléphone "{phone}"'))
def _export_reaches(world: World, company: str, phone: str) -> None:
    row = CompanyRow(str(world.siren(company)), company, CompanyStatus.ACTIVE, "LYO", phone=phone)
    world.export_row(RecordKind.COMPANY, row)


@given(parsers.re(r"les changements ont été lus"))
def _were_read(world: World) -> None:
    lines = list(world.service.change_feed.since(world.cursor))
    world.cursor = lines[-1].cursor if lines else world.cursor


@when(phrase('{who} donne à "{company}" le téléphone "{phone}" et l\'adresse "{email}"'), target_fixture="outcome")
def _give(world: World, pilot: Pilot, who: str, company: str, phone: str, email: str) -> Outcome:
    return pilot.change_details(world.named(who).name, world.siren(company), phone, email)


@when(phrase('{who} demande pour "{company}" l\'adresse "{address}"'), target_fixture="outcome")
def _ask(world: World, pilot: Pilot, who: str, company: str, address: str) -> Outcome:
    return pilot.ask_address(world.named(who).name, world.siren(company), address_of(address))


@when(phrase('{who} retire la demande d\'adresse de "{company}"'), target_fixture="outcome")
def _withdraw(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.withdraw_address(world.named(who).name, world.siren(company))


@when(phrase("l'agence regarde les demandes d'adresse"), target_fixture="outcome")
def _look_at_waiting(pilot: Pilot) -> Outcome:
    return pilot.waiting_addresses()


@when(phrase("l'agence valide la demande d'adresse de \"{company}\""), target_fixture="outcome")
def _approve(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.approve_address(STAFF, world.siren(company))


@when(
    phrase("quelqu'un d'étranger à l'assureur valide la demande d'adresse de \"{company}\""),
    target_fixture="outcome",
)
def _approve_as_stranger(world: World, pilot: Pilot, company: str) -> Outcome:
    return pilot.approve_address(STRANGER, world.siren(company))


@when(phrase('l\'agence refuse la demande d\'adresse de "{company}" : "{reason}"'), target_fixture="outcome")
def _refuse(world: World, pilot: Pilot, company: str, reason: str) -> Outcome:
    return pilot.refuse_address(STAFF, world.siren(company), reason)


@when(phrase("l'agence lit la suite des changements"), target_fixture="outcome")
def _read_on(world: World, pilot: Pilot) -> Outcome:
    return pilot.read_changes(world.cursor)


@when(phrase('l\'agence lit les changements depuis "{cursor}"'), target_fixture="outcome")
def _read_from(pilot: Pilot, cursor: str) -> Outcome:
    return pilot.read_changes(cursor)


@then(phrase('"{company}" est jointe au "{phone}" et à "{email}"'))
def _is_reached(world: World, company: str, phone: str, email: str) -> None:
    kept = company_now(world, company)
    assert (kept.phone, kept.email) == (re.sub(r"\s", "", phone) or None, email or None)


@then(phrase('{who} trouve "{text}" dans les coordonnées de "{company}"'))
def _finds(world: World, pilot: Pilot, who: str, text: str, company: str) -> None:
    shown = pilot.look_at_details(world.named(who).name, world.siren(company))
    assert any(shown.position(form) is not None for form in (text, re.sub(r"\s", "", text)))


@then(phrase('l\'adresse de "{company}" est encore "{address}"'))
def _is_still_at(world: World, company: str, address: str) -> None:
    assert company_now(world, company).address == address_of(address)


@then(phrase('{who} voit la demande de l\'adresse "{address}" pour "{company}"'))
def _sees_request(world: World, pilot: Pilot, who: str, address: str, company: str) -> None:
    shown = pilot.look_at_details(world.named(who).name, world.siren(company))
    place = address_of(address)
    assert all(shown.position(part or "") is not None for part in (place.street, place.postal_code, place.city))


@then(phrase('la demande de "{company}" est à vérifier : "{flags}"'))
def _is_flagged(world: World, company: str, flags: str) -> None:
    request = world.parts.database.tables.address_requests[_last(world, company)]
    assert request.is_open
    assert ", ".join(request.flags) == flags


@then(phrase("aucune demande d'adresse de \"{company}\" n'attend"))
def _none_waits(world: World, company: str) -> None:
    request = world.parts.database.tables.address_requests[_last(world, company)]
    assert request.state is RequestState.WITHDRAWN


@then(phrase('"{company}" et ses contrats sont au "{address}"'))
def _are_at(world: World, company: str, address: str) -> None:
    tables, siren = world.parts.database.tables, world.siren(company)
    contracts = [contract for contract in tables.contracts.values() if contract.siren == siren]
    assert len(contracts) > 1
    assert {contract.address for contract in contracts} == {company_now(world, company).address}
    assert company_now(world, company).address == address_of(address)


@then(phrase("{who} apprend que la nouvelle adresse est validée"))
def _told_approved(world: World, who: str) -> None:
    assert [each.message.kind for each in world.received(who)] == [MessageKind.ADDRESS_APPROVED]


@then(phrase("{who} apprend que le changement d'adresse est refusé"))
def _told_refused(world: World, who: str) -> None:
    assert [each.message.kind for each in world.received(who)] == [MessageKind.ADDRESS_REFUSED]


@then(parsers.re(r"l'import compte (?P<count>\d+) lignes? laissées?"))
def _counts_left(outcome: Outcome, count: str) -> None:
    assert outcome.counts["superseded"] == int(count), outcome


@then(phrase('elle y apprend "{kinds}"'))
def _learns(outcome: Outcome, kinds: str) -> None:
    wanted = kinds.split(", ") if kinds else []
    assert outcome.counts["lines"] == len(wanted), outcome
    places = [outcome.position(kind) for kind in wanted]
    assert None not in places
    assert places == sorted(place for place in places if place is not None)


def _last(world: World, company: str) -> str:
    with world.parts.database.read() as kept:
        found = kept.address_requests.latest(world.siren(company))
    assert found
    return found.id


def _person(world: World, who: str) -> PersonId:
    code = world.named(who).code
    return next(person.id for person in world.parts.database.tables.persons.values() if person.code == code)
