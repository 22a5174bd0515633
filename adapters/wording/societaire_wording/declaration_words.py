"""What the shipped forms say: titles, labels and helps, by section, field (`table.column`) and total.

A key that begins with a form's code and a slash is that form's own word for what both forms ask.
"""

from collections.abc import Mapping
from types import MappingProxyType

FORMS: Mapping[str, str] = MappingProxyType(
    {"contractor": "Relevé de bases entreprise", "project_manager": "Relevé de bases maître d'œuvre"}
)

SECTIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "period": ("Période déclarée", "La période est celle de votre courrier."),
        "roles": ("Vos qualités", "Cochez celles dans lesquelles vous avez contracté pendant la période."),
        "turnover": ("Chiffre d'affaires", "Tous les montants sont hors taxes, en euros."),
        "breakdown": ("Répartition de vos travaux", "Les mêmes montants, vus autrement. Hors taxes, en euros."),
        "subcontracting": (
            "Sous-traitance",
            "La sous-traitance donnée est une dépense ; la reçue est une part de ce que vous avez facturé.",
        ),
        "payroll": ("Salaires", "Salaires bruts de la période, tels que vos DSN les totalisent."),
        "headcount": ("Effectif", "Comptez toutes les personnes, à temps plein ou non."),
        "sites": (
            "Grands chantiers",
            "Chaque chantier dont le coût total, tous corps d'état, dépasse le plafond de votre contrat.",
        ),
        "techniques": ("Techniques", "Hors normes, règles professionnelles acceptées ou avis techniques en cours."),
        "missions": ("Missions de conception", "Études, maîtrise d'œuvre ou assistance facturées à part des travaux."),
        "houses": ("Maisons individuelles", "Celles que vous avez construites pour des particuliers."),
        "fleet": ("Véhicules", "Ceux que votre contrat assure au dernier jour de la période."),
        "equipment": ("Matériel", "Le matériel et les engins que votre contrat assure."),
        "premises": ("Locaux", "Ceux que votre contrat assure au dernier jour de la période."),
        "control": ("Contrôle", "Facultatif : recopiez votre liasse fiscale, les écarts se verront tout de suite."),
        "fees": ("Honoraires", "Honoraires facturés pendant la période, hors taxes, en euros."),
        "operations": (
            "Opérations",
            "Chaque opération suivie pendant la période : travaux exécutés, taux de mission, part d'intérêt.",
        ),
    }
)

FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "period_start": ("Du", "Premier jour, comme 01/01/2025."),
        "period_end": ("Au", "Dernier jour, comme 31/12/2025."),
        "nil": ("Néant : aucune activité pendant la période", "Rien d'autre ne vous sera alors demandé."),
        "nil_reason": ("Pourquoi ?", ""),
        "nil_confirmed": ("Je confirme n'avoir eu aucune activité pendant toute la période", ""),
        "all_trades": ("Tous corps d'état ou entreprise générale", ""),
        "general_contractor": ("Contractant général", "Conception et réalisation sous un même contrat."),
        "house_builder": ("Constructeur de maisons individuelles", ""),
        "developer": ("Promoteur ou maître d'ouvrage", ""),
        "project_manager": ("Maître d'œuvre, bureau d'études ou assistant à maître d'ouvrage", ""),
        "turnover_total": ("Chiffre d'affaires total", "Hors taxes, avoirs déduits : celui de votre bilan."),
        "activities": ("Chiffre d'affaires par activité", "Une ligne par activité, pose comprise."),
        "activities.activity": ("Activité", "Choisissez-la dans la liste, ou écrivez-la."),
        "activities.amount": ("Montant", "Hors taxes, part sous-traitée comprise."),
        "activities.subcontracted": ("Dont sous-traité", "Ce que d'autres ont exécuté pour vous."),
        "trading": ("Négoce ou fabrication sans pose", "Matériaux vendus que vous ne posez pas."),
        "equipment_hire": ("Location de matériel", ""),
        "other_turnover": ("Autres produits", "Tout ce qui ne tient pas dans les lignes ci-dessus."),
        "largest_contract": ("Votre plus gros marché", "Montant de votre part, hors taxes."),
        "subject_works": ("Ouvrages soumis à l'assurance obligatoire", "Le bâtiment, pour l'essentiel."),
        "other_works": (
            "Ouvrages non soumis",
            "Routes, réseaux, ouvrages maritimes et autres de l'article L243-1-1 du Code des assurances.",
        ),
        "mainland": ("En France métropolitaine", ""),
        "overseas": ("Outre-mer", ""),
        "abroad": ("À l'étranger", ""),
        "new_works": ("Travaux neufs", ""),
        "existing_works": ("Travaux sur l'existant", ""),
        "housing_works": ("Logement", ""),
        "non_housing_works": ("Hors logement", ""),
        "public_share": ("Marchés publics", "En pourcentage."),
        "private_share": ("Marchés privés", "En pourcentage."),
        "subcontracting_given": ("Sous-traitance donnée", "Ce que vous avez payé à vos sous-traitants, hors taxes."),
        "subcontractors": ("Nombre de sous-traitants", ""),
        "subcontractors_insured": (
            "Avez-vous recueilli leurs attestations d'assurance ?",
            "Valables au jour d'ouverture de chaque chantier.",
        ),
        "subcontracting_received": ("Sous-traitance reçue", "Ce que vous avez facturé comme sous-traitant."),
        "payroll_workers": ("Salaires des ouvriers", ""),
        "payroll_staff": ("Salaires des employés, techniciens et cadres", "Agents de maîtrise compris."),
        "payroll_apprentices": ("Salaires des apprentis", ""),
        "manager_pay": ("Rémunération du dirigeant non salarié", ""),
        "temporary_cost": ("Intérim facturé", "Hors taxes."),
        "headcount_basis": ("Effectif compté", ""),
        "workers": ("Ouvriers", ""),
        "staff": ("Administratif et encadrement", "Sans les dirigeants."),
        "apprentices": ("Apprentis", ""),
        "active_managers": ("Dirigeants qui travaillent dans l'entreprise", ""),
        "temporary_workers": ("Intérimaires, en équivalent temps plein", ""),
        "no_large_site": ("Aucun chantier de cette taille", ""),
        "sites": ("Chantiers", ""),
        "sites.name": ("Chantier", "Le nom de l'opération."),
        "sites.address": ("Adresse", ""),
        "sites.client": ("Maître d'ouvrage", ""),
        "sites.opened_on": (
            "Ouverture du chantier",
            "Déclaration d'ouverture, ou premier ordre de service.",
        ),
        "sites.total_cost": ("Coût total", "De toute l'opération, tous corps d'état, hors taxes, honoraires compris."),
        "sites.contract_amount": ("Votre marché", "Votre part, hors taxes."),
        "project_manager/sites.contract_amount": ("Vos honoraires", "Votre part, hors taxes."),
        "sites.ccrd": ("Contrat collectif (CCRD)", "Contrat collectif de responsabilité décennale."),
        "sites.absolute_deductible": ("Franchise absolue", "Celle que le contrat collectif laisse à votre contrat."),
        "noncurrent_technique": ("Avez-vous employé une technique non courante ?", ""),
        "technique_description": ("Laquelle, et sur quel chantier ?", ""),
        "technique_reference": ("Avis technique ou ATEx", "Sa référence."),
        "design_missions": ("Avez-vous facturé des missions de conception ?", ""),
        "fees_design": ("Conception", ""),
        "fees_management": ("Maîtrise d'œuvre d'exécution", ""),
        "fees_coordination": ("Ordonnancement, pilotage, coordination", ""),
        "fees_assistance": ("Assistance à maître d'ouvrage", ""),
        "fees_engineering": ("Bureau d'études", ""),
        "fees_other": ("Autres missions", ""),
        "mission_works": ("Montant des travaux sur lesquels portent ces missions", "Hors taxes."),
        "individual_houses": ("Avez-vous construit des maisons individuelles ?", ""),
        "houses_built": ("Maisons construites", ""),
        "house_contracts": ("Dont sous contrat de construction (CCMI)", ""),
        "cars": ("Véhicules légers", ""),
        "vans": ("Utilitaires", ""),
        "trucks": ("Poids lourds", ""),
        "plant": ("Engins", ""),
        "vehicles": ("Liste des véhicules", "Facultative."),
        "vehicles.registration": ("Immatriculation", ""),
        "vehicles.kind": ("Catégorie", ""),
        "vehicles.model": ("Marque et modèle", ""),
        "equipment_value": ("Valeur à neuf du matériel et des engins", "Hors taxes."),
        "premises_area": ("Surface", "En mètres carrés."),
        "contents_value": ("Valeur du contenu", "Mobilier, matériel et marchandises, hors taxes."),
        "premises_value": ("Valeur des locaux", "Si vous en êtes propriétaire."),
        "tax_return_turnover": ("Chiffre d'affaires de la liasse", "Ligne FL de la page 2052, ou celle de la 2033-B."),
        "tax_return_siren": ("SIREN de la liasse", ""),
        "tax_return_year": ("Année de clôture", ""),
        "fees_total": ("Honoraires facturés", "Hors taxes, sous-traitance et cotraitance comprises."),
        "project_manager/mainland": ("Missions en France métropolitaine", ""),
        "project_manager/overseas": ("Missions outre-mer", ""),
        "project_manager/abroad": ("Missions à l'étranger", ""),
        "operations": ("Opérations de la période", "Une ligne par opération."),
        "operations.name": ("Opération", ""),
        "operations.family": ("Mission", ""),
        "operations.building": ("Ouvrage", ""),
        "operations.nature": ("Travaux", ""),
        "operations.seismic_zone": ("Zone de sismicité", ""),
        "operations.works": ("Travaux exécutés", "Pendant la période, hors taxes."),
        "operations.rate": ("Taux de mission", "En pourcentage : 100 % pour une mission complète."),
        "operations.share": ("Part d'intérêt", "En pourcentage : 100 % si vous êtes seul."),
    }
)

