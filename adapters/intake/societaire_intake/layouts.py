"""The files of an export: their headings, and what each column holds."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from societaire.claims.claim import ClaimState
from societaire.companies.access import Profile
from societaire.companies.company import CompanyStatus
from societaire.contracts.contract import ContractStatus, PremiumMode
from societaire.contracts.document import DocumentKind
from societaire.records.codes import FormKind, Heading, RequestedDocument
from societaire.records.rows import RecordKind
from societaire.records.texts import LONGEST_LINE
from societaire.typed.numbers import Fault
from societaire_intake.cells import (
    address,
    among,
    amount,
    code,
    codes,
    day,
    several,
    siren,
    siret,
    text,
    year,
)

PRODUCTS = frozenset({"RCD", "RCG", "MOE", "DOC", "MRP", "BRM", "FLO", "CYB", "PJU"})

_NAME, _LINE, _LONG = text(200), text(LONGEST_LINE), text(500)
_SHORT = text(40)
_YES_NO = among({"oui": True, "non": False})
_HEADINGS = {
    "chiffre_affaires": Heading.TURNOVER,
    "masse_salariale": Heading.PAYROLL,
    "effectif": Heading.HEADCOUNT,
    "sous_traitance": Heading.SUBCONTRACTING,
    "honoraires": Heading.FEES,
    "travaux": Heading.WORKS,
    "nombre_vehicules": Heading.VEHICLES,
    "valeur_materiel": Heading.EQUIPMENT_VALUE,
}
_REQUESTED = {
    "liasse_fiscale": RequestedDocument.TAX_RETURN,
    "attestation_expert_comptable": RequestedDocument.ACCOUNTANT_CERTIFICATE,
    "dsn_annuelle": RequestedDocument.ANNUAL_DSN,
    "liste_chantiers": RequestedDocument.SITE_LIST,
    "liste_sous_traitants": RequestedDocument.SUBCONTRACTOR_LIST,
}
_STATES = {
    "declare": ClaimState.DECLARED,
    "enregistre": ClaimState.REGISTERED,
    "pieces_demandees": ClaimState.DOCUMENTS_REQUESTED,
    "expert_missionne": ClaimState.EXPERT_APPOINTED,
    "expertise": ClaimState.EXPERTISE,
    "position_garantie": ClaimState.COVERAGE_POSITION,
    "reglement": ClaimState.SETTLEMENT,
    "refus": ClaimState.REFUSED,
    "recours": ClaimState.RECOURSE,
    "clos": ClaimState.CLOSED,
}
_FORMS = {"entreprise": FormKind.CONTRACTOR, "maitre_oeuvre": FormKind.PROJECT_MANAGER}
_KINDS = {
    "attestation": DocumentKind.ATTESTATION,
    "appel_cotisation": DocumentKind.PREMIUM_NOTICE,
    "releve": DocumentKind.DECLARATION,
    "courrier": DocumentKind.LETTER,
}
_PROFILES = {"administrateur": Profile.ADMINISTRATOR, "collaborateur": Profile.COLLABORATOR}
_COMPANY = {"active": CompanyStatus.ACTIVE, "radiee": CompanyStatus.REMOVED}
_CONTRACT = {"actif": ContractStatus.ACTIVE, "resilie": ContractStatus.TERMINATED}
_MODES = {"forfait": PremiumMode.FLAT, "assiette": PremiumMode.ON_BASES}
_CAUSES = {
    f"{family}{number}".casefold(): f"{family}{number}"
    for family, last in (("A", 7), ("B", 4), ("C", 2), ("D", 8), ("E", 5), ("F", 3))
    for number in range(1, last + 1)
}


@frozen
class Column:
    """A column: its heading, the field that it fills, how its cells are read; a required one can't be empty."""

    heading: str
    field: str
    read: Callable[[str], Any | Fault | None]
    required: bool = False
    default: str | None = None


@frozen
class Layout:
    """A file: its name and its columns, in the order of the row's fields or not."""

    name: str
    columns: tuple[Column, ...]


def _must(heading: str, field: str, read: Callable[[str], Any | Fault | None]) -> Column:
    return Column(heading, field, read, required=True)


_ADDRESS = (
    Column("adresse", "street", _LINE),
    Column("code_postal", "postal_code", _SHORT),
    Column("ville", "city", _NAME),
)
_PHONE = Column("telephone", "phone", _SHORT)
_EMAIL = Column("email", "email", _LINE)


