"""What a declaration says, and what is found in it."""

import json
from datetime import date
from decimal import Decimal

import pytest
from pytest_bdd import given, parsers, then, when

from features.pilots.core_outcomes import outcome_of
from features.pilots.pilot import Outcome
from features.steps.phrase import phrase
from features.world import World
from societaire.contracts.contract import PremiumMode
from societaire.declarations.certification import Certification
from societaire.declarations.declaration import Declaration, Way
from societaire.declarations.findings import Finding
from societaire.declarations.forms import Severity
from societaire.records.codes import FormKind, Heading
from societaire.records.rows import BaseRow, PeriodRow, RecordKind
from societaire.values import Email, PersonId

START, END, DUE = date(2025, 1, 1), date(2025, 12, 31), date(2026, 12, 31)
COVERED = ("CHA", "MEN")
SOUND = {
    "period_start": "01/01/2025",
    "period_end": "31/12/2025",
    "turnover_total": "760 000",
    "activities.0.activity": "CHA",
    "activities.0.amount": "400 000",
    "activities.0.subcontracted": "40 000",
    "activities.1.activity": "MEN",
    "activities.1.amount": "330 000,50",
    "activities.1.subcontracted": "20 000",
    "trading": "29 999,50",
    "largest_contract": "200 000",
    "subject_works": "700 000",
    "other_works": "30 000,50",
    "mainland": "760 000",
    "subcontracting_given": "60 000",
    "subcontractors": "2",
    "subcontractors_insured": "yes",
    "payroll_workers": "150 000",
    "payroll_staff": "50 000",
    "headcount_basis": "average",
    "workers": "6",
    "staff": "2",
    "no_large_site": "yes",
    "noncurrent_technique": "no",
    "design_missions": "no",
    "individual_houses": "no",
}
NIL = {
    "period_start": "01/01/2025",
    "period_end": "31/12/2025",
    "nil": "yes",
    "nil_reason": "dormant",
    "nil_confirmed": "yes",
}
FEES = {
    "period_start": "01/01/2025",
    "period_end": "31/12/2025",
    "fees_total": "450 000",
    "fees_design": "300 000",
    "fees_management": "150 000",
    "mainland": "450 000",
    "operations.0.name": "Collège Louise-Michel",
    "operations.0.family": "complete",
    "operations.0.works": "6 000 000",
    "operations.0.rate": "100",
    "operations.0.share": "50",
    "payroll_staff": "200 000",
    "headcount_basis": "year_end",
    "staff": "5",
    "no_large_site": "yes",
    "noncurrent_technique": "no",
}
PATHS = {
    "le total des honoraires": "fees_total",
    "les honoraires de conception": "fees_design",
    "les opérations": "operations",
    "les travaux de l'opération": "operations.0.works",
    "le taux de la mission": "operations.0.rate",
    "le chiffre d'affaires total": "turnover_total",
    "le négoce": "trading",
    "les ouvrages soumis": "subject_works",
    "la métropole": "mainland",
    "le neuf": "new_works",
    "le logement": "housing_works",
    "la part des marchés publics": "public_share",
    "les activités": "activities",
    "le montant de la menuiserie": "activities.1.amount",
    "l'activité de la seconde ligne": "activities.1.activity",
    "la sous-traitance de la charpente": "activities.0.subcontracted",
    "la sous-traitance donnée": "subcontracting_given",
    "la sous-traitance reçue": "subcontracting_received",
    "le nombre de sous-traitants": "subcontractors",
    "les attestations des sous-traitants": "subcontractors_insured",
    "le plus gros marché": "largest_contract",
    "le début de la période": "period_start",
    "les salaires des ouvriers": "payroll_workers",
    "les salaires des employés": "payroll_staff",
    "les ouvriers": "workers",
    "les employés": "staff",
    "la technique non courante": "noncurrent_technique",
    "l'avis technique": "technique_reference",
    "le chiffre d'affaires de la liasse": "tax_return_turnover",
    "le SIREN de la liasse": "tax_return_siren",
    "l'année de la liasse": "tax_return_year",
    "l'absence de chantier": "no_large_site",
    "le coût du chantier": "sites.0.total_cost",
    "le marché du chantier": "sites.0.contract_amount",
    "le maître d'ouvrage du chantier": "sites.0.client",
    "l'ouverture du chantier": "sites.0.opened_on",
    "le contrat collectif du chantier": "sites.0.ccrd",
    "le néant": "nil",
    "la confirmation du néant": "nil_confirmed",
}
"""What the features say -> the path of the answer."""
CODES = {
    "les missions n'en font pas la somme": "fees_sum",
    "les lieux ne font pas les honoraires": "fees_geography_sum",
    "un pourcentage ne passe pas cent": "percent_range",
    "il y a des honoraires": "fees_without_operations",
    "le point se lit de deux façons": "amount_ambiguous",
    "il y a trop de décimales": "amount_cents",
    "les chiffres ne sont pas groupés par trois": "amount_grouping",
    "tous les chiffres doivent être écrits": "amount_unit",
    "un montant ne peut pas être négatif": "amount_negative",
    "un montant nul s'écrit 0": "amount_nil_word",
    "le montant ne se lit pas": "amount_format",
    "les parts n'en font pas la somme": "turnover_sum",
    "soumis et non soumis ne font pas les travaux": "subject_works_sum",
    "les lieux ne font pas le chiffre d'affaires": "geography_sum",
    "neuf et existant ne font pas les travaux": "nature_sum",
    "logement et reste ne font pas les travaux": "housing_sum",
    "les pourcentages ne font pas cent": "shares_sum",
    "les parts sous-traitées n'en font pas la somme": "subcontracting_sum",
    "elle dépasse l'activité": "subcontracting_of_activity",
    "elle dépasse le chiffre d'affaires": "subcontracting_whole",
    "elle dépasse le chiffre d'affaires déclaré": "subcontracting_received_high",
    "leur nombre est attendu": "subcontractors_missing",
    "des attestations sont attendues": "subcontractors_insured_missing",
    "une autre ligne la porte déjà": "activity_twice",
    "la période demandée est une autre": "period_differs",
    "le contrat ne courait pas": "period_outside_contract",
    "la réponse manque": "answer_missing",
    "il a bougé de plus de trente pour cent": "total_moved",
    "c'est celui de l'an dernier à l'euro près": "total_same",
    "le contrat ne la garantit pas": "activity_not_covered",
    "une activité a perdu plus de vingt points": "mix_moved",
    "l'une d'elles ne sert plus": "activity_unused",
    "elle passe trente pour cent": "subcontracting_high",
    "il en manque": "subcontractors_uninsured",
    "le salaire par tête étonne": "payroll_by_head",
    "le chiffre d'affaires par tête étonne": "total_by_head",
    "il y a des salaires": "payroll_without_heads",
    "il y a des salariés": "heads_without_payroll",
    "les dépenses dépassent le chiffre d'affaires": "costs_above_total",
    "il dépasse le plafond du contrat": "largest_contract_limit",
    "il pèse plus de la moitié": "largest_contract_share",
    "il manque": "technique_without_reference",
    "il diffère de celui déclaré": "tax_return_turnover_differs",
    "c'est celui d'une autre société": "tax_return_siren_differs",
    "c'est celle d'un autre exercice": "tax_return_year_differs",
    "le chantier dépasse le plafond": "site_details",
    "il lui faut une attestation nominative": "site_attestation",
    "il dépasse le coût de l'opération": "contract_above_cost",
    "il dépasse le plus gros marché": "site_above_largest",
    "des chantiers sont décrits": "rows_with_nil",
    "le chantier n'en a pas": "site_without_ccrd",
    "le contrat n'en prévoit pas": "site_ccrd_not_provided",
    "le contrat ne courait pas encore": "site_opened_outside_contract",
    "rien n'est déclaré": "nil_not_told",
    "un montant le contredit": "nil_with_amounts",
}
"""What the features say -> the code of what is found."""


