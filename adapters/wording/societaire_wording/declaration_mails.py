"""The words of the mails about declarations of bases (RULES E)."""

from types import MappingProxyType

from societaire.notifications import MessageKind
from societaire_wording.law import ARTICLES
from societaire_wording.mails import MailWords

_HUB = "Ouvrir le relevé de bases"
_AGGRAVATION = (
    (
        "Si une circonstance nouvelle aggrave encore vos risques, déclarez-la dans les quinze jours par lettre "
        "recommandée ou envoi recommandé électronique (article L113-2 du Code des assurances). La loi nous demande "
        "aussi de vous rappeler l'article L113-4 :"
    ),
    *(f"« {paragraph} »" for paragraph in ARTICLES["L113-4"]),
)

DECLARATION_WORDS = MappingProxyType(
    {
        MessageKind.DECLARATION_SENT: MailWords(
            subject="Relevé de bases {number} : bien reçu",
            paragraphs=(
                (
                    "{insurer} a bien reçu le {sent} le relevé de bases de {company} pour l’{period} (contrat "
                    "{contract}). Son numéro est {number}."
                ),
                (
                    "Son récépissé, avec tout ce qui a été envoyé, se télécharge dans votre espace. Nos équipes vont "
                    "maintenant le vérifier."
                ),
            ),
            button="Voir le récépissé",
            after=_AGGRAVATION,
        ),
        MessageKind.DECLARATION_PREPARED: MailWords(
            subject="{company} : un relevé de bases attend votre certification",
            paragraphs=(
                (
                    "Le relevé de bases de {company} pour l’{period} (contrat {contract}) est prêt. Un administrateur "
                    "de la société doit le relire, le certifier et l'envoyer au plus tard le {due}."
                ),
            ),
            button="Relire et certifier",
        ),
        MessageKind.DECLARATION_CORRECTION: MailWords(
            subject="{company} : relevé de bases {number} à corriger au plus tard le {due}",
            paragraphs=(
                (
                    "{insurer} a besoin d'une correction du relevé de bases {number} de {company} pour l’{period} "
                    "(contrat {contract}), au plus tard le {due}."
                ),
                "La demande : {reason}",
                "Ce que vous aviez envoyé est repris : il n'y a qu'à corriger, puis à envoyer de nouveau.",
            ),
            button="Corriger le relevé de bases",
        ),
        MessageKind.DECLARATION_VALIDATED: MailWords(
            subject="{company} : relevé de bases {number} validé",
            paragraphs=(
                (
                    "{insurer} a validé le relevé de bases {number} de {company} pour l’{period} (contrat {contract}). "
                    "Il se télécharge dans votre espace."
                ),
            ),
            button="Voir le relevé de bases",
        ),
        MessageKind.DECLARATION_REFUSED: MailWords(
            subject="{company} : relevé de bases {number} refusé",
            paragraphs=(
                (
                    "{insurer} n'a pas pu retenir le relevé de bases {number} de {company} pour l’{period} (contrat "
                    "{contract})."
                ),
                "La raison : {reason}",
                "Il reste à faire : vous pouvez le refaire dès maintenant.",
            ),
            button="Refaire le relevé de bases",
        ),
        MessageKind.DECLARATION_DUE: MailWords(
            subject="{company} : relevé de bases à envoyer au plus tard le {due}",
            paragraphs=(
                (
                    "Le relevé de bases de {company} pour l’{period} (contrat {contract}, {label}) est attendu avant "
                    "le {due}."
                ),
                "Tout se fait depuis votre espace : en ligne s'il y a lieu, ou en déposant le formulaire rempli.",
            ),
            button="Saisir vos relevés de bases",
        ),
        MessageKind.DECLARATION_FILE_REFUSED: MailWords(
            subject="{company} : un fichier du relevé de bases {number} est à renvoyer",
            paragraphs=(
                (
                    "Un fichier joint au relevé de bases {number} de {company} pour l’{period} (contrat {contract}) a "
                    "été refusé à l'examen : il n'en fait pas partie. Le relevé reste reçu, à sa date."
                ),
                "La page du relevé dit lequel, pourquoi, et comment l'envoyer de nouveau.",
            ),
            button=_HUB,
        ),
        MessageKind.DRAFT_EXPIRING: MailWords(
            subject="{company} : un relevé de bases commencé va être effacé",
            paragraphs=(
                (
                    "Le relevé de bases de {company} pour l’{period} (contrat {contract}) a été commencé, et plus rien "
                    "n'y a été écrit depuis longtemps. Sans nouvelle saisie dans les trente jours, le brouillon et ses "
                    "fichiers seront effacés."
                ),
                "Il suffit de l'ouvrir et d'y écrire pour le garder.",
            ),
            button=_HUB,
        ),
    }
)
"""By kind: beside the usual blanks, `{number}`, `{contract}`, `{label}`, `{period}`, `{due}`, `{sent}`, `{reason}`."""
