"""`societaire documents`: a contract's documents."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from societaire.contracts.document import DocumentFilter
from societaire.values import ContractNumber, Year, day_in_paris
from societaire_cli.office import Office, pass_office
from societaire_cli.options import DAY, KINDS, SUBCOMMAND, acting, as_json
from societaire_cli.output import note, safe, say_json, say_table

if TYPE_CHECKING:
    from societaire.app import Societaire
    from societaire.contracts.document import Document

_PAGE = 500
_YEARS = click.IntRange(1900, 2200)
_INITIALS = {"attestation": "ATT", "appel_cotisation": "APP", "releve": "REL", "courrier": "COU"}
_HASH_SHOWN = 12
_PIECE = 1024 * 1024


@click.group(subcommand_metavar=SUBCOMMAND)
def documents() -> None:
    """Documents d'un contrat : publier, lister."""


@documents.command("list")
@click.argument("contract", metavar="CONTRAT")
@click.option("--year", metavar="ANNÉE", type=_YEARS, help="Cette année seulement.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Ce type seulement.")
@as_json
@pass_office
def list_documents(office: Office, contract: str, year: int | None, kind: str | None, as_json: bool) -> None:
    """Les documents du contrat, les plus récents d'abord."""
    wanted = DocumentFilter(KINDS[kind] if kind else None, Year(year) if year else None)
    found = list(_listed(office.service, ContractNumber(contract), wanted))
    if as_json:
        say_json(
            {
                "contract": contract,
                "total": len(found),
                "documents": [
                    {
                        "reference": each.reference,
                        "kind": each.kind,
                        "year": each.year,
                        "label": each.label,
                        "period_start": each.period.start if each.period else None,
                        "period_end": each.period.end if each.period else None,
                        "published_on": each.published_on,
                        "format": each.format,
                        "size": each.file_size,
                        "sha256": each.file_sha256,
                    }
                    for each in found
                ],
            }
        )
        return
    from societaire_wording import formats, labels

    say_table(
        ("Référence", "Type", "Année", "Libellé", "Publié le", "Taille"),
        [
            (
                each.reference,
                labels.document_kind(each.kind),
                each.year,
                each.label,
                formats.short_day(each.published_on),
                formats.size(each.file_size),
            )
            for each in found
        ],
        cut=("Type", "Libellé"),
    )
    note(f"Documents : {len(found)}.")


@documents.command()
@click.argument("contract", metavar="CONTRAT")
@click.argument("file", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--kind", type=click.Choice(list(KINDS)), required=True, help="Ce que c'est.")
@click.option("--year", metavar="ANNÉE", type=_YEARS, required=True, help="L'année dont il est question.")
@click.option("--reference", metavar="TEXTE", help="Par défaut, tirée du contrat et du contenu.")
@click.option("--label", metavar="TEXTE", help="Le libellé que lit le sociétaire.")
@click.option("--period-start", metavar="DATE", type=DAY, help="Début de la période.")
@click.option("--period-end", metavar="DATE", type=DAY, help="Fin de la période.")
@click.option("--published-on", metavar="DATE", type=DAY, help="Date de publication ; aujourd'hui par défaut.")
@acting()
@pass_office
def publish(  # noqa: PLR0913, PLR0917 - as many as there are options
    office: Office,
    contract: str,
    file: Path,
    kind: str,
    year: int,
    reference: str | None,
    label: str | None,
    period_start: date | None,
    period_end: date | None,
    published_on: date | None,
    staff: str,
) -> None:
    """Publier FICHIER (PDF, PNG ou JPEG) dans l'espace de la société du contrat.

    Une référence déjà publiée pour ce contrat est remplacée. Qui l'a demandé est averti d'un nouveau document.
    """
    if (period_start is None) != (period_end is None) or (period_start and period_end and period_end < period_start):
        raise click.UsageError("--period-start et --period-end vont ensemble, dans l'ordre.")
    if not file.is_file():
        raise click.BadParameter(f"{file.name!r} n'est pas un fichier ordinaire.", param_hint="FICHIER")
    from societaire.records.rows import DocumentRow

    service = office.service
    actor = office.actor(staff)
    with file.open("rb") as content:
        row = DocumentRow(
            reference=reference or _reference(kind, contract, year, content),
            contract=contract,
            kind=KINDS[kind],
            year=year,
            file=file.name,
            published_on=published_on or day_in_paris(service.publishing.clock.now()),
            label=label,
            period_start=period_start,
            period_end=period_end,
        )
        applied = service.publishing.publish(row, content, actor)
    what = "Publié" if applied.added else "Remplacé" if applied.changed else "Déjà publié, identique"
    note(safe(f"{what} : {row.reference}."))


def _listed(service: "Societaire", contract: ContractNumber, wanted: DocumentFilter) -> "Iterator[Document]":
    page = 1
    while True:
        _, found = service.publishing.listed(contract, wanted, page, _PAGE)
        yield from found.documents
        if page >= found.pages:
            return
        page += 1


def _reference(kind: str, contract: str, year: int, content: BinaryIO) -> str:
    """A reference that the same content gets again, and another one never: nothing is replaced by chance."""
    from societaire.records.texts import LONGEST_CODE

    found = sha256()
    for piece in iter(lambda: content.read(_PIECE), b""):
        found.update(piece)
    content.seek(0)
    ending = f"-{year}-{found.hexdigest()[:_HASH_SHOWN]}"
    return f"{_INITIALS[kind]}-{contract}"[: LONGEST_CODE - len(ending)] + ending
