# language: fr
@core @cli
Fonctionnalité: Reprendre les données de l'assureur

  Contexte:
    Étant donné que l'export décrit "Maçonnerie Martin" et son contrat "RCD-100"
    Et que l'export donne à Claire l'accès à "Maçonnerie Martin" comme administratrice

  @A1
  Règle: L'assureur fait connaître les personnes, et n'invite qui que ce soit en les reprenant

    Scénario: Faire connaître une personne par l'export
      Étant donné que Claire n'a encore accès à rien
      Quand l'export est repris
      Alors Claire est administratrice de "Maçonnerie Martin"
      Et Claire ne reçoit aucun courriel

    Scénario: Avertir les deux adresses quand l'adresse d'une personne change
      Étant donné que l'export est déjà repris
      Et que l'export donne à Claire l'adresse "claire.nouvelle@mail.example"
      Quand l'export est repris
      Alors "claire.fontaine@mail.example" est avertie du changement d'adresse
      Et "claire.nouvelle@mail.example" est avertie du changement d'adresse

    Scénario: Impossible de donner la même adresse à deux personnes
      Étant donné que l'export est déjà repris
      Et que l'export donne à Karim l'adresse "claire.fontaine@mail.example"
      Quand l'export est repris
      Alors on lui dit que l'adresse est déjà celle d'une autre personne
      Et rien n'a changé

  @D1 @G5
  Règle: Ce que l'export apporte se trouve dans l'espace, et rien ne se perd

    Scénario: Trouver l'attestation que l'export apporte
      Étant donné que l'export contient l'attestation de 2026 du contrat "RCD-100"
      Quand l'export est repris
      Alors le contrat "RCD-100" a l'attestation de 2026

    Scénario: Reprendre deux fois le même export sans rien changer
      Étant donné que l'export contient l'attestation de 2026 du contrat "RCD-100"
      Et que l'export est déjà repris
      Quand l'export est repris
      Alors l'import dit que rien n'a changé
      Et rien n'a changé

    Scénario: Essayer un export sans rien écrire
      Étant donné que Claire n'a encore accès à rien
      Quand l'export est essayé à blanc
      Alors l'import compte 6 changements
      Et rien n'a changé

    Scénario: Garder ce qui est bon quand une ligne est refusée
      Étant donné que l'export contient le contrat "RCD-200" d'une société inconnue
      Quand l'export est repris
      Alors on lui dit que ce à quoi la ligne renvoie est inconnu
      Et Claire est administratrice de "Maçonnerie Martin"

    Scénario: Impossible de reprendre une partie d'un export jugé tout entier
      Étant donné que l'export contient le contrat "RCD-200" d'une société inconnue
      Quand l'export est repris en tout ou rien
      Alors on lui dit que ce à quoi la ligne renvoie est inconnu
      Et rien n'a changé

    Scénario: Impossible de reprendre un contrat qui finit avant de commencer
      Étant donné que l'export est déjà repris
      Et que l'export résilie le contrat "RCD-100" le 31/12/2012
      Quand l'export est repris
      Alors on lui dit que le contrat finit avant de commencer
      Et rien n'a changé

    Scénario: Impossible de reprendre un document dont le fichier manque
      Étant donné que l'export est déjà repris
      Et que l'export contient l'attestation de 2026 du contrat "RCD-100" sans son fichier
      Quand l'export est repris
      Alors on lui dit que le fichier manque
      Et rien n'a changé

  @B2
  Règle: Ce qui fut changé depuis par l'agence l'emporte, jusqu'à ce que l'export s'y accorde

    Scénario: Laisser détachée une société que l'export donne encore
      Étant donné que l'export donne à Karim l'accès à "Maçonnerie Martin" comme collaborateur
      Et que l'export est déjà repris
      Et que l'agence a détaché "Maçonnerie Martin" de Karim
      Quand l'export est repris
      Alors l'import compte 1 accès laissé
      Et Karim n'a plus accès à "Maçonnerie Martin"

  @C8
  Règle: Une société garde toujours un administrateur

    Scénario: Impossible de reprendre un export qui laisserait une société sans administrateur
      Étant donné que l'export est déjà repris
      Et que l'export donne à Claire l'accès à "Maçonnerie Martin" comme collaboratrice
      Quand l'export est repris
      Alors on lui dit que la société perdrait son dernier administrateur
      Et rien n'a changé
