"""`societaire db`: the tables of the database."""

import click

from societaire_cli.office import Office, pass_office
from societaire_cli.options import SUBCOMMAND, as_json
from societaire_cli.output import note, say_facts, say_json


@click.group("db", subcommand_metavar=SUBCOMMAND)
def database() -> None:
    """Base de données : mettre à jour, vérifier."""


@database.command()
@pass_office
def upgrade(office: Office) -> None:
    """Mettre la base à jour.

    Crée les tables la première fois, puis applique ce que chaque nouvelle version demande : tout ou rien. Sans effet
    si la base est à jour.
    """
    before = office.composition.schema_state()
    office.composition.upgrade()
    after = office.composition.schema_state()
    changed = before.current != after.current
    note(f"Base mise à jour : révision {after.current}." if changed else f"Déjà à jour : révision {after.current}.")


@database.command()
@as_json
@pass_office
def check(office: Office, as_json: bool) -> None:
    """Dire si la base est à jour (1 si elle ne l'est pas)."""
    state = office.composition.schema_state()
    up_to_date = state.current == state.wanted
    office.status = 0 if up_to_date else 1
    if as_json:
        say_json({"current": state.current, "wanted": state.wanted, "up_to_date": up_to_date})
    else:
        say_facts([("Révision", state.current or "aucune"), ("Attendue", state.wanted)])
    if not up_to_date:
        note("La base n'est pas à jour. Lancez : societaire db upgrade")
