"""`societaire accesses`: who has access to a company, what staff alone may do, and the lists nobody reviewed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from societaire.values import Siren
from societaire_cli.office import Office, pass_office
from societaire_cli.options import SIREN, SUBCOMMAND, acting, as_json
from societaire_cli.output import note, safe, say_facts, say_json, say_table, say_title, when

if TYPE_CHECKING:
    from societaire.companies.access import Access
    from societaire.companies.invitation import Invitation
    from societaire.companies.review import ReviewDue
    from societaire.identity.person import Person
    from societaire.ports.invitations import RosterLine
    from societaire.use_cases.access_office import StaffRoster


@click.group(subcommand_metavar=SUBCOMMAND)
def accesses() -> None:
    """Accès : lister, autoriser une adresse partagée, rétablir, suivre les relectures."""


@accesses.command("list")
@click.argument("siren", type=SIREN, required=False)
@click.option("--to-review", is_flag=True, help="Les accès que personne n'a confirmés depuis trois mois.")
@click.option("--role-mailboxes", is_flag=True, help="Les accès ouverts à une adresse partagée non autorisée.")
@as_json
@pass_office
def list_accesses(office: Office, siren: Siren | None, to_review: bool, role_mailboxes: bool, as_json: bool) -> None:
    """Les accès et les invitations de la société SIREN, ou les accès à revoir de toutes les sociétés."""
    if sum((siren is not None, to_review, role_mailboxes)) != 1:
        raise click.UsageError("Donnez un SIREN, ou --to-review, ou --role-mailboxes : un seul des trois.")
    desk = office.service.access_office
    if siren is None:
        _say_lines(desk.to_confirm() if to_review else desk.role_mailboxes(), as_json=as_json)
    else:
        _say_roster(desk.roster(siren), as_json=as_json)


@accesses.command()
@click.argument("siren", type=SIREN)
@click.argument("email")
@acting()
@pass_office
def allow(office: Office, siren: Siren, email: str, staff: str) -> None:
    """Autoriser dans la société SIREN l'adresse partagée EMAIL, faute d'une autre."""
    service = office.service
    allowed = service.access_office.allow(siren, email, office.actor(staff))
    note(safe(f"{allowed} peut être invitée dans la société {siren}."))


@accesses.command()
@click.argument("siren", type=SIREN)
@click.argument("code")
@acting()
@pass_office
def restore(office: Office, siren: Siren, code: str, staff: str) -> None:
    """Rétablir sur la société SIREN l'accès de la personne CODE, avec le profil qu'elle avait.

    CODE est le code de la personne chez l'assureur, ou son adresse e-mail, qui en est avertie.
    """
    from societaire_wording import labels

    service = office.service
    access = service.access_office.restore(siren, code, office.actor(staff))
    profile = labels.profile(access.profile).lower()
    note(safe(f"{code} a de nouveau accès à la société {siren}, profil {profile}."))


@accesses.command()
@click.option("--ask", is_flag=True, help="Envoyer maintenant les demandes de relecture qui sont dues.")
@acting(required=False)
@as_json
@pass_office
def review(office: Office, ask: bool, staff: str | None, as_json: bool) -> None:
    """Les sociétés dont aucun administrateur n'a confirmé la liste depuis trois mois."""
    if ask and not staff:
        raise click.UsageError("Il manque l'option '--as' : qui demande ces relectures ?")
    desk = office.service.access_office
    asked = desk.ask_reviews(office.actor(staff)) if ask and staff else None
    due = list(desk.reviews_due())
    if as_json:
        say_json({"asked": asked, "reviews": [_review_data(each) for each in due]})
    else:
        say_table(
            ("SIREN", "Raison sociale", "À confirmer", "Depuis le", "Demandé le"),
            [
                (
                    each.siren,
                    each.name,
                    each.waiting,
                    when(each.confirmed_since),
                    when(each.asked_at) if each.asked_at else "",
                )
                for each in due
            ],
            cut=("Raison sociale",),
        )
    if asked is not None:
        note(f"Demandes de relecture en attente d'envoi : {asked}.")
    note(f"Sociétés à relire : {len(due)}.")


def _say_roster(roster: "StaffRoster", *, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "siren": str(roster.company.siren),
                "name": roster.company.name,
                "accesses": [_access_data(access, person) for access, person in roster.accesses],
                "invitations": [_invitation_data(each) for each in roster.invitations],
            }
        )
        return
    from societaire_wording import labels

    say_facts([("Raison sociale", roster.company.name), ("SIREN", roster.company.siren)])
    say_title(f"Accès ({sum(access.is_live for access, _ in roster.accesses)})")
    say_table(
        ("Code", "Nom", "Adresse e-mail", "Profil", "Fonction", "Accès", "Depuis", "Dernière visite"),
        [
            (
                person.code or "",
                person.full_name,
                person.email,
                labels.profile(access.profile),
                access.label,
                labels.access_state(access.state),
                when(access.removed_at or access.granted_at),
                when(access.visited_at) if access.visited_at else "",
            )
            for access, person in roster.accesses
        ],
        cut=("Nom", "Fonction"),
    )
    pending = [each for each in roster.invitations if each.is_pending]
    say_title(f"Invitations sans réponse ({len(pending)})")
    say_table(
        ("Nom", "Adresse e-mail", "Envoyée le", "Valable jusqu'au", "État"),
        [
            (
                each.full_name,
                each.email,
                when(each.sent_at),
                when(each.expires_at),
                "Expirée" if each.is_expired(roster.now) else labels.invitation_state(each.state),
            )
            for each in pending
        ],
        cut=("Nom",),
    )


def _say_lines(lines: "Iterable[RosterLine]", *, as_json: bool) -> None:
    found = list(lines)
    if as_json:
        say_json({"accesses": [_line_data(each) for each in found]})
        return
    from societaire_wording import labels

    say_table(
        ("SIREN", "Raison sociale", "Code", "Nom", "Adresse e-mail", "Profil"),
        [
            (
                each.company.siren,
                each.company.name,
                each.person.code or "",
                each.person.full_name,
                each.person.email,
                labels.profile(each.access.profile),
            )
            for each in found
        ],
        cut=("Raison sociale", "Nom"),
    )
    note(f"Accès : {len(found)}.")


def _access_data(access: "Access", person: "Person") -> dict[str, Any]:
    return {
        "code": person.code,
        "name": person.full_name,
        "email": str(person.email),
        "profile": access.profile,
        "label": access.label,
        "state": access.state,
        "granted_at": access.granted_at,
        "removed_at": access.removed_at,
        "visited_at": access.visited_at,
        "confirmed_at": access.confirmed_at,
    }


def _line_data(line: "RosterLine") -> dict[str, Any]:
    company = {"siren": str(line.company.siren), "company": line.company.name}
    return {**company, **_access_data(line.access, line.person)}


def _invitation_data(invitation: "Invitation") -> dict[str, Any]:
    return {
        "id": invitation.id,
        "name": invitation.full_name,
        "email": str(invitation.email),
        "label": invitation.label,
        "state": invitation.state,
        "created_at": invitation.created_at,
        "sent_at": invitation.sent_at,
        "expires_at": invitation.expires_at,
    }


def _review_data(due: "ReviewDue") -> dict[str, Any]:
    return {
        "siren": str(due.siren),
        "name": due.name,
        "waiting": due.waiting,
        "confirmed_since": due.confirmed_since,
        "asked_at": due.asked_at,
    }
