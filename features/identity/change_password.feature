# language: fr
@core @web
Fonctionnalité: Changer son mot de passe

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que Claire est activée avec le mot de passe "Girafe-Bleue 47"

  @A2
  Règle: La personne connectée change son mot de passe à tout moment

    Scénario: Changer son mot de passe en donnant le présent
      Étant donné que Claire est connectée
      Quand elle remplace le mot de passe "Girafe-Bleue 47" par "Tambour-Vert 83"
      Alors son mot de passe est "Tambour-Vert 83"
      Et elle reçoit un avis de changement de mot de passe

    Scénario: Rester connecté là seulement où le mot de passe est changé
      Étant donné que Claire est connectée
      Et que Claire est connectée depuis un autre appareil
      Quand elle remplace le mot de passe "Girafe-Bleue 47" par "Tambour-Vert 83"
      Alors elle est connectée
      Et elle n'est plus connectée depuis l'autre appareil

    Scénario: Impossible de changer son mot de passe sans donner le présent
      Étant donné que Claire est connectée
      Quand elle remplace le mot de passe "Violon-Jaune 29" par "Tambour-Vert 83"
      Alors on lui dit que le mot de passe présent est faux
      Et rien n'a changé

    Scénario: Impossible de changer son mot de passe pour un plus faible
      Étant donné que Claire est connectée
      Quand elle remplace le mot de passe "Girafe-Bleue 47" par "tambour"
      Alors on lui dit que le mot de passe est trop court
      Et on lui dit qu'il y manque une majuscule
      Et rien n'a changé
