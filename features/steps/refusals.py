"""What whoever acted is told when something is refused, and that nothing changed."""

from pytest_bdd import parsers, then

from features.pilots.pilot import Outcome
from features.world import World

REASONS = {
    "l'adresse et le mot de passe ne vont pas ensemble": "wrong_credentials",
    "l'adresse est mal écrite": "email_malformed",
    "le mot de passe présent est faux": "present_password",
    "le lien a déjà servi": "link_used",
    "le lien a été remplacé": "link_replaced",
    "le lien a expiré": "link_expired",
    "le lien est inconnu": "link_unknown",
    "le mot de passe est trop court": "password_too_short",
    "le mot de passe est trop long": "password_too_long",
    "le mot de passe est courant": "password_guessable",
    "le mot de passe contient son nom": "password_has_last_name",
    "le mot de passe contient son prénom": "password_has_first_name",
    "le mot de passe contient sa date": "password_has_birth_date",
    "le mot de passe contient son adresse": "password_has_email",
    "le mot de passe contient le nom de sa société": "password_has_company_name",
    "le mot de passe contient le SIREN de sa société": "password_has_siren",
    "la phrase a trop peu de mots": "password_too_few_words",
    "il y manque une majuscule": "password_without_upper",
    "il y manque une minuscule": "password_without_lower",
    "il y manque un chiffre": "password_without_digit",
    "il y manque un caractère spécial": "password_without_special",
    "la session est inconnue": "session_unknown",
    "la personne a déjà son mot de passe": "already_activated",
    "la personne est inconnue": "person_unknown",
    "la personne a déjà cet accès": "already_attached",
    "la personne n'y a pas accès": "not_attached",
    "personne n'agit sous ce code": "unknown_staff",
    "la société lui est fermée": "company_closed_to_you",
    "la société est inconnue": "company_unknown",
    "la société perdrait son dernier administrateur": "last_administrator",
    "son profil ne le permet pas": "profile_too_low",
    "seul l'assureur change cet accès": "insurers_alone",
    "la personne n'est pas administrateur": "not_administrator",
    "l'accès est retiré depuis trop longtemps": "restoration_over",
    "l'adresse est partagée": "role_mailbox",
    "l'adresse partagée n'est pas autorisée": "role_mailbox_unallowed",
    "l'adresse a déjà accès": "already_listed",
    "l'adresse a déjà une invitation": "already_invited",
    "les invitations sont trop nombreuses": "too_many_invitations",
    "l'invitation vient de partir": "invitation_just_sent",
    "l'invitation est inconnue": "invitation_unknown",
    "l'invitation est déjà acceptée": "invitation_accepted",
    "l'invitation a été annulée": "invitation_revoked",
    "l'invitation a été renvoyée": "invitation_replaced",
    "l'invitation a expiré": "invitation_expired",
    "l'invitation est pour une autre adresse": "invitation_for_other",
    "le texte est trop long": "too_long",
    "le contrat est inconnu": "contract_unknown",
    "le document est inconnu": "document_unknown",
    "le document n'est pas disponible": "document_unavailable",
    "il n'y a aucun document": "no_documents",
    "la référence est celle d'un autre contrat": "reference_taken",
    "le fichier est vide": "file_empty",
    "le fichier est d'un genre qui ne convient pas": "file_kind",
    "le fichier est tronqué": "file_truncated",
    "le fichier manque": "file_missing",
    "l'adresse est déjà celle d'une autre personne": "email_taken",
    "ce n'est pas un numéro de téléphone": "phone_malformed",
    "il faut un numéro où rappeler": "phone_missing",
    "il faut garder un moyen de joindre la société": "details_missing",
    "quelqu'un vient de changer ces coordonnées": "details_changed",
    "une demande attend déjà": "address_pending",
    "c'est déjà l'adresse de la société": "address_unchanged",
    "il manque la ville": "address_city_missing",
    "la demande a déjà sa réponse": "address_settled",
    "il faut une raison": "reason_missing",
    "le curseur est inconnu": "cursor_unknown",
    "ce à quoi la ligne renvoie est inconnu": "reference_unknown",
    "le lien de fin est inconnu": "unsubscribe_unknown",
    "la raison manque": "reason_missing",
    "une explication manque": "warning_reason_missing",
    "le contrat finit avant de commencer": "ends_before_start",
    "aucun relevé n'est ouvert": "period_unknown",
    "il n'y a rien à déclarer": "period_not_open",
    "la cotisation est forfaitaire": "nothing_to_declare",
    "la date limite précède le courrier": "due_before_letter",
    "quelqu'un a écrit entre-temps": "draft_changed",
    "il manque une réponse": "answer_missing",
    "il faut certifier": "certification_missing",
    "le relevé rempli manque": "form_missing",
    "le relevé est déjà parti": "declaration_moved",
    "l'état du relevé ne le permet pas": "declaration_moved",
    "un administrateur doit certifier": "certification_reserved",
    "ce contrat ne se déclare pas en ligne": "form_not_offered",
    "les fichiers ont changé": "files_changed",
    "le relevé est inconnu": "declaration_unknown",
    "la date est passée": "due_in_the_past",
    "le montant ne se lit pas": "amount_format",
    "le fichier n'est pas d'une sorte acceptée": "file_not_accepted",
    "le fichier est protégé": "file_protected",
    "le fichier contient autre chose que des pages": "file_active",
    "le fichier est trop lourd": "file_too_large",
    "le dossier est déjà envoyé": "subject_closed",
    "le dossier est inconnu": "subject_unknown",
    "le fichier est inconnu": "upload_unknown",
    "le fichier n'est pas encore contrôlé": "upload_unscanned",
    "ce n'est pas un scan": "not_a_scan",
    "il faut choisir ce qui arrive": "cause_missing",
    "la déclaration est inconnue": "claim_draft_unknown",
    "la déclaration est déjà partie": "claim_already_sent",
    "un collègue y a répondu entre-temps": "claim_draft_changed",
    "un fichier n'est plus le même": "claim_files_changed",
    "il faut la dire sincère": "claim_not_certified",
    "la date ne se lit pas": "day_format",
    "ce jour n'est pas encore passé": "day_ahead",
    "il faut plus de détails": "too_short",
    "le sinistre est inconnu": "claim_unknown",
    "le sinistre n'est pas dans cet état": "claim_moved",
    "le dossier est clos": "claim_closed",
    "le message est vide": "message_missing",
    "le message est trop long": "message_too_long",
    "un rappel est déjà demandé": "call_back_pending",
    "le rappel n'est plus ouvert": "call_back_moved",
    "le rappel est inconnu": "call_back_unknown",
    "le créneau n'est pas proposé": "slot_gone",
    "l'heure est passée": "slot_past",
    "personne ne suit sous ce code": "handler_unknown",
    "cette sorte de pièce est inconnue": "document_kind_unknown",
}
"""What the features say -> the code of the refusal."""
_SECONDS = {"minute": 60, "heure": 3600}


@then(parsers.re(r"on lui dit (?:que |qu')(?P<reason>.+)"))
def _is_told(outcome: Outcome, reason: str) -> None:
    assert outcome.tells(REASONS[reason]), outcome


@then(parsers.re(r"on lui demande d'attendre (?P<count>\d+) (?P<unit>minute|heure)s?"))
def _must_wait(outcome: Outcome, count: str, unit: str) -> None:
    assert outcome.tells("too_many_attempts", retry_after=int(count) * _SECONDS[unit]), outcome


@then(parsers.re(r"on lui demande d'attendre longtemps"))
def _must_wait_long(outcome: Outcome) -> None:
    assert outcome.tells("too_many_attempts"), outcome


@then(parsers.re(r"on lui demande de se connecter"))
def _must_sign_in(outcome: Outcome) -> None:
    assert outcome.asks_sign_in, outcome


@then(parsers.re(r"rien n'a changé"))
def _unchanged(world: World) -> None:
    assert world.is_unchanged()
