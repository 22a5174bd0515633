# language: fr
@core @web
Fonctionnalité: Passer d'une société à l'autre

  @B1
  Règle: Une seule identification donne accès à toutes les sociétés de la personne

    Scénario: Passer d'une société à une autre
      Étant donné que Claire a accès à "Maçonnerie Martin" et à "Charpente Durand"
      Et que chaque société a un contrat
      Et que Claire est connectée
      Quand elle ouvre l'espace de "Charpente Durand"
      Alors elle voit les contrats de "Charpente Durand"
      Et aucun contrat de "Maçonnerie Martin"

    @web
    Scénario: Entrer tout droit dans sa seule société
      Étant donné que Claire a accès à "Maçonnerie Martin"
      Et que Claire est activée
      Quand elle se connecte
      Alors elle voit l'espace de "Maçonnerie Martin"

    Scénario: Retrouver en premier la dernière société ouverte
      Étant donné que Claire a accès à "Maçonnerie Martin" et à "Charpente Durand"
      Et que Claire a ouvert l'espace de "Charpente Durand" en dernier
      Quand elle regarde ses sociétés
      Alors "Charpente Durand" vient avant "Maçonnerie Martin"

    Scénario: Trouver une société parmi beaucoup d'autres
      Étant donné que Claire a accès à 40 sociétés et à "Électricité Zola"
      Et que Claire est connectée
      Quand elle cherche "electricite" parmi ses sociétés
      Alors elle trouve seulement "Électricité Zola"

    Scénario: Trouver une société par son numéro
      Étant donné que Claire a accès à 40 sociétés et à "Électricité Zola"
      Et que Claire est connectée
      Quand elle cherche le SIREN de "Électricité Zola" parmi ses sociétés
      Alors elle trouve seulement "Électricité Zola"

    Scénario: Garder deux sociétés ouvertes sans les mêler
      Étant donné que Claire a accès à "Maçonnerie Martin" et à "Charpente Durand"
      Et que chaque société a un contrat
      Et que Claire a ouvert l'espace de "Charpente Durand" en dernier
      Quand elle ouvre les contrats de "Maçonnerie Martin"
      Alors elle voit les contrats de "Maçonnerie Martin"
      Et aucun contrat de "Charpente Durand"

    Scénario: Savoir qui appeler quand on n'a aucune société
      Étant donné que Claire n'a accès à aucune société
      Et que Claire est connectée
      Quand elle regarde ses sociétés
      Alors elle ne voit aucune société
      Et elle trouve les agences à appeler

    Scénario: Lire encore les contrats d'une société radiée
      Étant donné que Claire a accès à "Charpente Durand"
      Et que chaque société a un contrat
      Et que "Charpente Durand" est radiée
      Et que Claire est connectée
      Quand elle ouvre l'espace de "Charpente Durand"
      Alors elle voit les contrats de "Charpente Durand"

    Scénario: Impossible d'ouvrir la société d'autrui
      Étant donné que Claire a accès à "Maçonnerie Martin"
      Et que Karim a accès à "Charpente Durand"
      Et que Claire est connectée
      Quand elle ouvre l'espace de "Charpente Durand"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé

    Scénario: Impossible de savoir si une société existe
      Étant donné que Claire a accès à "Maçonnerie Martin"
      Et que "Toitures Inconnues" n'est pas connue de l'assureur
      Et que Claire est connectée
      Quand elle ouvre l'espace de "Toitures Inconnues"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé

    Scénario: Impossible d'ouvrir une société sans s'être identifié
      Étant donné que Claire a accès à "Maçonnerie Martin"
      Et que Claire n'est pas connectée
      Quand elle ouvre l'espace de "Maçonnerie Martin"
      Alors on lui demande de se connecter
