"""Declarations written out: a CSV of bases in the words of the insurer's export, or JSON lines."""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from societaire.declarations.declaration import DeclarationState
from societaire.values import day_in_paris
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
STATES: Mapping[DeclarationState, str] = MappingProxyType(
    {
        DeclarationState.DRAFT: "brouillon",
        DeclarationState.PREPARED: "prepare",
        DeclarationState.SENT: "envoye",
        DeclarationState.CORRECTION_REQUESTED: "a_corriger",
        DeclarationState.VALIDATED: "valide",
        DeclarationState.REFUSED: "refuse",
        DeclarationState.REPLACED: "remplace",
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
        *(STATES[DeclarationState(each["state"])], _day(each["sent_at"]), "oui" if each["late"] else "non"),
    )
    bases = each["bases"] or [{"heading": "", "activity": "", "amount": ""}]
    for base in bases:
        heading = HEADINGS.get(base["heading"], base["heading"])
        yield (*told, heading, _cell(base["activity"]), base["amount"].replace(".", ","))


def _day(moment: str | None) -> str:
    """The French day: that of an instant in UTC is another one around midnight."""
    return day_in_paris(datetime.fromisoformat(moment)).isoformat() if moment else ""


def _cell(text: str) -> str:
    """What a member typed must not become a formula of a spreadsheet."""
    plain = safe(text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
