# language: fr
@core @cli
Fonctionnalité: Tenir les accès du côté de l'assureur

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"

  @C7
  Règle: L'agence autorise une adresse partagée, et retrouve celles que l'assureur avait déjà

    Scénario: Autoriser une adresse partagée
      Étant donné que Claire est activée
      Quand l'agence autorise "contact@martin.example" dans "Maçonnerie Martin"
      Alors "contact@martin.example" peut être invitée dans "Maçonnerie Martin"

    Scénario: Impossible d'autoriser une adresse dans une société inconnue
      Étant donné que "Toitures Inconnues" n'est pas connue de l'assureur
      Quand l'agence autorise "contact@martin.example" dans "Toitures Inconnues"
      Alors on lui dit que la société est inconnue
      Et rien n'a changé

    Scénario: Retrouver les adresses partagées reprises des fichiers de l'assureur
      Étant donné que l'assureur connaît "compta@martin.example" dans "Maçonnerie Martin"
      Quand l'agence cherche les adresses partagées
      Alors elle trouve "compta@martin.example"
      Et elle ne trouve pas Claire

  @C4
  Règle: L'agence rétablit aussi un accès, tel qu'il était

    Scénario: Rétablir un administrateur comme administrateur
      Étant donné que Denis est administrateur de "Maçonnerie Martin"
      Et que l'agence a détaché "Maçonnerie Martin" de Denis
      Quand l'agence rétablit l'accès de Denis à "Maçonnerie Martin"
      Alors Denis est administrateur de "Maçonnerie Martin"

    Scénario: Impossible pour l'agence de rétablir un accès après trente jours
      Étant donné que Claire a retiré l'accès de Karim à "Maçonnerie Martin"
      Et que 31 jours ont passé
      Quand l'agence rétablit l'accès de Karim à "Maçonnerie Martin"
      Alors on lui dit que l'accès est retiré depuis trop longtemps
      Et rien n'a changé

  @C2 @C8
  Règle: Le dernier administrateur se remplace, il ne disparaît pas

    Scénario: Remplacer le dernier administrateur
      Étant donné que Claire est activée
      Quand l'agence remplace Claire par Karim à la tête de "Maçonnerie Martin"
      Alors Karim est administrateur de "Maçonnerie Martin"
      Et Claire n'a plus accès à "Maçonnerie Martin"

    Scénario: Impossible de remplacer quelqu'un qui n'est pas administrateur
      Étant donné que Claire est activée
      Quand l'agence remplace Karim par Claire à la tête de "Maçonnerie Martin"
      Alors on lui dit que la personne n'est pas administrateur
      Et rien n'a changé

    Scénario: Impossible de remplacer par une personne inconnue
      Étant donné que Paul n'est pas connu de l'assureur
      Quand l'agence remplace Claire par Paul à la tête de "Maçonnerie Martin"
      Alors on lui dit que la personne est inconnue
      Et rien n'a changé

  @C2
  Règle: L'adresse d'une personne ne change que par l'assureur, et les deux adresses l'apprennent

    Scénario: Changer l'adresse d'une personne
      Étant donné que Karim est connecté
      Quand l'agence change l'adresse de Karim en "karim@nouvelle.example"
      Alors "karim@nouvelle.example" est avertie du changement d'adresse
      Et "karim.lopez@mail.example" est avertie du changement d'adresse
      Et Karim n'est plus connecté

    @C7
    Scénario: Donner à une personne une adresse partagée que l'agence a autorisée
      Étant donné que l'agence a autorisé "contact@martin.example" dans "Maçonnerie Martin"
      Quand l'agence change l'adresse de Karim en "contact@martin.example"
      Alors "contact@martin.example" est avertie du changement d'adresse

    @C7
    Scénario: Impossible de donner à une personne une adresse partagée
      Étant donné que Karim est activé
      Quand l'agence change l'adresse de Karim en "contact@martin.example"
      Alors on lui dit que l'adresse partagée n'est pas autorisée
      Et rien n'a changé

    @C7
    Scénario: Impossible de donner une adresse partagée qui n'est autorisée que dans une de ses sociétés
      Étant donné que Karim est collaborateur de "Charpente Durand"
      Et que l'agence a autorisé "contact@martin.example" dans "Maçonnerie Martin"
      Quand l'agence change l'adresse de Karim en "contact@martin.example"
      Alors on lui dit que l'adresse partagée n'est pas autorisée
      Et rien n'a changé

    Scénario: Impossible de donner à une personne l'adresse d'une autre
      Étant donné que Karim est activé
      Quand l'agence change l'adresse de Karim en "claire.fontaine@mail.example"
      Alors on lui dit que l'adresse est déjà celle d'une autre personne
      Et rien n'a changé
