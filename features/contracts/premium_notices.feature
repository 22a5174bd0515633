# language: fr
@core @web
Fonctionnalité: Télécharger ses appels de cotisations

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "RCD-100"
    Et que Claire est connectée

  @G3
  Règle: Les appels de cotisations des années passées se téléchargent

    Scénario: Télécharger un appel de cotisation
      Étant donné que le contrat "RCD-100" a les appels de cotisations de 2022 à 2026
      Quand elle télécharge l'appel de cotisation de 2023 du contrat "RCD-100"
      Alors elle obtient l'appel de cotisation de 2023 en PDF

    Scénario: Ne voir que les appels de cotisations
      Étant donné que le contrat "RCD-100" a les appels de cotisations de 2022 à 2026
      Et que le contrat "RCD-100" a une attestation de 2026
      Quand elle cherche les appels de cotisations du contrat "RCD-100"
      Alors elle voit les appels de cotisations de 2022 à 2026
      Et elle ne voit pas l'attestation de 2026 parmi les documents

    Scénario: Impossible de télécharger l'appel de cotisation d'une autre société
      Étant donné que Karim a accès à "Charpente Durand"
      Et que "Charpente Durand" a un contrat "RCD-300"
      Et que le contrat "RCD-300" a les appels de cotisations de 2026 à 2026
      Quand elle télécharge l'appel de cotisation de 2026 du contrat "RCD-300" depuis l'espace de "Maçonnerie Martin"
      Alors on lui dit que le document est inconnu
      Et rien n'a changé
