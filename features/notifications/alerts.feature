# language: fr
Fonctionnalité: Être averti d'un nouveau document

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "RCD-100"

  @D3 @core @cli
  Règle: Une alerte part dès qu'une nouvelle attestation est disponible, à qui l'a demandé

    Scénario: Être averti d'une attestation publiée
      Étant donné que Claire demande les attestations dès que possible
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-100"
      Alors Claire est avertie de l'attestation de 2026 de "Maçonnerie Martin"

    Scénario: Être averti d'un appel de cotisation publié
      Étant donné que Claire demande les appels de cotisations dès que possible
      Quand l'agence publie l'appel de cotisation de 2026 du contrat "RCD-100"
      Alors Claire est avertie de l'appel de cotisation de 2026 de "Maçonnerie Martin"

    Scénario: N'être averti qu'une fois d'un document
      Étant donné que Claire demande les attestations dès que possible
      Et que le contrat "RCD-100" a une attestation de 2026
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-100"
      Alors Claire ne reçoit aucun courriel

    Scénario: N'être averti que du sujet demandé
      Étant donné que Claire demande les attestations dès que possible
      Quand l'agence publie l'appel de cotisation de 2026 du contrat "RCD-100"
      Alors Claire ne reçoit aucun courriel

    Scénario: Impossible d'écrire à une adresse dont les courriels reviennent
      Étant donné que Claire demande les attestations dès que possible
      Et que l'agence a noté que les courriels à Claire reviennent
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-100"
      Alors Claire ne reçoit aucun courriel

  @D3 @core @cli
  Règle: Un import avertit s'il le dit, et jamais au premier chargement d'une société

    Scénario: Être averti d'un document importé
      Étant donné que Claire demande les attestations dès que possible
      Et que l'export décrit "Maçonnerie Martin" et son contrat "RCD-100"
      Et que l'export est déjà repris
      Et que l'export contient l'attestation de 2026 du contrat "RCD-100"
      Quand l'export est repris en avertissant
      Alors Claire est avertie de l'attestation de 2026 de "Maçonnerie Martin"

    Scénario: Impossible d'être averti d'un import qui ne le dit pas
      Étant donné que Claire demande les attestations dès que possible
      Et que l'export décrit "Maçonnerie Martin" et son contrat "RCD-100"
      Et que l'export est déjà repris
      Et que l'export contient l'attestation de 2026 du contrat "RCD-100"
      Quand l'export est repris
      Alors Claire ne reçoit aucun courriel

    Scénario: Impossible d'être averti d'un premier chargement
      Étant donné que Claire demande les attestations dès que possible
      Et que l'export décrit "Maçonnerie Martin" et son contrat "RCD-100"
      Et que l'export contient l'attestation de 2026 du contrat "RCD-100"
      Quand l'export est repris en avertissant
      Alors Claire ne reçoit aucun courriel

  @F3 @core @cli
  Règle: Une fois par jour, un seul message rassemble ce qui a été demandé ainsi

    Scénario: Recevoir le message du jour
      Étant donné que Claire demande les attestations une fois par jour
      Et que l'agence a publié les attestations de 2025 et de 2026 du contrat "RCD-100"
      Quand la nuit passe
      Alors Claire reçoit un message du jour de 2 documents

    Scénario: Ne recevoir qu'un message par jour
      Étant donné que Claire demande les attestations une fois par jour
      Et que l'agence a publié les attestations de 2025 et de 2026 du contrat "RCD-100"
      Et que la nuit est passée
      Quand la nuit passe
      Alors Claire ne reçoit aucun courriel

    Scénario: Recevoir un seul message pour tout ce qui avance dans un sinistre
      Étant donné que Claire demande les sinistres une fois par jour
      Et que Claire a déclaré un vol
      Et que l'agence a fait passer le sinistre à : enregistré
      Et que l'agence a écrit "Un expert vous appellera" à la société
      Quand la nuit passe
      Alors Claire reçoit un message du jour d'un sinistre

    Scénario: Impossible de recevoir un message du jour vide
      Étant donné que Claire demande les attestations une fois par jour
      Quand la nuit passe
      Alors Claire ne reçoit aucun courriel