@pytest.fixture
def typed() -> dict[str, str]:
    """What the declaration of the scenario says."""
    return {}


@given(phrase('"{company}" a un contrat "{number}" de charpente et de menuiserie à déclarer pour 2025'))
def _has_bases_to_declare(world: World, company: str, number: str) -> None:
    world.add_contract(
        company,
        number,
        start_date=date(2013, 1, 1),
        premium_mode=PremiumMode.ON_BASES,
        online_form=True,
        form=FormKind.CONTRACTOR,
        activities=COVERED,
        operation_limit=Decimal(15_000_000),
        works_contract_limit=Decimal(1_500_000),
        ccrd=False,
    )
    world.keep(RecordKind.PERIOD, PeriodRow(number, START, END, DUE, START.replace(year=2026)))
    _declared_last_year(world, number, Decimal(360_000))


@given(phrase('"{company}" a un contrat "{number}" de maîtrise d\'œuvre à déclarer pour 2025'))
def _has_fees_to_declare(world: World, company: str, number: str) -> None:
    world.add_contract(company, number, product="MOE", online_form=True, form=FormKind.PROJECT_MANAGER)
    world.keep(RecordKind.PERIOD, PeriodRow(number, START, END, DUE, START.replace(year=2026)))


@given(phrase("le relevé de maîtrise d'œuvre est rempli sans rien à signaler"))
def _has_sound_fees(typed: dict[str, str]) -> None:
    typed.update(FEES)


@given(phrase("la menuiserie n'avait rien rapporté au contrat \"{number}\" l'an dernier"))
def _joinery_was_idle(world: World, number: str) -> None:
    _declared_last_year(world, number, Decimal(0))


@given(phrase('le relevé du contrat "{number}" est rempli sans rien à signaler'))
def _is_sound(typed: dict[str, str], number: str) -> None:
    assert number
    typed.update(SOUND)


