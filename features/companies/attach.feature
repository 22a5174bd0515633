# language: fr
Fonctionnalité: Rattacher une société à une personne

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est administrateur de "Charpente Durand"

  @B2
  Règle: L'agence rattache les sociétés, et nul ne le fait pour soi

    Scénario: Rattacher une seconde société
      Étant donné que Claire est connectée
      Quand l'agence rattache "Charpente Durand" à Claire comme collaboratrice
      Alors Claire a accès à "Charpente Durand"
      Et Claire a accès à "Maçonnerie Martin"

    @core @cli
    Scénario: Avertir la personne de la société rattachée
      Étant donné que Claire est activée
      Quand l'agence rattache "Charpente Durand" à Claire comme collaboratrice
      Alors Claire reçoit un avis de rattachement à "Charpente Durand"

    @core @cli
    Scénario: Rattacher par l'adresse, sans égard aux majuscules
      Étant donné que Claire est activée
      Quand l'agence rattache "Charpente Durand" à l'adresse "Claire.FONTAINE@mail.example" comme collaboratrice
      Alors Claire a accès à "Charpente Durand"

    @core @cli
    Scénario: Rattacher de nouveau une société détachée
      Étant donné que Claire est collaboratrice de "Charpente Durand"
      Et que l'agence a détaché "Charpente Durand" de Claire
      Quand l'agence rattache "Charpente Durand" à Claire comme collaboratrice
      Alors Claire a accès à "Charpente Durand"

    @core @cli
    Scénario: Impossible de rattacher à une personne inconnue
      Étant donné que Paul n'est pas connu de l'assureur
      Quand l'agence rattache "Charpente Durand" à Paul comme collaborateur
      Alors on lui dit que la personne est inconnue
      Et rien n'a changé

    @core @cli
    Scénario: Impossible de rattacher une société inconnue
      Étant donné que "Toitures Inconnues" n'est pas connue de l'assureur
      Quand l'agence rattache "Toitures Inconnues" à Claire comme collaboratrice
      Alors on lui dit que la société est inconnue
      Et rien n'a changé

    @core @cli
    Scénario: Impossible de rattacher deux fois la même société
      Étant donné que Claire est activée
      Quand l'agence rattache "Maçonnerie Martin" à Claire comme administratrice
      Alors on lui dit que la personne a déjà cet accès
      Et rien n'a changé

    @core @cli
    Scénario: Impossible de rattacher une société sans être de l'assureur
      Étant donné que Claire est activée
      Quand quelqu'un d'étranger à l'assureur rattache "Charpente Durand" à Claire
      Alors on lui dit que personne n'agit sous ce code
      Et rien n'a changé

  @C1 @core @cli
  Règle: Deux profils, société par société

    Scénario: Être administratrice ici et collaboratrice là
      Étant donné que Claire est activée
      Quand l'agence rattache "Charpente Durand" à Claire comme collaboratrice
      Alors Claire est administratrice de "Maçonnerie Martin"
      Et Claire est collaboratrice de "Charpente Durand"

    Scénario: Changer de profil
      Étant donné que Claire est collaboratrice de "Charpente Durand"
      Quand l'agence rattache "Charpente Durand" à Claire comme administratrice
      Alors Claire est administratrice de "Charpente Durand"
      Et Karim est administrateur de "Charpente Durand"

  @C8 @core @cli
  Règle: Une société garde toujours un administrateur

    Scénario: Impossible de faire du dernier administrateur un collaborateur
      Étant donné que Claire est collaboratrice de "Charpente Durand"
      Quand l'agence rattache "Charpente Durand" à Karim comme collaborateur
      Alors on lui dit que la société perdrait son dernier administrateur
      Et rien n'a changé
