"""The French words of what the questions of a claim offer, and of the parts of an answer."""

from types import MappingProxyType

OPTIONS = MappingProxyType(
    {
        "claim_form": {
            "letter": "Courrier simple",
            "registered_letter": "Lettre recommandée",
            "mail": "E-mail",
            "spoken": "De vive voix",
        },
        "intention": {
            "repair": "Intervenir moi-même (service après-vente)",
            "contest": "Contester",
            "leave_to_insurer": "Laisser l'assureur décider de la suite",
        },
        "concerned": {"yes": "Oui", "no": "Non", "subcontracted": "J'ai sous-traité ces travaux"},
        "court": {
            "judicial": "Tribunal judiciaire",
            "commercial": "Tribunal de commerce ou des activités économiques",
            "administrative": "Tribunal administratif",
            "appeal": "Cour d'appel",
        },
        "capacity": {"defendant": "Défendeur", "called": "Appelé en garantie ou en cause"},
        "recourse_ground": {
            "damage_indemnity": "Indemnité versée par un assureur dommages-ouvrage",
            "subcontracting": "Contrat de sous-traitance",
            "joint_liability": "Responsabilité partagée entre constructeurs",
            "other": "Autre",
        },
        "site_event": {
            "collapse": "Effondrement",
            "fire": "Incendie",
            "storm": "Tempête",
            "water": "Dégât des eaux",
            "vandalism": "Vandalisme",
            "theft": "Vol",
            "other": "Autre",
        },
        "survey_before_works": {
            "court": "Oui, par un référé préventif",
            "bailiff": "Oui, par un commissaire de justice",
            "none": "Non",
        },
        "network_kind": {
            "gas": "Gaz",
            "electricity": "Électricité",
            "water": "Eau potable",
            "sewer": "Assainissement",
            "telecom": "Télécoms, fibre",
            "heat": "Chaleur ou froid",
            "other": "Autre",
        },
        "pollutant": {
            "hydrocarbon": "Hydrocarbures",
            "chemical": "Produit chimique",
            "asbestos": "Amiante",
            "waste": "Déchets",
            "dust": "Poussières",
            "other": "Autre",
        },
        "polluted": {"ground": "Le sol", "water": "L'eau", "air": "L'air", "sewer": "Un réseau d'assainissement"},
        "victim_status": {
            "employee": "Un salarié",
            "temporary": "Un intérimaire",
            "subcontractor": "Un salarié d'un sous-traitant",
            "director": "Un dirigeant",
        },
        "accident_gravity": {"serious": "Grave", "fatal": "Mortel"},
        "inspection": {
            "labour": "Inspection du travail",
            "police": "Police ou gendarmerie",
            "insurance_fund": "Caisse (CARSAT, CPAM)",
        },
        "act_received": {
            "conciliation": "Lettre de la CPAM (conciliation)",
            "petition": "Requête devant le pôle social",
            "convocation": "Convocation à une audience",
        },
        "break_in": {
            "door": "Porte",
            "window": "Fenêtre",
            "fence": "Clôture",
            "vehicle": "Véhicule forcé",
            "none": "Sans effraction",
        },
        "occupancy": {"owner": "Propriétaire", "tenant": "Locataire", "condominium": "Copropriétaire"},
        "origin": {
            "electrical": "Électricité",
            "heating": "Chauffage",
            "works": "Travaux",
            "arson": "Acte volontaire",
            "leak": "Fuite",
            "sewer": "Refoulement",
            "neighbour": "Chez un voisin",
            "other": "Autre",
        },
        "emergency_services": {"firemen": "Pompiers", "police": "Police ou gendarmerie"},
        "disaster": {
            "flood": "Inondation",
            "mudslide": "Coulée de boue",
            "drought": "Sécheresse (retrait-gonflement des argiles)",
            "earthquake": "Séisme",
            "sea": "Submersion marine",
            "landslide": "Mouvement de terrain",
        },
        "machine_title": {"owned": "À nous", "rented": "Loué", "leased": "En crédit-bail"},
        "machine_cause": {
            "internal": "Interne (panne, rupture)",
            "external": "Externe (choc, chute)",
            "mistake": "Erreur de conduite",
            "theft": "Vol",
        },
        "attack": {
            "ransom": "Rançongiciel",
            "intrusion": "Intrusion",
            "fraud": "Fraude au virement",
            "data_theft": "Vol de données",
            "denial": "Saturation (déni de service)",
            "other": "Autre",
        },
        "glass": {"windscreen": "Pare-brise", "side": "Vitre latérale", "rear": "Lunette arrière"},
        "building_type": {
            "house": "Maison individuelle",
            "housing": "Logement collectif",
            "offices": "Tertiaire",
            "industrial": "Industriel",
            "public": "Bâtiment public",
            "civil_engineering": "Génie civil, voirie et réseaux",
            "other": "Autre",
        },
        "building_age": {"new": "Neuf", "existing": "Existant", "mixed": "Les deux"},
        "owner_type": {
            "private": "Un particulier",
            "professional": "Un professionnel",
            "public": "Une personne publique",
            "condominium": "Un syndic ou une copropriété",
        },
        "acceptance": {
            "without_reservations": "Oui, sans réserve",
            "with_reservations": "Oui, avec réserves",
            "tacit": "Oui, tacitement",
            "none": "Non",
        },
        "works": {"other": "D'autres travaux"},
        "position": {
            "direct": "Titulaire d'un marché du maître d'ouvrage",
            "subcontractor": "Sous-traitant",
            "joint": "Cotraitant",
            "supplier": "Fabricant ou fournisseur",
        },
        "damage_kinds": {
            "infiltration": "Infiltration",
            "crack": "Fissure",
            "subsidence": "Affaissement",
            "collapse": "Effondrement",
            "equipment": "Équipement défaillant",
            "damp": "Humidité",
            "thermal": "Défaut thermique",
            "acoustic": "Défaut acoustique",
            "fire": "Incendie",
            "other": "Autre",
        },
        "effects": {
            "solidity": "La solidité est menacée",
            "unusable": "L'ouvrage est inhabitable ou inutilisable",
            "safety": "Des personnes sont exposées",
            "aesthetic": "L'aspect seulement",
        },
        "preferred_channel": {"mail": "E-mail", "phone": "Téléphone", "portal": "Messages de l'espace client"},
    }
)
COLUMNS = MappingProxyType(
    {
        "subcontractors": {
            "name": "Nom",
            "siren": "SIREN",
            "activity": "Travaux confiés",
            "amount": "Montant hors taxes",
            "insurer": "Assureur",
            "policy": "Numéro de contrat",
            "attestation": "Attestation en votre possession ?",
        },
        "objects": {
            "label": "Désignation",
            "serial": "Numéro de série",
            "bought_on": "Acheté le",
            "value": "Valeur",
        },
    }
)
PARTS = MappingProxyType(
    {
        "street": "Rue ou lieu-dit",
        "postal_code": "Code postal",
        "city": "Ville",
        "name": "Nom",
        "role": "Qualité",
        "phone": "Téléphone",
        "email": "E-mail",
    }
)