@given(phrase('le relevé du contrat "{number}" est vide'))
def _is_empty(typed: dict[str, str], number: str) -> None:
    assert number
    typed.clear()


@given(phrase('le relevé du contrat "{number}" dit le néant, sa raison et sa confirmation'))
def _is_nil(typed: dict[str, str], number: str) -> None:
    assert number
    typed.update(NIL)


@given(phrase("il porte un chantier de 18 000 000 €"))
def _has_large_site(typed: dict[str, str]) -> None:
    del typed["no_large_site"]
    site = {"name": "Lycée Ampère", "total_cost": "18 000 000", "contract_amount": "150 000"}
    typed.update({f"sites.0.{column}": text for column, text in site.items()})


@given(phrase('on y lit "{text}" pour {what:rest}'))
def _says(typed: dict[str, str], what: str, text: str) -> None:
    typed[PATHS[what]] = text


@when(phrase('{who} fait vérifier le relevé du contrat "{number}"'), target_fixture="found")
def _has_it_checked(world: World, typed: dict[str, str], who: str, number: str) -> tuple[Finding, ...]:
    draft = _draft(world, typed, who, number)
    return world.service.declaring.findings(_person(world, who), draft.siren, draft.id)


@when(
    parsers.re(
        r'(?P<who>\w+) envoie le relevé du contrat "(?P<number>[^"]+)" '
        r"(?P<how>en expliquant ce qui étonne|sans rien expliquer)"
    ),
    target_fixture="outcome",
)
def _sends(world: World, typed: dict[str, str], who: str, number: str, how: str) -> Outcome:
    draft, person_id = _draft(world, typed, who, number), _person(world, who)
    found = world.service.declaring.findings(person_id, draft.siren, draft.id)
    reasons = {each.key: "Un chantier nouveau." for each in found} if how.startswith("en") else {}
    signed = Certification("Claire Fontaine", "Gérante", certified=True, reasons=reasons)
    return outcome_of(
        lambda: world.service.declaring.send(person_id, draft.siren, draft.id, draft.key, {}, signed, draft.version)
    )


@then(phrase('l\'assureur apprend que le contrat "{number}" demande l\'activité "{activity}"'))
def _is_asked_for(world: World, number: str, activity: str) -> None:
    assert _asked_for(world, number) == [activity]


@then(phrase('le contrat "{number}" ne demande aucune activité'))
def _nothing_is_asked_for(world: World, number: str) -> None:
    assert _asked_for(world, number) == []


@then(parsers.re(r"il n'y a rien à corriger ni à expliquer"))
def _has_nothing(found: tuple[Finding, ...]) -> None:
    assert found == ()


@then(parsers.re(r"il faut corriger (?P<where>.+), car (?P<reason>.+)"))
def _is_to_correct(found: tuple[Finding, ...], where: str, reason: str) -> None:
    assert _has(found, Severity.ERROR, where, reason), found


@then(parsers.re(r"il faut expliquer (?P<where>.+), car (?P<reason>.+)"))
def _is_to_explain(found: tuple[Finding, ...], where: str, reason: str) -> None:
    assert _has(found, Severity.WARNING, where, reason), found


@then(parsers.re(r"on lui signale (?P<where>.+), car (?P<reason>.+)"))
def _is_to_know(found: tuple[Finding, ...], where: str, reason: str) -> None:
    assert _has(found, Severity.INFORMATION, where, reason), found


def _has(found: tuple[Finding, ...], severity: Severity, where: str, reason: str) -> bool:
    wanted = (CODES[reason], severity, PATHS[where])
    return any((each.code, each.severity, each.paths[0]) == wanted for each in found)


def _declared_last_year(world: World, number: str, joinery: Decimal) -> None:
    bases = (
        (Heading.TURNOVER, "CHA", Decimal(720_000) - joinery),
        (Heading.TURNOVER, "MEN", joinery),
        (Heading.PAYROLL, "", Decimal(192_000)),
    )
    for heading, activity, amount in bases:
        world.keep(RecordKind.BASE, BaseRow(number, 2024, heading, activity, amount))


def _person(world: World, who: str) -> PersonId:
    address = Email(world.named(who).email)
    return next(each.id for each in world.parts.database.tables.persons.values() if each.email == address)


def _draft(world: World, typed: dict[str, str], who: str, number: str) -> Declaration:
    person_id, contract, declaring = _person(world, who), world.contract(number), world.service.declaring
    draft = declaring.begin(person_id, contract.siren, contract.id, START, Way.ONLINE)
    return declaring.save(person_id, contract.siren, draft.id, typed, draft.version)


def _asked_for(world: World, number: str) -> list[str]:
    contract = world.contract(number)
    with world.parts.database.read() as kept:
        events = kept.events.of_stream(f"company:{contract.siren}")
    asked = [json.loads(event.values) for event in events if event.kind == "ActivityRequested"]
    return [str(each["activity"]) for each in asked if each["contract"] == number]
