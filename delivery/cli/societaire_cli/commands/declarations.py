"""`societaire declarations`: periods opened, declarations looked at and decided on."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from societaire.records.codes import FormKind, RequestedDocument
from societaire_cli.declaration_lines import STATES, write_csv, write_lines
from societaire_cli.declaration_shown import finding_data, line_data, say_declaration, state_of
from societaire_cli.office import Office, pass_office
from societaire_cli.options import DAY, SUBCOMMAND, acting, as_json
from societaire_cli.output import note, safe, say_json, say_table
from societaire_cli.typed_texts import texts_of

if TYPE_CHECKING:
    from societaire.ports.declarations import RegisterLine

_STATES = {word: state for state, word in STATES.items()}
FORMS: Mapping[str, FormKind] = MappingProxyType(
    {"entreprise": FormKind.CONTRACTOR, "maitre_oeuvre": FormKind.PROJECT_MANAGER}
)
DOCUMENTS: Mapping[str, RequestedDocument] = MappingProxyType(
    {
        "liasse_fiscale": RequestedDocument.TAX_RETURN,
        "attestation_expert_comptable": RequestedDocument.ACCOUNTANT_CERTIFICATE,
        "dsn_annuelle": RequestedDocument.ANNUAL_DSN,
        "liste_chantiers": RequestedDocument.SITE_LIST,
        "liste_sous_traitants": RequestedDocument.SUBCONTRACTOR_LIST,
    }
)
"""The words of the insurer's export (docs/import.md)."""
_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_PAGE = 10_000


@click.group(subcommand_metavar=SUBCOMMAND)
def declarations() -> None:
    """Relevés de bases : ouvrir, suivre, décider, exporter."""


@declarations.command("open")
@click.argument("contract", metavar="[CONTRAT]", required=False)
@click.option("--from", "file", metavar="FICHIER", type=_FILE, help="Un CSV aux colonnes de periodes.csv.")
@click.option("--start", metavar="DATE", type=DAY, help="Premier jour de la période.")
@click.option("--end", metavar="DATE", type=DAY, help="Dernier jour de la période.")
@click.option("--due", metavar="DATE", type=DAY, help="Date limite.")
@click.option("--letter", metavar="DATE", type=DAY, help="Date du courrier ; aujourd'hui par défaut.")
@click.option(
    *("--document", "documents"),
    metavar="PIÈCE",
    type=click.Choice(list(DOCUMENTS)),
    multiple=True,
    help="Pièce demandée, aux mots de periodes.csv ; à répéter.",
)
@click.option("--form", type=click.Choice(list(FORMS)), help="Formulaire à proposer en ligne.")
@acting()
@pass_office
def open_period(  # noqa: PLR0913, PLR0917 - as many as there are options
    office: Office,
    contract: str | None,
    file: Path | None,
    start: date | None,
    end: date | None,
    due: date | None,
    letter: date | None,
    documents: tuple[str, ...],
    form: str | None,
    staff: str,
) -> None:
    """Ouvrir la période du CONTRAT, ou celles d'un fichier.

    La société voit la période à la date du courrier, pas avant. Rouvrir une période change ses dates et ses pièces.
    Avec --from, une ligne sans date de courrier est ouverte aujourd'hui ; se termine par 1 dès qu'une est refusée.
    """
    if file is not None:
        if contract or start or end or due or letter or documents or form:
            raise click.UsageError("--from va seul : le fichier dit tout.")
        _open_file(office, file, staff)
        return
    if contract is None or start is None or end is None or due is None:
        raise click.UsageError("Donnez CONTRAT, --start, --end et --due, ou bien --from.")
    from societaire.records.rows import PeriodRow

    asked = tuple(DOCUMENTS[name] for name in dict.fromkeys(documents))
    row = PeriodRow(contract, start, end, due, letter, asked)
    service = office.service
    period = service.declaration_opening.open(row, office.actor(staff), FORMS[form] if form else None)
    from societaire_wording import formats

    note(safe(f"Période ouverte : contrat {period.contract}, {formats.exercise(period.covered)}."))


