"""Sentences of what is found in a declaration: what is not as it should be, and what to do about it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from societaire_wording.declaration_words import FIELDS
from societaire_wording.formats import amount, plain_number, short_day
from societaire_wording.labels import activity, slot

READING: Mapping[str, str] = MappingProxyType(
    {
        "amount_unit": "Écrivez tous les chiffres : 1 500 000 plutôt que 1,5 M.",
        "amount_negative": "Un montant ne peut pas être négatif : déduisez vos avoirs avant de l'inscrire.",
        "amount_nil_word": "Écrivez 0 quand le montant est nul.",
        "amount_grouping": "Les chiffres ne sont pas groupés par trois : écrivez 1 250 000,50.",
        "number_format": "Le nombre ne se lit pas : écrivez 12 ou 12,5.",
        "number_ambiguous": "Le point peut séparer des milliers ou des décimales : écrivez le nombre avec une virgule.",
        "number_decimals": "Le nombre a plus de deux décimales.",
        "number_range": "Le nombre est trop grand.",
        "number_negative": "Le nombre ne peut pas être négatif.",
        "number_nil_word": "Écrivez 0 quand il n'y en a pas.",
        "count_decimals": "Écrivez un nombre entier, sans virgule.",
        "percent_range": "Un pourcentage est compris entre 0 et 100.",
        "day_format": "La date ne se lit pas : écrivez-la comme 02/11/2026.",
        "day_year": "Écrivez l'année avec ses quatre chiffres : 02/11/2026.",
        "answer_unknown": "Répondez par oui ou par non.",
        "choice_unknown": "Choisissez l'une des réponses proposées.",
        "rows_too_many": "Ce tableau a trop de lignes : {most} au plus.",
    }
)
"""What can't be read; amounts and days that an import refuses for the same reason say the same."""

