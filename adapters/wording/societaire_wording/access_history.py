"""Sentences of what happened to a company's accesses: who did what."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from societaire.events import ActorKind
from societaire_wording.formats import of, plural, typeset
from societaire_wording.labels import profile

_NOBODY = "une personne qui n'est plus connue"
_SENTENCES = MappingProxyType(
    {
        "AccessGranted": "{actor} a ouvert un accès à {about}, profil {profile}.",
        "AccessRemoved": "{actor} a retiré l'accès {of_about}.",
        "AccessRestored": "{actor} a rétabli l'accès {of_about}, profil {profile}.",
        "AccessProfileChanged": "{actor} a donné à {about} le profil {profile}.",
        "AccessRelabelled": "{actor} a changé la fonction {of_about}.",
        "AccessesConfirmed": "{actor} a confirmé la liste ({count}).",
        "AccessesConfirmed.one": "{actor} a confirmé l'accès {of_about}.",
        "InvitationSent": "{actor} a invité {about}.",
        "InvitationSent.again": "{actor} a renvoyé l'invitation {of_about}.",
        "InvitationRevoked": "{actor} a annulé l'invitation {of_about}.",
        "InvitationAccepted": "{about} a accepté l'invitation.",
        "MailboxAllowed": "{actor} a autorisé une adresse partagée.",
    }
)


def told(kind: str, actor: ActorKind, actor_name: str, about: str, values: Mapping[str, Any]) -> str:
    """The sentence of one event; the insurer is named as a whole, its staff in brackets."""
    key = kind
    if kind == "AccessesConfirmed" and values.get("person_id"):
        key = "AccessesConfirmed.one"
    elif kind == "InvitationSent" and values.get("again"):
        key = "InvitationSent.again"
    return typeset(_SENTENCES[key]).format(
        actor=_actor(actor, actor_name),
        about=about or _NOBODY,
        of_about=of(about or _NOBODY),
        profile=profile(str(values.get("profile", ""))).lower(),
        count=plural(int(values.get("count", 0)), "personne"),
    )


def _actor(kind: ActorKind, name: str) -> str:
    if kind is ActorKind.PERSON:
        return name or _NOBODY.capitalize()
    if kind is ActorKind.STAFF:
        return f"Votre assureur ({name})" if name else "Votre assureur"
    return "Votre assureur (mise à jour de ses fichiers)"
