# language: fr
@core @web
Fonctionnalité: Joindre son agence

  Contexte:
    Étant donné que l'agence "Agence de Lyon" répond au "04 65 71 23 75"
    Et que l'agence "Agence de Grenoble" répond au "04 65 71 04 85"

  @B3
  Règle: L'accueil donne les coordonnées de l'agence, et une page publique les donne toutes

    Scénario: Trouver son agence à l'accueil
      Étant donné que Claire a accès à "Maçonnerie Martin"
      Et que "Maçonnerie Martin" dépend de "Agence de Grenoble"
      Et que Claire est connectée
      Quand elle ouvre l'espace de "Maçonnerie Martin"
      Alors elle voit "Agence de Grenoble"
      Et elle voit "04 65 71 04 85"

    Scénario: Trouver l'agence de chaque société
      Étant donné que Claire a accès à "Maçonnerie Martin" et à "Charpente Durand"
      Et que "Maçonnerie Martin" dépend de "Agence de Grenoble"
      Et que "Charpente Durand" dépend de "Agence de Lyon"
      Et que Claire est connectée
      Quand elle ouvre l'espace de "Charpente Durand"
      Alors elle voit "04 65 71 23 75"

    Scénario: Trouver une agence sans pouvoir se connecter
      Étant donné que Claire n'est pas connectée
      Quand elle cherche les agences
      Alors elle voit "04 65 71 23 75"
      Et elle voit "04 65 71 04 85"
