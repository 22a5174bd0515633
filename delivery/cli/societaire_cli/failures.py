"""What a failure becomes: a French sentence on the standard error, and an exit status; never a traceback."""

import errno
import logging
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from societaire.errors import Invalid, SocietaireError
from societaire_cli.output import note, safe

REFUSED = 1
WRONG = 2
INTERRUPTED = 130

_SETTINGS = "settings_invalid"
STAFF_WORDS = {
    # Members are told that it may not be theirs; staff sees everything.
    "contract_unknown": "Aucun contrat « {contract} ».",
    "already_activated": "{person} a déjà choisi son mot de passe : « Mot de passe oublié » lui suffit.",
    "database_busy": "La base de données ne répond pas, ou une autre commande l'occupe : réessayez. Si cela dure, "
    "« societaire doctor » dira pourquoi.",
    "storage_unavailable": "Les fichiers ne peuvent être ni lus ni écrits pour l'instant : réessayez. Si cela dure, "
    "« societaire doctor » dira pourquoi.",
    "declaration_unknown": "Aucun relevé de bases « {declaration} ».",
    "declaration_moved": "Le relevé n'est pas dans un état qui le permet : « societaire declarations show » le dit.",
    "mail_missing": "Aucun courriel sous ce nom : « societaire mail list » les nomme.",
}
"""Code -> sentence, where staff is told otherwise than the catalogue tells members."""
_FIELDS = {
    "city": "ville",
    "database": "base de données",
    "directory": "dossier",
    "due_date": "date limite",
    "email": "adresse e-mail",
    "end": "fin",
    "file": "fichier",
    "first_name": "prénom",
    "last_name": "nom",
    "password": "mot de passe",
    "phone": "téléphone",
    "present": "mot de passe actuel",
    "published_on": "date de publication",
    "reason": "raison",
    "since": "début",
}
_SYSTEM_WORDS = {
    errno.ENOSPC: "il n'y a plus de place sur le disque",
    errno.EDQUOT: "la place accordée sur le disque est épuisée",
    errno.EACCES: "l'accès est interdit",
    errno.EPERM: "l'accès est interdit",
    errno.EROFS: "le disque est en lecture seule",
    errno.EIO: "le disque ne répond pas",
    errno.ENOENT: "le fichier ou le dossier n'existe pas",
    errno.EISDIR: "c'est un dossier",
    errno.EBADF: "la sortie est fermée",
}


def told(error: BaseException) -> int:
    """Say what happened; returns the exit status."""
    if isinstance(error, KeyboardInterrupt):
        note("\nInterrompu avant la fin. Rien n'est à moitié écrit : la commande peut être relancée.")
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        return _shown(error)
    if isinstance(error, SocietaireError):
        note("\n".join(safe(line) for line in refusal_lines(error)))
        return WRONG if error.code == _SETTINGS else REFUSED
    if isinstance(error, OSError) and error.errno in _SYSTEM_WORDS:
        where = f"{safe(error.filename)} : " if error.filename else ""
        note(f"Erreur : {where}{_SYSTEM_WORDS[error.errno]}.")
        log_unexpected(error)
        return REFUSED
    reference, place = log_unexpected(error)
    kept = f"le détail est dans {place}" if place else "le détail n'a pu être écrit nulle part"
    note(f"Erreur imprévue, référence {reference} : {kept}.")
    return REFUSED


def refusal_lines(error: SocietaireError) -> Iterator[str]:
    """The sentence of a refusal, then one line for each of its problems."""
    problems = error.problems if isinstance(error, Invalid) else ()
    if error.code == _SETTINGS:
        yield "Erreur : les réglages ne conviennent pas."
    elif not (problems and error.code == Invalid.code):
        yield f"Erreur : {refusal_sentence(error)}"
    for problem in problems:
        from societaire_wording.catalogue import problem as worded

        name = _FIELDS.get(problem.field, problem.field)
        yield f"  {name} : {worded(problem)}" if problem.field else f"Erreur : {worded(problem)}"


def refusal_sentence(error: SocietaireError) -> str:
    """The sentence of a refusal, as staff should read it."""
    from societaire_wording.catalogue import refusal
    from societaire_wording.formats import typeset

    if error.code in STAFF_WORDS:
        values = {name: safe(value) for name, value in error.values.items()}
        try:
            return typeset(STAFF_WORDS[error.code]).format(**values)
        except KeyError:
            return refusal(error)
    return refusal(error)


def log_unexpected(error: BaseException) -> tuple[str, Path | None]:
    """Write the traceback to the log, for its owner alone; returns its reference, and where, or None if nowhere."""
    reference = secrets.token_hex(4)
    for opened in (_own_log, _passing_log):
        try:
            handle, place = opened()
        except (OSError, RuntimeError):
            continue
        with open(handle, "a", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123 - a descriptor
            _write(logging.StreamHandler(file), reference, error)
        return reference, place
    return reference, None


def _write(handler: logging.Handler, reference: str, error: BaseException) -> None:
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    command = sys.argv[1:3]
    record = logging.LogRecord(
        "societaire",
        logging.ERROR,
        __file__,
        0,
        "%s %r",
        (reference, command),
        (type(error), error, error.__traceback__),
    )
    handler.handle(record)
    handler.flush()


def _own_log() -> tuple[int, Path]:
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    place = Path(state) / "societaire" / "societaire.log"
    place.parent.mkdir(0o700, parents=True, exist_ok=True)
    return os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600), place


def _passing_log() -> tuple[int, Path]:
    # The folder of temporary files is everybody's: only a new name there can't be somebody else's trap.
    handle, place = tempfile.mkstemp(prefix="societaire-", suffix=".log")
    return handle, Path(place)


def _shown(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        note(error.format_message())
        return error.exit_code
    if isinstance(error, click.UsageError):
        if error.ctx is not None:
            note(error.ctx.get_usage())
        note(f"Aide : {error.ctx.command_path if error.ctx else 'societaire'} --help\n")
    note(f"Erreur : {_spelt(error.format_message())}")
    return error.exit_code


def _spelt(text: str) -> str:
    return "\n".join(safe(line.replace("\t", "  ")) for line in text.split("\n"))
