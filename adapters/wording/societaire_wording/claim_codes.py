"""Sentences of what the declaration and the follow-up of a claim refuse."""

SENTENCES = {
    "claim_draft_unknown": "Cette déclaration n'existe pas, ou plus. Vos brouillons sont dans « Mes sinistres ».",
    "claim_already_sent": "Cette déclaration est envoyée, sous le numéro {receipt} : elle ne se modifie plus. Vous "
    "pouvez y ajouter des éléments.",
    "claim_draft_changed": "{by} a modifié cette déclaration entre-temps : rien n'a été écrasé ni perdu, relisez-la.",
    "claim_files_changed": "Le fichier « {name} » manque, ou n'est pas celui que vous avez joint : rien n'est parti. "
    "Joignez-le de nouveau, puis envoyez.",
    "claim_unknown": "Ce sinistre n'existe pas.",
    "claim_moved": "Ce sinistre a changé d'état entre-temps : relisez-le.",
    "claim_closed": "Ce dossier est clos. Vous pouvez demander sa réouverture.",
    "call_back_pending": "Une demande de rappel est déjà ouverte pour ce sinistre.",
    "call_back_unknown": "Cette demande de rappel n'existe pas.",
    "call_back_moved": "Cette demande de rappel n'est plus ouverte.",
    "claim_not_certified": "Cochez la case pour déclarer que vos réponses sont sincères.",
    "message_missing": "Écrivez votre message.",
    "message_too_long": "Le message est trop long : {longest} caractères au plus.",
    "slot_gone": "Choisissez un créneau parmi ceux qui sont proposés.",
    "handler_unknown": "Aucun interlocuteur n'a ce code.",
    "document_kind_unknown": "« {document} » n'est pas une pièce connue : « societaire claims documents » les nomme.",
    "slot_past": "Choisissez une heure à venir, la fin après le début.",
    "claim_amount_negative": "Indiquez un montant positif.",
    "cause_missing": "Choisissez ce qui vous arrive ; « Je ne sais pas » convient aussi.",
    "answer_missing": "Répondez à cette question.",
    "day_ahead": "Cette date n'est pas encore passée.",
    "hour_missing": "Donnez aussi l'heure, par exemple 14:30.",
    "hour_format": "Cette heure ne se lit pas. Exemple : 14:30.",
    "postal_code_form": "Un code postal français a cinq chiffres. À l'étranger, laissez ce champ vide et écrivez "
    "le code avec la ville.",
    "postal_code_department": "Aucun code postal français ne commence ainsi. À l'étranger, laissez ce champ vide et "
    "écrivez le code avec la ville.",
    "too_short": "Donnez plus de détails : {shortest} caractères au moins.",
}