@declarations.command("list")
@click.option("--state", "states", type=click.Choice(list(_STATES)), multiple=True, help="Cet état seulement.")
@click.option("--awaited", is_flag=True, help="Ce que personne n'a encore envoyé.")
@click.option("--late", is_flag=True, help="Ce qui est en retard, ou l'était à l'envoi.")
@click.option("--for", "text", metavar="TEXTE", default="", help="Un SIREN, ou un numéro de contrat.")
@as_json
@pass_office
def list_periods(office: Office, states: tuple[str, ...], awaited: bool, late: bool, text: str, as_json: bool) -> None:
    """Les périodes et leur dernier relevé, la date limite la plus proche d'abord."""
    from societaire.ports.declarations import RegisterFilter
    from societaire.values import day_in_paris

    service = office.service.declaration_office
    today = day_in_paris(service.clock.now())
    named = frozenset(_STATES[name] for name in states)
    wanted = RegisterFilter(named, awaited, today if late else None, "".join(text.split()))
    found: list[RegisterLine] = []
    page, total = 1, 1
    while len(found) < total:
        lines, total = service.listed(wanted, page, _PAGE)
        if not lines:
            break
        found += lines
        page += 1
    if as_json:
        say_json({"total": total, "periods": [line_data(line) for line in found]})
        return
    from societaire_wording import formats

    say_table(
        ("Contrat", "Société", "Début", "Date limite", "État", "Numéro"),
        [
            (
                line.period.contract,
                line.company.name,
                formats.short_day(line.period.covered.start),
                formats.short_day(line.period.due_date),
                state_of(line),
                (line.declaration.number or "") if line.declaration else "",
            )
            for line in found
        ],
        cut=("Société",),
    )
    note(f"Périodes : {total}.")


@declarations.command()
@click.argument("number", metavar="NUMÉRO")
@click.option(
    "--files",
    "folder",
    metavar="DOSSIER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Y copier récépissé, scan et pièces.",
)
@as_json
@pass_office
def show(office: Office, number: str, folder: Path | None, as_json: bool) -> None:
    """Le relevé NUMÉRO : ce qui a été envoyé, ce que les règles y trouvent, ses fichiers."""
    shown = office.service.declaration_office.show(number)
    if as_json:
        from societaire.use_cases.declaration_export import declaration_data

        say_json({**declaration_data(shown.dossier), "findings": [finding_data(one) for one in shown.findings]})
    else:
        say_declaration(shown)
    if folder is not None:
        _copy(office, number, folder)


@declarations.command("request-correction")
@click.argument("number", metavar="NUMÉRO")
@click.option("--reason", metavar="TEXTE", required=True, help="Quoi corriger, tel que la société le lira.")
@click.option("--due", metavar="DATE", type=DAY, required=True, help="Avant quand.")
@click.option("--about", "path", metavar="CHAMP", default="", help="Le champ, ou documents.PIÈCE, dont il s'agit.")
@acting()
@pass_office
def request_correction(office: Office, number: str, reason: str, due: date, path: str, staff: str) -> None:
    """Demander une correction du relevé NUMÉRO, envoyé ou déjà validé.

    La société repart de ce qu'elle avait envoyé. L'expéditeur et les administrateurs en sont avertis par courriel.
    """
    service = office.service
    asked = service.declaration_office.request_correction(number, reason, due, office.actor(staff), path)
    from societaire_wording import formats

    note(f"Correction du relevé {asked.number} demandée pour le {formats.short_day(due)}.")


@declarations.command()
@click.argument("number", metavar="NUMÉRO")
@acting()
@pass_office
def validate(office: Office, number: str, staff: str) -> None:
    """Valider le relevé NUMÉRO.

    Son document paraît dans l'espace de la société, ses bases rejoignent celles des années passées. L'expéditeur et
    les administrateurs en sont avertis par courriel.
    """
    service = office.service
    taken = service.declaration_office.validate(number, office.actor(staff))
    note(f"Relevé {taken.number} validé, document publié.")


