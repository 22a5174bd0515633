# language: fr
@core
Fonctionnalité: Remplacer la règle des mots de passe

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que l'assureur demande une phrase de sept mots
    Et que Claire est invitée

  @A3 @A4
  Règle: Un assureur remplace la règle par un autre exemple de la CNIL

    Scénario: Choisir une phrase sans chiffre ni majuscule
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit le mot de passe "camion orange pluie velours tasse nuage brique" par son lien d'activation
      Alors elle est connectée

    Scénario: Impossible de choisir une phrase de trop peu de mots
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit le mot de passe "camion orange pluie velours" par son lien d'activation
      Alors on lui dit que la phrase a trop peu de mots
      Et rien n'a changé
