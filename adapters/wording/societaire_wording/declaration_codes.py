"""Sentences of what may keep a declaration from being made, saved or sent, what its form says apart."""

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "period_unknown": "Aucun relevé de bases n'est ouvert pour cette période.",
        "period_not_open": "Il n'y a rien à déclarer pour cette période du contrat {contract} : un relevé est déjà "
        "envoyé, ou vos bases sont déjà connues.",
        "form_not_offered": "Le contrat {contract} n'a pas de formulaire en ligne : déposez le formulaire rempli.",
        "declaration_unknown": "Ce relevé de bases n'existe pas, ou il n'est pas accessible avec votre compte.",
        "declaration_moved": "Ce relevé n'est plus un brouillon : il a été envoyé entre-temps.",
        "draft_changed": "Ce relevé a été modifié entre-temps : rien n'a été écrasé.",
        "files_changed": "Des fichiers ont été ajoutés ou retirés entre-temps : relisez la liste, puis envoyez.",
        "certification_reserved": "Un administrateur de la société doit certifier ce relevé avant l'envoi.",
        "certification_missing": "Cochez la case pour certifier que ces renseignements sont sincères et complets.",
        "declarant_name_missing": "Indiquez le nom de la personne qui déclare.",
        "declarant_role_missing": "Indiquez sa qualité, par exemple gérant ou directrice financière.",
        "entries_too_many": "Ce relevé a trop de réponses : {maximum} au plus.",
        "entry_too_long": "Ce texte est trop long : {maximum} caractères au plus.",
        "warning_reason_missing": "Expliquez ce point en quelques mots, ou corrigez la case.",
        "form_missing": "Le formulaire rempli n'est pas encore déposé.",
        "document_missing": "Il manque une pièce que votre courrier demande : {document}. Ajoutez-la, ou dites "
        "pourquoi elle manque.",
        "upload_unfinished": "Un fichier n'est pas encore arrivé en entier : il ne partira pas avec le relevé.",
        "nothing_to_declare": "Contrat {contract} : la cotisation est forfaitaire, il n'y a pas de bases à déclarer.",
        "not_a_scan": "Seuls les chiffres d'un relevé envoyé en scan se saisissent ici.",
        "due_before_letter": "La date limite précède celle du courrier.",
        "due_in_the_past": "Cette date limite est passée.",
        "path_unknown": "Ni le formulaire ni le courrier ne demandent « {path} ».",
    }
)
