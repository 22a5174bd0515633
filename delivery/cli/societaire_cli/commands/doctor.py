"""`societaire doctor`: what is wrong with the installation, and what to do about it."""

from typing import Any

import click

from societaire.errors import SocietaireError
from societaire_cli.failures import refusal_lines
from societaire_cli.office import Check, Office, pass_office
from societaire_cli.options import as_json
from societaire_cli.output import coloured, note, safe, say, say_json

_NAMES = {
    "settings": "Réglages",
    "secret_key": "Clé secrète",
    "public_url": "Adresse publique",
    "database": "Base de données",
    "migrations": "Tables",
    "storage": "Fichiers",
    "mail": "Courriels",
    "documents": "Contrôle des fichiers",
    "scanner": "Antivirus",
    "outbox": "Envois",
    "hashing_folder": "Mots de passe",
}


@click.command()
@as_json
@pass_office
def doctor(office: Office, as_json: bool) -> None:
    """Vérifier l'installation : réglages, base, fichiers, courriels.

    Chaque point est essayé pour de vrai (aucun courriel ne part). Se termine par 1 s'il y a un problème.
    """
    try:
        checks = [_data(check) for check in office.composition.checks()]
    except SocietaireError as error:
        checks = _settings_faults(error)
    wrong = sum(not check["ok"] for check in checks)
    office.status = 1 if wrong else 0
    if as_json:
        say_json({"ok": not wrong, "checks": checks})
        return
    longest = max(len(name) for name in (*_NAMES.values(), *(check["name"] for check in checks)))
    for check in checks:
        name = _NAMES.get(check["name"], check["name"])
        verdict = coloured("bon", fg="green") if check["ok"] else coloured("PROBLÈME", fg="red", bold=True)
        told = f" : {safe(check['message'])}" if check["message"] else ""
        say(f"{safe(name).ljust(longest)}  {verdict}{told}")
    note(f"Problèmes : {wrong}." if wrong else "Tout va bien.")


def _data(check: Check) -> dict[str, Any]:
    from societaire_wording.catalogue import sentence

    silent = check.ok and check.code == "check_ok"
    message = "" if silent else sentence(check.code, dict(check.values))
    return {"name": check.name, "ok": check.ok, "code": check.code, "message": message}


def _settings_faults(error: SocietaireError) -> list[dict[str, Any]]:
    from societaire.errors import Invalid
    from societaire_wording.catalogue import problem

    if isinstance(error, Invalid) and error.problems:
        return [
            {"name": found.field, "ok": False, "code": found.code, "message": problem(found)}
            for found in error.problems
        ]
    return [{"name": "settings", "ok": False, "code": error.code, "message": " ".join(refusal_lines(error))}]
