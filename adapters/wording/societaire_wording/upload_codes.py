"""French sentences about sending files: what is refused on the way, and where each file stands."""

from collections.abc import Mapping
from types import MappingProxyType

from societaire.uploads.upload import Upload, UploadState
from societaire_wording.formats import size

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "subject_unknown": "Ce à quoi ces fichiers se rapportent n'existe pas, ou ne vous est pas accessible.",
        "subject_closed": "Le dossier est déjà envoyé : plus aucun fichier ne peut y être ajouté ni retiré.",
        "slot_unknown": "Aucun fichier n'est attendu à cet endroit : rechargez la page, puis recommencez.",
        "files_too_many": "Trop de fichiers : {most} au plus. Retirez-en, ou réunissez des pages en un seul PDF.",
        "files_too_heavy": "L'ensemble des fichiers est trop lourd : {largest_size} au plus. Retirez-en, ou réduisez "
        "vos images.",
        "file_missing_in_form": "Aucun fichier n'a été reçu : choisissez-en un, puis recommencez.",
        "file_longer": "Le fichier a changé pendant l'envoi : envoyez-le de nouveau.",
        "file_crumbled": "La connexion est coupée trop souvent pour ce fichier : envoyez-le de nouveau, d'ailleurs si "
        "possible.",
        "file_late": "Ce fichier est arrivé après l'envoi du dossier : il n'en fait pas partie.",
        "file_being_judged": "L'antivirus examine encore un de vos fichiers : attendez quelques secondes, puis envoyez "
        "de nouveau. Rien n'est perdu.",
        "file_infected": "L'antivirus a trouvé un programme malveillant dans ce fichier ({name}) : il n'est pas gardé. "
        "Faites vérifier l'ordinateur d'où il vient.",
        "upload_unknown": "Ce fichier n'existe pas, ou ne vous est pas accessible.",
        "upload_moved": "Ce fichier a déjà été reçu ou refusé : rechargez la page.",
        "upload_offset": "La suite du fichier ne commence pas où le début s'arrête : l'envoi reprend de là.",
        "upload_unscanned": "L'antivirus n'a pas encore vu ce fichier : seule la personne qui l'a envoyé peut le "
        "rouvrir pour l'instant.",
        "upload_damaged": "Une partie du fichier est arrivée abîmée : envoyez-la de nouveau.",
        "piece_missing": "Une partie du fichier a été perdue : envoyez-le de nouveau.",
    }
)

_STATES = {
    UploadState.RECEIVED: "Reçu, contrôle antivirus à venir",
    UploadState.ACCEPTED: "Reçu et contrôlé",
    UploadState.REFUSED: "Refusé",
}

SHORT_STATES: Mapping[UploadState, str] = MappingProxyType(
    {
        UploadState.RECEIVING: "incomplet",
        UploadState.RECEIVED: "reçu, pas encore vérifié",
        UploadState.ACCEPTED: "vérifié",
        UploadState.REFUSED: "refusé",
    }
)
"""Where files stand, as staff reads them in a column."""


def upload_state(upload: Upload) -> str:
    """Where a file stands."""
    if upload.state is not UploadState.RECEIVING:
        return _STATES[upload.state]
    if upload.is_whole:
        return "Reçu, en cours d'examen"
    return f"Envoi interrompu : {size(upload.offset)} sur {size(upload.size)}"
