"""What the stories of claims answer, and what they call causes, questions and documents."""

from collections.abc import Mapping

from societaire.claims.questions import CAUSE, UNKNOWN, asked
from societaire.claims.trees import SHIPPED_TREES

CAUSES = {
    "une réclamation": "A1",
    "une expertise dommages-ouvrage": "A2",
    "une expertise amiable": "A3",
    "un référé": "A4",
    "une assignation": "A5",
    "un recours": "A6",
    "un titre de recettes": "A7",
    "un ouvrage effondré": "B1",
    "un mur voisin fissuré": "B2",
    "un réseau touché": "B3",
    "une pollution": "B4",
    "un accident du travail": "C1",
    "une faute inexcusable": "C2",
    "un vol": "D1",
    "un incendie": "D2",
    "un dégât des eaux": "D3",
    "une tempête": "D4",
    "une catastrophe naturelle": "D5",
    "un bris de machine": "D6",
    "un acte de vandalisme": "D7",
    "une cyberattaque": "D8",
    "un accident avec un tiers": "E1",
    "un accident sans tiers": "E2",
    "un vol de véhicule": "E3",
    "un bris de glace": "E4",
    "un véhicule brûlé": "E5",
    "un litige": "F1",
    "un impayé": "F2",
    "on ne sait quoi": "F3",
}
QUESTIONS = {
    "danger": "danger",
    "connu le": "known_on",
    "ce qui s'est passé": "description",
    "survenu le": "happened_on",
    "rue": "theft_place.street",
    "ville": "theft_place.city",
    "chantier ouvert le": "opening_date",
    "réception": "acceptance",
    "réception le": "acceptance_date",
    "apparu le": "appeared_on",
    "réclamé le": "first_claimed_on",
    "équipement dissociable": "equipment_separable",
    "effets": "effects",
    "sous-traitance": "subcontracted",
    "audience": "hearing_on",
    "réunion": "meeting_at",
    "arrêté paru": "order_published",
    "arrêté du": "order_published_on",
    "découvert le": "discovered_at",
    "plainte": "complaint",
    "réseau": "network_kind",
    "fuite de gaz": "gas_leak",
    "sur un chantier": "on_site",
    "réponse avant le": "answer_before",
    "nom de l'opération": "operation_name",
    "être rappelé": "call_back",
    "à quel moment": "call_back_when",
    "nom": "follow_up.name",
    "téléphone": "follow_up.phone",
}
ANSWERS = {
    "oui": "yes",
    "non": "no",
    "avec réserves": "with_reservations",
    "sans réserve": "without_reservations",
    "pas de réception": "none",
    "solidité": "solidity",
    "esthétique": "aesthetic",
    "gaz": "gas",
}
DOCUMENTS = {
    "l'acte reçu": "act_received",
    "le marché": "works_contract",
    "des photographies": "photographs",
    "le rapport d'expertise": "expert_report",
    "les contrats de sous-traitance": "subcontracting",
    "les papiers du réseau": "network_papers",
    "les papiers de l'accident": "accident_papers",
    "le récépissé de plainte": "complaint_receipt",
    "le constat amiable": "joint_statement",
    "les lettres": "letters",
    "le devis de réparation": "repair_quote",
}
UNKNOWN_ANSWER = "je ne sais pas"
_TREE = SHIPPED_TREES.present
_ALWAYS = {
    "danger": "no",
    "known_on": "23/11/2026",
    "description": "Une fissure traverse le mur du pignon, de la fenêtre jusqu'au sol du garage.",
    "follow_up.name": "Claire Fontaine",
    "preferred_channel": "mail",
    "complaint": "no",
    "gas_leak": "no",
    "discovered_at": "22/11/2026 18:00",
    "other_works": "Maçonnerie",
}


def entry_of(question: str, answer: str) -> dict[str, str]:
    """An answer in the words of a story, as it is typed."""
    path = QUESTIONS[question]
    if answer == UNKNOWN_ANSWER:
        return {path: "", f"{path.partition('.')[0]}.{UNKNOWN}": "yes"}
    return {path: ANSWERS.get(answer, answer)}


def complete(cause: str, given: Mapping[str, str]) -> dict[str, str]:
    """What was given, with what else has to be answered: nobody knows wherever one may not know."""
    entries = {CAUSE: cause, **given}
    while missing := _missing(entries):
        entries.update(missing)
    return entries


def _missing(entries: Mapping[str, str]) -> dict[str, str]:
    told = {path.partition(".")[0] for path, text in entries.items() if text}
    found: dict[str, str] = {}
    for _, questions in asked(_TREE, entries):
        for question in questions:
            if not question.required or question.id in told:
                continue
            usual = {path: _ALWAYS[path] for path in question.paths() if path in _ALWAYS}
            found.update(usual or {f"{question.id}.{UNKNOWN}": "yes"})
    return found
