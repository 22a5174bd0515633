"""Periods opened and declarations decided on by the insurer's staff."""

from datetime import date, timedelta
from decimal import Decimal

from pytest_bdd import given, parsers, then, when

from features.pilots.pilot import Outcome, Pilot
from features.steps.declarations import DUE, day_of, numbered, person, row_of, start_of
from features.steps.phrase import phrase
from features.world import STAFF, STRANGER, World
from societaire.contracts.contract import PremiumMode
from societaire.notifications import MessageKind
from societaire.records.codes import Heading, RequestedDocument
from societaire.records.rows import BaseRow, RecordKind
from societaire.values import day_in_paris

_TELLS = {
    "le relevé est à envoyer": MessageKind.DECLARATION_DUE,
    "le relevé attend sa signature": MessageKind.DECLARATION_PREPARED,
    "le relevé est validé": MessageKind.DECLARATION_VALIDATED,
    "le relevé est à corriger": MessageKind.DECLARATION_CORRECTION,
    "le relevé est refusé": MessageKind.DECLARATION_REFUSED,
}


def standing_due(world: World, who: str, number: str, year: str) -> date:
    """By when the period is awaited."""
    contract = world.contract(number)
    desk = world.service.declaring.desk(person(world, who), contract.siren, contract.id, start_of(year))
    assert desk.is_open
    return desk.standing.due_date


@given(phrase('"{company}" a un contrat "{number}" dont la cotisation est forfaitaire'))
def _flat(world: World, company: str, number: str) -> None:
    world.add_contract(company, number, product="MRP", premium_mode=PremiumMode.FLAT)


@given(phrase('l\'agence a ouvert le relevé {year} du contrat "{number}"'))
def _opened(world: World, year: str, number: str) -> None:
    world.service.declaration_opening.open(row_of(number, year), world.staff())


@given(phrase('l\'agence a ouvert le relevé {year} du contrat "{number}" en demandant la liasse fiscale'))
def _opened_asking(world: World, year: str, number: str) -> None:
    row = row_of(number, year)._replace(requested_documents=(RequestedDocument.TAX_RETURN,))
    world.service.declaration_opening.open(row, world.staff())


@given(phrase('le courrier du relevé {year} du contrat "{number}" part dans {count} jours'))
def _will_open(world: World, year: str, number: str, count: str) -> None:
    letter = day_in_paris(world.parts.clock.now()) + timedelta(days=int(count))
    world.keep(RecordKind.PERIOD, row_of(number, year, letter=letter))


@given(phrase('le relevé {year} du contrat "{number}" n\'a pas encore de courrier'))
def _without_letter(world: World, year: str, number: str) -> None:
    world.keep(RecordKind.PERIOD, row_of(number, year))


@given(phrase('l\'assureur connaît déjà les bases {year} du contrat "{number}"'))
def _known(world: World, year: str, number: str) -> None:
    world.keep(RecordKind.BASE, BaseRow(number, int(year), Heading.EQUIPMENT_VALUE, "", Decimal(1)))


@given(phrase('l\'agence a validé le relevé "{number}"'))
def _had_validated(world: World, number: str) -> None:
    world.service.declaration_office.validate(number, world.staff())


@given(phrase('l\'agence attend la correction du relevé "{number}"'))
def _had_asked(world: World, number: str) -> None:
    world.service.declaration_office.request_correction(number, "Le montant", DUE, world.staff())


@when(phrase('l\'agence ouvre le relevé {year} du contrat "{number}"'), target_fixture="outcome")
def _open(pilot: Pilot, year: str, number: str) -> Outcome:
    row = row_of(number, year)._replace(requested_documents=(RequestedDocument.TAX_RETURN,))
    return pilot.open_period(STAFF, row)


@when(
    phrase("quelqu'un d'étranger à l'assureur ouvre le relevé {year} du contrat \"{number}\""),
    target_fixture="outcome",
)
def _open_as_stranger(pilot: Pilot, year: str, number: str) -> Outcome:
    return pilot.open_period(STRANGER, row_of(number, year))


@when(phrase("l'agence ouvre le relevé {year} du contrat \"{number}\" jusqu'au {day}"), target_fixture="outcome")
@when(phrase("l'agence rouvre le relevé {year} du contrat \"{number}\" jusqu'au {day}"), target_fixture="outcome")
def _open_until(pilot: Pilot, year: str, number: str, day: str) -> Outcome:
    return pilot.open_period(STAFF, row_of(number, year, day_of(day)))


@when(phrase('l\'agence valide le relevé "{number}"'), target_fixture="outcome")
def _validate(pilot: Pilot, number: str) -> Outcome:
    return pilot.validate_declaration(STAFF, number)


@when(phrase('l\'agence refuse le relevé "{number}" : "{reason}"'), target_fixture="outcome")
def _refuse(pilot: Pilot, number: str, reason: str) -> Outcome:
    return pilot.refuse_declaration(STAFF, number, reason)


@when(
    phrase('l\'agence demande avant le {day} la correction du relevé "{number}" : "{reason}"'),
    target_fixture="outcome",
)
def _ask_correction(pilot: Pilot, day: str, number: str, reason: str) -> Outcome:
    return pilot.ask_correction(STAFF, number, reason, day_of(day))


@when(phrase('l\'agence saisit "{amount}" pour le relevé "{number}"'), target_fixture="outcome")
def _key_in(pilot: Pilot, amount: str, number: str) -> Outcome:
    return pilot.key_in(STAFF, number, {"equipment_value": amount})


@when(parsers.re(r"l'agence exporte les relevés"), target_fixture="outcome")
def _export(pilot: Pilot) -> Outcome:
    return pilot.export_declarations()


@when(parsers.re(r"la nuit des relevés passe"), target_fixture="outcome")
def _night(pilot: Pilot) -> Outcome:
    return pilot.pass_declaration_night()


@then(phrase('le relevé {year} du contrat "{number}" attend {who} jusqu\'au {day}'))
def _awaits(world: World, outcome: Outcome, year: str, number: str, who: str, day: str) -> None:
    assert not outcome.is_refused, outcome
    assert standing_due(world, who, number, year) == day_of(day)


@then(parsers.re(r"la liasse fiscale y est demandée"))
def _asks(world: World) -> None:
    (period,) = world.parts.database.tables.periods.values()
    assert period.requested_documents == (RequestedDocument.TAX_RETURN,)


@then(phrase('les chiffres du relevé "{number}" sont saisis'))
def _is_keyed_in(world: World, outcome: Outcome, number: str) -> None:
    assert not outcome.is_refused, outcome
    assert numbered(world, number).keyed_in


@then(phrase('le document du relevé "{number}" est publié'))
def _is_published(world: World, outcome: Outcome, number: str) -> None:
    assert not outcome.is_refused, outcome
    assert number in world.parts.database.tables.documents


@then(phrase('l\'export porte le relevé "{number}"'))
def _exports(outcome: Outcome, number: str) -> None:
    assert outcome.position(number) is not None, outcome


@then(parsers.re(r"(?P<who>[A-Z]\w+) est prévenue? que (?P<what>.+)"))
def _is_told_of(world: World, who: str, what: str) -> None:
    assert [each.message.kind for each in world.received(who)] == [_TELLS[what]]


@then(phrase("{who} ne reçoit rien du relevé"))
def _is_not_told(world: World, who: str) -> None:
    assert world.received(who) == []
