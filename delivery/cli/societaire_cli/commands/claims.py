"""`societaire claims`: claims declared by members, or for them, and what the insurer answers."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from societaire.claims.claim import ClaimState
from societaire.claims.questions import CAUSE, asked
from societaire.claims.trees import SHIPPED_TREES
from societaire.ports.claims import ClaimFilter
from societaire.values import ContactCode
from societaire_cli.claim_shown import named_cause, say_claim
from societaire_cli.office import Office, Refused, pass_office
from societaire_cli.options import DAY, SIREN, SUBCOMMAND, acting, as_json
from societaire_cli.output import note, safe, say_json, say_table
from societaire_cli.typed_texts import texts_of
from societaire_wording import claim_guidance, claim_labels, claim_questions, formats

if TYPE_CHECKING:
    from datetime import date

    from societaire.claims.claim import Claim
    from societaire.companies.company import Company
    from societaire.use_cases.claim_office import ClaimDossier
    from societaire.values import Siren

_STATES = click.Choice(list(claim_labels.STATE_CODES))


@click.group(subcommand_metavar=SUBCOMMAND)
def claims() -> None:
    """Sinistres : lister, déclarer, suivre, répondre, exporter."""


@claims.command("list")
@click.argument("text", metavar="[SIREN|NUMÉRO]", default="")
@click.option(
    "--state",
    "states",
    metavar="ÉTAT",
    type=_STATES,
    multiple=True,
    help=f"Dans cet état (répétable) : {', '.join(claim_labels.STATE_CODES)}.",
)
@click.option("--handler", metavar="CODE", help="Suivis par cet interlocuteur.")
@click.option("--since", type=DAY, help="Déclarés depuis ce jour.")
@as_json
@pass_office
def list_claims(
    office: Office, text: str, states: tuple[str, ...], handler: str | None, since: "date | None", as_json: bool
) -> None:
    """Les sinistres, le dernier déclaré d'abord."""
    wanted = ClaimFilter(frozenset(map(_state, states)), handler, since, _plain_siren(text))
    found = office.service.claim_office.listed(wanted)
    if as_json:
        say_json([_data(claim, company) for claim, company in found])
        return
    rows = [
        (
            claim.number,
            formats.short_day(claim.declared_on),
            named_cause(claim.cause),
            claim_labels.STATES[claim.state],
            claim.contract or "à trouver",
            claim.handler or "",
            company.name,
        )
        for claim, company in found
    ]
    say_table(
        ("Numéro", "Déclaré le", "Cause", "État", "Contrat", "Suivi par", "Société"), rows, cut=("Cause", "Société")
    )
    if not rows:
        note("Aucun sinistre.")


@claims.command()
@click.argument("name", metavar="NUMÉRO")
@as_json
@pass_office
def show(office: Office, name: str, as_json: bool) -> None:
    """Un sinistre, par son numéro ou celui de son récépissé : réponses, pièces, messages."""
    dossier = office.service.claim_office.show(name)
    if as_json:
        say_json(_whole(dossier))
        return
    say_claim(dossier)


@claims.command()
@click.argument("cause", metavar="CAUSE")
def questions(cause: str) -> None:
    """Les questions d'une mise en cause (A1, D5…), en JSON à remplir pour « claims declare »."""
    if SHIPPED_TREES.present.cause(cause) is None:
        raise Refused(f"{cause!r} n'est pas une mise en cause : {', '.join(claim_questions.CAUSES)}.")
    found = {CAUSE: cause}
    for _, each in asked(SHIPPED_TREES.present, found):
        found.update((path, "") for question in each for path in question.paths())
    say_json(found)


@claims.command()
@click.argument("siren", metavar="SIREN", type=SIREN)
@click.argument("answers", metavar="FICHIER", type=click.File("rb"))
@acting()
@pass_office
def declare(office: Office, siren: "Siren", answers: BinaryIO, staff: str) -> None:
    """Déclarer pour une société ce qu'elle a dit au téléphone ou par courrier.

    FICHIER est un objet JSON de réponses, tel que « claims questions CAUSE » le prépare (« - » : l'entrée standard).
    La déclaration porte le nom de qui l'a saisie.
    """
    given = texts_of(answers)
    if given is None:
        raise Refused("le fichier n'est pas un objet JSON de réponses en texte.")
    sent = office.service.claim_office.declare(siren, given, office.actor(staff))
    note(f"Sinistre déclaré pour la société {siren}, numéro {sent.receipt}.")


