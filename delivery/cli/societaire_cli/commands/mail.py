"""`societaire mail`: mails written into a folder instead of being sent."""

import click

from societaire_cli.office import Mailbox, Office, Refused, Unfit, pass_office
from societaire_cli.options import SUBCOMMAND, as_json
from societaire_cli.output import note, safe, safe_lines, say, say_facts, say_json, when


@click.group(subcommand_metavar=SUBCOMMAND)
def mail() -> None:
    """Courriels gardés dans un dossier (SOCIETAIRE_MAIL_URL = folder:///…) : lire."""


@mail.command("list")
@click.option("--to", "recipient", metavar="ADRESSE", help="Ceux de cette adresse seulement.")
@as_json
@pass_office
def list_mails(office: Office, recipient: str | None, as_json: bool) -> None:
    """Les courriels, le plus récent en dernier."""
    kept = _folder(office).list()
    if recipient:
        kept = [each for each in kept if each.recipient.casefold() == recipient.strip().casefold()]
    if as_json:
        data = [
            {"name": each.name, "date": each.date, "recipient": each.recipient, "subject": each.subject}
            for each in kept
        ]
        say_json({"total": len(data), "mails": data})
        return
    for each in kept:
        # The name first and whole: it is what « mail show » asks for.
        say(each.name)
        say(f"    {when(each.date)}  {safe(each.recipient)}  {safe(each.subject)}")
    note(f"Courriels : {len(kept)}.")


@mail.command()
@click.argument("name", metavar="NOM", required=False)
@click.option("--last", is_flag=True, help="Le plus récent, comme sans NOM.")
@as_json
@pass_office
def show(office: Office, name: str | None, last: bool, as_json: bool) -> None:
    """Lire le courriel NOM, ou le dernier."""
    if name and last:
        raise click.UsageError("NOM et --last ne vont pas ensemble.", ctx=click.get_current_context())
    folder = _folder(office)
    if name is None:
        kept = folder.list()
        if not kept:
            raise Refused("aucun courriel dans ce dossier.")
        name = kept[-1].name
    opened = folder.read(name)
    if as_json:
        say_json(
            {
                "name": opened.mail.name,
                "date": opened.mail.date,
                "recipient": opened.mail.recipient,
                "subject": opened.mail.subject,
                "message_id": opened.message_id,
                "text": opened.text,
            }
        )
        return
    say_facts([("À", opened.mail.recipient), ("Date", when(opened.mail.date)), ("Objet", opened.mail.subject)])
    say()
    say(safe_lines(opened.text))


def _folder(office: Office) -> Mailbox:
    folder = office.composition.mailbox
    if folder is None:
        raise Unfit("les courriels partent par un serveur : SOCIETAIRE_MAIL_URL n'est pas de la forme folder:///…")
    return folder
