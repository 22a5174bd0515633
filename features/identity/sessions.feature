# language: fr
Fonctionnalité: Tenir et fermer ses sessions

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que Claire est activée

  @B1
  Règle: Une identification dure trente minutes sans rien faire, huit heures en tout

    @core @web
    Scénario: Rester connecté tant que l'on travaille
      Étant donné que Claire est connectée
      Et que Claire consulte ses contrats toutes les 20 minutes pendant 2 heures
      Quand elle ouvre l'espace de "Maçonnerie Martin"
      Alors elle voit l'espace de "Maçonnerie Martin"

    @core @web
    Scénario: Impossible de continuer après trente minutes sans rien faire
      Étant donné que Claire est connectée
      Et que 30 minutes ont passé
      Quand elle ouvre l'espace de "Maçonnerie Martin"
      Alors on lui demande de se connecter

    @core @web
    Scénario: Impossible de continuer après huit heures
      Étant donné que Claire est connectée
      Et que Claire consulte ses contrats toutes les 20 minutes pendant 8 heures
      Quand elle ouvre l'espace de "Maçonnerie Martin"
      Alors on lui demande de se connecter

  @A2
  Règle: La personne voit ses sessions et les ferme

    @core @web
    Scénario: Se déconnecter
      Étant donné que Claire est connectée
      Quand elle se déconnecte
      Alors elle n'est pas connectée

    @core @web
    Scénario: Se déconnecter d'un appareil sans l'être de l'autre
      Étant donné que Claire est connectée
      Et que Claire est connectée depuis un autre appareil
      Quand elle se déconnecte
      Alors elle n'est pas connectée
      Et elle est encore connectée depuis l'autre appareil

    @core @web
    Scénario: Fermer ses autres sessions
      Étant donné que Claire est connectée
      Et que Claire est connectée depuis un autre appareil
      Quand elle ferme ses autres sessions
      Alors elle est connectée
      Et elle n'est plus connectée depuis l'autre appareil

    @core @cli
    Scénario: Faire fermer ses sessions par l'agence
      Étant donné que Claire est connectée
      Quand l'agence ferme les sessions de Claire
      Alors elle n'est plus connectée nulle part

    @core
    Scénario: Impossible de fermer la session d'une autre personne
      Étant donné que Claire est connectée
      Et que Karim a accès à "Maçonnerie Martin"
      Et que Karim est connecté
      Quand Claire ferme la session de Karim
      Alors on lui dit que la session est inconnue
      Et rien n'a changé