@claims.command()
@click.argument("name", metavar="NUMÉRO")
@click.argument("handler", metavar="CODE")
@acting()
@pass_office
def assign(office: Office, name: str, handler: str, staff: str) -> None:
    """Confier le sinistre à l'interlocuteur CODE."""
    claim = office.service.claim_office.assign(name, ContactCode(handler), office.actor(staff))
    note(f"Sinistre {claim.number} confié à {handler}.")


@claims.command()
@click.argument("name", metavar="NUMÉRO")
@click.argument("state", metavar="ÉTAT", type=_STATES)
@acting()
@pass_office
def status(office: Office, name: str, state: str, staff: str) -> None:
    """Faire passer le sinistre à l'état ÉTAT.

    Les personnes qui suivent les sinistres de la société en sont averties.
    """
    claim = office.service.claim_office.move(name, _state(state), office.actor(staff))
    note(f"Sinistre {claim.number} : {claim_labels.STATES[claim.state].lower()}.")


@claims.command("request-documents")
@click.argument("name", metavar="NUMÉRO")
@click.argument("documents", metavar="PIÈCE...", nargs=-1, required=True)
@click.option("--note", "text", metavar="TEXTE", default="", help="Ce que la société lira.")
@click.option("--due", type=DAY, help="Pour quel jour.")
@acting()
@pass_office
def request_documents(
    office: Office, name: str, documents: tuple[str, ...], text: str, due: "date | None", staff: str
) -> None:
    """Demander des pièces (photographs, invoices… : « claims documents » les nomme)."""
    actor = office.actor(staff)
    claim = office.service.claim_office.request_documents(name, documents, text, due, actor)
    note(f"Sinistre {claim.number}, pièces demandées : {len(documents)}.")


@claims.command("documents")
def list_documents() -> None:
    """Les pièces qui se demandent, avec leur code."""
    say_table(("Code", "Pièce"), list(claim_guidance.DOCUMENTS.items()))


@claims.command()
@click.argument("name", metavar="NUMÉRO")
@click.argument("text", metavar="TEXTE")
@acting()
@pass_office
def message(office: Office, name: str, text: str, staff: str) -> None:
    """Écrire à la société au sujet du sinistre."""
    claim = office.service.claim_office.say(name, text, office.actor(staff))
    note(f"Message ajouté au sinistre {claim.number}.")


@claims.command()
@click.argument("name", metavar="NUMÉRO")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Dans ce fichier plutôt que NUMÉRO.zip.",
)
@pass_office
def export(office: Office, name: str, target: Path | None) -> None:
    """Tout le sinistre dans une archive : réponses, fichiers, récépissé."""
    named, stream = office.service.claim_export.export(name)
    path = target or Path(named)
    if path.exists():
        raise Refused(f"{path} existe déjà : rien n'a été écrit.")
    partial = path.with_name(f".{path.name}.partiel")
    try:
        with partial.open("wb") as file:
            for piece in stream:
                file.write(piece)
        partial.rename(path)
    except BaseException:
        # Ctrl-C as well: no part of an archive stays.
        partial.unlink(missing_ok=True)
        raise
    note(f"Sinistre {safe(name)} dans {path}.")


def _state(word: str) -> ClaimState:
    return ClaimState(claim_labels.STATE_CODES[word])


def _plain_siren(text: str) -> str:
    digits = "".join(text.split())
    return digits if digits.isdigit() else text.strip()


def _data(claim: "Claim", company: "Company") -> dict[str, Any]:
    return {
        "id": claim.id,
        "number": claim.number,
        "receipt": claim.receipt,
        "siren": str(claim.siren),
        "company": company.name,
        "contract": claim.contract,
        "cause": claim.cause,
        "state": claim.state.value,
        "occurred_on": claim.occurred_on,
        "declared_on": claim.declared_on,
        "handler": claim.handler,
        "city": claim.address.city,
    }


def _whole(dossier: "ClaimDossier") -> dict[str, Any]:
    declaration = dossier.declaration
    return {
        **_data(dossier.claim, dossier.company),
        "answers": dict(declaration.entries) if declaration else {},
        "staff": declaration.staff if declaration else "",
        "files": [
            {"document": one.slot, "name": one.name, "size": one.size, "state": one.state.value}
            for one in dossier.uploads
        ],
        "messages": [{"at": one.at, "voice": one.voice.value, "text": one.text} for one in dossier.messages],
        "requests": [
            {"document": one.document, "asked_at": one.asked_at, "note": one.note} for one in dossier.requests
        ],
    }
