# language: fr
@core @web
Fonctionnalité: Lire ce qui s'est passé

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "RCD-100"

  @F3
  Règle: Chaque société a ses nouvelles, ce qui n'a pas été vu d'abord

    Scénario: Lire les documents publiés
      Étant donné que l'agence a publié les attestations de 2025 et de 2026 du contrat "RCD-100"
      Et que Claire est connectée
      Quand elle lit les nouvelles de "Maçonnerie Martin"
      Alors elle a 2 nouvelles à lire

    Scénario: Marquer les nouvelles comme vues
      Étant donné que l'agence a publié les attestations de 2025 et de 2026 du contrat "RCD-100"
      Et que Claire est connectée
      Quand elle marque comme vues les nouvelles de "Maçonnerie Martin"
      Alors elle a 0 nouvelles à lire

    Scénario: Impossible de lire les nouvelles d'une société fermée
      Étant donné que Claire est connectée
      Quand elle lit les nouvelles de "Toiture Petit"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé
