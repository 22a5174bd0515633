"""`societaire addresses`: requests for another postal address, and the insurer's answers."""

from typing import TYPE_CHECKING, Any

import click

from societaire_cli.office import Office, pass_office
from societaire_cli.options import SUBCOMMAND, acting, as_json
from societaire_cli.output import note, safe, say_facts, say_json, say_title, when
from societaire_cli.postal import address_data, address_line

if TYPE_CHECKING:
    from societaire.ports.address_requests import PendingAddress


@click.group(subcommand_metavar=SUBCOMMAND)
def addresses() -> None:
    """Changements d'adresse demandés : lister, répondre."""


@addresses.command()
@as_json
@pass_office
def pending(office: Office, as_json: bool) -> None:
    """Les demandes qui attendent une réponse, la plus ancienne d'abord."""
    found = office.service.address_office.pending()
    if as_json:
        say_json([_data(each) for each in found])
        return
    from societaire_wording import labels

    for each in found:
        request = each.request
        say_title(f"{safe(each.company.name)} ({each.company.siren})")
        say_facts(
            [
                ("Demande", request.id),
                ("Par", f"{each.person.full_name} ({each.person.email})"),
                ("Le", when(request.requested_at)),
                ("Adresse actuelle", address_line(request.former)),
                ("Adresse demandée", address_line(request.wanted)),
                ("À vérifier", ", ".join(labels.address_flag(flag) for flag in request.flags)),
            ]
        )
    if not found:
        note("Aucune demande n'attend de réponse.")


@addresses.command()
@click.argument("request", metavar="DEMANDE")
@acting()
@pass_office
def approve(office: Office, request: str, staff: str) -> None:
    """Valider la demande DEMANDE.

    La nouvelle adresse vaut aussitôt pour la société et pour tous ses contrats. Qui l'a demandée et les
    administrateurs en sont avertis par courriel.
    """
    service = office.service
    approved, contracts = service.address_office.approve(request, office.actor(staff))
    note(f"Adresse de la société {approved.siren} changée, contrats concernés : {len(contracts)}.")


@addresses.command()
@click.argument("request", metavar="DEMANDE")
@click.option("--reason", metavar="TEXTE", required=True, help="Pourquoi, tel que la société le lira.")
@acting()
@pass_office
def refuse(office: Office, request: str, reason: str, staff: str) -> None:
    """Refuser la demande DEMANDE : l'adresse actuelle reste.

    La société lit la raison dans son espace. Qui a demandé et les administrateurs en sont avertis par courriel.
    """
    service = office.service
    refused = service.address_office.refuse(request, reason, office.actor(staff))
    note(f"Demande de la société {refused.siren} refusée, l'adresse reste la même.")


def _data(each: "PendingAddress") -> dict[str, Any]:
    request = each.request
    return {
        "id": request.id,
        "siren": str(request.siren),
        "company": each.company.name,
        "requested_by": {"code": each.person.code, "name": each.person.full_name, "email": str(each.person.email)},
        "requested_at": request.requested_at,
        "former": address_data(request.former),
        "wanted": address_data(request.wanted),
        "to_check": list(request.flags),
    }
