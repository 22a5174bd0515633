"""Sentences of what is wrong with the settings, and of what an installation is checked for."""

SENTENCES = {
    "settings_invalid": "Les réglages ne permettent pas de démarrer.",
    "settings_file": "Le fichier de réglages ne peut pas être lu (TOML attendu).",
    "settings_file_missing": "Le fichier de réglages n'existe pas.",
    "settings_key_unknown": "« {key} » n'est pas un réglage.",
    "settings_key_unknown_near": "« {key} » n'est pas un réglage : vouliez-vous écrire « {near} » ?",
    "settings_key_outside": "« {key} » est hors de la table des réglages : écrivez-les sous une ligne [societaire].",
    "setting_unknown": "Aucun réglage ne porte ce nom.",
    "setting_unknown_near": "Aucun réglage ne porte ce nom : vouliez-vous écrire {near} ?",
    "setting_extra": "Le module {module} n'est pas installé : c'est le complément « {extra} » (docs/deploy.md).",
    "setting_missing": "Réglage obligatoire absent.",
    "setting_unreadable": "Valeur illisible pour ce réglage (un nombre, ou une durée comme 45m ou PT45M).",
    "setting_choice": "Valeurs possibles : {choices}.",
    "setting_negative": "Un nombre positif est attendu.",
    "setting_address": "Formes attendues : {forms}, avec un chemin absolu pour un fichier ou un dossier.",
    "setting_public_url": "Adresse complète attendue, sans chemin ni barre finale, par exemple https://espace.example.",
    "setting_public_http": "https est obligatoire, sauf sur l'adresse locale de la machine (127.0.0.1, localhost).",
    "setting_files_memory": "memory:// perd tous les documents à l'arrêt : réservé à une adresse locale.",
    "setting_secret_weak": "Clé trop courte ou trop simple : {minimum} caractères au hasard au moins.",
    "setting_accel_prefix": "Chemin interne attendu, par exemple /documents-internes, sans barre finale.",
    "setting_path": "Chemin absolu attendu, par exemple /var/log/societaire/portail.log.",
    # What an installation is checked for.
    "check_ok": "Tout va bien.",
    "check_public_local": "Adresse locale : le portail n'est joignable que depuis cette machine.",
    "check_migrations": "La base est à la révision {current}, il faut {wanted} : lancez « societaire db upgrade ».",
    "check_hashing_folder": "Le dossier {folder} ne peut pas être écrit : personne ne pourra se connecter. "
    "Choisissez-en un autre avec SOCIETAIRE_HASHING_FOLDER.",
    "check_documents": "Les fichiers envoyés ne peuvent pas être ouverts, et seront tous refusés : réinstallez "
    "l'application avec l'extra « documents ».",
    "check_scanner_none": "aucun, les fichiers envoyés restent « reçus » (SOCIETAIRE_SCANNER_URL).",
    "check_system": "Le système refuse l'accès ({reason}) : vérifiez le chemin et ses droits.",
    "check_open_to_all": "{path} : tout utilisateur de la machine peut le lire. Ôtez ce droit : chmod o-rwx.",
    "check_room": "{path} : il ne reste que {megabytes} Mo sur ce disque. Faites de la place, ou tout sera refusé.",
    "check_database_out": "La base ne répond pas ({reason}). Vérifiez SOCIETAIRE_DATABASE_URL, et que le serveur "
    "tourne.",
    "check_storage_out": "Les fichiers ne peuvent être ni lus ni écrits ({reason}). Vérifiez SOCIETAIRE_FILES_URL, les "
    "droits et la place.",
    "check_outbox_late": "{count} courriels attendent, le plus ancien depuis {minutes} minutes : vérifiez que "
    "« societaire outbox run » tourne, et ce que dit « societaire outbox status ».",
    "check_outbox_dead": "{count} courriels abandonnés : « societaire outbox dead » les nomme, « societaire outbox "
    "retry » les relance.",
    "check_synchronous": "synchronous_commit est désactivé : une panne perdrait des déclarations déjà confirmées. "
    "Remettez-le à « on ».",
    "check_durability": "Le réglage {setting} de la base ferait perdre des données en cas de panne : remettez-le à sa "
    "valeur d'origine.",
    "check_damaged": "La base est abîmée : restaurez la dernière sauvegarde.",
    "check_read_only": "La base ne peut pas être modifiée : vérifiez les droits du fichier, ou que le serveur n'est "
    "pas une copie en lecture seule.",
    "check_reader": "Les connexions de lecture peuvent écrire : ne remplacez pas les réglages de connexion.",
    "check_foreign_keys": "Des lignes de la base désignent ce qui n'existe pas : restaurez la dernière sauvegarde.",
    "check_journal": "La base SQLite n'est pas en mode WAL : vérifiez qu'elle est sur un disque local.",
}
