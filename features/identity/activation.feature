# language: fr
Fonctionnalité: Choisir son premier mot de passe

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"

  @A1
  Règle: La personne crée elle-même son mot de passe

    @core @web
    Scénario: Choisir son premier mot de passe par le lien reçu
      Étant donné que Claire est invitée
      Quand elle choisit le mot de passe "Girafe-Bleue 47" par son lien d'activation
      Alors elle est connectée
      Et aucun courriel envoyé ne contient "Girafe-Bleue 47"

    @core @cli
    Scénario: Inviter une personne
      Étant donné que Claire n'est pas encore activée
      Quand l'agence invite Claire
      Alors Claire reçoit un lien d'activation

    @core @cli
    Scénario: Inviter toutes les personnes d'une société
      Étant donné que Karim a accès à "Maçonnerie Martin"
      Et que Denis a accès à "Charpente Durand"
      Quand l'agence invite toutes les personnes de "Maçonnerie Martin"
      Alors Claire reçoit un lien d'activation
      Et Karim reçoit un lien d'activation
      Et Denis ne reçoit aucun courriel

    @core @cli
    Scénario: Ne pas inviter de nouveau celle qui a déjà son mot de passe
      Étant donné que Claire est activée
      Quand l'agence invite toutes les personnes de "Maçonnerie Martin"
      Alors Claire ne reçoit aucun courriel

    @core @web
    Scénario: Consulter son lien sans le consommer
      Étant donné que Claire est invitée
      Quand elle consulte son lien d'activation
      Alors son lien d'activation est encore bon
      Et elle n'est pas connectée

    @core @web
    Scénario: Recevoir un nouveau lien d'activation en disant son mot de passe oublié
      Étant donné que Claire est invitée
      Et que 8 jours ont passé
      Quand elle dit son mot de passe oublié
      Alors elle reçoit un lien d'activation
      Et son lien d'activation est encore bon

    @core @web
    Scénario: Garder son lien après un choix refusé
      Étant donné que Claire est invitée
      Quand elle choisit le mot de passe "court" par son lien d'activation
      Alors on lui dit que le mot de passe est trop court
      Et son lien d'activation est encore bon

    @core @web
    Scénario: Impossible de se connecter avant d'avoir choisi son mot de passe
      Étant donné que Claire est invitée
      Quand elle se connecte avec le mot de passe "Girafe-Bleue 47"
      Alors on lui dit que l'adresse et le mot de passe ne vont pas ensemble
      Et elle n'est pas connectée

    @core @web
    Scénario: Impossible d'employer deux fois le même lien d'activation
      Étant donné que Claire est invitée
      Et que Claire a choisi le mot de passe "Girafe-Bleue 47" par son lien d'activation
      Quand elle choisit le mot de passe "Tambour-Vert 83" par son lien d'activation
      Alors on lui dit que le lien a déjà servi
      Et rien n'a changé

    @core @web
    Scénario: Impossible d'employer un lien d'activation remplacé par un plus récent
      Étant donné que Claire est invitée
      Et que Claire est invitée de nouveau
      Quand elle choisit le mot de passe "Girafe-Bleue 47" par son premier lien d'activation
      Alors on lui dit que le lien a été remplacé
      Et rien n'a changé

    @core @web
    Scénario: Impossible d'employer un lien d'activation après sept jours
      Étant donné que Claire est invitée
      Et que 7 jours ont passé
      Quand elle choisit le mot de passe "Girafe-Bleue 47" par son lien d'activation
      Alors on lui dit que le lien a expiré
      Et rien n'a changé

    @core @web
    Scénario: Impossible d'employer un lien d'activation inventé
      Étant donné que Claire est invitée
      Quand elle choisit le mot de passe "Girafe-Bleue 47" par un lien d'activation inventé
      Alors on lui dit que le lien est inconnu
      Et rien n'a changé

    @core @cli
    Scénario: Impossible d'inviter une personne qui a déjà son mot de passe
      Étant donné que Claire est activée
      Quand l'agence invite Claire
      Alors on lui dit que la personne a déjà son mot de passe
      Et rien n'a changé

    @core @cli
    Scénario: Impossible d'inviter une personne inconnue
      Étant donné que Paul n'est pas connu de l'assureur
      Quand l'agence invite Paul
      Alors on lui dit que la personne est inconnue
      Et rien n'a changé

    @core @cli
    Scénario: Impossible d'inviter sans être enregistré chez l'assureur
      Étant donné que Claire n'est pas encore activée
      Quand quelqu'un d'étranger à l'assureur invite Claire
      Alors on lui dit que personne n'agit sous ce code
      Et rien n'a changé