@declarations.command()
@click.argument("number", metavar="NUMÉRO")
@click.option("--reason", metavar="TEXTE", required=True, help="Pourquoi, tel que la société le lira.")
@acting()
@pass_office
def refuse(office: Office, number: str, reason: str, staff: str) -> None:
    """Refuser le relevé NUMÉRO : il reste à faire.

    L'expéditeur et les administrateurs en sont avertis par courriel.
    """
    service = office.service
    refused = service.declaration_office.refuse(number, reason, office.actor(staff))
    note(f"Relevé {refused.number} refusé.")


@declarations.command("key-in")
@click.argument("number", metavar="NUMÉRO")
@click.option("--set", "typed", metavar="CHAMP=VALEUR", multiple=True, help="Un champ du formulaire, à répéter.")
@click.option("--from", "file", metavar="FICHIER", type=_FILE, help="Un objet JSON : champ, texte.")
@acting()
@pass_office
def key_in(office: Office, number: str, typed: tuple[str, ...], file: Path | None, staff: str) -> None:
    """Saisir les chiffres du relevé NUMÉRO, envoyé en scan.

    Les champs sont ceux du formulaire (docs/declaration-forms.md). Ce que dit le papier est gardé tel quel ; ce que
    les règles y trouvent est dit, rien n'est bloqué.
    """
    entries = {**_entries_of(file), **_pairs(typed)}
    if not entries:
        raise click.UsageError("Donnez des champs : --set CHAMP=VALEUR, ou --from FICHIER.")
    service = office.service
    keyed, findings = service.declaration_office.key_in(number, entries, office.actor(staff))
    from societaire_wording import declaration_labels

    for one in findings:
        note(safe(f"À vérifier : {declaration_labels.finding(one)}"))
    note(f"Chiffres du relevé {keyed.number} saisis : {len(keyed.entries)}.")


@declarations.command()
@click.option("--since", metavar="DATE", type=DAY, help="Envoyés ou décidés depuis ce jour.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", help="csv par défaut.")
@pass_office
def export(office: Office, since: date | None, form: str) -> None:
    """Écrire les relevés envoyés, tous états confondus.

    csv : une ligne par base déclarée, aux mots de bases.csv. jsonl : une ligne JSON par relevé, tous ses chiffres
    (docs/change-feed.md).
    """
    found = office.service.declaration_export.since(_midnight(since) if since else None)
    (write_lines if form == "jsonl" else write_csv)(found)


def _open_file(office: Office, file: Path, staff: str) -> None:
    from societaire_cli.commands.imports import say_counts, tell

    service = office.service
    done = service.declaration_opening.open_all(office.composition.periods(file), office.actor(staff))
    office.status = 1 if done.refused_total else 0
    say_counts(done)
    tell(done, everything_in=None)


def _copy(office: Office, number: str, folder: Path) -> None:
    from shutil import copyfileobj

    folder.mkdir(parents=True, exist_ok=True)
    copied = 0
    for each in office.service.declaration_office.contents(number):
        copied += 1
        # Never under a name that somebody gave.
        path = folder / f"{safe(number)}-{copied:02}-{each.kind}.{each.format}"
        with each.content, path.open("wb") as file:
            copyfileobj(each.content, file)
        if each.upload is not None and each.upload.scanned_at is None:
            note(safe(f"Pas encore passé à l'antivirus : {path.name}"))
    note(f"Fichiers copiés : {copied}.")


def _pairs(typed: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in typed:
        path, separator, value = text.partition("=")
        if not separator or not path.strip():
            raise click.BadParameter(f"{text!r} n'est pas CHAMP=VALEUR.", param_hint="--set")
        found[path.strip()] = value.strip()
    return found


def _entries_of(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    with file.open("rb") as source:
        found = texts_of(source)
    if found is None:
        raise click.BadParameter("le fichier n'est pas un objet JSON de textes.", param_hint="--from")
    return found


def _midnight(day: date) -> Any:
    from datetime import datetime, time

    from societaire.values import PARIS

    return datetime.combine(day, time.min, PARIS)
