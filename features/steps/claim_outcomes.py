"""What is read and kept of claims declared."""

from pytest_bdd import parsers, then

from features.pilots.pilot import Coded, Outcome
from features.steps.claim_answers import CAUSES, DOCUMENTS, entry_of
from features.steps.claims import claim_of, draft_of
from features.steps.declarations import day_of
from features.steps.phrase import phrase
from features.world import World
from societaire.claims.answering import Hint
from societaire.claims.deadlines import DeadlineKind, Urgency
from societaire.claims.declaring import DraftState
from societaire.claims.questions import effective
from societaire.claims.regimes import Regime
from societaire.claims.trees import SHIPPED_TREES
from societaire.notifications import MessageKind
from societaire.values import ContractNumber
from societaire_wording import claim_guidance
from societaire_wording.claim_questions import CAUSES as CAUSE_WORDS

DEADLINES = {
    "la déclaration": DeadlineKind.DECLARATION,
    "la déclaration du vol": DeadlineKind.THEFT_DECLARATION,
    "la déclaration après l'arrêté": DeadlineKind.DISASTER_DECLARATION,
    "la plainte": DeadlineKind.CYBER_COMPLAINT,
    "l'audience": DeadlineKind.HEARING,
    "la réunion": DeadlineKind.MEETING,
    "la réponse": DeadlineKind.ANSWER,
}
URGENCIES = {
    "un danger": Urgency.DANGER,
    "une fuite de gaz": Urgency.GAS_LEAK,
    "une audience": Urgency.HEARING,
    "une réunion": Urgency.MEETING,
    "une plainte à déposer": Urgency.COMPLAINT,
}
REGIMES = {
    "avant réception": Regime.BEFORE_ACCEPTANCE,
    "de parfait achèvement": Regime.PERFECT_COMPLETION,
    "de bon fonctionnement": Regime.GOOD_FUNCTIONING,
    "décennale": Regime.TEN_YEARS,
    "contractuelle": Regime.INTERMEDIATE,
    "passé": Regime.TERM_PASSED,
}
HINTS = {
    "un précédent assureur est probablement concerné": Hint.FORMER_INSURER,
    "le dernier contrat a pris fin avant": Hint.AFTER_LAST,
    "sans cette date le gestionnaire cherchera": Hint.DAY_UNKNOWN,
    "plusieurs contrats peuvent répondre": Hint.SEVERAL,
}


@then(phrase("on lui propose {cause:rest}"))
def _is_offered(outcome: Outcome, cause: str) -> None:
    code = CAUSES[cause]
    assert outcome.position(Coded(code, CAUSE_WORDS[code])) is not None, outcome


@then(phrase("la déclaration d'{cause:rest} est commencée"))
def _is_begun(world: World, outcome: Outcome, cause: str) -> None:
    assert not outcome.is_refused, outcome
    assert draft_of(world).cause == CAUSES[cause]


@then(phrase("il n'y a qu'un brouillon"))
def _single(world: World) -> None:
    assert [one.state for one in world.parts.database.tables.claim_declarations.values()] == [DraftState.DRAFT]


@then(phrase("il n'y a plus de brouillon"))
def _none_left(world: World, outcome: Outcome) -> None:
    assert not outcome.is_refused, outcome
    assert not world.parts.database.tables.claim_declarations


@then(phrase('elle lit "{answer}" parmi les réponses'))
def _reads_answer(outcome: Outcome, answer: str) -> None:
    assert outcome.position(answer) is not None, outcome


@then(phrase('la réponse "{answer}" à "{question}" compte'))
def _counts(world: World, outcome: Outcome, answer: str, question: str) -> None:
    assert not outcome.is_refused, outcome
    kept = effective(SHIPPED_TREES.present, draft_of(world).entries)
    assert {path: kept.get(path, "") for path in entry_of(question, answer)} == entry_of(question, answer)


@then(phrase('la réponse à "{question}" est mise de côté'))
def _is_aside(world: World, outcome: Outcome, question: str) -> None:
    assert not outcome.is_refused, outcome
    (path,) = entry_of(question, "")
    entries = draft_of(world).entries
    assert path in entries
    assert path not in effective(SHIPPED_TREES.present, entries)


@then(phrase("elle lit le délai de {what:rest} : {day}"))
def _reads_deadline(outcome: Outcome, what: str, day: str) -> None:
    kind = DEADLINES[what]
    assert outcome.position(Coded(kind, claim_guidance.DEADLINES[kind])) is not None, outcome
    assert outcome.position(day_of(day)) is not None, outcome


