"""Claims followed by members: read, written about, added to, and being called back."""

from datetime import time, timedelta
from io import BytesIO

from pytest_bdd import given, then, when

from features.pilots.core_claims import KEY
from features.pilots.pilot import Coded, Outcome, Pilot
from features.steps.claim_answers import CAUSES, DOCUMENTS
from features.steps.claims import HANDLER_EMAIL, PAGE, claim_of
from features.steps.declaration_files import INFECTED
from features.steps.declarations import day_of, person
from features.steps.phrase import phrase
from features.world import World
from societaire.claims.call_back import CallBack, CallBackState, Slot
from societaire.claims.claim import ClaimState
from societaire.notifications import MessageKind
from societaire.use_cases.claim_reading import ADDITION
from societaire.values import Email
from societaire_wording import claim_guidance, claim_labels
from societaire_wording.claim_questions import CAUSES as CAUSE_WORDS
from societaire_wording.formats import span

STATES = {
    "déclaré": ClaimState.DECLARED,
    "enregistré": ClaimState.REGISTERED,
    "pièces demandées": ClaimState.DOCUMENTS_REQUESTED,
    "expertise": ClaimState.EXPERTISE,
    "position de garantie": ClaimState.COVERAGE_POSITION,
    "règlement": ClaimState.SETTLEMENT,
    "recours": ClaimState.RECOURSE,
    "clos": ClaimState.CLOSED,
}
CALLS = {
    "demandé": CallBackState.ASKED,
    "prévu": CallBackState.PLANNED,
    "fait": CallBackState.DONE,
    "sans réponse": CallBackState.MISSED,
    "retiré": CallBackState.WITHDRAWN,
}
HANDLERS_NEWS = {
    "un sinistre est déclaré": MessageKind.CLAIM_TO_HANDLE,
    "un élément est ajouté": MessageKind.CLAIM_ADDED_TO,
    "un rappel est demandé": MessageKind.CALL_BACK_ASKED,
}
TOLD = {
    "le sinistre avance": MessageKind.CLAIM_NEWS,
    "l'appel est prévu": MessageKind.CALL_BACK_PLANNED,
    "l'appel a manqué": MessageKind.CALL_BACK_MISSED,
    "le brouillon sera effacé": MessageKind.CLAIM_DRAFT_EXPIRING,
    "un fichier est refusé": MessageKind.CLAIM_FILE_REFUSED,
}
PHONE = "06 12 34 56 78"
REASON = "Le mur bouge encore"


def call_of(world: World) -> CallBack:
    """The last request to be called back."""
    return list(world.parts.database.tables.call_backs.values())[-1]


def slot_of(day: str, hour: str) -> str:
    """What a form sends for a slot: 24/11/2026 at 9."""
    return Slot(day_of(day), time(int(hour)), time(23)).name


@given(phrase("{who} a demandé à être rappelée le {day} à {hour:count} h"))
def _had_asked(world: World, who: str, day: str, hour: str) -> None:
    claim = claim_of(world)
    place = (person(world, who), claim.siren, claim.id)
    world.service.calling_back.ask(*place, REASON, PHONE, slot_of(day, hour))


@given(phrase("{who} a retiré sa demande de rappel"))
def _had_withdrawn(world: World, who: str) -> None:
    world.service.calling_back.withdraw(
        person(world, who), claim_of(world).siren, claim_of(world).id, call_of(world).id
    )


@given(phrase('{who} a écrit "{text}" au gestionnaire'))
def _had_said(world: World, who: str, text: str) -> None:
    claim = claim_of(world)
    world.service.following.say(person(world, who), claim.siren, claim.id, text, KEY)


def add(world: World, who: str, name: str, content: bytes = PAGE) -> None:
    """A file added to the claim, nothing being said of it."""
    claim = claim_of(world)
    place = (person(world, who), claim.siren, f"{ADDITION}:{claim.id}", "photographs", name)
    world.service.uploading.receive_whole(*place, BytesIO(content), len(content))


@given(phrase('{who} a ajouté "{name}", infecté, au sinistre'))
def _had_added_infected(world: World, who: str, name: str) -> None:
    add(world, who, name, INFECTED)


@given(phrase('{who} a ajouté "{name}" et "{other}" au sinistre, puis s\'en est allée'))
def _had_left(world: World, who: str, name: str, other: str) -> None:
    add(world, who, name)
    add(world, who, other)


