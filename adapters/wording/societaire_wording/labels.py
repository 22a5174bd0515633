"""French labels of codes that people see; a code that nobody named shows as it is."""

from types import MappingProxyType

_PRODUCTS = MappingProxyType(
    {
        "RCD": "Responsabilité décennale",
        "RCG": "Responsabilité civile générale",
        "MOE": "Maîtrise d'œuvre",
        "DOC": "Dommages-ouvrage",
        "MRP": "Multirisque professionnelle",
        "BRM": "Bris de machine et engins",
        "FLO": "Flotte automobile",
        "CYB": "Cyber",
        "PJU": "Protection juridique",
    }
)
_ACTIVITIES = MappingProxyType(
    {
        "MAC": "Maçonnerie",
        "CHA": "Charpente",
        "COU": "Couverture",
        "ETA": "Étanchéité",
        "PLO": "Plomberie",
        "ELE": "Électricité",
        "MEN": "Menuiserie",
        "SER": "Serrurerie",
        "PLA": "Plâtrerie",
        "PEI": "Peinture",
        "CAR": "Carrelage",
        "TER": "Terrassement",
    }
)
_DOCUMENT_KINDS = MappingProxyType(
    {
        "attestation": "Attestation d'assurance",
        "premium_notice": "Appel de cotisation",
        "declaration": "Relevé de bases",
        "letter": "Courrier",
    }
)
_DOCUMENT_KINDS_PLURAL = MappingProxyType(
    {
        "attestation": "Attestations d'assurance",
        "premium_notice": "Appels de cotisations",
        "declaration": "Relevés de bases",
        "letter": "Courriers",
    }
)
_PROFILES = MappingProxyType({"administrator": "Administrateur", "collaborator": "Collaborateur"})
_CONTRACT_STATUSES = MappingProxyType({"active": "Actif", "terminated": "Résilié"})
_COMPANY_STATUSES = MappingProxyType({"active": "Active", "removed": "Radiée"})
_PREMIUM_MODES = MappingProxyType({"flat": "Cotisation forfaitaire", "on_bases": "Cotisation sur relevé de bases"})
_INVITATION_STATES = MappingProxyType({"pending": "En attente", "accepted": "Acceptée", "revoked": "Annulée"})
_ADDRESS_FLAGS = MappingProxyType(
    {
        "postal_code_form": "le code postal n'a pas cinq chiffres",
        "postal_code_department": "aucun département ne commence ainsi",
        "street_missing": "il n'y a ni rue ni lieu-dit",
        "number_missing": "il n'y a pas de numéro dans la rue",
    }
)
_ACCESS_STATES = MappingProxyType({"live": "Ouvert", "removed": "Retiré"})
_MESSAGE_KINDS = MappingProxyType(
    {
        "activation": "Invitation à choisir un mot de passe",
        "password_help": "Mot de passe oublié",
        "password_changed": "Mot de passe modifié",
        "email_changed": "Adresse e-mail modifiée",
        "company_attached": "Accès ouvert à une société",
        "company_detached": "Accès retiré d'une société",
        "invitation": "Invitation dans une société",
        "access_accepted": "Invitation acceptée",
        "access_removed": "Accès retiré, avis aux administrateurs",
        "access_review": "Accès à relire",
        "address_requested": "Changement d'adresse demandé",
        "address_approved": "Changement d'adresse validé",
        "address_refused": "Changement d'adresse refusé",
        "attestation_published": "Attestation disponible",
        "premium_notice_published": "Appel de cotisation disponible",
        "claim_sent": "Sinistre déclaré",
        "claim_to_handle": "Sinistre déclaré, avis au gestionnaire ou à l'agence",
        "claim_news": "Nouvelles d'un sinistre",
        "claim_added_to": "Sinistre complété, avis au gestionnaire",
        "claim_draft_expiring": "Déclaration de sinistre bientôt supprimée",
        "call_back_asked": "Rappel demandé, avis au gestionnaire",
        "call_back_planned": "Rappel prévu",
        "call_back_missed": "Rappel manqué",
        "declaration_prepared": "Relevé de bases à certifier",
        "declaration_sent": "Relevé de bases envoyé",
        "declaration_correction": "Relevé de bases à corriger",
        "declaration_validated": "Relevé de bases validé",
        "declaration_refused": "Relevé de bases refusé",
        "declaration_due": "Relevé de bases attendu",
        "draft_expiring": "Brouillon de relevé bientôt supprimé",
        "claim_file_refused": "Fichier d'un sinistre refusé",
        "declaration_file_refused": "Fichier d'un relevé de bases refusé",
        "digest": "Message du jour",
        "email_check": "Vérification de l'adresse e-mail",
    }
)
_MESSAGE_STATES = MappingProxyType(
    {"queued": "À envoyer", "sent": "Envoyé", "dropped": "Sans objet", "dead": "Abandonné"}
)
_TOPICS = MappingProxyType(
    {
        "attestations": "Attestations d'assurance",
        "premium_notices": "Appels de cotisations",
        "claims": "Suivi des sinistres",
    }
)
_FREQUENCIES = MappingProxyType(
    {"off": "Jamais", "immediate": "Dès que c'est disponible", "daily": "Une fois par jour"}
)
_MESSAGE_REASONS = MappingProxyType(
    {
        "": "",
        "recipient_gone": "le destinataire n'existe plus",
        "no_longer_due": "plus d'accès, ou plus demandé",
        "address_bounced": "l'adresse ne reçoit plus",
        "link_just_sent": "un lien venait de partir",
        "mail_refused": "refusé par le serveur de courriels",
        "mail_delayed": "serveur de courriels injoignable",
        "database_busy": "base de données occupée",
    }
)
_LOG_ACTIONS = MappingProxyType(
    {
        "sign_in": "Connexion",
        "sign_in_throttled": "Connexion retardée",
        "download": "Téléchargement",
        "download_all": "Téléchargement groupé",
        "download_upload": "Téléchargement d'un fichier envoyé",
        "show_photograph": "Photographie regardée",
        "receipt": "Téléchargement d'un récépissé",
        "company_refused": "Société refusée",
    }
)
_OUTCOMES = MappingProxyType({"done": "Fait", "refused": "Refusé"})

