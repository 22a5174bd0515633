# language: fr
@core @web
Fonctionnalité: Ne plus recevoir des messages, depuis l'un d'eux

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "RCD-100"
    Et que Claire demande les attestations dès que possible
    Et que Claire demande les appels de cotisations une fois par jour
    Et que l'agence a publié les attestations de 2025 et de 2026 du contrat "RCD-100"

  @F3
  Règle: Le lien d'un message met fin à son sujet, sans se connecter, et à rien d'autre

    Scénario: Ne plus recevoir les attestations
      Étant donné que Claire n'est pas connectée
      Quand Claire suit le lien de fin de son dernier message
      Alors elle ne reçoit plus les attestations
      Et elle reçoit désormais les appels de cotisations une fois par jour

    Scénario: Regarder le lien sans rien changer
      Étant donné que Claire n'est pas connectée
      Quand Claire regarde le lien de fin de son dernier message
      Alors elle reçoit désormais les attestations dès que possible

    Scénario: Impossible de mettre fin avec un lien inventé
      Étant donné que Claire n'est pas connectée
      Quand Claire suit un lien de fin inventé
      Alors on lui dit que le lien de fin est inconnu
      Et rien n'a changé
