"""Claims as the insurer's staff handles them."""

import json
from datetime import date, time
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from pytest_bdd import given, then, when

from features.pilots.pilot import Coded, Outcome, Pilot
from features.steps.claim_answers import CAUSES, DOCUMENTS, complete
from features.steps.claim_following import STATES, call_of
from features.steps.claims import claim_of, draft_of
from features.steps.declarations import day_of
from features.steps.phrase import phrase
from features.world import STAFF, STRANGER, World
from societaire.claims.claim import ClaimState
from societaire.records.rows import ClaimRow, RecordKind
from societaire_wording import claim_labels

NOTE = "Vue large et détail"
UNKNOWN_CODE = "inventé"


def row_of(world: World, number: str, state: str) -> ClaimRow:
    """The row of the insurer's records for the last claim declared in the portal."""
    claim = claim_of(world)
    days = (claim.occurred_on, claim.declared_on)
    return ClaimRow(number, claim.contract or "", claim.cause, *days, STATES[state], receipt=claim.receipt)


@given(phrase("l'agence a fait passer le sinistre à : {state:rest}"))
def _had_moved(world: World, state: str) -> None:
    world.service.claim_office.move(claim_of(world).number, STATES[state], world.staff())


@given(phrase("l'agence a réclamé {document:rest}"))
def _had_asked(world: World, document: str) -> None:
    number = claim_of(world).number
    world.service.claim_office.request_documents(number, [DOCUMENTS[document]], NOTE, None, world.staff())


@given(phrase('l\'agence a écrit "{text}" à la société'))
def _had_said(world: World, text: str) -> None:
    world.service.claim_office.say(claim_of(world).number, text, world.staff())


@given(phrase("la nuit des sinistres est passée"))
def _night_passed(world: World) -> None:
    world.service.claim_upkeep.nightly()


@given(phrase("l'agence a rappelé"))
def _had_called(world: World) -> None:
    world.service.calling_back.end(call_of(world).id, reached=True, actor=world.staff())


@given(phrase("l'agence a rappelé en vain"))
def _had_called_in_vain(world: World) -> None:
    world.service.calling_back.end(call_of(world).id, reached=False, actor=world.staff())


@given(phrase('l\'export connaît le sinistre sous le numéro "{number}", {state:rest}'))
def _exported(world: World, number: str, state: str) -> None:
    # What comes with a company's first load is no news.
    with world.parts.database.write() as unit:
        unit.records.finish()
        unit.commit()
    world.export_row(RecordKind.CLAIM, row_of(world, number, state))


@given(phrase('l\'assureur connaît un sinistre "{number}" du {day} sur le contrat "{contract}"'))
def _known(world: World, number: str, day: str, contract: str) -> None:
    place = {"street": "12 rue des Lilas", "postal_code": "69003", "city": "Lyon"}
    row = ClaimRow(number, contract, "A1", day_of(day), day_of(day), ClaimState.REGISTERED, handler=STAFF, **place)
    world.keep(RecordKind.CLAIM, row)


@when(phrase("l'agence cherche les sinistres"), target_fixture="outcome")
def _lists(pilot: Pilot) -> Outcome:
    return pilot.listed_claims()


@when(phrase('l\'agence lit le sinistre "{number}"'), target_fixture="outcome")
def _shows(pilot: Pilot, number: str) -> Outcome:
    return pilot.claim_dossier(number)


@when(phrase('l\'agence déclare {cause:rest} pour "{company}"'), target_fixture="outcome")
def _declares(world: World, pilot: Pilot, cause: str, company: str) -> Outcome:
    return pilot.declare_claim(STAFF, world.siren(company), complete(CAUSES[cause], {}))


@when(phrase('l\'agence déclare pour "{company}" {cause:rest} sans le raconter'), target_fixture="outcome")
def _declares_half(world: World, pilot: Pilot, company: str, cause: str) -> Outcome:
    entries = {**complete(CAUSES[cause], {}), "description": ""}
    return pilot.declare_claim(STAFF, world.siren(company), entries)


@when(phrase("l'agence fait passer le sinistre à : {state:rest}"), target_fixture="outcome")
def _moves(world: World, pilot: Pilot, state: str) -> Outcome:
    return pilot.move_claim(STAFF, claim_of(world).number, STATES[state])


@when(phrase("quelqu'un d'étranger fait passer le sinistre à : {state:rest}"), target_fixture="outcome")
def _moves_as_stranger(world: World, pilot: Pilot, state: str) -> Outcome:
    return pilot.move_claim(STRANGER, claim_of(world).number, STATES[state])


