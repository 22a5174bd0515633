"""`societaire events`: what the insurer's own records must learn, and the proof that nothing was altered."""

import click

from societaire_cli.office import Office, pass_office
from societaire_cli.options import SUBCOMMAND, as_json
from societaire_cli.output import json_line, note, say, say_json


@click.group(subcommand_metavar=SUBCOMMAND)
def events() -> None:
    """Ce qui s'est passé dans le portail : exporter, vérifier."""


@events.command()
@click.option("--since", metavar="CURSEUR", default="", help="Le « cursor » de la dernière ligne déjà lue.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Au plus N lignes.")
@pass_office
def export(office: Office, since: str, limit: int | None) -> None:
    """Écrire ce que votre gestion doit apprendre, une ligne JSON par événement.

    Accès ouverts et retirés, coordonnées et adresses, adresses e-mail vérifiées… (docs/change-feed.md). L'ordre ne
    change jamais : gardez le « cursor » de la dernière ligne traitée, et reprenez après elle.
    """
    for line in office.service.change_feed.since(since, limit):
        say(json_line(line.values))


@events.command()
@as_json
@pass_office
def verify(office: Office, as_json: bool) -> None:
    """Vérifier que l'historique est entier : rien de changé, d'ajouté ni d'ôté (1 sinon)."""
    broken = office.service.verification.broken_chains()
    office.status = 1 if broken else 0
    if as_json:
        say_json({"broken": list(broken)})
        return
    for stream in broken:
        say(stream)
    note(f"Historiques abîmés : {len(broken)}." if broken else "Historique entier.")