LAYOUTS: Mapping[RecordKind, Layout] = {
    RecordKind.AGENCY: Layout(
        "agences.csv",
        (
            _must("code", "code", code),
            _must("nom", "name", _NAME),
            *_ADDRESS,
            _must("telephone", "phone", _SHORT),
            _EMAIL,
            Column("horaires", "hours", _LONG),
        ),
    ),
    RecordKind.CONTACT: Layout(
        "interlocuteurs.csv",
        (
            _must("code", "code", code),
            _must("prenom", "first_name", _NAME),
            _must("nom", "last_name", _NAME),
            Column("fonction", "role", _NAME),
            _PHONE,
            _EMAIL,
            _must("agence", "agency", code),
        ),
    ),
    RecordKind.COMPANY: Layout(
        "societes.csv",
        (
            _must("siren", "siren", siren),
            _must("raison_sociale", "name", _LINE),
            Column("forme_juridique", "legal_form", _NAME),
            Column("siret", "siret", siret),
            Column("code_naf", "naf", _SHORT),
            *_ADDRESS,
            _PHONE,
            _EMAIL,
            _must("agence", "agency", code),
            Column("interlocuteur", "contact", code),
            _must("statut", "status", among(_COMPANY)),
        ),
    ),
    RecordKind.PERSON: Layout(
        "personnes.csv",
        (
            _must("code", "code", code),
            _must("email", "email", address),
            Column("civilite", "civility", _SHORT),
            _must("nom", "last_name", _NAME),
            _must("prenom", "first_name", _NAME),
            Column("date_naissance", "birth_date", day),
            _PHONE,
        ),
    ),
    RecordKind.ACCESS: Layout(
        "acces.csv",
        (
            _must("personne", "person", code),
            _must("siren", "siren", siren),
            _must("profil", "profile", among(_PROFILES)),
        ),
    ),
    RecordKind.CONTRACT: Layout(
        "contrats.csv",
        (
            _must("numero", "number", code),
            _must("siren", "siren", siren),
            _must("produit", "product", code),
            _must("libelle", "label", _LINE),
            _must("statut", "status", among(_CONTRACT)),
            _must("date_effet", "start_date", day),
            Column("date_resiliation", "end_date", day),
            _must("mode_cotisation", "premium_mode", among(_MODES)),
            Column("formulaire_en_ligne", "online_form", _YES_NO),
            Column("formulaire", "form", among(_FORMS)),
            Column("agence", "agency", code),
            Column("interlocuteur", "contact", code),
            Column("activites", "activities", codes),
            Column("plafond_operation", "operation_limit", amount),
            Column("plafond_marche", "works_contract_limit", amount),
            Column("franchise", "deductible", amount),
            Column("ccrd", "ccrd", _YES_NO),
            *_ADDRESS,
        ),
    ),
    RecordKind.DOCUMENT: Layout(
        "documents.csv",
        (
            _must("reference", "reference", code),
            _must("contrat", "contract", code),
            _must("type", "kind", among(_KINDS)),
            _must("annee", "year", year),
            Column("libelle", "label", _LINE),
            Column("periode_debut", "period_start", day),
            Column("periode_fin", "period_end", day),
            _must("fichier", "file", _LONG),
            _must("date_publication", "published_on", day),
        ),
    ),
    RecordKind.PERIOD: Layout(
        "periodes.csv",
        (
            _must("contrat", "contract", code),
            _must("exercice_debut", "start", day),
            _must("exercice_fin", "end", day),
            Column("date_courrier", "letter_date", day),
            _must("date_limite", "due_date", day),
            Column("pieces_demandees", "requested_documents", several(_REQUESTED)),
        ),
    ),
    RecordKind.BASE: Layout(
        "bases.csv",
        (
            _must("contrat", "contract", code),
            _must("exercice", "year", year),
            _must("rubrique", "heading", among(_HEADINGS)),
            Column("activite", "activity", code, default=""),
            _must("montant", "amount", amount),
        ),
    ),
    RecordKind.CLAIM: Layout(
        "sinistres.csv",
        (
            _must("numero", "number", code),
            _must("contrat", "contract", code),
            _must("mise_en_cause", "cause", among(_CAUSES)),
            _must("date_survenance", "occurred_on", day),
            _must("date_declaration", "declared_on", day),
            *_ADDRESS,
            _must("statut", "state", among(_STATES)),
            Column("gestionnaire", "handler", code),
            Column("reference_portail", "receipt", code),
        ),
    ),
}