@when(phrase('l\'agence confie le sinistre à "{code}"'), target_fixture="outcome")
def _assigns(world: World, pilot: Pilot, code: str) -> Outcome:
    return pilot.assign_claim(STAFF, claim_of(world).number, code)


@when(phrase("l'agence demande {document:rest} au sociétaire"), target_fixture="outcome")
def _asks(world: World, pilot: Pilot, document: str) -> Outcome:
    code = DOCUMENTS.get(document, UNKNOWN_CODE)
    return pilot.ask_claim_document(STAFF, claim_of(world).number, code, NOTE)


@when(phrase('l\'agence écrit "{text}" à la société'), target_fixture="outcome")
def _says(world: World, pilot: Pilot, text: str) -> Outcome:
    return pilot.answer_claim(STAFF, claim_of(world).number, text)


@when(phrase('l\'agence écrit "{text}" au sujet du sinistre "{number}"'), target_fixture="outcome")
def _says_of(pilot: Pilot, text: str, number: str) -> Outcome:
    return pilot.answer_claim(STAFF, number, text)


@when(phrase("l'agence exporte le sinistre"), target_fixture="outcome")
def _exports(world: World, pilot: Pilot) -> Outcome:
    return pilot.export_claim(claim_of(world).number)


@when(phrase("l'agence regarde les rappels à faire"), target_fixture="outcome")
def _looks_at_calls(pilot: Pilot) -> Outcome:
    return pilot.calls_to_make()


@when(phrase("l'agence prévoit le rappel le {day} à {hour:count} h"), target_fixture="outcome")
def _plans(world: World, pilot: Pilot, day: str, hour: str) -> Outcome:
    start, end = time(int(hour)), time(int(hour) + 1)
    return pilot.plan_call(STAFF, call_of(world).id, day_of(day), start, end)


@when(phrase("l'agence prévoit un rappel que personne n'a demandé"), target_fixture="outcome")
def _plans_nothing(pilot: Pilot) -> Outcome:
    return pilot.plan_call(STAFF, "0" * 32, date(2026, 11, 25), time(9), time(10))


@when(phrase("la nuit des sinistres passe"), target_fixture="outcome")
def _night(pilot: Pilot) -> Outcome:
    return pilot.pass_claim_night()


@when(phrase("l'agence rappelle"), target_fixture="outcome")
def _calls(world: World, pilot: Pilot) -> Outcome:
    return pilot.end_call(STAFF, call_of(world).id, reached=True)


@when(phrase("l'agence rappelle en vain"), target_fixture="outcome")
def _calls_in_vain(world: World, pilot: Pilot) -> Outcome:
    return pilot.end_call(STAFF, call_of(world).id, reached=False)


@then(phrase("le sinistre est {state:rest}, suivi par Nadia"))
def _is(world: World, outcome: Outcome, state: str) -> None:
    assert not outcome.is_refused, outcome
    assert (claim_of(world).state, claim_of(world).handler) == (STATES[state], STAFF)


@then(phrase('le sinistre porte le numéro "{number}" et le récépissé "{receipt}"'))
def _bears(world: World, outcome: Outcome, number: str, receipt: str) -> None:
    assert not outcome.is_refused, outcome
    assert (claim_of(world).number, claim_of(world).receipt) == (number, receipt)


@then(phrase("la déclaration dit qui l'a saisie"))
def _tells_who(world: World) -> None:
    assert draft_of(world).staff == STAFF


@then(phrase('elle y trouve "{text}"'))
def _finds(outcome: Outcome, text: str) -> None:
    assert not outcome.is_refused, outcome
    assert outcome.position(text) is not None, outcome


@then(phrase("elle y trouve l'état {state:rest}"))
def _finds_state(outcome: Outcome, state: str) -> None:
    code = STATES[state]
    assert outcome.position(Coded(code, claim_labels.STATES[code])) is not None, outcome


@then(phrase('l\'archive contient les réponses, le récépissé "{receipt}" et "{name}"'))
def _archive(outcome: Outcome, receipt: str, name: str) -> None:
    assert outcome.file, outcome
    found = _entries(outcome.file.content)
    told = json.loads(found["sinistre.json"])
    assert told["declaration"]["tree"] == "construction"
    assert told["declaration"]["answers"]["cause"] == told["cause"]
    assert f"recepisse-{receipt}.pdf" in found
    assert any(entry.endswith(name) for entry in found), sorted(found)


def _entries(content: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except BadZipFile as error:
        raise AssertionError(content[:80]) from error
