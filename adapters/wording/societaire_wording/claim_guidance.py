"""The French words of what guides whoever declares a claim: documents, deadlines, regimes, hints, urgencies."""

from types import MappingProxyType

from societaire.claims.answering import Answering, Basis, Hint
from societaire_wording.formats import short_day, typeset

DOCUMENTS = MappingProxyType(
    {
        "act_received": "Acte reçu, en entier (réclamation, convocation, assignation, recours)",
        "works_contract": "Devis accepté, marché, CCTP",
        "invoices": "Factures et situations de travaux",
        "acceptance_report": "Procès-verbal de réception, réserves et levée",
        "opening_order": "Déclaration d'ouverture de chantier ou premier ordre de service",
        "subcontracting": "Contrats de sous-traitance, factures et attestations des sous-traitants",
        "photographs": "Photographies (vue large et détail)",
        "plans": "Plans, notes de calcul, étude de sol, fiches techniques",
        "site_attestation": "Attestation d'assurance du chantier",
        "expert_report": "Rapport d'expertise",
        "letters": "Correspondances, mises en demeure, constats",
        "repair_quote": "Devis de réparation",
        "network_papers": "DT-DICT, récépissés, constat contradictoire (Cerfa 14766)",
        "pollution_papers": "Analyses, bordereaux, courriers des autorités",
        "accident_papers": "Déclaration d'accident, courriers de la caisse, document unique, formations",
        "complaint_receipt": "Récépissé de dépôt de plainte",
        "objects_list": "Liste des biens touchés, avec leur valeur",
        "purchase_invoices": "Factures d'achat",
        "alarm_report": "Relevé d'alarme, clés",
        "lease": "Bail, contrat de location ou de crédit-bail",
        "disaster_order": "Référence de l'arrêté de catastrophe naturelle",
        "technician_report": "Rapport du technicien ou du réparateur",
        "maintenance_log": "Carnet d'entretien",
        "joint_statement": "Constat amiable",
        "driving_papers": "Permis de conduire et certificat d'immatriculation",
        "vehicle_keys": "Attestation de remise des clés",
        "other": "Tout autre document utile",
    }
)
GATHER = MappingProxyType(
    {
        "A": (
            "Le courrier, la convocation ou l'acte reçu, en entier",
            "La date d'ouverture du chantier",
            "Le marché et les factures",
            "Le procès-verbal de réception",
            "L'attestation d'assurance du chantier",
            "Des photographies",
        ),
        "B": (
            "Des photographies, prises avant de réparer",
            "L'adresse du chantier",
            "Le marché",
            "Un devis de remise en état",
        ),
        "C": ("La déclaration d'accident du travail", "Les courriers de la caisse", "Le nom des témoins"),
        "D": (
            "Des photographies",
            "La liste des biens touchés et leurs factures",
            "Le récépissé de plainte en cas de vol ou d'acte volontaire",
        ),
        "E": ("Le constat amiable", "Le permis et la carte grise", "Des photographies"),
        "F": ("Le contrat ou la commande", "Les courriers échangés"),
    }
)
"""What to have at hand before starting (RULES H1), by family."""
DEADLINES = MappingProxyType(
    {
        "declaration": "Déclaration à l'assureur (cinq jours ouvrés)",
        "theft_declaration": "Déclaration du vol (deux jours ouvrés)",
        "disaster_declaration": "Déclaration après l'arrêté de catastrophe naturelle (trente jours)",
        "cyber_complaint": "Dépôt de plainte (72 heures)",
        "hearing": "Audience",
        "meeting": "Réunion d'expertise",
        "appeal": "Contestation du titre",
        "answer": "Réponse à donner",
    }
)
REGIMES = MappingProxyType(
    {
        "before_acceptance": "Avant réception",
        "perfect_completion": "Garantie de parfait achèvement (un an)",
        "good_functioning": "Garantie de bon fonctionnement (deux ans)",
        "ten_years": "Garantie décennale (dix ans)",
        "intermediate": "Responsabilité contractuelle (dix ans)",
        "term_passed": "Plus de dix ans après la réception : la date d'un premier acte de procédure peut compter",
    }
)
DECIDING_DATES = MappingProxyType(
    {
        Basis.OPENING: "la date d'ouverture du chantier",
        Basis.COMPLAINT: "la date de la réclamation, ou de sa connaissance",
        Basis.EVENT: "la date de l'événement, ou de sa connaissance",
    }
)
"""The date that decides which contract answers; where none is given, that of knowledge stands for it."""
HINTS = MappingProxyType(
    {
        Hint.FORMER_INSURER: "{Date} ({day}) précède votre premier contrat chez nous : un précédent assureur est "
        "probablement concerné. Déclarez-lui aussi le sinistre.",
        Hint.AFTER_LAST: "{Date} ({day}) suit la fin de votre dernier contrat de ce type : le gestionnaire cherchera "
        "avec vous quel contrat répond.",
        Hint.DAY_UNKNOWN: "Sans {date}, le gestionnaire cherchera avec vous quel contrat répond.",
        Hint.SEVERAL: "Plusieurs contrats peuvent répondre : le gestionnaire choisira.",
    }
)
URGENCIES = MappingProxyType(
    {
        "danger": "Mettez les personnes à l'abri et appelez les secours : 112.",
        "gas_leak": "Fuite de gaz : arrêtez tout, appelez le 18 ou le 112, éloignez-vous et attendez les secours.",
        "hearing": "Votre audience est proche : appelez-nous dès maintenant, même avant de finir cette déclaration.",
        "meeting": "Votre réunion d'expertise est proche : appelez-nous dès maintenant.",
        "complaint": "Déposez plainte sans attendre : la loi donne 72 heures après la découverte de l'attaque.",
    }
)


def hint_told(hint: Hint, answering: Answering) -> str:
    """What the person should know of the contract found, with the date that decided named."""
    date = DECIDING_DATES[answering.basis] if answering.basis else ""
    day = short_day(answering.day) if answering.day else ""
    return typeset(HINTS[hint]).format(date=typeset(date), Date=typeset(date[:1].upper() + date[1:]), day=day)
