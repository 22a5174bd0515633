"""`societaire people`: persons, their invitations and their sessions."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from societaire.values import Siren
from societaire_cli.office import Office, pass_office
from societaire_cli.options import SIREN, SUBCOMMAND, acting, agreed, as_json, confirm
from societaire_cli.output import note, safe, say, say_facts, say_json, say_table, say_title, when
from societaire_cli.progress import progress

if TYPE_CHECKING:
    from societaire.identity.sessions import Session
    from societaire.use_cases.people import Invitee, PersonDossier


@click.group(subcommand_metavar=SUBCOMMAND)
def people() -> None:
    """Personnes : inviter, consulter, déconnecter, adresses."""


@people.command()
@click.argument("code", required=False)
@click.option("--company", metavar="SIREN", type=SIREN, help="Toutes les personnes de cette société.")
@click.option("--all", "everybody", is_flag=True, help="Tout le monde.")
@click.option("--again", is_flag=True, help="Même ceux dont le lien est parti depuis moins de 24 heures.")
@click.option("--dry-run", is_flag=True, help="Dire qui serait invité, n'envoyer rien.")
@as_json
@acting()
@pass_office
def invite(
    office: Office,
    code: str | None,
    company: Siren | None,
    everybody: bool,
    again: bool,
    dry_run: bool,
    as_json: bool,
    staff: str,
) -> None:
    """Inviter à choisir un mot de passe.

    CODE est le code de la personne chez l'assureur, ou son adresse e-mail. Avec --company ou --all : toutes les
    personnes qui ont un accès et pas encore de mot de passe, sauf celles dont un lien vient de partir : un nouveau le
    rendrait inutilisable. Le lien part avec « societaire outbox run ».
    """
    if sum((code is not None, company is not None, everybody)) != 1:
        raise click.UsageError("Donnez un CODE, ou --company SIREN, ou --all : un seul des trois.")
    if code is not None and (dry_run or again):
        raise click.UsageError("--dry-run et --again vont avec --company ou --all.")
    from societaire.use_cases.people import Invitee

    service = office.service
    actor = office.actor(staff)
    if company is not None:
        # There is such a company, or this is refused.
        service.companies.dossier(company)
    if code is not None:
        invitees: Iterator[Invitee] = iter((Invitee(service.people.invite(code, actor)),))
    elif dry_run:
        invitees = service.people.to_invite(company, again=again)
    else:
        invitees = service.people.invite_all(company, actor, again=again)
    listed, aside = _told_one_by_one(invitees, named=not as_json)
    if as_json:
        say_json({"dry_run": dry_run, "count": len(listed), "set_aside": aside, "invited": listed})
    done = "Essai, rien n'a été envoyé ; à inviter" if dry_run else "Invitations en attente d'envoi"
    note(f"{done} : {len(listed)}.")
    if aside:
        note(f"Déjà invités depuis moins de 24 heures : {aside}, laissés de côté. Avec --again, eux aussi.")


def _told_one_by_one(invitees: "Iterator[Invitee]", *, named: bool) -> tuple[list[dict[str, str | None]], int]:
    """Who is invited, and how many are not; each name is written as it comes."""
    listed: list[dict[str, str | None]] = []
    aside = 0
    # On a terminal the names that go by are progress enough, and a bar would be drawn across them.
    with progress("Invitations", shown=not (named and sys.stdout.isatty())) as advance:
        for invitee in invitees:
            if invitee.is_set_aside:
                aside += 1
                continue
            person = invitee.person
            listed.append({"code": person.code, "name": person.full_name, "email": str(person.email)})
            advance(len(listed), 0)
            if named:
                say(safe(f"{person.code or '-'}  {person.full_name}  {person.email}"))
    return listed, aside


@people.command()
@click.argument("code")
@as_json
@pass_office
def show(office: Office, code: str, as_json: bool) -> None:
    """Ce que l'on sait d'une personne, par son CODE ou son adresse e-mail."""
    dossier = office.service.people.show(code)
    if as_json:
        say_json(_person_data(dossier))
        return
    from societaire_wording import labels

    person = dossier.person
    say_facts(
        [
            ("Nom", f"{person.civility or ''} {person.full_name}".strip()),
            ("Code", person.code),
            ("Adresse e-mail", person.email),
            ("Téléphone", person.phone),
            ("Date de naissance", person.birth_date.strftime("%d/%m/%Y") if person.birth_date else None),
            (
                "Mot de passe",
                f"choisi le {when(dossier.activated_at)}" if dossier.activated_at else "pas encore choisi",
            ),
        ]
    )
    say_title(f"Sociétés ({dossier.companies})")
    say_table(
        ("SIREN", "Raison sociale", "Profil", "Statut", "Dernière visite"),
        [
            (
                each.company.siren,
                each.company.name,
                labels.profile(each.access.profile),
                labels.company_status(each.company.status),
                when(each.access.visited_at) if each.access.visited_at else "",
            )
            for each in dossier.memberships
        ],
        cut=("Raison sociale",),
    )
    if dossier.companies > len(dossier.memberships):
        note(f"… et {dossier.companies - len(dossier.memberships)} autres sociétés.")
    _say_sessions(dossier.sessions)
    say_title(f"Derniers accès ({len(dossier.journal)})")
    say_table(
        ("Date", "Action", "Issue", "SIREN", "Objet", "Réseau"),
        [
            (
                when(entry.at),
                labels.log_action(entry.action),
                labels.outcome(entry.outcome),
                entry.siren or "",
                entry.target,
                entry.network,
            )
            for entry in dossier.journal
        ],
        cut=("Action", "Objet"),
    )


@people.command("change-email")
@click.argument("code")
@click.argument("email")
@agreed
@acting()
@pass_office
def change_email(office: Office, code: str, email: str, agreed: bool, staff: str) -> None:
    """Changer l'adresse avec laquelle la personne CODE se connecte.

    L'ancienne adresse et la nouvelle en sont averties ; les sessions ouvertes sont terminées, et les liens déjà
    envoyés ne servent plus. Le mot de passe ne change pas.
    """
    service = office.service
    actor = office.actor(staff)
    person = service.people.show(code).person
    confirm(
        f"{safe(person.full_name)} se connectera avec {safe(email)} au lieu de {safe(person.email)}, et sera "
        "déconnecté partout. Continuer ?",
        agreed=agreed,
    )
    former, present = service.people.change_email(code, email, actor)
    note(safe(f"{former.full_name} : {former.email} devient {present}."))


@people.command()
@click.argument("code")
@click.option("--end", is_flag=True, help="Mettre fin à toutes ces sessions, tout de suite.")
@agreed
@acting(required=False)
@as_json
@pass_office
def sessions(office: Office, code: str, end: bool, agreed: bool, staff: str | None, as_json: bool) -> None:
    """Les sessions ouvertes d'une personne ; avec --end, y mettre fin."""
    if end and not staff:
        raise click.UsageError("Il manque l'option '--as' : qui met fin à ces sessions ?")
    service = office.service
    dossier = service.people.show(code)
    if not end or staff is None:
        if as_json:
            say_json({"sessions": [_session_data(each) for each in dossier.sessions]})
        else:
            _say_sessions(dossier.sessions)
        return
    actor = office.actor(staff)
    name = safe(dossier.person.full_name)
    confirm(f"Déconnecter {name} partout ({len(dossier.sessions)} sessions ouvertes) ?", agreed=agreed)
    ended = service.sessions.end_all(dossier.person.id, actor)
    if as_json:
        say_json({"ended": ended})
    note(f"{name} : sessions terminées : {ended}.")


