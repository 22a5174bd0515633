# language: fr
Fonctionnalité: Détacher une société d'une personne

  Contexte:
    Étant donné que Claire est collaboratrice de "Maçonnerie Martin"
    Et que Claire est collaboratrice de "Charpente Durand"
    Et que Karim est administrateur de "Charpente Durand"

  @B2
  Règle: L'agence détache, et l'accès s'arrête aussitôt, pour cette société seulement

    Scénario: Perdre l'accès à une seule société
      Étant donné que Claire est connectée
      Quand l'agence détache "Charpente Durand" de Claire
      Alors Claire n'a plus accès à "Charpente Durand"
      Et Claire a accès à "Maçonnerie Martin"

    @core @cli
    Scénario: Avertir la personne de la société détachée
      Étant donné que Claire est activée
      Quand l'agence détache "Charpente Durand" de Claire
      Alors Claire reçoit un avis de détachement de "Charpente Durand"

    @core @cli
    Scénario: Impossible de détacher d'une personne qui n'y a pas accès
      Étant donné que Karim est activé
      Quand l'agence détache "Maçonnerie Martin" de Karim
      Alors on lui dit que la personne n'y a pas accès
      Et rien n'a changé

    @core @cli
    Scénario: Impossible de détacher d'une personne inconnue
      Étant donné que Paul n'est pas connu de l'assureur
      Quand l'agence détache "Charpente Durand" de Paul
      Alors on lui dit que la personne est inconnue
      Et rien n'a changé

  @C8 @core @cli
  Règle: Une société garde toujours un administrateur

    Scénario: Détacher un administrateur quand il en reste un autre
      Étant donné que Denis est administrateur de "Charpente Durand"
      Quand l'agence détache "Charpente Durand" de Karim
      Alors Karim n'a plus accès à "Charpente Durand"
      Et Denis est administrateur de "Charpente Durand"

    Scénario: Impossible de détacher le dernier administrateur
      Étant donné que Karim est activé
      Quand l'agence détache "Charpente Durand" de Karim
      Alors on lui dit que la société perdrait son dernier administrateur
      Et rien n'a changé