@given(phrase('{who} a ajouté "{name}" au sinistre et l\'a dit'))
def _had_added(world: World, who: str, name: str) -> None:
    add(world, who, name)
    claim = claim_of(world)
    world.service.following.note_files(person(world, who), claim.siren, claim.id)


@when(phrase("onze minutes passent"), target_fixture="outcome")
def _minutes_pass(world: World, pilot: Pilot) -> Outcome:
    world.pass_time(timedelta(minutes=11))
    return pilot.check_files()


@when(phrase('{who} regarde les sinistres de "{company}"'), target_fixture="outcome")
def _lists(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.claims(world.named(who).name, world.siren(company))


@when(phrase('{who} regarde les sinistres en cours de "{company}"'), target_fixture="outcome")
def _lists_open(world: World, pilot: Pilot, who: str, company: str) -> Outcome:
    return pilot.claims(world.named(who).name, world.siren(company), open_only=True)


@when(phrase('{who} cherche "{text}" dans les sinistres de "{company}"'), target_fixture="outcome")
def _searches(world: World, pilot: Pilot, who: str, text: str, company: str) -> Outcome:
    return pilot.claims(world.named(who).name, world.siren(company), text)


@when(phrase("{who} ouvre le sinistre"), target_fixture="outcome")
def _opens(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.claim(world.named(who).name, claim_of(world))


@when(phrase('{who} écrit "{text}" au gestionnaire'), target_fixture="outcome")
@when(phrase('{who} renvoie "{text}" au gestionnaire'), target_fixture="outcome")
def _says(world: World, pilot: Pilot, who: str, text: str) -> Outcome:
    return pilot.say_about_claim(world.named(who).name, claim_of(world), text)


@when(phrase("{who} écrit au gestionnaire un message de {count} caractères"), target_fixture="outcome")
def _says_long(world: World, pilot: Pilot, who: str, count: str) -> Outcome:
    return pilot.say_about_claim(world.named(who).name, claim_of(world), "a" * int(count))


@when(phrase('{who} demande de rouvrir le sinistre : "{text}"'), target_fixture="outcome")
def _asks_reopening(world: World, pilot: Pilot, who: str, text: str) -> Outcome:
    return pilot.ask_reopening(world.named(who).name, claim_of(world), text)


@when(phrase('{who} ajoute "{name}" au sinistre pour {document:rest}'), target_fixture="outcome")
def _adds(world: World, pilot: Pilot, who: str, name: str, document: str) -> Outcome:
    return pilot.add_to_claim(world.named(who).name, claim_of(world), DOCUMENTS[document], name, PAGE)


@when(phrase("{who} ajoute au sinistre \"{name}\", qui n'est qu'un texte"), target_fixture="outcome")
def _adds_text(world: World, pilot: Pilot, who: str, name: str) -> Outcome:
    return pilot.add_to_claim(world.named(who).name, claim_of(world), "photographs", name, b"Bonjour.")


@when(phrase("{who} demande à être rappelée? le {day} à {hour:count} h"), target_fixture="outcome")
def _asks_call(world: World, pilot: Pilot, who: str, day: str, hour: str) -> Outcome:
    return pilot.ask_call_back(world.named(who).name, claim_of(world), REASON, PHONE, slot_of(day, hour))


@when(phrase('{who} demande à être rappelée au "{phone}"'), target_fixture="outcome")
def _asks_call_at(world: World, pilot: Pilot, who: str, phone: str) -> Outcome:
    return pilot.ask_call_back(world.named(who).name, claim_of(world), REASON, phone, slot_of("24/11/2026", "9"))


@when(phrase("{who} demande à être rappelée sans dire pourquoi"), target_fixture="outcome")
def _asks_call_blind(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.ask_call_back(world.named(who).name, claim_of(world), " ", PHONE, slot_of("24/11/2026", "9"))


@when(phrase("{who} retire sa demande de rappel"), target_fixture="outcome")
def _withdraws(world: World, pilot: Pilot, who: str) -> Outcome:
    return pilot.withdraw_call_back(world.named(who).name, call_of(world))


@then(phrase('elle voit le sinistre "{number}"'))
def _sees(outcome: Outcome, number: str) -> None:
    assert outcome.position(number) is not None, outcome


@then(phrase('elle ne voit pas le sinistre "{number}"'))
@then(phrase('il ne voit pas le sinistre "{number}"'))
def _does_not_see(outcome: Outcome, number: str) -> None:
    assert not outcome.is_refused, outcome
    assert outcome.position(number) is None, outcome


@then(phrase("il voit le brouillon d'{cause:rest}"))
def _sees_draft(outcome: Outcome, cause: str) -> None:
    code = CAUSES[cause]
    assert outcome.position(Coded(code, CAUSE_WORDS[code])) is not None, outcome


@then(phrase("il ne voit pas le brouillon d'{cause:rest}"))
def _does_not_see_draft(outcome: Outcome, cause: str) -> None:
    code = CAUSES[cause]
    assert not outcome.is_refused, outcome
    assert outcome.position(Coded(code, CAUSE_WORDS[code])) is None, outcome


@then(phrase("on lit qu'il est {state:rest}"))
def _reads_state(outcome: Outcome, state: str) -> None:
    code = STATES[state]
    assert outcome.position(Coded(code, claim_labels.STATES[code])) is not None, outcome


@then(phrase("elle y lit le {day}"))
def _reads_day(outcome: Outcome, day: str) -> None:
    assert outcome.position(day_of(day)) is not None, outcome


@then(phrase("il lui reste à envoyer {document:rest}"))
def _is_asked(outcome: Outcome, document: str) -> None:
    code = DOCUMENTS[document]
    assert outcome.position(Coded(code, claim_guidance.DOCUMENTS[code])) is not None, outcome


@then(phrase("il ne lui reste rien à envoyer"))
def _nothing_asked(world: World, outcome: Outcome) -> None:
    assert not outcome.is_refused, outcome
    claim = claim_of(world)
    shown = world.service.following.show(person(world, "Claire"), claim.siren, claim.id)
    assert shown.requests
    assert shown.awaited == ()


@then(phrase('le dossier garde "{name}"'))
def _keeps(world: World, outcome: Outcome, name: str) -> None:
    assert not outcome.is_refused, outcome
    claim = claim_of(world)
    shown = world.service.following.show(person(world, "Claire"), claim.siren, claim.id)
    assert [one.name for one in (*shown.sent, *shown.added) if one.is_kept] == [name]


@then(phrase("plus aucun fichier n'est à renvoyer"))
def _nothing_lost(world: World, outcome: Outcome) -> None:
    assert not outcome.is_refused, outcome
    claim = claim_of(world)
    assert world.service.following.show(person(world, "Claire"), claim.siren, claim.id).lost == ()


@then(phrase('le dossier dit "{text}" une fois'))
def _says_once(world: World, outcome: Outcome, text: str) -> None:
    assert not outcome.is_refused, outcome
    assert [one.text for one in world.parts.database.tables.claim_messages.values()] == [text]


@then(phrase("la réouverture est demandée"))
def _reopening(world: World, outcome: Outcome) -> None:
    assert not outcome.is_refused, outcome
    assert [one.asks_reopening for one in world.parts.database.tables.claim_messages.values()] == [True]
    assert claim_of(world).state is ClaimState.CLOSED


@then(phrase("le rappel est {state:rest}"))
def _call_is(world: World, outcome: Outcome, state: str) -> None:
    assert not outcome.is_refused, outcome
    assert call_of(world).state is CALLS[state]


@then(phrase("elle y lit qu'on la rappelle le {day}"))
def _reads_call(world: World, outcome: Outcome, day: str) -> None:
    slot = call_of(world).slot
    assert slot.day == day_of(day)
    assert outcome.position(Coded(slot.name, span(slot.day, slot.start, slot.end))) is not None, outcome


@then(phrase("on promet de la rappeler le {day}"))
def _call_is_promised(world: World, outcome: Outcome, day: str) -> None:
    assert not outcome.is_refused, outcome
    _reads_call(world, outcome, day)


@then(phrase("le gestionnaire apprend qu'{news:rest}"))
def _handler_learns(world: World, news: str) -> None:
    kinds = [each.message.kind for each in world.received_at(Email(HANDLER_EMAIL))]
    # The first of a claim that is declared is that it was.
    first = [] if kinds[:1] == [HANDLERS_NEWS[news]] else [MessageKind.CLAIM_TO_HANDLE]
    assert kinds == [*first, HANDLERS_NEWS[news]]


@then(phrase("le gestionnaire n'apprend rien de plus"))
def _handler_learns_nothing(world: World) -> None:
    assert world.received_at(Email(HANDLER_EMAIL)) == []


@then(phrase("{who} a des nouvelles : {news:rest}"))
def _learns(world: World, who: str, news: str) -> None:
    assert [each.message.kind for each in world.received(who)] == [TOLD[news]]


@then(phrase("{who} n'apprend rien du sinistre"))
def _learns_nothing(world: World, who: str) -> None:
    assert world.received(who) == []