@people.command()
@click.argument("code")
@click.option("--reason", metavar="TEXTE", help="Ce que le serveur a répondu : « boîte pleine », « inconnue »…")
@click.option("--clear", is_flag=True, help="L'adresse reçoit de nouveau.")
@acting()
@pass_office
def bounce(office: Office, code: str, reason: str | None, clear: bool, staff: str) -> None:
    """Noter que les courriels à CODE (ou à son adresse) reviennent : plus rien ne lui est envoyé.

    Seul « Mot de passe oublié » part encore. La personne le lit dans le portail ; changer d'adresse y met fin.
    """
    if (reason is not None) is clear:
        raise click.UsageError("Donnez --reason TEXTE, ou --clear : l'un des deux.")
    mailing = office.service.mailing
    actor = office.actor(staff)
    if clear:
        person = mailing.clear_bounce(code, actor)
        note(safe(f"{person.full_name} : {person.email} reçoit de nouveau nos courriels."))
        return
    person = mailing.bounce(code, reason or "", actor)
    note(safe(f"{person.full_name} : plus aucun courriel à {person.email}."))


@people.command()
@as_json
@pass_office
def unverified(office: Office, as_json: bool) -> None:
    """Qui n'a pas confirmé son adresse e-mail depuis un an (L111-10 du code des assurances)."""
    found = list(office.service.mailing.unverified())
    if as_json:
        listed = [
            {
                "code": each.person.code,
                "name": each.person.full_name,
                "email": str(each.person.email),
                "verified_at": each.standing.verified_at,
                "asked_at": each.standing.asked_at,
            }
            for each in found
        ]
        say_json({"total": len(found), "people": listed})
        return
    rows = [
        (
            each.person.code or "",
            each.person.full_name,
            each.person.email,
            when(each.standing.verified_at) if each.standing.verified_at else "jamais",
            when(each.standing.asked_at) if each.standing.asked_at else "",
        )
        for each in found
    ]
    say_table(("Code", "Nom", "Adresse e-mail", "Confirmée le", "Demandée le"), rows, cut=("Nom",))
    note(f"Adresses à confirmer : {len(found)}.")


def _say_sessions(sessions: "tuple[Session, ...]") -> None:
    say_title(f"Sessions ouvertes ({len(sessions)})")
    say_table(
        ("Ouverte le", "Vue le", "Réseau", "Navigateur"),
        [(when(each.created_at), when(each.seen_at), each.network, each.browser) for each in sessions],
        cut=("Navigateur",),
    )


def _session_data(session: "Session") -> dict[str, Any]:
    return {
        "id": session.id,
        "created_at": session.created_at,
        "seen_at": session.seen_at,
        "network": session.network,
        "browser": session.browser,
    }


def _person_data(dossier: "PersonDossier") -> dict[str, Any]:
    person = dossier.person
    return {
        "code": person.code,
        "email": person.email,
        "civility": person.civility,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "birth_date": person.birth_date,
        "phone": person.phone,
        "activated_at": dossier.activated_at,
        "companies_total": dossier.companies,
        "companies": [
            {
                "siren": str(each.company.siren),
                "name": each.company.name,
                "status": each.company.status,
                "profile": each.access.profile,
                "granted_at": each.access.granted_at,
                "visited_at": each.access.visited_at,
            }
            for each in dossier.memberships
        ],
        "sessions": [_session_data(each) for each in dossier.sessions],
        "access_log": [
            {
                "at": entry.at,
                "action": entry.action,
                "outcome": entry.outcome,
                "siren": str(entry.siren) if entry.siren else None,
                "target": entry.target,
                "network": entry.network,
            }
            for entry in dossier.journal
        ],
    }
