"""`societaire verify`, `maintain`, `backup` and `restore`: what keeps an installation whole."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from societaire_cli.office import Office, pass_office
from societaire_cli.options import agreed as agreement
from societaire_cli.options import as_json, confirm
from societaire_cli.output import note, safe, say, say_facts, say_json, when

if TYPE_CHECKING:
    from societaire.use_cases.verification import Finding

_OF_TIME = frozenset({"verify_overdue", "verify_outbox"})
"""What the age of a backup alone explains: mails and rows that waited for a worker or a night since."""
_FOLDER = click.Path(file_okay=False, path_type=Path)
_KINDS = {
    "links": "Liens",
    "sessions": "Sessions",
    "devices": "Appareils",
    "attempts": "Essais",
    "access_log": "Journal des accès",
    "invitations": "Invitations terminées",
    "outbox": "Courriels partis ou sans objet",
    "uploads": "Envois de fichiers abandonnés",
    "claim_additions": "Pièces ajoutées à des sinistres, annoncées",
    "claim_drafts_warned": "Déclarations de sinistre bientôt effacées, annoncées",
    "claim_drafts": "Déclarations de sinistre abandonnées",
    "claim_drafts_skipped": "Déclarations de sinistre reprises au même moment, laissées",
    "periods_opened": "Relevés de bases ouverts",
    "declarations_reminded": "Relevés de bases rappelés",
    "drafts_warned": "Relevés de bases bientôt effacés, annoncés",
    "drafts": "Relevés de bases abandonnés",
    "drafts_skipped": "Relevés de bases repris au même moment, laissés",
    "files": "Fichiers",
    "digest_items": "Annonces anciennes",
    "digests": "Messages du jour à envoyer",
    "email_checks": "Adresses à faire vérifier",
    "reviews": "Listes d'accès à confirmer",
}


@click.command()
@click.option("--contents", is_flag=True, help="Relire aussi chaque fichier en entier.")
@as_json
@pass_office
def verify(office: Office, contents: bool, as_json: bool) -> None:
    """Chercher ce qui est abîmé : documents, fichiers, journaux, courriels.

    Ne change rien. Se termine par 1 dès que quelque chose ne va pas.
    """
    findings = office.service.verification.run(contents=contents)
    _tell(office, findings, as_json=as_json)


@click.command()
@as_json
@pass_office
def maintain(office: Office, as_json: bool) -> None:
    """Effacer ce dont le temps est passé, préparer les messages du jour : à lancer chaque nuit.

    Liens, sessions, appareils, essais, journal des accès, invitations terminées et courriels partis, selon les durées
    des réglages ; fichiers que rien ne nomme depuis 24 heures. Nomme les sociétés qui n'ont plus d'administrateur.
    """
    service = office.service
    counts = {**service.maintenance.run(), **service.mailing.nightly()}
    counts.update(service.declaration_upkeep.nightly())
    counts.update(service.claim_upkeep.nightly())
    if additions := service.claim_additions.tell_waiting():
        counts["claim_additions"] = additions
    if reviews := service.access_office.ask_reviews():
        counts["reviews"] = reviews
    leaderless = [str(siren) for siren in service.maintenance.leaderless()]
    office.composition.log("maintained", **counts, without_administrator=len(leaderless))
    if as_json:
        say_json({**counts, "without_administrator": leaderless})
        return
    say_facts((_KINDS[kind], count) for kind, count in counts.items())
    for siren in leaderless:
        note(f"Société {siren} : plus aucun administrateur.")
    note("Fait." if counts else "Rien à faire.")


@click.command()
@click.argument("directory", metavar="DOSSIER", type=_FOLDER)
@as_json
@pass_office
def backup(office: Office, directory: Path, as_json: bool) -> None:
    """Sauvegarder la base et les documents dans DOSSIER, vide ou à créer.

    Le portail peut rester ouvert. Se termine par 1 si des fichiers manquent ou ont changé : la sauvegarde est alors
    gardée, et les nomme.
    """
    office.check_schema()
    done = office.composition.back_up(directory)
    lost = [*done.missing, *done.damaged]
    office.status = 1 if lost else 0
    if as_json:
        say_json({"files": done.files, "size": done.size, "missing": done.missing, "damaged": done.damaged})
        return
    say_facts([("Fichiers", done.files), ("Octets", done.size)])
    for key in lost:
        note(f"Fichier absent ou abîmé : {safe(key)}")
    note("Sauvegardé, fichiers ci-dessus exceptés." if lost else "Sauvegardé.")


@click.command()
@click.argument("directory", metavar="DOSSIER", type=_FOLDER)
@agreement
@as_json
@pass_office
def restore(office: Office, directory: Path, agreed: bool, as_json: bool) -> None:
    """Remettre la sauvegarde de DOSSIER, puis vérifier le tout.

    Dans une installation vide, sans question ; ailleurs, tout est remplacé : à confirmer. Arrêtez d'abord le portail
    et l'envoi des courriels. Se termine par 1 si la vérification trouve quelque chose.
    """
    if not office.composition.is_empty():
        confirm("Cette installation n'est pas vide : remplacer tout ce qu'elle contient ?", agreed=agreed)
    done = office.composition.restore(directory)
    note(f"Remis : la base et {done.files} fichiers.")
    findings = office.service.verification.run()
    _tell(office, (each for each in findings if each.code not in _OF_TIME), as_json=as_json)
    if waiting := office.service.mailing.oldest_due():
        note(f"Des courriels attendaient, depuis le {when(waiting)} : ils partiront, même s'ils sont partis depuis.")


def _tell(office: Office, findings: "Iterable[Finding]", *, as_json: bool) -> None:
    told: list[dict[str, Any]] = []
    for finding in findings:
        told.append({"code": finding.code, "values": dict(finding.values), "message": _sentence(finding)})
        office.composition.log("damage", code=finding.code, **dict(finding.values))
        if not as_json:
            say(safe(told[-1]["message"]))
    office.status = 1 if told else office.status
    if as_json:
        say_json({"ok": not told, "findings": told})
    note(f"Anomalies : {len(told)}." if told else "Tout est en ordre.")


def _sentence(finding: "Finding") -> str:
    from societaire_wording.catalogue import sentence

    values = dict(finding.values)
    if "kind" in values:
        values["kind"] = _KINDS.get(str(values["kind"]), values["kind"])
    return sentence(finding.code, values)
