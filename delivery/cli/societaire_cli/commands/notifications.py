"""`societaire notifications`: the portal's messages, read before anybody gets them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from societaire.identity.links import Purpose
from societaire.notifications import KINDS, MessageKind, Page
from societaire_cli.office import Office, pass_office
from societaire_cli.options import SUBCOMMAND, as_json
from societaire_cli.output import note, say, say_json

if TYPE_CHECKING:
    from datetime import datetime

    from societaire.notifications import DeclarationNotice, MailContent, Section

_SIREN = "552000002"
_PERSON = "0123456789abcdef" * 2
_PURPOSES = {
    MessageKind.ACTIVATION: Purpose.ACTIVATION,
    MessageKind.PASSWORD_HELP: Purpose.RESET,
    MessageKind.INVITATION: Purpose.INVITATION,
}
_VALUES = {MessageKind.ADDRESS_REQUESTED: (("request", _PERSON[::-1]),)}
_ABOUT_CLAIMS = frozenset(kind for kind in MessageKind if kind.name.startswith(("CLAIM_", "CALL_BACK_")))
_OF_CLAIM = (("claim", _PERSON), ("number", "S2026-00012"), ("receipt", "D2026-000012"), ("cause", "D1"))


@click.group(subcommand_metavar=SUBCOMMAND)
def notifications() -> None:
    """Messages du portail : les lire d'avance."""


@notifications.command()
@click.argument("kind", metavar="GENRE", type=click.Choice([kind.value for kind in MessageKind]))
@click.option("--html", is_flag=True, help="La page que montre la messagerie, plutôt que le texte.")
@as_json
@pass_office
def preview(office: Office, kind: str, html: bool, as_json: bool) -> None:
    """Écrire un message avec des valeurs inventées, sans l'envoyer.

    GENRE est celui que donne « outbox dead --json », par exemple attestation_published ou digest.
    """
    mail = office.composition.written(_content(MessageKind(kind), office.service.mailing.clock.now()))
    if as_json:
        headers = dict(mail.headers)
        say_json({"kind": kind, "subject": mail.subject, "headers": headers, "text": mail.text, "html": mail.html})
        return
    if html:
        say(mail.html or "")
        return
    say(mail.subject)
    say()
    say(mail.text)
    for name, value in mail.headers:
        note(f"{name}: {value}")


def _content(kind: MessageKind, now: "datetime") -> "MailContent":
    from societaire.notifications import MailContent, Message
    from societaire.values import Email, PersonId, Siren

    purpose = _PURPOSES.get(kind)
    message = Message(
        id="0" * 32,
        kind=kind,
        recipient=Email("claire.exemple@entreprise.example"),
        created_at=now,
        due_at=now,
        person_id=PersonId(_PERSON),
        siren=None if kind is MessageKind.DIGEST else Siren(_SIREN),
        values=_VALUES.get(kind, _OF_CLAIM if kind in _ABOUT_CLAIMS else ()),
    )
    asked_for = bool(KINDS[kind].topics)
    return MailContent(
        message,
        full_name="Claire Exemple",
        company_name="Maçonnerie Exemple",
        token="EXEMPLE" if KINDS[kind].page is Page.LINK else None,
        purpose=purpose,
        expires_at=now + timedelta(days=7) if purpose else None,
        about="Karim Exemple",
        documents=tuple(_sections(kind)) if asked_for and kind not in _ABOUT_CLAIMS else (),
        unsubscribe="EXEMPLE" if asked_for else None,
        declaration=_notice(now) if KINDS[kind].page is Page.DECLARATION else None,
    )


def _notice(now: "datetime") -> "DeclarationNotice":
    from societaire.notifications import DeclarationNotice
    from societaire.values import ContractId, ContractNumber, Period

    return DeclarationNotice(
        ContractId("0" * 32),
        ContractNumber("RCD-1"),
        "Responsabilité décennale",
        Period(date(2025, 1, 1), date(2025, 12, 31)),
        date(2026, 12, 31),
        number="R2026-000001",
        sent_at=now,
        reason="Le total ne correspond pas à la liasse fiscale.",
    )


def _sections(kind: MessageKind) -> "list[Section]":
    from societaire.contracts.document import Document, DocumentKind
    from societaire.notifications import Section
    from societaire.values import ContractId, ContractNumber, DocumentId, Siren, Year

    def document(each: DocumentKind, number: int) -> Document:
        return Document(
            DocumentId(f"{number:032x}"),
            f"EX-{number}",
            Siren(_SIREN),
            ContractNumber("RCD-1"),
            ContractId(f"{number:032x}"),
            each,
            Year(2026),
            "",
            date(2026, 1, 15),
            "",
            0,
            "",
        )

    attestation, notice = document(DocumentKind.ATTESTATION, 1), document(DocumentKind.PREMIUM_NOTICE, 2)
    named = Section(Siren(_SIREN), "Maçonnerie Exemple", (attestation,))
    if kind is not MessageKind.DIGEST:
        return [named]
    return [
        Section(Siren(_SIREN), "Maçonnerie Exemple", (attestation, notice)),
        Section(Siren("701000010"), "Charpente Exemple", (attestation,)),
    ]
