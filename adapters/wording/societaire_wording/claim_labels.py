"""The French names of a claim's states and of the states of a request to be called back."""

from types import MappingProxyType

STATES = MappingProxyType(
    {
        "declared": "Déclaré",
        "registered": "Enregistré",
        "documents_requested": "Pièces demandées",
        "expert_appointed": "Expert missionné",
        "expertise": "Expertise en cours",
        "coverage_position": "Position de garantie",
        "settlement": "Règlement",
        "refused": "Refus motivé",
        "recourse": "Recours",
        "closed": "Clos",
    }
)
STATE_CODES = MappingProxyType(
    {
        "declare": "declared",
        "enregistre": "registered",
        "pieces_demandees": "documents_requested",
        "expert_missionne": "expert_appointed",
        "expertise": "expertise",
        "position_garantie": "coverage_position",
        "reglement": "settlement",
        "refus": "refused",
        "recours": "recourse",
        "clos": "closed",
    }
)
"""The words of the insurer's export (docs/import.md)."""
CALL_BACKS = MappingProxyType(
    {
        "asked": "Demandé",
        "planned": "Prévu",
        "done": "Fait",
        "missed": "Sans réponse",
        "withdrawn": "Retiré",
    }
)
VOICES = MappingProxyType({"member": "La société", "insurer": "Le gestionnaire"})
