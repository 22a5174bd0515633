"""What happened since the demonstration began: colleagues come and gone, mails that return, documents told of."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrs import evolve

from societaire.contracts.document import DocumentFilter, DocumentKind
from societaire.events import SYSTEM
from societaire.identity.sessions import Client
from societaire.preferences.choices import Frequency, Topic
from societaire.records.rows import DocumentRow
from societaire.values import ContractNumber, Siren
from societaire_bootstrap.demo import demo_folder

if TYPE_CHECKING:
    from tests.browser.portal import Portal

LONGEST = "RCD-LONG-1"
COLLEAGUE = "zoe.lambert@groupe.example"
GONE = "hugo.petit@groupe.example"
AWAITED = "maximilien.arnaud-delacroix@groupe.example"
TAKEN_BACK = "ursule.martin@groupe.example"


def invite_colleagues(portal: "Portal", director: str, siren: Siren, known: str, password: str) -> None:
    """Five people: one is in, one was, one has not answered, one can't any more, one has a password already."""
    service, leader = portal.composition.service, portal.person(director)
    for last, first, address, label in (
        ("Lambert", "Zoé", COLLEAGUE, "Comptable"),
        ("Petit", "Hugo", GONE, ""),
        ("Arnaud-Delacroix", "Maximilien", AWAITED, "Conducteur de travaux, chantiers lyonnais"),
        ("Martin", "Ursule", TAKEN_BACK, ""),
        ("Gautier", "Nadia", known, ""),
    ):
        service.inviting.invite(leader, siren, last, first, address, label)
    portal.deliver()
    for address in (COLLEAGUE, GONE):
        service.accepting.accept(portal.mailed_link(address, "invitation").rpartition("/")[2], password, Client())
    found = service.accesses.listing(leader, siren)
    gone = next(member for member in found.members if str(member.person.email) == GONE)
    service.accesses.remove(leader, siren, gone.person.id, gone.access.version)
    dead = next(one for one in found.invitations if str(one.email) == TAKEN_BACK)
    service.inviting.revoke(leader, siren, dead.id)
    portal.deliver()


def lose_address(portal: "Portal", address: str) -> None:
    """Mails to somebody come back."""
    portal.composition.service.mailing.bounce(address, "boîte pleine", SYSTEM)


def forget_password(portal: "Portal", address: str) -> None:
    """Somebody asked for a link to choose another password."""
    portal.composition.service.passwords.ask_help(address, Client())
    portal.deliver()


def age_address(portal: "Portal", address: str) -> None:
    """Somebody confirmed their address more than a year ago."""
    with portal.composition.database.write() as unit:
        standing = unit.standings.get(portal.person(address))
        unit.standings.save(evolve(standing, verified_at=datetime.now(UTC) - timedelta(days=400)))
        unit.commit()


def tell_documents(portal: "Portal", reader: str, siren: Siren) -> None:
    """Publish an attestation to somebody who asks for some, and a letter whose content is lost."""
    choices = {Topic.ATTESTATIONS: Frequency.IMMEDIATE, Topic.PREMIUM_NOTICES: Frequency.DAILY}
    portal.composition.service.choosing.choose(portal.person(reader), siren, choices)
    publish(portal, "ATT-NEUVE", DocumentKind.ATTESTATION, "attestation-*.pdf")
    publish(portal, "COU-PERDU", DocumentKind.LETTER, "appel_cotisation-*.pdf")
    portal.deliver()
    files = Path(urlsplit(portal.composition.settings.files_url).path)
    _, page = portal.composition.service.publishing.listed(ContractNumber(LONGEST), DocumentFilter(text="perdu"), 1, 1)
    portal.lost = f"/s/{siren}/documents/{page.documents[0].id}"
    for content in files.rglob(page.documents[0].file_key.rpartition("/")[2]):
        content.unlink()


def publish(portal: "Portal", reference: str, kind: DocumentKind, like: str, contract: str = LONGEST) -> None:
    """A document of today's."""
    today = date.today()  # noqa: DTZ011 - a day is all that is wanted
    row = DocumentRow(reference, contract, kind, today.year, "piece.pdf", today, f"Document {reference}")
    with max((demo_folder() / "fichiers").glob(like)).open("rb") as content:
        portal.composition.service.publishing.publish(row, content, SYSTEM)
