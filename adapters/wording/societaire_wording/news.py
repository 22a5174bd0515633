"""What happened for a company, in French: one sentence for each kind of event that its people are shown."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from societaire_wording import labels
from societaire_wording.formats import day, typeset

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "DocumentPublished": "{document} {year} : disponible (contrat {contract}).",
        "ClaimStateChanged": "Le sinistre {claim} a avancé.",
        "DeclarationPeriodOpened": "Le relevé de bases du contrat {contract} est à faire au plus tard le {due_date}.",
        "DeclarationPrepared": "Un relevé de bases attend la certification d'un administrateur (contrat {contract}).",
        "DeclarationSent": "Le relevé de bases {number} a été envoyé (contrat {contract}).",
        "DeclarationCorrectionRequested": "Une correction du relevé de bases {number} est demandée (contrat "
        "{contract}).",
        "DeclarationFileRefused": "Un fichier du relevé de bases {number} a été refusé après l'envoi : la raison est "
        "dans le relevé (contrat {contract}).",
        "ClaimFileRefused": "Un fichier du sinistre {number} a été refusé : la raison est dans le dossier.",
        "DeclarationRefused": "Le relevé de bases {number} n'a pas été retenu : la raison est dans le relevé (contrat "
        "{contract}).",
        "AccessGranted": "{person} a maintenant accès à l'espace de votre société : {profile}.",
        "AccessRemoved": "{person} n'a plus accès à l'espace de votre société.",
        "AccessRestored": "{person} a de nouveau accès à l'espace de votre société : {profile}.",
        "AccessProfileChanged": "{person} a un nouveau profil : {profile}.",
        "CompanyDetailsChanged": "Les coordonnées de votre société ont été modifiées.",
        "AddressRequested": "Un changement d'adresse a été demandé.",
        "AddressWithdrawn": "La demande de changement d'adresse a été retirée.",
        "AddressApproved": "La nouvelle adresse est validée : elle vaut pour tous les contrats.",
        "AddressRefused": "Le changement d'adresse n'a pas été validé : la raison est dans vos coordonnées.",
    }
)
"""Kind of event -> sentence, with the values that it names in braces."""
SOMEBODY = "Une personne"


def news(kind: str, values: Mapping[str, str], person: str | None) -> str:
    """The sentence of an event; raises KeyError for a kind that has none (a test keeps that from happening)."""
    told = {
        **values,
        "person": person or SOMEBODY,
        "document": typeset(labels.document_kind(values.get("kind", ""))),
        "due_date": _day(values.get("due_date", "")),
        "profile": labels.profile(values.get("profile", "")).lower(),
    }
    return typeset(SENTENCES[kind]).format_map(told)


def _day(text: str) -> str:
    return day(date.fromisoformat(text)) if text else ""
