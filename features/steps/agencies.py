"""Agencies, and contacts at the insurer."""

from pytest_bdd import given, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.phrase import phrase
from features.world import World
from societaire.records.rows import AgencyRow, ContactRow, RecordKind

AGENCIES = {"Agence de Lyon": "LYO", "Agence de Grenoble": "GRE"}
CONTACTS = {
    "Léa Ferreira": ContactRow("I002", "Léa", "Ferreira", "GRE", "Conseillère", "04 65 71 35 51", "lea@agence.example"),
    "Gaël Petit": ContactRow("I003", "Gaël", "Petit", "LYO", "Conseiller", "04 65 71 02 53", "gael@agence.example"),
}
_GRENOBLE = AgencyRow("GRE", "Agence de Grenoble", "04 65 71 04 85")


def keep_contact(world: World, name: str) -> ContactRow:
    """Make sure that the insurer's records hold the contact and their agency."""
    world.keep(RecordKind.AGENCY, _GRENOBLE)
    world.keep(RecordKind.CONTACT, CONTACTS[name])
    return CONTACTS[name]


@given(phrase('l\'agence "{agency}" répond au "{phone}"'))
def _agency(world: World, agency: str, phone: str) -> None:
    world.keep(RecordKind.AGENCY, AgencyRow(AGENCIES[agency], agency, phone))


@given(phrase('"{company}" dépend de "{agency}"'))
def _belongs(world: World, company: str, agency: str) -> None:
    world.company(company, agency=AGENCIES[agency])


@given(phrase('"{company}" est suivie par "{contact}"'))
def _followed(world: World, company: str, contact: str) -> None:
    world.company(company, contact=keep_contact(world, contact).code)


@when(phrase("{who} cherche les agences"), target_fixture="outcome")
def _agencies(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.agencies(world.named(who).name)


@then(phrase("elle trouve les agences à appeler"))
def _finds_agencies(outcome: Outcome) -> None:
    assert outcome.position("Agence de Lyon") is not None
    assert outcome.position("04 65 71 23 75") is not None


@then(phrase('elle voit comment joindre "{contact}"'))
def _sees_contact(outcome: Outcome, contact: str) -> None:
    row = CONTACTS[contact]
    assert row.phone
    assert row.email
    assert all(outcome.position(fact) is not None for fact in (row.last_name, row.phone, row.email))


@then(phrase('elle voit comment joindre l\'agence de "{contact}"'))
def _sees_agency(world: World, outcome: Outcome, contact: str) -> None:
    agency = next(each for each in world.service.agencies.all() if each.code == CONTACTS[contact].agency)
    assert outcome.position(agency.name) is not None
    assert outcome.position(agency.phone) is not None
