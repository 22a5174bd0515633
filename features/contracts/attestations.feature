# language: fr
@core @web
Fonctionnalité: Télécharger ses attestations

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "RCD-100"
    Et que Claire est connectée

  @D1
  Règle: L'attestation se télécharge en PDF depuis les détails du contrat

    Scénario: Télécharger son attestation
      Étant donné que le contrat "RCD-100" a une attestation de 2026
      Quand elle télécharge l'attestation de 2026 du contrat "RCD-100"
      Alors elle obtient l'attestation de 2026 en PDF

    @C9
    Scénario: Télécharger une attestation comme collaboratrice
      Étant donné que Claire est collaboratrice de "Charpente Durand"
      Et que "Charpente Durand" a un contrat "RCD-300"
      Et que le contrat "RCD-300" a une attestation de 2026
      Quand elle télécharge l'attestation de 2026 du contrat "RCD-300"
      Alors elle obtient l'attestation de 2026 en PDF

    Scénario: Impossible de télécharger l'attestation d'une autre société
      Étant donné que Karim a accès à "Charpente Durand"
      Et que "Charpente Durand" a un contrat "RCD-300"
      Et que le contrat "RCD-300" a une attestation de 2026
      Quand elle télécharge l'attestation de 2026 du contrat "RCD-300" depuis l'espace de "Maçonnerie Martin"
      Alors on lui dit que le document est inconnu
      Et rien n'a changé

    Scénario: Impossible de télécharger un document qui n'existe pas
      Étant donné que le contrat "RCD-100" a une attestation de 2026
      Quand elle télécharge un document inventé depuis l'espace de "Maçonnerie Martin"
      Alors on lui dit que le document est inconnu
      Et rien n'a changé

    Scénario: Impossible de télécharger une attestation après la fin de son accès
      Étant donné que le contrat "RCD-100" a une attestation de 2026
      Et que Karim est administrateur de "Maçonnerie Martin"
      Et que l'agence a détaché "Maçonnerie Martin" de Claire
      Quand elle télécharge l'attestation de 2026 du contrat "RCD-100" depuis l'espace de "Maçonnerie Martin"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé

    Scénario: Impossible de télécharger une attestation dont le fichier manque
      Étant donné que le contrat "RCD-100" a une attestation de 2026
      Et que le fichier de l'attestation de 2026 du contrat "RCD-100" est perdu
      Quand elle télécharge l'attestation de 2026 du contrat "RCD-100"
      Alors on lui dit que le document n'est pas disponible

  @D2 @G1
  Règle: La dernière attestation et celles des années passées

    Scénario: Trouver la dernière attestation
      Étant donné que le contrat "RCD-100" a les attestations de 2014 à 2026
      Quand elle télécharge la dernière attestation du contrat "RCD-100"
      Alors elle obtient l'attestation de 2026 en PDF

    Scénario: Voir les attestations de douze années passées
      Étant donné que le contrat "RCD-100" a les attestations de 2014 à 2026
      Quand elle consulte le contrat "RCD-100"
      Alors elle voit les attestations de 2014 à 2026

    Scénario: Télécharger une attestation ancienne
      Étant donné que le contrat "RCD-100" a les attestations de 2014 à 2026
      Quand elle télécharge l'attestation de 2014 du contrat "RCD-100"
      Alors elle obtient l'attestation de 2014 en PDF

    Scénario: Télécharger l'attestation d'un contrat résilié
      Étant donné que "Maçonnerie Martin" a un contrat "RCD-050" résilié le 31/12/2024
      Et que le contrat "RCD-050" a une attestation de 2024
      Quand elle télécharge l'attestation de 2024 du contrat "RCD-050"
      Alors elle obtient l'attestation de 2024 en PDF

    Scénario: Ne voir que les documents d'une année
      Étant donné que le contrat "RCD-100" a les attestations de 2014 à 2026
      Quand elle cherche les documents de 2019 du contrat "RCD-100"
      Alors elle voit seulement l'attestation de 2019

    Scénario: Télécharger ensemble plusieurs années
      Étant donné que le contrat "RCD-100" a les attestations de 2014 à 2026
      Quand elle télécharge ensemble les documents de 2025 du contrat "RCD-100"
      Alors elle obtient un dossier qui contient l'attestation de 2025
      Et le dossier ne contient pas l'attestation de 2024

    Scénario: Impossible de télécharger ensemble une année sans document
      Étant donné que le contrat "RCD-100" a les attestations de 2014 à 2026
      Quand elle télécharge ensemble les documents de 1998 du contrat "RCD-100"
      Alors on lui dit qu'il n'y a aucun document
      Et rien n'a changé

    Scénario: Impossible de télécharger ensemble les documents d'une autre société
      Étant donné que Karim a accès à "Charpente Durand"
      Et que "Charpente Durand" a un contrat "RCD-300"
      Et que le contrat "RCD-300" a une attestation de 2026
      Quand elle télécharge ensemble les documents de "RCD-300" depuis l'espace de "Maçonnerie Martin"
      Alors on lui dit que le contrat est inconnu
      Et rien n'a changé
