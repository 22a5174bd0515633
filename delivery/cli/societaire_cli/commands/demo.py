"""`societaire demo`: everything that it takes to try the portal, with fictitious firms."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, cast

import click

from societaire_cli.commands.imports import tell
from societaire_cli.commands.outbox import deliver
from societaire_cli.office import Composition, Mailbox, Office, Unfit, pass_office
from societaire_cli.output import coloured, note, safe, say
from societaire_cli.progress import progress

if TYPE_CHECKING:
    from societaire.app import Societaire
    from societaire.ports.export import ExportSource
    from societaire.records.rows import PersonRow
    from societaire.use_cases.people import PersonDossier

_PORTION = 1000


@click.command()
@pass_office
def demo(office: Office) -> None:
    """Préparer un essai : base à jour, données fictives, liens d'activation affichés.

    Peut être relancée : ce qui est déjà là reste, de nouveaux liens remplacent ceux qui n'ont pas servi. Seulement
    quand les courriels vont dans un dossier (SOCIETAIRE_MAIL_URL = folder:///…) : les liens sont lus là.
    """
    composition = office.composition
    mailbox = composition.mailbox
    if mailbox is None:
        raise Unfit("la démonstration ne se prépare que si SOCIETAIRE_MAIL_URL est de la forme folder:///…")
    composition.upgrade()
    service = office.service
    office.status = 1 if _imported(service, composition.demo_export()) else 0
    _invited(service)
    _show(composition, mailbox, _people(service, composition.demo_export()))


def _imported(service: "Societaire", source: "ExportSource") -> int:
    with progress("Données fictives") as advance:
        done = service.imports.run(source, progress=advance)
    changed = sum(counts.added + counts.changed for counts in done.files.values())
    note(f"Données fictives : {changed} lignes importées." if changed else "Données fictives : déjà là, inchangées.")
    tell(done, everything_in=None)
    return done.refused_total


def _invited(service: "Societaire") -> None:
    from societaire.events import SYSTEM

    count = sum(1 for _ in service.people.invite_all(None, SYSTEM, again=True))
    with progress("Invitations") as advance:
        sent = iter(range(1, count + 1))
        deliver(service, lambda _message: advance(next(sent, count), count))
    note(
        f"Invitations : {count} personnes sans mot de passe."
        if count
        else "Invitations : tout le monde a un mot de passe."
    )


def _people(service: "Societaire", source: "ExportSource") -> "Iterator[PersonDossier]":
    from societaire.records.rows import RecordKind
    from societaire.use_cases.people import PersonUnknown

    for file in source.files():
        if file.kind is not RecordKind.PERSON:
            continue
        for portion in source.portions(file, _PORTION):
            for _, row in portion.rows:
                try:
                    yield service.people.show(cast("PersonRow", row).code)
                except PersonUnknown:
                    continue


def chosen(dossiers: "Iterable[PersonDossier]") -> "list[tuple[PersonDossier, str]]":
    """One person of each kind that is worth a look, each once, with what is particular about them."""
    # A shared mailbox has no civility: somebody with a name says more.
    left = sorted((each for each in dossiers if each.memberships), key=lambda each: each.person.civility is None)
    found: list[tuple[PersonDossier, str]] = []
    for fits, words in _KINDS:
        dossier = next((each for each in left if fits(each)), None)
        if dossier is not None:
            left.remove(dossier)
            found.append((dossier, words.format(companies=dossier.companies, name=dossier.memberships[0].company.name)))
    return found


def _several(dossier: "PersonDossier") -> bool:
    return dossier.companies >= 4


def _removed(dossier: "PersonDossier") -> bool:
    return dossier.companies == 1 and dossier.memberships[0].company.status == "removed"


def _collaborator(dossier: "PersonDossier") -> bool:
    return all(
        each.access.profile == "collaborator" and each.company.status == "active" for each in dossier.memberships
    )


def _administrator(dossier: "PersonDossier") -> bool:
    return dossier.companies == 1 and all(
        each.access.profile == "administrator" and each.company.status == "active" for each in dossier.memberships
    )


_KINDS: "tuple[tuple[Callable[[PersonDossier], bool], str], ...]" = (
    (_several, "accès à {companies} sociétés"),
    (_administrator, "administrateur d'une seule société, {name}"),
    (_collaborator, "collaborateur chez {name}"),
    (_removed, "d'une société radiée, {name}"),
)


def _show(composition: Composition, mailbox: Mailbox, dossiers: "Iterable[PersonDossier]") -> None:
    latest = {mail.recipient.lower(): mail.name for mail in mailbox.list()}
    link = re.compile(rf"^{re.escape(composition.public_url)}{re.escape(_activation())}\S+$", re.MULTILINE)
    must_ask = False
    say(f"Portail : {composition.public_url}")
    for dossier, words in chosen(dossiers):
        person = dossier.person
        say()
        say(f"{coloured(safe(person.full_name), bold=True)}, {safe(words)}")
        name = latest.get(str(person.email))
        found = link.search(mailbox.read(name).text) if name and not dossier.activated_at else None
        if found:
            say(f"  {found[0]}")
            continue
        must_ask = True
        if dossier.activated_at:
            say(f"  {safe(person.email)} (mot de passe déjà choisi)")
        else:
            say(f"  {safe(person.email)} (lien à demander par « Mot de passe oublié »)")
    if must_ask:
        say()
        say(
            "Sans lien ci-dessus, ou sans le mot de passe choisi : « Mot de passe oublié » à la page de connexion, puis"
        )
        say("« societaire mail list » et « societaire mail show --last » : le lien est dans le dernier courriel.")


def _activation() -> str:
    from societaire_wording.addresses import ACTIVATION

    return ACTIVATION.partition("{")[0]
