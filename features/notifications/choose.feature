# language: fr
Fonctionnalité: Choisir ses notifications

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin" et à "Charpente Durand"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "RCD-100"
    Et que "Charpente Durand" a un contrat "RCD-200"

  @F3 @C6
  Règle: Chacun choisit ce qui lui est annoncé ; rien ne l'est sans avoir été demandé

    @core @web
    Scénario: Demander les attestations
      Étant donné que Claire est connectée
      Quand elle demande les attestations dès que possible depuis "Maçonnerie Martin"
      Alors elle reçoit désormais les attestations dès que possible
      Et elle ne reçoit rien d'autre

    @core @web
    Scénario: Ne plus vouloir d'un sujet
      Étant donné que Claire est connectée
      Et que Claire demande les attestations dès que possible
      Quand elle ne veut plus les attestations depuis "Maçonnerie Martin"
      Alors elle ne reçoit rien d'autre

    @core @cli
    Scénario: N'annoncer rien à qui n'a rien demandé
      Étant donné que Claire est activée
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-100"
      Alors Claire ne reçoit aucun courriel

    @core @web
    Scénario: Impossible de choisir depuis une société fermée
      Étant donné que Claire est connectée
      Quand elle demande les attestations dès que possible depuis "Toiture Petit"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé

    @core @web
    Scénario: Impossible de choisir sans être connecté
      Étant donné que Claire n'est pas connectée
      Quand elle demande les attestations dès que possible depuis "Maçonnerie Martin"
      Alors on lui demande de se connecter
      Et rien n'a changé

  @F4
  Règle: Le choix appartient à la personne, vaut pour toutes ses sociétés, et n'engage pas ses collègues

    @core @web
    Scénario: Choisir une fois pour toutes ses sociétés
      Étant donné que Claire est connectée
      Quand elle demande les attestations dès que possible depuis "Maçonnerie Martin"
      Alors ses choix valent pour "Maçonnerie Martin" et "Charpente Durand"

    @core @cli
    Scénario: Être averti dans une autre société que celle du choix
      Étant donné que Claire demande les attestations dès que possible
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-200"
      Alors Claire est avertie de l'attestation de 2026 de "Charpente Durand"

    @core @cli
    Scénario: Laisser les choix d'un collègue comme ils sont
      Étant donné que Claire demande les attestations dès que possible
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-100"
      Alors Karim ne reçoit aucun courriel

    @core @cli
    Scénario: Impossible d'être averti d'une société dont l'accès est retiré
      Étant donné que Karim demande les attestations dès que possible
      Et que l'agence a détaché "Maçonnerie Martin" de Karim
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-100"
      Alors Karim ne reçoit aucun courriel
