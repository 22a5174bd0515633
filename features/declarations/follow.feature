# language: fr
Fonctionnalité: Suivre et traiter un relevé de bases

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "BRM-100" dont la cotisation repose sur des bases
    Et que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
    Et que Claire est connectée
    Et que Karim est connecté

  @E7 @G2 @core @cli
  Règle: Le relevé se télécharge une fois validé par l'assureur

    Scénario: Valider un relevé
      Étant donné que Karim a envoyé le relevé 2025 du contrat "BRM-100"
      Quand l'agence valide le relevé "R2026-000001"
      Alors le document du relevé "R2026-000001" est publié
      Et Claire est prévenue que le relevé est validé
      Et Karim est prévenu que le relevé est validé

    Scénario: Impossible de valider deux fois un relevé
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Et que l'agence a validé le relevé "R2026-000001"
      Quand l'agence valide le relevé "R2026-000001"
      Alors on lui dit que l'état du relevé ne le permet pas
      Et rien n'a changé

    Scénario: Impossible de valider un relevé inconnu
      Quand l'agence valide le relevé "R2026-000009"
      Alors on lui dit que le relevé est inconnu
      Et rien n'a changé

    @core @web
    Scénario: Télécharger le relevé validé
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Et que l'agence a validé le relevé "R2026-000001"
      Quand Karim télécharge le relevé 2025 du contrat "BRM-100"
      Alors il obtient le document du relevé "R2026-000001"

    @core @web
    Scénario: Impossible de télécharger un relevé qui n'est pas validé
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand Karim télécharge le relevé 2025 du contrat "BRM-100"
      Alors on lui dit que le document est inconnu
      Et rien n'a changé

  @E7 @core @cli
  Règle: L'assureur demande une correction, ou refuse, en disant pourquoi

    Scénario: Demander une correction
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand l'agence demande avant le 15/12/2026 la correction du relevé "R2026-000001" : "Le montant"
      Alors le relevé 2025 du contrat "BRM-100" attend Claire jusqu'au 15/12/2026
      Et Claire est prévenue que le relevé est à corriger

    Scénario: Refuser un relevé
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand l'agence refuse le relevé "R2026-000001" : "Une autre société"
      Alors le relevé 2025 du contrat "BRM-100" attend Claire jusqu'au 31/12/2026
      Et Claire est prévenue que le relevé est refusé

    Scénario: Impossible de refuser un relevé sans raison
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand l'agence refuse le relevé "R2026-000001" : " "
      Alors on lui dit que la raison manque
      Et rien n'a changé

    Scénario: Impossible de demander une correction pour un jour passé
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand l'agence demande avant le 01/10/2026 la correction du relevé "R2026-000001" : "Le montant"
      Alors on lui dit que la date est passée
      Et rien n'a changé

    @core @web
    Scénario: Envoyer un relevé corrigé
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Et que l'agence attend la correction du relevé "R2026-000001"
      Et que Claire a rempli le relevé 2025 du contrat "BRM-100"
      Quand Claire envoie le relevé 2025 du contrat "BRM-100"
      Alors son récépissé porte le numéro "R2026-000002"
      Et le relevé "R2026-000001" est remplacé

  @E3 @core @cli
  Règle: L'assureur saisit les chiffres d'un relevé scanné

    Scénario: Saisir les chiffres d'un scan
      Étant donné que Karim a envoyé le scan du relevé 2025 du contrat "BRM-100"
      Quand l'agence saisit "125 000" pour le relevé "R2026-000001"
      Alors les chiffres du relevé "R2026-000001" sont saisis

    Scénario: Impossible de saisir ce qui ne se lit pas
      Étant donné que Karim a envoyé le scan du relevé 2025 du contrat "BRM-100"
      Quand l'agence saisit "beaucoup" pour le relevé "R2026-000001"
      Alors on lui dit que le montant ne se lit pas
      Et rien n'a changé

    Scénario: Impossible de récrire les chiffres du sociétaire
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand l'agence saisit "1" pour le relevé "R2026-000001"
      Alors on lui dit que ce n'est pas un scan
      Et rien n'a changé

  @E8 @core @web
  Règle: Les relevés passés se retrouvent dans les documents du contrat

    Scénario: Retrouver un relevé validé
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Et que l'agence a validé le relevé "R2026-000001"
      Quand Karim regarde les relevés passés du contrat "BRM-100"
      Alors il y voit l'année 2025 avec le relevé "R2026-000001" et 125 000 €

    @core
    Scénario: Suivre un relevé envoyé
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand Karim regarde les relevés passés du contrat "BRM-100"
      Alors il y voit l'année 2025 sans document

    Scénario: Impossible de voir les relevés d'une autre société
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est connecté
      Quand Denis regarde les relevés passés du contrat "BRM-100"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé

  @E7 @core @cli
  Règle: Les chiffres partent vers la gestion de l'assureur

    Scénario: Exporter les relevés
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand l'agence exporte les relevés
      Alors l'export porte le relevé "R2026-000001"
