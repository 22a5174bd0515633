"""`societaire companies`: member companies, and who has access to them."""

from typing import TYPE_CHECKING, Any

import click

from societaire.values import Siren
from societaire_cli.office import Office, pass_office
from societaire_cli.options import PROFILES, SIREN, SUBCOMMAND, acting, agreed, as_json, confirm
from societaire_cli.output import note, safe, say_facts, say_json, say_table, say_title, when
from societaire_cli.postal import address_data, address_line

if TYPE_CHECKING:
    from societaire.use_cases.companies import CompanyDossier


@click.group(subcommand_metavar=SUBCOMMAND)
def companies() -> None:
    """Sociétés : consulter, rattacher, détacher."""


@companies.command()
@click.argument("siren", type=SIREN)
@as_json
@pass_office
def show(office: Office, siren: Siren, as_json: bool) -> None:
    """Une société : ses coordonnées, ses accès, ses contrats."""
    dossier = office.service.companies.dossier(siren)
    if as_json:
        say_json(_data(dossier))
        return
    from societaire_wording import formats, labels

    company, request = dossier.company, dossier.address_request
    say_facts(
        [
            ("Raison sociale", company.name),
            ("SIREN", company.siren),
            ("SIRET", company.siret),
            ("Forme juridique", company.legal_form),
            ("Code NAF", company.naf),
            ("Statut", labels.company_status(company.status)),
            ("Adresse", address_line(company.address)),
            ("Adresse demandée", f"{address_line(request.wanted)} (demande {request.id})" if request else None),
            ("Téléphone", company.phone),
            ("Adresse e-mail", company.email),
            ("Agence", company.agency),
            ("Interlocuteur", company.contact),
        ]
    )
    say_title(f"Accès ({sum(access.is_live for access, _ in dossier.accesses)})")
    say_table(
        ("Code", "Nom", "Adresse e-mail", "Profil", "Accès", "Depuis"),
        [
            (
                person.code or "",
                person.full_name,
                person.email,
                labels.profile(access.profile),
                labels.access_state(access.state),
                when(access.removed_at or access.granted_at),
            )
            for access, person in dossier.accesses
        ],
        cut=("Nom",),
    )
    say_title(f"Contrats ({len(dossier.contracts)})")
    say_table(
        ("Numéro", "Libellé", "Statut", "Effet", "Résiliation"),
        [
            (
                contract.number,
                contract.label,
                labels.contract_status(contract.status),
                formats.short_day(contract.start_date),
                formats.short_day(contract.end_date) if contract.end_date else "",
            )
            for contract in dossier.contracts
        ],
        cut=("Libellé",),
    )


@companies.command()
@click.argument("siren", type=SIREN)
@click.argument("code")
@click.option("--profile", type=click.Choice(list(PROFILES)), required=True, help="Ce que la personne pourra faire.")
@acting()
@pass_office
def attach(office: Office, siren: Siren, code: str, profile: str, staff: str) -> None:
    """Rattacher à la société SIREN la personne CODE.

    La personne en est avertie par courriel. Déjà rattachée avec un autre profil, elle en change.
    """
    service = office.service
    service.companies.attach(code, siren, PROFILES[profile], office.actor(staff))
    note(safe(f"{code} a accès à la société {siren}, profil {profile}."))


@companies.command()
@click.argument("siren", type=SIREN)
@click.argument("code")
@agreed
@acting()
@pass_office
def detach(office: Office, siren: Siren, code: str, agreed: bool, staff: str) -> None:
    """Retirer de la société SIREN la personne CODE.

    L'accès cesse aussitôt, pour cette société seulement ; la personne en est avertie par courriel.
    """
    service = office.service
    actor = office.actor(staff)
    person = service.people.show(code).person
    company = service.companies.dossier(siren).company
    confirm(
        f"{safe(person.full_name)} ({safe(person.email)}) perdra aussitôt l'accès à {safe(company.name)} ({siren}). "
        "Continuer ?",
        agreed=agreed,
    )
    service.companies.detach(code, siren, actor)
    note(safe(f"{code} n'a plus accès à la société {siren}."))


@companies.command("replace-administrator")
@click.argument("siren", type=SIREN)
@click.argument("old", metavar="ANCIEN")
@click.argument("new", metavar="NOUVEAU")
@agreed
@acting()
@pass_office
def replace_administrator(office: Office, siren: Siren, old: str, new: str, agreed: bool, staff: str) -> None:
    """Remplacer dans la société SIREN l'administrateur ANCIEN par NOUVEAU, d'un seul geste.

    ANCIEN et NOUVEAU sont des codes de l'assureur ou des adresses e-mail. ANCIEN perd son accès aussitôt, NOUVEAU
    devient administrateur ; tous deux en sont avertis par courriel.
    """
    service = office.service
    actor = office.actor(staff)
    former, heir = (service.people.show(name).person for name in (old, new))
    company = service.companies.dossier(siren).company
    confirm(
        f"{safe(heir.full_name)} ({safe(heir.email)}) deviendra administrateur de {safe(company.name)} ({siren}), et "
        f"{safe(former.full_name)} ({safe(former.email)}) perdra aussitôt son accès. Continuer ?",
        agreed=agreed,
    )
    service.access_office.replace_administrator(siren, old, new, actor)
    note(safe(f"{new} remplace {old} comme administrateur de la société {siren}."))


def _data(dossier: "CompanyDossier") -> dict[str, Any]:
    company, request = dossier.company, dossier.address_request
    return {
        "siren": str(company.siren),
        "name": company.name,
        "status": company.status,
        "legal_form": company.legal_form,
        "siret": company.siret,
        "naf": company.naf,
        "street": company.address.street,
        "postal_code": company.address.postal_code,
        "city": company.address.city,
        "phone": company.phone,
        "email": company.email,
        "agency": company.agency,
        "contact": company.contact,
        "address_request": request
        and {"id": request.id, "requested_at": request.requested_at, "wanted": address_data(request.wanted)},
        "accesses": [
            {
                "code": person.code,
                "name": person.full_name,
                "email": person.email,
                "profile": access.profile,
                "state": access.state,
                "granted_at": access.granted_at,
                "removed_at": access.removed_at,
            }
            for access, person in dossier.accesses
        ],
        "contracts": [
            {
                "number": contract.number,
                "product": contract.product,
                "label": contract.label,
                "status": contract.status,
                "start_date": contract.start_date,
                "end_date": contract.end_date,
            }
            for contract in dossier.contracts
        ],
    }
