"""The words of the mails about claims (RULES H3, H6, H7): never how, nor where, nor to whom."""

from types import MappingProxyType

from societaire.notifications import MessageKind
from societaire_wording.mails import MailWords

_OPEN = "Ouvrir le dossier"

CLAIM_WORDS = MappingProxyType(
    {
        MessageKind.CLAIM_SENT: MailWords(
            subject="{company} : déclaration de sinistre {receipt} bien reçue",
            paragraphs=(
                "{insurer} a bien reçu votre déclaration de sinistre pour {company}. Son numéro est {receipt}.",
                (
                    "Son récépissé, avec toutes vos réponses et la liste de vos fichiers, se télécharge dans votre "
                    "espace. Le gestionnaire qui prend le dossier en charge vous répondra dans les plus brefs délais."
                ),
                "Jusqu'à la clôture du dossier, vous pouvez y ajouter des pièces et des messages.",
            ),
            button=_OPEN,
        ),
        MessageKind.CLAIM_NEWS: MailWords(
            subject="{company} : du nouveau sur le sinistre {number}",
            paragraphs=(
                (
                    "{insurer} a fait avancer le dossier de sinistre {number} de {company} : un état, un message ou "
                    "une pièce demandée. Le détail vous attend dans votre espace."
                ),
            ),
            button=_OPEN,
        ),
        MessageKind.CALL_BACK_PLANNED: MailWords(
            subject="{company} : votre rappel sur le sinistre {number} est prévu",
            paragraphs=(
                (
                    "Vous avez demandé à être rappelé au sujet du sinistre {number} de {company}. L'heure prévue est "
                    "indiquée dans le dossier."
                ),
            ),
            button=_OPEN,
        ),
        MessageKind.CALL_BACK_MISSED: MailWords(
            subject="{company} : nous avons essayé de vous joindre",
            paragraphs=(
                (
                    "Vous avez demandé à être rappelé au sujet du sinistre {number} de {company}. Personne n'a "
                    "répondu : vous pouvez choisir un autre créneau."
                ),
            ),
            button=_OPEN,
        ),
        MessageKind.CLAIM_DRAFT_EXPIRING: MailWords(
            subject="{company} : une déclaration de sinistre commencée va être effacée",
            paragraphs=(
                (
                    "Une déclaration de sinistre de {company} a été commencée, et plus rien n'y a été écrit depuis "
                    "longtemps. Sans nouvelle saisie dans les trente jours, le brouillon et ses fichiers seront "
                    "effacés. Rien n'a été envoyé à {insurer}."
                ),
                "Il suffit de l'ouvrir et d'y écrire pour la garder.",
            ),
            button="Voir mes sinistres",
        ),
        MessageKind.CLAIM_FILE_REFUSED: MailWords(
            subject="{company} : un fichier du sinistre {number} est à renvoyer",
            paragraphs=(
                (
                    "Un fichier que {company} a transmis pour le sinistre {number} a été refusé à l'examen : il ne "
                    "fait pas partie du dossier. La déclaration reste reçue, à sa date."
                ),
                "Le dossier dit lequel, pourquoi, et ce qu'il reste à faire.",
            ),
            button=_OPEN,
        ),
        MessageKind.CLAIM_TO_HANDLE: MailWords(
            subject="Sinistre {number} : {company} a déclaré un sinistre",
            paragraphs=(
                (
                    "Un sinistre de {company} (SIREN {siren}) a été déclaré sous le numéro {number}. "
                    "Mise en cause : {cause}."
                ),
                "« societaire claims show {number} » montre le dossier.",
            ),
        ),
        MessageKind.CLAIM_ADDED_TO: MailWords(
            subject="Sinistre {number} : {company} a ajouté des éléments",
            paragraphs=(
                (
                    "{company} (SIREN {siren}) a ajouté un message ou des pièces au dossier {number}. "
                    "« societaire claims show {number} » montre le dossier."
                ),
            ),
        ),
        MessageKind.CALL_BACK_ASKED: MailWords(
            subject="Sinistre {number} : {company} demande à être rappelée",
            paragraphs=(
                (
                    "{company} (SIREN {siren}) demande à être rappelée au sujet du dossier {number}. "
                    "« societaire callbacks list » montre les demandes, la première à faire d'abord."
                ),
            ),
        ),
    }
)
"""By kind: beside the usual blanks, `{number}`, `{receipt}` and `{cause}`."""
