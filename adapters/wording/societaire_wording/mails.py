"""The words of every kind of mail: a subject, paragraphs, at most one button."""

from types import MappingProxyType

from attrs import frozen

from societaire.notifications import MessageKind


@frozen
class MailWords:
    """What a mail says; `{name}`, `{company}`, `{insurer}`, `{expiry}` and `{address}` are filled in."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str | None = None
    after: tuple[str, ...] = ()


_NEVER_ASK = "Personne chez {insurer} ne vous demandera jamais ce lien ni votre mot de passe."

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
                "Vous n'avez plus accès à l'espace client de {company}. Vos autres sociétés restent accessibles.",
                "En cas de doute, votre agence vous renseignera.",
            ),
            button="Trouver mon agence",
        ),
    }
)
