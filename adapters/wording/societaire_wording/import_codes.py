"""Sentences of what an import refuses or warns of; those that other pages need too are among the refusals."""

REFUSED_FILES: dict[str, str] = {
    "encoding": "Le fichier n'est ni en UTF-8 ni en Windows-1252 : enregistrez-le en CSV UTF-8.",
    "encoding_mixed": "Le fichier mélange deux encodages (UTF-8 et Windows-1252) : produisez-le de nouveau.",
    "line_ends": "Les lignes doivent se terminer par un saut de ligne, précédé ou non d'un retour chariot.",
    "separator": "Les colonnes ne sont pas séparées par des points-virgules.",
    "column_missing": "Il manque une colonne obligatoire : {columns}.",
    "column_twice": "Cette colonne figure deux fois.",
    "unreadable": "Le fichier ne peut pas être lu.",
    "leads_outside": "Le fichier est un lien qui mène hors du dossier de l'export.",
    "changed_meanwhile": "Le fichier a changé pendant sa lecture : relancez l'import.",
}
"""What makes a file unreadable as a whole."""

REFUSED_ROWS: dict[str, str] = {
    "ragged_row": "La ligne compte {found} cellules, l'en-tête en annonce {expected}.",
    "row_cut": "Le fichier s'arrête sur cette ligne sans saut de ligne : elle est peut-être coupée.",
    "row_too_long": "La ligne est trop longue pour être une ligne d'export.",
    "quote_unclosed": "Un guillemet ouvert n'est pas refermé, ou l'est au milieu d'une cellule.",
    "required": "Cette colonne doit être remplie.",
    "too_long": "Le texte est trop long : {longest} caractères au plus.",
    "control_character": "Le texte contient un caractère invisible qui n'est pas admis.",
    "code_character": "Un code ne peut contenir ni « | » ni retour à la ligne.",
    "value_unknown": "Cette valeur n'est pas prévue. Valeurs possibles : {known}.",
    "date_format": "La date ne se lit ni comme 2026-11-02 ni comme 02/11/2026.",
    "date_unknown": "Ce jour n'existe pas.",
    "date_range": "L'année doit être comprise entre {first} et {last}.",
    "year_format": "L'année doit s'écrire en quatre chiffres.",
    "amount_format": "Le montant ne se lit pas : écrivez 1 234,56.",
    "amount_ambiguous": "Le point peut séparer des milliers ou des décimales : écrivez le montant avec une virgule.",
    "amount_cents": "Le montant a plus de deux décimales.",
    "amount_range": "Le montant est trop grand.",
    "siren_format": "Un SIREN a neuf chiffres.",
    "siren_key": "Ce SIREN n'existe pas : sa clé est fausse.",
    "siret_format": "Un SIRET a quatorze chiffres.",
    "siret_key": "Ce SIRET n'existe pas : sa clé est fausse.",
    "siret_of_other_company": "Ce SIRET est celui d'une autre société que le SIREN de la ligne.",
    "email_format": "L'adresse e-mail est mal formée.",
    "period_incomplete": "Une période a un début et une fin : l'une des deux dates manque.",
    "ends_before_start": "La fin précède le début.",
    "duplicate_key": "Une ligne précédente porte la même clé avec d'autres valeurs.",
    "reference_unknown": "Ce code ne correspond à rien de connu, dans l'export ou déjà enregistré "
    "(ou la ligne qui l'apporte est refusée).",
    "file_outside": "Le fichier doit se trouver sous le dossier « fichiers » de l'export.",
    "file_unreadable": "Le fichier ne peut pas être lu.",
}
"""What makes a row wrong; the others of its file go in."""

SHARED = (
    "email_taken",
    "last_administrator",
    "file_missing",
    "file_empty",
    "file_too_large",
    "file_kind",
    "file_truncated",
)
"""The same, said elsewhere too: their sentences are in societaire_wording.refusals."""

WARNINGS: dict[str, str] = {
    "file_unknown": "Ce fichier ne fait pas partie d'un export : il n'a pas été lu.",
    "column_unknown": "Cette colonne n'est pas connue : elle n'a pas été lue.",
    "hours_unreadable": "Ces horaires ne se lisent pas : ils sont gardés tels quels.",
    "email_not_ascii": "Aucun courriel n'atteindra cette adresse : une lettre accentuée précède l'arobase.",
    "product_unknown": "Ce produit n'est pas connu : le contrat est repris tel quel.",
}
"""What is odd, and does no harm."""

SENTENCES: dict[str, str] = {
    "not_an_export": "Ce dossier ne contient aucun des fichiers d'un export.",
    "content_refused": "Le contenu de ce document ne peut pas être lu.",
    **WARNINGS,
    **REFUSED_ROWS,
    **REFUSED_FILES,
}
