"""The `societaire` command: its table of commands, in the order in which an insurer meets them."""

from types import MappingProxyType

import click

from societaire_cli.lazy import Entry, LazyGroup


class Root(LazyGroup):
    """Every command, by the module that holds it."""

    entries = MappingProxyType(
        {
            "doctor": Entry("societaire_cli.commands.doctor:doctor", "Vérifier l'installation, et dire que faire."),
            "db": Entry("societaire_cli.commands.database:database", "Base de données : mettre à jour, vérifier."),
            "import": Entry("societaire_cli.commands.imports:import_export", "Importer un export de l'assureur."),
            "demo": Entry("societaire_cli.commands.demo:demo", "Essayer le portail avec des données fictives."),
            "serve": Entry("societaire_cli.commands.serve:serve", "Ouvrir le portail."),
            "outbox": Entry("societaire_cli.commands.outbox:outbox", "Courriels en attente : les envoyer, les suivre."),
            "people": Entry(
                "societaire_cli.commands.people:people", "Personnes : inviter, consulter, déconnecter, adresses."
            ),
            "companies": Entry(
                "societaire_cli.commands.companies:companies", "Sociétés : consulter, rattacher, détacher."
            ),
            "accesses": Entry(
                "societaire_cli.commands.accesses:accesses", "Accès : lister, autoriser, rétablir, relire."
            ),
            "addresses": Entry(
                "societaire_cli.commands.addresses:addresses", "Changements d'adresse demandés : lister, répondre."
            ),
            "declarations": Entry(
                "societaire_cli.commands.declarations:declarations",
                "Relevés de bases : ouvrir, suivre, décider, exporter.",
            ),
            "claims": Entry(
                "societaire_cli.commands.claims:claims", "Sinistres : lister, déclarer, suivre, répondre, exporter."
            ),
            "callbacks": Entry(
                "societaire_cli.commands.callbacks:callbacks", "Rappels demandés : lister, prévoir, faire."
            ),
            "documents": Entry("societaire_cli.commands.documents:documents", "Documents : publier, lister."),
            "events": Entry("societaire_cli.commands.events:events", "Ce qui s'est passé : exporter, vérifier."),
            "mail": Entry("societaire_cli.commands.mail:mail", "Courriels gardés dans un dossier : lire."),
            "notifications": Entry(
                "societaire_cli.commands.notifications:notifications", "Messages du portail : les lire d'avance."
            ),
            "verify": Entry("societaire_cli.commands.upkeep:verify", "Chercher ce qui est abîmé."),
            "maintain": Entry("societaire_cli.commands.upkeep:maintain", "Effacer ce dont le temps est passé."),
            "backup": Entry("societaire_cli.commands.upkeep:backup", "Sauvegarder la base et les documents."),
            "restore": Entry("societaire_cli.commands.upkeep:restore", "Remettre une sauvegarde."),
            "completion": Entry("societaire_cli.commands.completion:completion", "Complétion pour bash, zsh ou fish."),
        }
    )


@click.group(
    cls=Root,
    invoke_without_command=True,
    subcommand_metavar="[COMMANDE] [ARGUMENTS]...",
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(package_name="societaire", help="Afficher la version.")
@click.pass_context
def societaire(ctx: click.Context) -> None:
    """L'espace client de l'assureur, côté assureur.

    Les données vont sur la sortie standard, les messages sur la sortie d'erreur. La commande se termine par 0 (fait),
    1 (refusé) ou 2 (mal écrite, ou réglages à revoir). « societaire COMMANDE --help » détaille chaque commande.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