RULES: Mapping[str, str] = MappingProxyType(
    {
        "answer_missing": "Cette réponse est attendue.",
        "answer_uncounted": "Cette réponse n'est pas comptée : elle dépend de « {question} ».",
        "rows_missing": "Ajoutez au moins une ligne, ou cochez la case qui dit qu'il n'y en a pas.",
        "rows_with_nil": "La case dit qu'il n'y en a pas, mais des lignes sont remplies : décochez-la, ou retirez les "
        "lignes.",
        "period_differs": "La période demandée va du {start} au {end}.",
        "period_outside_contract": "Votre contrat n'a pas couru sur toute cette période : déclarez du {start} au "
        "{end}.",
        "period_prorata": "Votre contrat n'a couru que du {start} au {end} : déclarez les montants de ces seuls jours.",
        "period_not_a_year": "Cette période compte {months} mois : déclarez les montants de toute la période.",
        "nil_not_told": "Tout est à zéro. Si vous n'avez eu aucune activité, cochez « Néant » et dites pourquoi.",
        "nil_with_amounts": "Vous avez coché « Néant », mais des montants sont inscrits : décochez la case, ou mettez "
        "ces montants à zéro.",
        "turnover_sum": "Les activités, le négoce, la location et les autres produits font {sum}, le chiffre "
        "d'affaires total {total} : il y a {difference} d'écart.",
        "subject_works_sum": "Les ouvrages soumis et non soumis à l'assurance obligatoire font {sum}, vos travaux par "
        "activité {total} : il y a {difference} d'écart.",
        "geography_sum": "Les lieux d'exécution font {sum}, le chiffre d'affaires total {total} : il y a {difference} "
        "d'écart.",
        "nature_sum": "Le neuf et l'existant font {sum}, vos travaux par activité {total} : il y a {difference} "
        "d'écart.",
        "housing_sum": "Le logement et le reste font {sum}, vos travaux par activité {total} : il y a {difference} "
        "d'écart.",
        "shares_sum": "Le public et le privé font {shares} % : leur somme doit être de {expected} %.",
        "subcontracting_sum": "La part sous-traitée de vos activités fait {sum}, la sous-traitance donnée {total} : "
        "il y a {difference} d'écart.",
        "subcontracting_of_activity": "La part sous-traitée ({amount}) dépasse le montant de l'activité ({limit}).",
        "subcontracting_whole": "La sous-traitance donnée ({amount}) doit rester inférieure à ce que vous déclarez au "
        "total ({limit}).",
        "subcontracting_high": "Vous sous-traitez {share} % de ce que vous déclarez : dites pourquoi.",
        "subcontracting_received_high": "Ce que vous avez fait comme sous-traitant ({amount}) dépasse ce que vous "
        "déclarez au total ({limit}), dont c'est une partie.",
        "largest_contract_limit": "Ce marché dépasse le plafond de votre contrat ({limit}) : dites de quel chantier il "
        "s'agit, et si votre assureur l'a accepté.",
        "largest_contract_share": "Ce marché dépasse {percent} % de votre chiffre d'affaires : dites de quel chantier "
        "il s'agit.",
        "tax_return_turnover_differs": "Votre liasse fiscale dit {sum}, votre déclaration {total} : expliquez l'écart "
        "de {difference}.",
        "tax_return_siren_differs": "Ce SIREN n'est pas celui de votre société ({expected}) : dites de quelle "
        "société est cette liasse.",
        "tax_return_year_differs": "Votre liasse n'est pas celle de l'exercice déclaré ({expected}) : dites pourquoi.",
        "activity_not_covered": "L'activité « {activity} » n'est pas garantie par votre contrat : ses travaux ne sont "
        "pas assurés. Dites depuis quand vous l'exercez : votre assureur le lira comme une demande de l'ajouter. Une "
        "activité nouvelle se déclare sous quinze jours, par lettre recommandée si votre contrat le veut.",
        "activity_unused": "Rien n'est déclaré en « {activity} » depuis {years} ans : dites si vous gardez cette "
        "garantie.",
        "activity_twice": "L'activité « {activity} » est déjà à la ligne {row} : additionnez les deux lignes.",
        "mix_moved": "La part de « {activity} » a changé de {points} points en un an : dites pourquoi.",
        "subcontractors_missing": "Vous avez sous-traité : dites à combien d'entreprises.",
        "subcontractors_insured_missing": "Vous avez sous-traité : dites si vous avez recueilli leurs attestations "
        "d'assurance.",
        "subcontractors_uninsured": "Des attestations de sous-traitants manquent : dites lesquelles, et ce que vous "
        "faites pour les obtenir.",
        "house_contracts_high": "Les contrats de construction ne peuvent pas être plus nombreux que les maisons.",
        "fees_sum": "Vos honoraires par mission font {sum}, leur total {total} : il y a {difference} d'écart.",
        "fees_geography_sum": "Les lieux des missions font {sum}, les honoraires {total} : il y a {difference} "
        "d'écart.",
        "fees_without_operations": "Vous déclarez {amount} d'honoraires sans aucune opération : ajoutez vos "
        "opérations, ou dites pourquoi il n'y en a pas.",
        "total_moved": "Ce montant a changé de {change} % depuis l'an dernier ({former}) : dites pourquoi.",
        "total_same": "Ce montant est celui de l'an dernier, à l'euro près : confirmez-le en disant d'où il vient.",
        "payroll_by_head": "Les salaires font {amount} par salarié et par an. Entre {low} et {high}, c'est habituel ; "
        "au-delà ou en deçà, dites pourquoi.",
        "payroll_without_heads": "Vous déclarez {amount} de salaires et aucun salarié : dites pourquoi.",
        "heads_without_payroll": "Vous déclarez des salariés et aucun salaire : dites pourquoi.",
        "total_by_head": "Vous déclarez {amount} par personne et par an. Entre {low} et {high}, c'est habituel ; "
        "sinon, vérifiez l'intérim et la sous-traitance, ou dites pourquoi.",
        "costs_above_total": "Salaires et sous-traitance ({amount}) dépassent ce que vous déclarez au total ({limit}) "
        ": dites pourquoi.",
        "site_details": "Le chantier « {site} » ({amount}) dépasse le plafond de votre contrat ({limit}) : cette "
        "réponse est attendue.",
        "site_without_ccrd": "Le chantier « {site} » ({amount}) dépasse le plafond de votre contrat ({limit}) et n'a "
        "pas de contrat collectif : dites comment il est assuré.",
        "site_ccrd_not_provided": "Le chantier « {site} » ({amount}) dépasse le plafond de votre contrat ({limit}), "
        "qui ne prévoit pas de contrat collectif : dites ce qui a été convenu avec votre assureur.",
        "site_attestation": "Le chantier « {site} » ({amount}) dépasse le plafond de votre contrat ({limit}) : il lui "
        "faut une attestation nominative, à demander à votre interlocuteur.",
        "contract_above_cost": "Votre marché ({amount}) ne peut pas dépasser le coût total de l'opération ({limit}).",
        "site_above_largest": "Ce marché ({amount}) dépasse votre plus gros marché ({limit}) : corrigez l'un des deux.",
        "site_opened_outside_contract": "Ce chantier a ouvert le {day}, quand votre contrat ne courait pas : dites qui "
        "l'assurait.",
        "technique_without_reference": "Donnez la référence de l'avis technique ou de l'ATEx, ou dites pourquoi il n'y "
        "en a pas.",
        "technique_noncurrent": "Votre attestation ne vaut que pour les techniques courantes : demandez à votre "
        "interlocuteur si celle-ci est garantie.",
    }
)
"""What the rules of the shipped forms find."""

SENTENCES: Mapping[str, str] = MappingProxyType(
    {"form_unknown": "Ce formulaire n'existe pas, ou plus.", **READING, **RULES}
)


def told(name: str, value: object) -> str:
    """A value of a finding as its sentence says it."""
    text = str(value)
    return _SAID[name](text) if name in _SAID else text or "sans nom"


def _grouped(text: str) -> str:
    """A SIREN by threes; a year as it is."""
    return f"{text[:3]}\u00a0{text[3:6]}\u00a0{text[6:]}" if len(text) == 9 else text


_SAID: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("sum", "total", "difference", "amount", "limit", "former", "low", "high"),
            lambda text: amount(Decimal(text)),
        ),
        **dict.fromkeys(("start", "end", "day"), lambda text: short_day(date.fromisoformat(text))),
        "activity": activity,
        "document": slot,
        "shares": lambda text: plain_number(Decimal(text)),
        "expected": _grouped,
        "question": lambda path: FIELDS.get(path, (path, ""))[0],
    }
)
"""The names of values that people read otherwise than they are kept."""
