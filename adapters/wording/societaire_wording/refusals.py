"""Sentences of the refusals: what happened, and what to do next."""

SENTENCES = {
    # Families: only seen when a leaf forgot its own sentence.
    "not_found": "Cette page ou cet élément n'existe pas, ou ne vous est pas accessible.",
    "not_allowed": "Vous ne pouvez pas faire cela.",
    "invalid": "Certaines informations sont à corriger.",
    "conflict": "Les informations ont changé entre-temps : vérifiez-les, puis recommencez.",
    "busy": "Le service est très sollicité : réessayez dans {wait}.",
    # Signing in.
    "wrong_credentials": "L'adresse e-mail ou le mot de passe ne convient pas. Si vous n'avez pas encore choisi de mot "
    "de passe, ou si vous l'avez oublié, utilisez « Mot de passe oublié ».",
    "too_many_attempts": "Trop d'essais ont échoué : réessayez dans {wait}, ou choisissez un nouveau mot de passe avec "
    "« Mot de passe oublié », qui reste toujours possible.",
    "session_over": "Votre session est terminée : connectez-vous de nouveau. Rien de ce que vous aviez enregistré "
    "n'est perdu.",
    "session_unknown": "Cette session est déjà terminée.",
    "other_host": "Le portail est à l'adresse {address} : ouvrez-le là.",
    "form_expired": "Ce formulaire n'est plus valable : rechargez la page, puis recommencez.",
    "email_malformed": "Cette adresse e-mail n'est pas complète. Exemple : prenom.nom@entreprise.fr",
    "present_password": "Le mot de passe actuel n'est pas le bon.",
    "other_account": "Ce lien a été envoyé à un autre compte : connectez-vous avec l'adresse qui l'a reçu.",
    # Links sent by e-mail.
    "link_unknown": "Ce lien n'est pas reconnu : il a peut-être été coupé par votre messagerie. Copiez-le en entier, "
    "ou demandez-en un nouveau.",
    "link_expired": "Ce lien n'est plus valable : sa durée est dépassée. Demandez-en un nouveau.",
    "link_used": "Ce lien a déjà servi. Si c'était vous, connectez-vous avec le mot de passe que vous avez choisi ; "
    "sinon, demandez un nouveau lien.",
    "link_replaced": "Un lien plus récent vous a été envoyé depuis : utilisez le dernier message reçu, ou demandez un "
    "nouveau lien.",
    # Passwords (RULES A3, A4, A5).
    "password_too_short": "Au moins {minimum} caractères (il y en a {length}).",
    "password_too_long": "Au plus {maximum} caractères.",
    "password_too_few_words": "Au moins {minimum} mots différents.",
    "password_without_upper": "Au moins une lettre majuscule.",
    "password_without_lower": "Au moins une lettre minuscule.",
    "password_without_digit": "Au moins un chiffre.",
    "password_without_special": "Au moins un caractère spécial (ponctuation, symbole ou espace).",
    "password_bad_character": "Un caractère invisible ne peut pas être utilisé : retapez le mot de passe.",
    "password_has_last_name": "Pas votre nom de famille.",
    "password_has_first_name": "Pas votre prénom.",
    "password_has_birth_date": "Pas votre date de naissance.",
    "password_has_email": "Pas votre adresse e-mail.",
    "password_has_company_name": "Pas le nom d'une de vos sociétés.",
    "password_has_siren": "Pas le numéro SIREN d'une de vos sociétés.",
    "password_guessable": "Pas un mot de passe courant ou facile à deviner, même avec des chiffres à la place "
    "des lettres.",
    # Companies and accesses.
    "company_closed_to_you": "Cette société n'existe pas, ou votre adresse e-mail n'y a pas accès.",
    "company_unknown": "Aucune société connue sous le SIREN {siren}.",
    "profile_too_low": "Votre profil ne permet pas cela dans cette société : demandez à un administrateur.",
    "last_administrator": "Cette personne est le seul administrateur de la société : désignez-en d'abord un autre.",
    "already_attached": "Cette personne a déjà cet accès à la société.",
    "not_attached": "Cette personne n'a pas d'accès à cette société.",
    "insurers_alone": "Cet accès ne se change pas ici : votre assureur tient la liste des administrateurs, et nul ne "
    "change son propre accès.",
    "not_administrator": "« {person} » n'est pas administrateur de cette société.",
    "restoration_over": "Cet accès a été retiré il y a trop longtemps pour être rétabli : invitez de nouveau la "
    "personne.",
    "last_name_missing": "Indiquez le nom.",
    "first_name_missing": "Indiquez le prénom.",
    "name_character": "Un nom ne contient que des lettres, des espaces, des traits d'union et des apostrophes.",
    "role_mailbox": "Cette adresse est partagée par plusieurs personnes : indiquez une adresse nominative. Si la "
    "société n'en a pas d'autre, appelez votre agence.",
    "role_mailbox_unallowed": "Cette adresse est partagée par plusieurs personnes : donnez une adresse nominative, ou "
    "autorisez-la d'abord dans chaque société de la personne (« societaire accesses allow »).",
    "email_unchanged": "C'est déjà l'adresse de cette personne.",
    # Invitations.
    "already_listed": "Cette adresse a déjà accès à la société.",
    "already_invited": "Cette adresse a déjà une invitation en attente : renvoyez-la depuis la liste.",
    "too_many_invitations": "Trop d'invitations à la fois : {most} au plus en attente, et par jour. Annulez celles qui "
    "n'ont plus d'objet, ou revenez demain.",
    "invitation_just_sent": "L'invitation vient de partir : vous pourrez la renvoyer dans {wait}.",
    "invitation_unknown": "Cette invitation n'est pas reconnue : son lien a peut-être été coupé par votre messagerie. "
    "Copiez-le en entier.",
    "invitation_accepted": "Cette invitation a déjà été acceptée : connectez-vous pour ouvrir l'espace de la société.",
    "invitation_revoked": "Cette invitation n'est plus valable : la société l'a annulée. En cas de doute, demandez à "
    "un de ses administrateurs.",
    "invitation_replaced": "Cette invitation vous a été renvoyée depuis : utilisez le dernier message reçu.",
    "invitation_expired": "Cette invitation n'est plus valable : sa durée est dépassée. Demandez à un administrateur "
    "de la société de la renvoyer.",
    "invitation_for_other": "Cette invitation est destinée à une autre adresse que celle avec laquelle vous êtes "
    "connecté. Déconnectez-vous, puis ouvrez de nouveau le lien reçu.",
    "person_unknown": "Personne n'est connu sous « {person} » (code de l'assureur ou adresse e-mail).",
    "already_activated": "Cette personne a déjà choisi son mot de passe : « Mot de passe oublié » lui suffit.",
    "email_taken": "Cette adresse e-mail est déjà celle d'une autre personne.",
    "unknown_staff": "Aucun interlocuteur enregistré sous le code « {staff} » : indiquez le vôtre.",
    # Contracts and documents.
    "contract_unknown": "Ce contrat n'existe pas, ou ne vous est pas accessible.",
    "document_unknown": "Ce document n'existe pas, ou ne vous est pas accessible.",
    "no_documents": "Ce contrat n'a aucun document pour ce que vous demandez : les années où il en a sont dans ses "
    "détails.",
    "document_unavailable": "Ce document ne peut pas être lu pour l'instant. Votre agence peut vous l'adresser.",
    "reference_taken": "Cette référence est déjà celle d'un document d'un autre contrat.",
    "published_too_late": "La date de publication est trop lointaine : demain au plus tard.",
    "text_missing": "Ce texte ne peut pas être vide.",
    "file_missing": "Le fichier est introuvable.",
    "file_empty": "Le fichier est vide.",
    "file_too_large": "Le fichier est trop lourd : {largest_size} au plus.",
    "file_kind": "Le contenu du fichier n'est pas celui que son nom annonce, ou n'est ni un PDF ni une image PNG "
    "ou JPEG.",
    "file_truncated": "Le fichier est incomplet : sa fin manque.",
    # Notifications.
    "unsubscribe_unknown": "Ce lien n'est pas complet, ou ne vient pas d'un de nos messages. Connectez-vous pour "
    "changer vos choix.",
    "reason_missing": "Donnez la raison.",
    # Details and addresses of companies.
    "phone_malformed": "Ce n'est pas un numéro de téléphone. Exemple : 04\u00a072\u00a000\u00a000\u00a001, ou "
    "+32\u00a02\u00a0550\u00a000\u00a001 pour l'étranger.",
    "phone_missing": "Indiquez le numéro où vous rappeler : nous n'en connaissons aucun.",
    "details_missing": "Gardez au moins un moyen de vous joindre : un téléphone ou une adresse e-mail.",
    "details_changed": "Quelqu'un vient de modifier ces coordonnées : comparez, corrigez si besoin, puis enregistrez "
    "de nouveau.",
    "address_city_missing": "Indiquez la ville.",
    "address_too_long": "Au plus {maximum} caractères par ligne.",
    "address_unchanged": "C'est déjà l'adresse de la société.",
    "address_pending": "Une demande de changement d'adresse est déjà en attente : retirez-la d'abord pour en faire une "
    "autre.",
    "address_settled": "Cette demande a déjà reçu une réponse, ou a été retirée.",
    "address_request_unknown": "Cette demande n'existe pas, ou ne vous est pas accessible.",
    "reason_too_long": "La raison est trop longue : {maximum} caractères au plus.",
    # The change feed.
    "cursor_unknown": "Ce curseur n'est pas reconnu : reprenez celui de la dernière ligne lue, sans le modifier.",
    "cursor_ahead": "Ce curseur est plus avancé que la base, qui a sans doute été restaurée : recommencez sans "
    "curseur, et comparez.",
    # What is around us.
    "stale_write": "Quelqu'un vient de modifier ces informations : relisez-les, puis recommencez.",
    "database_busy": "Le service est momentanément indisponible : réessayez dans {wait}.",
    "storage_unavailable": "Les documents sont momentanément indisponibles : réessayez dans {wait}.",
    "mail_refused": "Le message a été refusé définitivement par le serveur de messagerie.",
    "mail_delayed": "Le message n'a pas pu partir : nouvel essai plus tard.",
    "mail_missing": "Aucun message sous ce nom.",
}
