"""Declarations written out: a CSV of bases in the words of the insurer's export, or JSON lines."""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from societaire_cli.output import json_line, safe, say

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "turnover": "chiffre_affaires",
        "payroll": "masse_salariale",
        "headcount": "effectif",
        "subcontracting": "sous_traitance",
        "fees": "honoraires",
        "works": "travaux",
        "vehicles": "nombre_vehicules",
        "equipment_value": "valeur_materiel",
    }
)
STATES: Mapping[str, str] = MappingProxyType(
    {
        "sent": "envoye",
        "correction_requested": "a_corriger",
        "validated": "valide",
        "refused": "refuse",
        "replaced": "remplace",
    }
)
COLUMNS = (
    *("numero", "siren", "contrat", "exercice", "exercice_debut", "exercice_fin", "etat", "envoye_le", "en_retard"),
    *("rubrique", "activite", "montant"),
)
_FORMULA = ("=", "+", "-", "@")


def write_lines(found: Iterable[Mapping[str, Any]]) -> None:
    """A JSON object a line."""
    for each in found:
        say(json_line(each))


def write_csv(found: Iterable[Mapping[str, Any]]) -> None:
    """A line for each base; one without base for a declaration that tells of none (a scan)."""
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in found:
        writer.writerows(_rows(each))


def _rows(each: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    told = (
        *(each["number"], each["siren"], each["contract"], str(each["year"]), each["start"], each["end"]),
        *(STATES.get(each["state"], each["state"]), (each["sent_at"] or "")[:10], "oui" if each["late"] else "non"),
    )
    bases = each["bases"] or [{"heading": "", "activity": "", "amount": ""}]
    for base in bases:
        heading = HEADINGS.get(base["heading"], base["heading"])
        yield (*told, heading, _cell(base["activity"]), base["amount"].replace(".", ","))


def _cell(text: str) -> str:
    """What a member typed must not become a formula of a spreadsheet."""
    plain = safe(text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
