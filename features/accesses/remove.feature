# language: fr
@core @web
Fonctionnalité: Retirer et rétablir un accès

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que Claire est connectée

  @C4 @C3
  Règle: Un accès retiré s'arrête aussitôt, pour cette société seulement, et peut être rétabli un temps

    Scénario: Retirer l'accès d'un collaborateur
      Étant donné que Karim est collaborateur de "Charpente Durand"
      Et que Karim est connecté
      Quand elle retire l'accès de Karim à "Maçonnerie Martin"
      Alors Karim n'a plus accès à "Maçonnerie Martin"
      Et Karim a accès à "Charpente Durand"

    Scénario: Avertir les deux côtés
      Étant donné que Karim est activé
      Quand elle retire l'accès de Karim à "Maçonnerie Martin"
      Alors Karim reçoit un avis de détachement de "Maçonnerie Martin"
      Et Claire apprend que l'accès de Karim est retiré

    @web
    Scénario: Lire ce que le retrait entraîne avant de le confirmer
      Étant donné que Karim est activé
      Quand elle prépare le retrait de Karim de "Maçonnerie Martin"
      Alors elle lit le nom de Karim, l'effet du retrait et le téléphone de l'agence
      Et rien n'a changé

    Scénario: Rétablir un accès retiré
      Étant donné que Claire a retiré l'accès de Karim à "Maçonnerie Martin"
      Et que Karim est connecté
      Quand elle rétablit l'accès de Karim à "Maçonnerie Martin"
      Alors Karim est collaborateur de "Maçonnerie Martin"
      Et Karim reçoit un avis de rattachement à "Maçonnerie Martin"

    Scénario: Rétablir un ancien administrateur comme collaborateur
      Étant donné que Denis est administrateur de "Maçonnerie Martin"
      Et que l'agence a détaché "Maçonnerie Martin" de Denis
      Et que Denis est connecté
      Quand elle rétablit l'accès de Denis à "Maçonnerie Martin"
      Alors Denis est collaborateur de "Maçonnerie Martin"

    @core
    Scénario: Impossible de rétablir un accès retiré depuis plus de trente jours
      Étant donné que Claire a retiré l'accès de Karim à "Maçonnerie Martin"
      Et que 31 jours ont passé
      Et que Claire est connectée
      Quand elle rétablit l'accès de Karim à "Maçonnerie Martin"
      Alors on lui dit que l'accès est retiré depuis trop longtemps
      Et rien n'a changé

  @C2 @C8 @C9
  Règle: Personne ne retire un administrateur ni soi-même

    Scénario: Impossible de retirer un administrateur
      Étant donné que Denis est administrateur de "Maçonnerie Martin"
      Quand elle retire l'accès de Denis à "Maçonnerie Martin"
      Alors on lui dit que seul l'assureur change cet accès
      Et rien n'a changé

    Scénario: Impossible de se retirer soi-même
      Étant donné que Denis est administrateur de "Maçonnerie Martin"
      Quand elle retire l'accès de Claire à "Maçonnerie Martin"
      Alors on lui dit que seul l'assureur change cet accès
      Et rien n'a changé

    Scénario: Voir à qui demander pour un administrateur
      Étant donné que Denis est administrateur de "Maçonnerie Martin"
      Quand elle regarde les accès de "Maçonnerie Martin"
      Alors elle voit Denis comme administrateur
      Et elle lit le téléphone de l'agence
