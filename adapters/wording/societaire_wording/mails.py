"""The words of every kind of mail: a subject, paragraphs, at most one button."""

from types import MappingProxyType

from attrs import frozen

from societaire.notifications import MessageKind


@frozen
class MailWords:
    """What a mail says; `{name}`, `{company}`, `{insurer}`, `{expiry}`, `{address}`, `{about}`, `{year}` are filled in.

    `lists` says that the documents are listed, company by company, under the paragraphs.
    """

    subject: str
    paragraphs: tuple[str, ...]
    button: str | None = None
    after: tuple[str, ...] = ()
    lists: bool = False


_NEVER_ASK = "Personne chez {insurer} ne vous demandera jamais ce lien ni votre mot de passe."

_NOT_ATTACHED = "Nos messages ne contiennent jamais de document : ils se téléchargent une fois connecté."

ACTIVATION = MailWords(
    subject="Choisissez le mot de passe de votre espace client",
    paragraphs=(
        (
            "Votre espace client {insurer} est ouvert : contrats, attestations d'assurance et appels de cotisations de "
            "toutes vos sociétés, avec cette seule adresse e-mail."
        ),
        "Pour y entrer, choisissez vous-même votre mot de passe.",
    ),
    button="Choisir mon mot de passe",
    after=(
        (
            "Ce lien sert une seule fois, jusqu'au {expiry}. S'il ne fonctionne plus, « Mot de passe oublié » vous en "
            "enverra un nouveau."
        ),
        _NEVER_ASK,
    ),
)
RESET = MailWords(
    subject="Votre nouveau mot de passe",
    paragraphs=(
        "Vous avez demandé à changer le mot de passe de votre espace client {insurer}.",
        "Si ce n'est pas vous, ne faites rien : votre mot de passe reste le même.",
    ),
    button="Choisir un nouveau mot de passe",
    after=(
        "Ce lien sert une seule fois, jusqu'au {expiry}. Le dernier message reçu est toujours le bon.",
        _NEVER_ASK,
    ),
)
INVITATION = MailWords(
    subject="{company} vous invite dans son espace client",
    paragraphs=(
        (
            "{about} vous invite dans l'espace client de la société {company} chez {insurer} : ses contrats, ses "
            "attestations d'assurance et ses appels de cotisations."
        ),
        "Rien n'est ouvert tant que vous n'avez pas accepté.",
    ),
    button="Voir l'invitation",
    after=(
        (
            "Ce lien sert une seule fois, jusqu'au {expiry}. S'il ne fonctionne plus, demandez à un administrateur de "
            "{company} de vous inviter de nouveau."
        ),
        "Vous ne connaissez pas cette société ? Ne faites rien : l'invitation s'éteindra d'elle-même.",
        _NEVER_ASK,
    ),
)
WORDS = MappingProxyType(
    {
        MessageKind.PASSWORD_CHANGED: MailWords(
            subject="Votre mot de passe a été modifié",
            paragraphs=(
                (
                    "Le mot de passe de votre espace client {insurer} vient d'être modifié. Toutes les connexions "
                    "ouvertes avec l'ancien ont été fermées."
                ),
                (
                    "Si ce n'est pas vous, choisissez-en un autre tout de suite avec « Mot de passe oublié », puis "
                    "prévenez votre agence."
                ),
            ),
            button="Mot de passe oublié",
        ),
        MessageKind.EMAIL_CHANGED: MailWords(
            subject="L'adresse e-mail de votre espace client a changé",
            paragraphs=(
                (
                    "{insurer} a enregistré une nouvelle adresse e-mail pour votre espace client. Les prochaines "
                    "connexions se font avec la nouvelle adresse ; le mot de passe ne change pas."
                ),
                "Si vous n'êtes pas à l'origine de ce changement, prévenez votre agence.",
            ),
            button="Trouver mon agence",
        ),
        MessageKind.COMPANY_ATTACHED: MailWords(
            subject="Un accès vous est ouvert : {company}",
            paragraphs=(
                "Vous avez maintenant accès à l'espace client de {company}, avec votre adresse e-mail habituelle.",
            ),
            button="Ouvrir l'espace de {company}",
        ),
        MessageKind.COMPANY_DETACHED: MailWords(
            subject="Un accès vous a été retiré : {company}",
            paragraphs=(
                "Vous n'avez plus accès à l'espace client de {company}. Vos autres accès n'en sont pas changés.",
                "En cas de doute, votre agence vous renseignera.",
            ),
            button="Trouver mon agence",
        ),
        MessageKind.ACCESS_ACCEPTED: MailWords(
            subject="{about} a maintenant accès à {company}",
            paragraphs=(
                (
                    "{about} a accepté l'invitation de {company} et a maintenant accès à son espace client, comme "
                    "collaborateur."
                ),
                "Si vous ne vous y attendiez pas, retirez cet accès : l'effet est immédiat.",
            ),
            button="Voir les accès de {company}",
        ),
        MessageKind.ACCESS_REMOVED: MailWords(
            subject="{about} n'a plus accès à {company}",
            paragraphs=(
                "{about} n'a plus accès à l'espace client de {company}. La personne en est avertie.",
                "Si c'est une erreur, un administrateur ou votre agence peut encore le rétablir quelques semaines.",
            ),
            button="Voir les accès de {company}",
        ),
        MessageKind.ADDRESS_REQUESTED: MailWords(
            subject="{company} demande un changement d'adresse",
            paragraphs=(
                (
                    "{company} (SIREN {siren}) demande un changement d'adresse postale. L'ancienne reste en vigueur "
                    "tant que vous n'avez pas répondu."
                ),
                (
                    "Demande {request} : « societaire addresses pending » la montre en entier, « addresses approve » "
                    "ou « addresses refuse » y répond."
                ),
            ),
        ),
        MessageKind.ADDRESS_APPROVED: MailWords(
            subject="Nouvelle adresse validée : {company}",
            paragraphs=(
                (
                    "{insurer} a validé la nouvelle adresse postale demandée pour {company}. Elle vaut dès maintenant "
                    "pour tous les contrats de la société."
                ),
            ),
            button="Voir les coordonnées",
        ),
        MessageKind.ADDRESS_REFUSED: MailWords(
            subject="Changement d'adresse non validé : {company}",
            paragraphs=(
                (
                    "{insurer} n'a pas validé le changement d'adresse postale demandé pour {company} : l'adresse "
                    "actuelle reste en vigueur."
                ),
                "La raison est indiquée dans votre espace, d'où vous pouvez faire une nouvelle demande.",
            ),
            button="Voir la raison",
        ),
        MessageKind.ACCESS_REVIEW: MailWords(
            subject="{company} : qui a encore besoin d'un accès ?",
            paragraphs=(
                (
                    "Tous les trois mois, nous vous demandons de relire la liste des personnes qui ont accès à "
                    "l'espace client de {company}."
                ),
                "Si elle est juste, un clic suffit pour le dire. Sinon, retirez les accès qui n'ont plus d'objet.",
            ),
            button="Relire les accès de {company}",
        ),
        MessageKind.ATTESTATION_PUBLISHED: MailWords(
            subject="{company} : une attestation {year} est disponible",
            paragraphs=(
                "Une nouvelle attestation d'assurance {year} de {company} vous attend dans votre espace client.",
                _NOT_ATTACHED,
            ),
            button="Voir l'attestation",
        ),
        MessageKind.PREMIUM_NOTICE_PUBLISHED: MailWords(
            subject="{company} : un appel de cotisation {year} est disponible",
            paragraphs=(
                "Un nouvel appel de cotisation {year} de {company} vous attend dans votre espace client.",
                _NOT_ATTACHED,
            ),
            button="Voir l'appel de cotisation",
        ),
        MessageKind.DIGEST: MailWords(
            subject="Vos nouvelles du jour",
            paragraphs=("Voici ce qui est nouveau dans votre espace client {insurer}.",),
            after=(_NOT_ATTACHED,),
            lists=True,
        ),
        MessageKind.EMAIL_CHECK: MailWords(
            subject="Cette adresse e-mail est-elle toujours la vôtre ?",
            paragraphs=(
                (
                    "{insurer} vous écrit à {address}. Une fois par an, la loi nous demande de vérifier que cette "
                    "adresse est toujours la bonne."
                ),
                "Un clic suffit, une fois connecté à votre espace client.",
            ),
            button="Confirmer mon adresse",
            after=("Si elle va changer, appelez votre agence : elle l'enregistrera.",),
        ),
    }
)
ASKED_FOR = "Vous recevez ce message parce que vous l'avez demandé, pour toutes vos sociétés."
CHANGE = "Changer mes choix"
END_TOPIC = "Ne plus recevoir ces messages"
END_DAILY = "Ne plus recevoir le message du jour"
