"""The French words of papers: the blank form of a declaration, the receipts."""

from collections.abc import Mapping
from types import MappingProxyType

from societaire_wording.formats import NBSP, typeset

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "company": "Société",
        "siren": "SIREN",
        "contract": "Contrat",
        "product": "Garantie",
        "period": "Période déclarée",
        "due": "À renvoyer au plus tard le",
        "agency": "Votre agence",
        "activities": "Activités garanties",
        "page": "Page",
        "yes": "Oui",
        "no": "Non",
        "row": "Ligne",
        "computed": "calculé pour vous",
        # The blank form.
        "howto": "Remplissez ce formulaire sur un ordinateur puis déposez-le dans votre espace client, ou imprimez-le, "
        "complétez-le à l'encre noire et déposez-en une image nette. Les montants sont en euros, hors taxes ; les "
        "chiffres gris rappellent votre déclaration précédente.",
        "former": "Déclaré en {year} : {value}",
        "if": "Si « {label} » : {value}",
        "more_rows": "D'autres lignes ? Continuez sur papier libre, ou dans votre espace client : {most} au plus.",
        "one_of": "{label}, au choix : {options}.",
        "documents": "Pièces à joindre",
        "signature": "Déclarant",
        "signature_help": "À compléter si vous imprimez ce formulaire ; dans l'espace client, vous certifiez en ligne.",
        "name": "Nom et qualité",
        "place": "Fait à, le",
        "sign": "Signature",
        "certified": "Je certifie que les renseignements de ce relevé sont sincères et complets.",
        "article": "Article {article} du Code des assurances",
        # The receipt.
        "receipt": "Récépissé de votre relevé de bases",
        "number": "Numéro",
        "sent_at": "Envoyé le",
        "due_by": "Délai",
        "late": "envoyé après la date limite du {due}",
        "in_time": "respecté : jusqu'au {due}",
        "sequence": "{rank}e déclaration de cette période : elle remplace la précédente.",
        "way": "Moyen",
        "keyed_later": "nos équipes saisiront les chiffres",
        "sent_by": "Envoyé par",
        "declarant": "Déclarant",
        "answers": "Ce que vous avez déclaré",
        "no_answers": "Aucun chiffre n'a été saisi : vos réponses sont dans les fichiers joints.",
        "unread": "(tel que saisi)",
        "findings": "Points relevés et vos explications",
        "reason": "Votre explication : {reason}",
        "files": "Fichiers joints",
        "no_files": "Aucun fichier n'a été joint.",
        "sha256": "Empreinte SHA-256",
        "waiting": "Ce récépissé atteste que l'assureur a reçu votre déclaration. Elle vous engage ; elle sera "
        "examinée, puis validée ou renvoyée pour correction.",
        "law": "Rappel : article {article} du Code des assurances",
        "claim_receipt": "Récépissé de votre déclaration de sinistre",
        "claim_waiting": "Ce récépissé atteste que l'assureur a reçu votre déclaration, telle que vous l'avez faite. "
        "Il ne préjuge pas de la garantie : le service sinistres vous répondra.",
        "cause": "Mise en cause",
        "no_contract": "à déterminer par nos équipes",
        "later": "À transmettre plus tard : {documents}.",
        "certified_sent": "Le déclarant a certifié que ces renseignements sont sincères et complets.",
    }
)


def word(name: str, **values: object) -> str:
    """A word or sentence of a paper."""
    return typeset(_WORDS[name]).format(**values)


def pages(count: int) -> str:
    """1 page, 3 pages."""
    return f"{count}{NBSP}page{'s' if count > 1 else ''}"
