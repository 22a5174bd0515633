# language: fr
@core @web
Fonctionnalité: Accepter une invitation

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Claire est activée

  @C5 @B2
  Règle: Qui lit la boîte invitée accepte, et entre comme collaborateur

    Scénario: Accepter avec une adresse nouvelle
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Quand Paul accepte son invitation avec le mot de passe "Violon-Rouge 58"
      Alors Paul est collaborateur de "Maçonnerie Martin"
      Et Claire apprend que Paul a accepté

    Scénario: Accepter avec un espace déjà ouvert
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est connecté
      Et que Claire a invité Denis dans "Maçonnerie Martin"
      Quand Denis accepte son invitation
      Alors Denis est collaborateur de "Maçonnerie Martin"
      Et Denis est administrateur de "Charpente Durand"

    @web
    Scénario: Accepter, puis se connecter avec son mot de passe
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est activé
      Et que Claire a invité Denis dans "Maçonnerie Martin"
      Quand Denis accepte son invitation
      Alors on lui demande de se connecter

    Scénario: Ne pas retrouver son ancien profil par une invitation
      Étant donné que Denis est administrateur de "Maçonnerie Martin"
      Et que l'agence a détaché "Maçonnerie Martin" de Denis
      Et que Claire a invité Denis dans "Maçonnerie Martin"
      Et que Denis est connecté
      Quand Denis accepte son invitation
      Alors Denis est collaborateur de "Maçonnerie Martin"

    Scénario: Impossible d'accepter avec un mot de passe courant
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Quand Paul accepte son invitation avec le mot de passe "paul"
      Alors on lui dit que le mot de passe est trop court
      Et rien n'a changé

    Scénario: Impossible d'accepter une invitation expirée
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Et que 8 jours ont passé
      Quand Paul accepte son invitation avec le mot de passe "Violon-Rouge 58"
      Alors on lui dit que l'invitation a expiré
      Et rien n'a changé

    Scénario: Impossible d'accepter une invitation renvoyée depuis
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Et que Claire a renvoyé l'invitation de Paul
      Quand Paul accepte sa première invitation avec le mot de passe "Violon-Rouge 58"
      Alors on lui dit que l'invitation a été renvoyée
      Et rien n'a changé

    Scénario: Impossible d'accepter une invitation annulée
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Et que Claire a annulé l'invitation de Paul
      Quand Paul accepte son invitation avec le mot de passe "Violon-Rouge 58"
      Alors on lui dit que l'invitation a été annulée
      Et rien n'a changé

    Scénario: Impossible d'accepter deux fois
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Et que Paul a accepté son invitation
      Quand Paul accepte son invitation
      Alors on lui dit que l'invitation est déjà acceptée
      Et rien n'a changé

    Scénario: Impossible d'accepter l'invitation d'un autre
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Et que Denis est administrateur de "Charpente Durand"
      Et que Denis est connecté
      Quand Denis accepte l'invitation de Paul
      Alors on lui dit que l'invitation est pour une autre adresse
      Et rien n'a changé

    Scénario: Impossible d'accepter une invitation inventée
      Étant donné que Paul n'est pas connu de l'assureur
      Quand Paul accepte une invitation inventée
      Alors on lui dit que l'invitation est inconnue
      Et rien n'a changé
