# language: fr
@core @web
Fonctionnalité: Lire les détails de son contrat

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que Claire est connectée

  @G5
  Règle: Les détails de la police se trouvent facilement

    Scénario: Lire la police d'un contrat
      Étant donné que "Maçonnerie Martin" a un contrat "RCD-100" qui couvre la maçonnerie
      Quand elle consulte le contrat "RCD-100"
      Alors elle voit le produit, les dates et l'adresse du contrat "RCD-100"
      Et elle voit les activités, les plafonds et la franchise du contrat "RCD-100"

    Scénario: Voir les contrats actifs avant les contrats résiliés
      Étant donné que "Maçonnerie Martin" a un contrat "RCD-100" résilié le 31/12/2024
      Et que "Maçonnerie Martin" a un contrat "RCD-200"
      Quand elle ouvre les contrats de "Maçonnerie Martin"
      Alors "RCD-200" vient avant "RCD-100"

    Scénario: Lire un contrat résilié
      Étant donné que "Maçonnerie Martin" a un contrat "RCD-100" résilié le 31/12/2024
      Quand elle consulte le contrat "RCD-100"
      Alors elle voit que le contrat a pris fin le 31/12/2024

    @C9
    Scénario: Lire les contrats comme collaboratrice
      Étant donné que Claire est collaboratrice de "Charpente Durand"
      Et que "Charpente Durand" a un contrat "RCD-300"
      Quand elle consulte le contrat "RCD-300"
      Alors elle voit "RCD-300"

    Scénario: Impossible de lire le contrat d'une autre société
      Étant donné que Karim a accès à "Charpente Durand"
      Et que "Charpente Durand" a un contrat "RCD-300"
      Quand elle consulte le contrat "RCD-300" depuis l'espace de "Maçonnerie Martin"
      Alors on lui dit que le contrat est inconnu
      Et rien n'a changé

    Scénario: Impossible de lire un contrat qui n'existe pas
      Étant donné que "Maçonnerie Martin" a un contrat "RCD-100"
      Quand elle consulte un contrat inventé depuis l'espace de "Maçonnerie Martin"
      Alors on lui dit que le contrat est inconnu
      Et rien n'a changé

  @G4
  Règle: L'interlocuteur et l'agence se trouvent avec le contrat

    Scénario: Trouver l'interlocuteur et l'agence de son contrat
      Étant donné que "Maçonnerie Martin" a un contrat "RCD-100" suivi par "Léa Ferreira"
      Quand elle consulte le contrat "RCD-100"
      Alors elle voit comment joindre "Léa Ferreira"
      Et elle voit comment joindre l'agence de "Léa Ferreira"

    Scénario: Trouver l'interlocuteur de la société quand le contrat n'en a pas
      Étant donné que "Maçonnerie Martin" est suivie par "Gaël Petit"
      Et que "Maçonnerie Martin" a un contrat "RCD-100"
      Quand elle consulte le contrat "RCD-100"
      Alors elle voit comment joindre "Gaël Petit"
