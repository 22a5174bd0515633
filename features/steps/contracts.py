"""Contracts and the details of their policy."""

from decimal import Decimal

from pytest_bdd import given, then, when

from features.pilots.pilot import Coded, Outcome, Pilot
from features.steps.agencies import keep_contact
from features.steps.companies import day
from features.steps.phrase import phrase
from features.world import World
from societaire.contracts.contract import ContractStatus
from societaire.values import ContractId, ContractNumber

MASONRY = Coded("MAC", "Maçonnerie")
INVENTED = ContractId("f" * 32)
_LIMIT, _WORKS_LIMIT, _DEDUCTIBLE = Decimal(15_000_000), Decimal(1_500_000), Decimal(800)
_STREET = "139 rue Victor-Hugo"


def company_of(world: World, number: str) -> str:
    """The name of the company that a contract belongs to."""
    siren = world.contract(number).siren
    return next(name for name, each in world.sirens.items() if each == siren)


@given(phrase("chaque société a un contrat"))
def _each_has_one(world: World) -> None:
    for at, company in enumerate(list(world.sirens), start=1):
        world.add_contract(company, f"RCD-90{at}")


@given(phrase('"{company}" a un contrat "{number}"'))
def _has_contract(world: World, company: str, number: str) -> None:
    world.add_contract(company, number)


@given(phrase('"{company}" a un contrat "{number}" résilié le {end:day}'))
def _has_terminated(world: World, company: str, number: str, end: str) -> None:
    world.add_contract(company, number, end_date=day(end))


@given(phrase('"{company}" a un contrat "{number}" suivi par "{contact}"'))
def _has_followed(world: World, company: str, number: str, contact: str) -> None:
    row = keep_contact(world, contact)
    world.add_contract(company, number, contact=row.code, agency=row.agency)


@given(phrase('"{company}" a un contrat "{number}" qui couvre la maçonnerie'))
def _has_covered(world: World, company: str, number: str) -> None:
    world.add_contract(
        company,
        number,
        activities=(MASONRY.code,),
        operation_limit=_LIMIT,
        works_contract_limit=_WORKS_LIMIT,
        deductible=_DEDUCTIBLE,
        street=_STREET,
        postal_code="21000",
        city="Dijon",
    )


@given(phrase("le contrat \"{number}\" n'est pas connu de l'assureur"))
def _unknown(world: World, number: str) -> None:
    assert ContractNumber(number) not in world.parts.database.tables.contracts


@when(phrase('{who} ouvre les contrats de "{company}"'), target_fixture="outcome")
def _list(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.contracts(world.named(who).name, world.siren(company))


@when(phrase('{who} consulte le contrat "{number}"'), target_fixture="outcome")
def _consult(world: World, pilot: Pilot, who: str, number: str) -> Outcome:
    contract = world.contract(number)
    return pilot.contract(world.named(who).name, contract.siren, contract.id)


@when(phrase('{who} consulte le contrat "{number}" depuis l\'espace de "{company}"'), target_fixture="outcome")
def _consult_from(world: World, pilot: Pilot, who: str, number: str, company: str) -> Outcome:
    return pilot.contract(world.named(who).name, world.siren(company), world.contract(number).id)


@when(phrase('{who} consulte un contrat inventé depuis l\'espace de "{company}"'), target_fixture="outcome")
def _consult_invented(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.contract(world.named(who).name, world.siren(company), INVENTED)


@then(phrase('elle voit les contrats de "{company}"'))
def _sees_contracts(world: World, outcome: Outcome, company: str) -> None:
    assert all(outcome.position(number) is not None for number in _numbers(world, company))


@then(phrase('aucun contrat de "{company}"'))
def _sees_no_contract(world: World, outcome: Outcome, company: str) -> None:
    assert not [number for number in _numbers(world, company) if outcome.position(number) is not None]


@then(phrase('elle voit le produit, les dates et l\'adresse du contrat "{number}"'))
def _sees_product(world: World, outcome: Outcome, number: str) -> None:
    contract = world.contract(number)
    facts = (contract.label, contract.start_date, _STREET, "Dijon")
    assert [fact for fact in facts if outcome.position(fact) is None] == []


@then(phrase('elle voit les activités, les plafonds et la franchise du contrat "{number}"'))
def _sees_limits(world: World, outcome: Outcome, number: str) -> None:
    assert world.contract(number).operation_limit == _LIMIT
    facts = (MASONRY, _LIMIT, _WORKS_LIMIT, _DEDUCTIBLE)
    assert [fact for fact in facts if outcome.position(fact) is None] == []


@then(phrase("elle voit que le contrat a pris fin le {end:day}"))
def _sees_end(outcome: Outcome, end: str) -> None:
    assert outcome.position(Coded(ContractStatus.TERMINATED, "Résilié")) is not None
    assert outcome.position(day(end)) is not None


@then(phrase('elle voit "{text}"'))
def _sees(outcome: Outcome, text: str) -> None:
    assert outcome.position(text) is not None


@then(phrase('"{first}" vient avant "{second}"'))
def _comes_before(outcome: Outcome, first: str, second: str) -> None:
    one, other = outcome.position(first), outcome.position(second)
    assert one is not None
    assert other is not None
    assert one < other


def _numbers(world: World, company: str) -> list[ContractNumber]:
    numbers = [c.number for c in world.parts.database.tables.contracts.values() if c.siren == world.siren(company)]
    assert numbers
    return numbers
