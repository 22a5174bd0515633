"""Sentences of what a verification finds, and of what backups refuse."""

SENTENCES = {
    "verify_file_missing": "Document {name} (société {siren}) : son fichier {key} n'existe plus. Remettez-le depuis "
    "une sauvegarde, ou publiez de nouveau le document.",
    "verify_file_size": "Document {name} (société {siren}) : son fichier {key} fait {found} octets au lieu de "
    "{expected}.",
    "verify_file_key": "Document {name} (société {siren}) : son fichier {key} n'est pas celui qui a été gardé.",
    "verify_file_content": "Document {name} (société {siren}) : le contenu de son fichier {key} a changé.",
    "verify_file_unnamed": "Fichier {key} : aucun document ne le nomme. « societaire maintain » l'enlève.",
    "verify_chain": "Journal {stream} : la chaîne des événements est rompue.",
    "verify_dangling": "{place} : {count} lignes désignent ce qui n'existe pas. Restaurez la dernière sauvegarde.",
    "verify_administrator": "Société {siren} : plus aucun administrateur.",
    "verify_overdue": "{kind} : {count} lignes auraient dû être effacées. « societaire maintain » tourne-t-il "
    "chaque nuit ?",
    "verify_outbox": "Des courriels attendent depuis {since}. « societaire outbox run » tourne-t-il ?",
    "verify_scanner": "Des fichiers reçus attendent leur contrôle depuis {since}. « societaire outbox run » "
    "tourne-t-il, et l'antivirus répond-il ?",
    "tables_forbidden": "Les tables appartiennent à un autre rôle de la base : donnez dans SOCIETAIRE_DATABASE_URL "
    "l'adresse de leur propriétaire, pour cette commande seulement.",
    "backup_folder_taken": "Le dossier {folder} n'est pas vide : une sauvegarde va dans un dossier à elle.",
    "backup_missing": "Le dossier {folder} ne contient pas de sauvegarde terminée.",
    "backup_damaged": "La sauvegarde est abîmée ({part}) : rien n'a été changé.",
    "backup_other_kind": "La sauvegarde vient d'une autre base ({kind}, révision {revision}), ou d'une version plus "
    "récente : rien n'a été changé.",
}
