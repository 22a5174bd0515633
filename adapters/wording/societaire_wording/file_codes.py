"""French sentences about the files that members send, and about the forms among them."""

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "file_not_accepted": "Ce fichier n'est ni un PDF ni une image PNG, JPEG ou HEIC. Enregistrez-le sous l'une de "
        "ces formes, puis envoyez-le de nouveau.",
        "file_damaged": "Ce fichier est abîmé : il ne peut pas être ouvert. Enregistrez-le ou numérisez-le de "
        "nouveau, puis envoyez-le.",
        "file_protected": "Ce PDF est protégé par un mot de passe ou un chiffrement. Enregistrez-en une copie sans "
        "protection (« Imprimer », puis « Enregistrer au format PDF »), puis envoyez-la.",
        "file_active": "Ce PDF contient des scripts, des actions ou d'autres fichiers, que nous n'acceptons pas. "
        "Imprimez-le dans un nouveau PDF (« Imprimer », puis « Enregistrer au format PDF »), puis envoyez celui-ci.",
        "file_too_many_pages": "Ce PDF a trop de pages : {most} au plus. Partagez-le en plusieurs fichiers.",
        "file_too_many_pixels": "Cette image est trop grande : {most} millions de points au plus. Réduisez-la, puis "
        "envoyez-la de nouveau.",
        "file_animated": "Cette image est animée : envoyez une image fixe.",
        "file_too_complex": "Ce fichier demande trop de mémoire ou de temps pour être ouvert. Imprimez-le dans un "
        "nouveau PDF, ou numérisez-le, puis envoyez celui-ci.",
        "inspector_busy": "Beaucoup de fichiers arrivent en ce moment : réessayez dans {wait}.",
        "scanner_unavailable": "L'antivirus ne répond pas : nouvel essai dans {wait}.",
        "page_unreadable": "La page {page} ne peut pas être lue : remplacez-la.",
        "form_of_another_company": "Ce formulaire est celui d'une autre société.",
        "form_of_another_contract": "Ce formulaire est celui d'un autre contrat : celui-ci concerne le contrat "
        "{number}.",
        "form_of_another_period": "Ce formulaire est celui d'une autre période.",
        "form_of_another_kind": "Ce formulaire n'est plus celui qui est demandé : téléchargez-le de nouveau, puis "
        "complétez-le.",
    }
)
