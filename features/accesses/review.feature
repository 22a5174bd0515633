# language: fr
Fonctionnalité: Relire les accès tous les trois mois

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"

  @C7 @F5
  Règle: Un administrateur confirme la liste d'un geste, et l'assureur voit qui ne l'a pas fait

    @core @cli
    Scénario: Demander la relecture au bout de trois mois
      Étant donné que Claire est activée
      Et que 92 jours ont passé
      Quand les demandes de relecture partent
      Alors Claire apprend que la liste de "Maçonnerie Martin" est à relire
      Et Karim ne reçoit aucun courriel

    @core @cli
    Scénario: Voir les sociétés qui n'ont pas relu leur liste
      Étant donné que Claire est activée
      Et que 92 jours ont passé
      Quand l'agence cherche les listes à relire
      Alors elle trouve "Maçonnerie Martin"

    @core @web
    Scénario: Confirmer toute la liste
      Étant donné que 92 jours ont passé
      Et que Claire est connectée
      Quand elle confirme les accès de "Maçonnerie Martin"
      Alors aucune liste n'est à relire

    @core @web
    Scénario: Confirmer un seul accès
      Étant donné que 92 jours ont passé
      Et que Claire est connectée
      Quand elle confirme l'accès de Karim à "Maçonnerie Martin"
      Alors il reste 1 accès à relire dans "Maçonnerie Martin"

    @core
    Scénario: Impossible de confirmer la liste comme collaborateur
      Étant donné que 92 jours ont passé
      Et que Karim est connecté
      Quand Karim confirme les accès de "Maçonnerie Martin"
      Alors on lui dit que son profil ne le permet pas
      Et rien n'a changé