TOTALS: Mapping[str, str] = MappingProxyType(
    {
        "activities_total": "Total des activités",
        "turnover_sum": "Total à comparer au chiffre d'affaires",
        "subcontracted_total": "Total sous-traité",
        "works_sum": "Total des ouvrages",
        "geography_sum": "Total des lieux",
        "nature_sum": "Neuf et existant",
        "housing_sum": "Logement et hors logement",
        "client_sum": "Public et privé",
        "payroll_total": "Total des salaires",
        "headcount_total": "Effectif total",
        "fees_sum": "Total des honoraires",
        "vehicles_total": "Total des véhicules",
        "operations_works": "Total des travaux",
        "operations_base": "Travaux × taux × part",
    }
)

OPTIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nil_reason": {
            "dormant": "Société en sommeil",
            "ceased": "Activité arrêtée",
            "no_order": "Aucune commande",
            "not_begun": "Activité pas encore commencée",
            "other": "Autre raison",
        },
        "headcount_basis": {"year_end": "Au dernier jour de la période", "average": "En moyenne sur la période"},
        "vehicles.kind": {"car": "Véhicule léger", "van": "Utilitaire", "truck": "Poids lourd", "plant": "Engin"},
        "operations.family": {
            "complete": "Maîtrise d'œuvre complète",
            "partial": "Maîtrise d'œuvre partielle",
            "without_works": "Mission sans exécution de travaux",
            "special": "Convention spéciale",
        },
        "operations.building": {
            "house": "Maison individuelle",
            "housing": "Logement collectif",
            "offices": "Bureaux, commerces",
            "industrial": "Industrie, entrepôt",
            "public": "Équipement public",
            "civil": "Génie civil",
            "other": "Autre",
        },
        "operations.nature": {"new": "Neuf", "existing": "Existant"},
        "operations.seismic_zone": {
            "1": "1, très faible",
            "2": "2, faible",
            "3": "3, modérée",
            "4": "4, moyenne",
            "5": "5, forte",
        },
    }
)
SEVERITIES: Mapping[str, str] = MappingProxyType(
    {"error": "À corriger", "warning": "À expliquer", "information": "À savoir"}
)