_DECLARATION_STATES = MappingProxyType(
    {
        "draft": "Brouillon",
        "prepared": "À certifier",
        "sent": "Envoyé",
        "correction_requested": "Correction demandée",
        "validated": "Validé",
        "refused": "Refusé",
        "replaced": "Remplacé",
    }
)
_DECLARATION_WAYS = MappingProxyType(
    {"online": "Saisie en ligne", "form_file": "Formulaire rempli sur ordinateur", "scan": "Formulaire numérisé"}
)
_SLOTS = MappingProxyType(
    {
        "form": "Formulaire rempli",
        "free": "Autre pièce",
        "tax_return": "Liasse fiscale",
        "accountant_certificate": "Attestation de l'expert-comptable",
        "annual_dsn": "DSN annuelle",
        "site_list": "Liste des chantiers",
        "subcontractor_list": "Liste des sous-traitants",
    }
)

_HEADINGS = MappingProxyType(
    {
        "turnover": "Chiffre d'affaires",
        "payroll": "Salaires",
        "headcount": "Effectif",
        "subcontracting": "Sous-traitance donnée",
        "fees": "Honoraires",
        "works": "Travaux",
        "vehicles": "Véhicules",
        "equipment_value": "Valeur du matériel",
    }
)


def product(code: str) -> str:
    """The name of an insurance product."""
    return _PRODUCTS.get(code, code)


def activity(code: str) -> str:
    """The name of a building trade."""
    return _ACTIVITIES.get(code, code)


def document_kind(kind: str) -> str:
    """What a document is."""
    return _DOCUMENT_KINDS.get(kind, kind)


def document_kinds(kind: str) -> str:
    """The heading of a list of such documents."""
    return _DOCUMENT_KINDS_PLURAL.get(kind, kind)


def profile(code: str) -> str:
    """The name of a profile."""
    return _PROFILES.get(code, code)


def contract_status(code: str) -> str:
    """The state of a contract."""
    return _CONTRACT_STATUSES.get(code, code)


def company_status(code: str) -> str:
    """The state of a company."""
    return _COMPANY_STATUSES.get(code, code)


def premium_mode(code: str) -> str:
    """How the premium is reckoned."""
    return _PREMIUM_MODES.get(code, code)


def access_state(code: str) -> str:
    """The state of an access."""
    return _ACCESS_STATES.get(code, code)


def invitation_state(code: str) -> str:
    """The state of an invitation."""
    return _INVITATION_STATES.get(code, code)


def address_flag(code: str) -> str:
    """What is unusual in an address."""
    return _ADDRESS_FLAGS.get(code, code)


def message_kind(code: str) -> str:
    """What a message is about."""
    return _MESSAGE_KINDS.get(code, code)


def message_state(code: str) -> str:
    """What became of a message."""
    return _MESSAGE_STATES.get(code, code)


def topic(code: str) -> str:
    """What somebody may ask to be told of."""
    return _TOPICS.get(code, code)


def frequency(code: str) -> str:
    """How often."""
    return _FREQUENCIES.get(code, code)


def message_reason(code: str) -> str:
    """Why a message was not sent."""
    return _MESSAGE_REASONS.get(code, code)


def log_action(code: str) -> str:
    """What an entry of the access log tells of."""
    return _LOG_ACTIONS.get(code, code)


def outcome(code: str) -> str:
    """How it ended."""
    return _OUTCOMES.get(code, code)


def declaration_state(code: str) -> str:
    """Where a declaration is."""
    return _DECLARATION_STATES.get(code, code)


def declaration_way(code: str) -> str:
    """How a declaration was made."""
    return _DECLARATION_WAYS.get(code, code)


def slot(code: str) -> str:
    """What a file stands for: a requested document, the form itself, or whatever is added freely."""
    return _SLOTS.get(code, code)


def heading(code: str) -> str:
    """What a declared base measures."""
    return _HEADINGS.get(code, code)