@then(phrase("on lui dit d'appeler d'abord pour {what:rest}"))
def _is_told_to_call(outcome: Outcome, what: str) -> None:
    urgency = URGENCIES[what]
    assert outcome.position(Coded(urgency, claim_guidance.URGENCIES[urgency])) is not None, outcome


@then(phrase("rien ne presse"))
def _nothing_urgent(outcome: Outcome) -> None:
    assert not outcome.is_refused, outcome
    for urgency in Urgency:
        assert outcome.position(Coded(f"urgency:{urgency}", claim_guidance.URGENCIES[urgency])) is None, outcome


@then(phrase("la garantie {what:rest} est suggérée jusqu'au {day}"))
def _is_suggested(outcome: Outcome, what: str, day: str) -> None:
    _suggests(outcome, what)
    assert outcome.position(day_of(day)) is not None, outcome


@then(parsers.re(r"la garantie (?P<what>[^0-9]+) est suggérée"))
@then(parsers.re(r"le délai est peut-être (?P<what>passé)"))
def _suggests(outcome: Outcome, what: str) -> None:
    regime = REGIMES[what]
    assert outcome.position(Coded(regime, claim_guidance.REGIMES[regime])) is not None, outcome


@then(phrase('le contrat "{number}" semble répondre'))
def _answers_for(outcome: Outcome, number: str) -> None:
    assert outcome.position(number) is not None, outcome


@then(phrase('ni le contrat "{number}"'))
def _does_not_answer(outcome: Outcome, number: str) -> None:
    assert outcome.position(number) is None, outcome


@then(parsers.re(r"elle apprend qu(?:e |')(?P<hint>.+)"))
def _is_hinted(outcome: Outcome, hint: str) -> None:
    code = HINTS[hint]
    # Pages put the deciding date before these words.
    words = claim_guidance.HINTS[code].rpartition("}")[2].lstrip("), ")
    assert outcome.position(Coded(code, words)) is not None, outcome


@then(phrase('le sinistre "{number}" lui est rappelé'))
def _is_reminded(outcome: Outcome, number: str) -> None:
    assert outcome.position(number) is not None, outcome


@then(parsers.re(r"on y attend (?P<document>(?:l'|le|la|les|des) ?.+)"))
def _is_wanted(outcome: Outcome, document: str) -> None:
    code = DOCUMENTS[document]
    assert outcome.position(Coded(code, claim_guidance.DOCUMENTS[code])) is not None, outcome


@then(parsers.re(r"on n'y attend pas (?P<document>(?:l'|le|la|les|des) ?.+)"))
def _is_not_wanted(outcome: Outcome, document: str) -> None:
    code = DOCUMENTS[document]
    assert outcome.position(Coded(code, claim_guidance.DOCUMENTS[code])) is None, outcome


@then(phrase('le sinistre est déclaré sous le numéro "{number}"'))
def _is_declared(world: World, outcome: Outcome, number: str) -> None:
    assert not outcome.is_refused, outcome
    assert [claim.number for claim in world.parts.database.tables.claims.values()] == [number]


@then(phrase('il est rattaché au contrat "{number}"'))
def _is_of_contract(world: World, number: str) -> None:
    assert claim_of(world).contract == ContractNumber(number)


@then(phrase("son contrat reste à trouver"))
def _is_without_contract(world: World) -> None:
    assert claim_of(world).contract is None


@then(phrase("{who} reçoit l'accusé de réception"))
def _is_confirmed(world: World, who: str) -> None:
    assert [each.message.kind for each in world.received(who)] == [MessageKind.CLAIM_SENT]


@then(phrase('elle reçoit un récépissé qui dit "{text}"'))
def _gets_receipt(outcome: Outcome, text: str) -> None:
    assert outcome.file, outcome
    assert text in outcome.file.content.decode(), outcome


@then(parsers.re(r"la déclaration dit (?P<document>.+) à venir"))
def _says_later(world: World, outcome: Outcome, document: str) -> None:
    assert not outcome.is_refused, outcome
    assert draft_of(world).later == {DOCUMENTS[document]}


@then(phrase("le sinistre est survenu le {day}"))
def _happened(world: World, day: str) -> None:
    assert claim_of(world).occurred_on == day_of(day)
