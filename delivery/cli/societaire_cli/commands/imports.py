"""`societaire import`: the insurer's export."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from societaire_cli.office import Office, pass_office
from societaire_cli.options import as_json
from societaire_cli.output import json_line, note, safe, say_json, say_table
from societaire_cli.progress import progress

if TYPE_CHECKING:
    from societaire.records.report import ImportReport, Remark

_TOLD = 50


class Listener(Protocol):
    """Hears of every refusal as it comes."""

    def __call__(self, remark: "Remark") -> None: ...


@click.command("import")
@click.argument("directory", metavar="DOSSIER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait fait, ne rien écrire.")
@click.option("--strict", is_flag=True, help="N'écrire que si aucune ligne n'est refusée.")
@click.option(
    "--report",
    metavar="FICHIER",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Y écrire chaque refus, une ligne JSON par ligne refusée.",
)
@click.option("--notify", is_flag=True, help="Avertir des nouveaux documents qui l'a demandé.")
@as_json
@pass_office
def import_export(
    office: Office, directory: Path, dry_run: bool, strict: bool, report: Path | None, notify: bool, as_json: bool
) -> None:
    """Importer l'export de l'assureur que contient DOSSIER.

    Les lignes correctes entrent, les autres sont refusées une à une, avec leur raison. Relancé, l'import ne change
    rien de plus. Avec --notify, les documents nouveaux sont annoncés à qui l'a demandé, sauf au premier chargement
    d'une société. Se termine par 1 dès qu'une ligne est refusée.
    """
    if report is not None and Path(realpath(report)).is_relative_to(realpath(directory)):
        raise click.BadParameter("il écraserait l'export : donnez un fichier hors du dossier.", param_hint="--report")
    source = office.composition.export(directory)
    service = office.service
    trial = office.composition.rehearsal() if dry_run else nullcontext(service)
    with trial as service, reporting(report) as refused, progress("Import") as advance:
        done = service.imports.run(
            source, dry_run=dry_run, strict=strict, notify=notify, progress=advance, refused=refused
        )
    office.status = 1 if done.refused_total else 0
    if done.written:
        office.composition.count_import(done)
    if as_json:
        say_json(done.as_data(reason))
        return
    say_counts(done)
    tell(done, everything_in=report)
    note(_conclusion(done, dry_run=dry_run))


def reason(remark: "Remark") -> str:
    """Why a row was refused, or what is odd about it."""
    from societaire_wording.catalogue import sentence

    return sentence(remark.code, {"column": remark.column, "value": remark.value, **dict(remark.values)})


@contextmanager
def reporting(path: Path | None) -> Iterator[Listener]:
    """A listener that writes each refusal into the file as it comes, so that an interrupted import has its report."""
    from societaire.records.report import remark_data

    if path is None:
        yield lambda remark: None  # noqa: ARG005 - named as its callers name it
        return
    with path.open("w", encoding="utf-8", buffering=1) as file:
        yield lambda remark: print(json_line(remark_data(remark, reason)), file=file)


def say_counts(done: "ImportReport") -> None:
    """The counts of each file."""
    headings = ("Fichier", "Lues", "Ajoutées", "Modifiées", "Identiques", "Portail", "Refusées")
    rows = [
        (name, counts.read, counts.added, counts.changed, counts.unchanged, counts.superseded, counts.refused)
        for name, counts in done.files.items()
    ]
    say_table(headings, rows)
    if any(counts.superseded for counts in done.files.values()):
        note("Portail : modifié dans le portail depuis, et laissé tel quel.")


def tell(done: "ImportReport", everything_in: Path | None) -> None:
    """The first warnings and refusals, and where the others are."""
    for title, remarks, total in (
        ("À vérifier", done.warnings, done.warnings_total),
        ("Refusé", done.refused, done.refused_total),
    ):
        for remark in remarks[:_TOLD]:
            place = f"{remark.file}, ligne {remark.line}" if remark.line else remark.file
            column = f", {remark.column}" if remark.column else ""
            value = f" « {remark.value} »" if remark.value else ""
            note(safe(f"{title} : {place}{column}{value} : {reason(remark)}"))
        if total > _TOLD:
            others = f"dans {everything_in}" if everything_in and title == "Refusé" else "avec --report ou --json"
            note(safe(f"… et {total - _TOLD} autres ({others})."))


def _conclusion(done: "ImportReport", *, dry_run: bool) -> str:
    changed = sum(counts.added + counts.changed for counts in done.files.values())
    refused = f" ; lignes refusées : {done.refused_total}" if done.refused_total else ""
    if dry_run:
        return f"Essai : rien n'a été écrit{refused}."
    if not done.written:
        return f"Rien n'a été écrit, puisque tout n'est pas correct{refused}."
    if not changed:
        return f"Rien n'a changé{refused}."
    return f"Importé : {changed} lignes ajoutées ou modifiées{refused}."
