# language: fr
Fonctionnalité: Ouvrir un relevé de bases

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "BRM-100" dont la cotisation repose sur des bases
    Et que Claire est connectée

  Règle: Le relevé s'ouvre au courrier de l'assureur, et pas avant

    @E1 @core @cli
    Scénario: Ouvrir le relevé d'un contrat
      Quand l'agence ouvre le relevé 2025 du contrat "BRM-100"
      Alors le relevé 2025 du contrat "BRM-100" attend Claire jusqu'au 31/12/2026
      Et la liasse fiscale y est demandée

    @E1 @core @cli
    Scénario: Repousser la date limite d'un relevé ouvert
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Quand l'agence rouvre le relevé 2025 du contrat "BRM-100" jusqu'au 31/01/2027
      Alors le relevé 2025 du contrat "BRM-100" attend Claire jusqu'au 31/01/2027

    @E1 @core @web
    Scénario: Voir le relevé du jour du courrier
      Étant donné que le courrier du relevé 2025 du contrat "BRM-100" part dans 2 jours
      Et que 2 jours ont passé
      Et que Claire est connectée
      Quand Claire ouvre le relevé 2025 du contrat "BRM-100"
      Alors elle y lit la date limite 31/12/2026

    @E1 @core @web
    Scénario: Impossible de voir un relevé avant son courrier
      Étant donné que le courrier du relevé 2025 du contrat "BRM-100" part dans 2 jours
      Quand Claire ouvre le relevé 2025 du contrat "BRM-100"
      Alors on lui dit qu'aucun relevé n'est ouvert
      Et rien n'a changé

    @E1 @core @web
    Scénario: Impossible de voir un relevé sans courrier
      Étant donné que le relevé 2025 du contrat "BRM-100" n'a pas encore de courrier
      Quand Claire ouvre le relevé 2025 du contrat "BRM-100"
      Alors on lui dit qu'aucun relevé n'est ouvert
      Et rien n'a changé

    @E1 @core @web
    Scénario: Impossible de voir le relevé d'une autre société
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est connecté
      Et que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Quand Denis ouvre le relevé 2025 du contrat "BRM-100"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé

    @E1 @core @cli
    Scénario: Impossible d'ouvrir le relevé d'une cotisation forfaitaire
      Étant donné que "Maçonnerie Martin" a un contrat "MRP-200" dont la cotisation est forfaitaire
      Quand l'agence ouvre le relevé 2025 du contrat "MRP-200"
      Alors on lui dit que la cotisation est forfaitaire
      Et rien n'a changé

    @E1 @core @cli
    Scénario: Impossible d'ouvrir le relevé d'un contrat inconnu
      Quand l'agence ouvre le relevé 2025 du contrat "BRM-999"
      Alors on lui dit que le contrat est inconnu
      Et rien n'a changé

    @E1 @core @cli
    Scénario: Impossible de fixer une date limite avant le courrier
      Quand l'agence ouvre le relevé 2025 du contrat "BRM-100" jusqu'au 31/12/2025
      Alors on lui dit que la date limite précède le courrier
      Et rien n'a changé

    @E1 @core @cli
    Scénario: Impossible d'ouvrir un relevé sans être du personnel
      Quand quelqu'un d'étranger à l'assureur ouvre le relevé 2025 du contrat "BRM-100"
      Alors on lui dit que personne n'agit sous ce code
      Et rien n'a changé

    @E1 @core
    Scénario: Rappeler le relevé avant sa date limite
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que 8 jours ont passé
      Quand la nuit des relevés passe
      Alors Claire est prévenue que le relevé est à envoyer

    @E1 @core
    Scénario: Ne rien rappeler de ce qui est envoyé
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Et que 8 jours ont passé
      Quand la nuit des relevés passe
      Alors Claire ne reçoit rien du relevé

  Règle: Le relevé à faire se voit depuis les contrats

    @E2 @core @web
    Scénario: Voir le relevé à faire à côté du contrat
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Quand Claire regarde ce qui reste à déclarer pour "Maçonnerie Martin"
      Alors le relevé 2025 du contrat "BRM-100" y est à faire

    @E2 @core @web
    Scénario: Ne plus voir à faire un relevé envoyé
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand Claire regarde ce qui reste à déclarer pour "Maçonnerie Martin"
      Alors il ne reste rien à déclarer

    @E2 @core @web
    Scénario: Ne pas proposer un relevé dont l'assureur a déjà les bases
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que l'assureur connaît déjà les bases 2025 du contrat "BRM-100"
      Quand Claire regarde ce qui reste à déclarer pour "Maçonnerie Martin"
      Alors il ne reste rien à déclarer

    @E2 @core @web
    Scénario: Impossible de commencer un relevé dont l'assureur a déjà les bases
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que l'assureur connaît déjà les bases 2025 du contrat "BRM-100"
      Quand Claire commence le relevé 2025 du contrat "BRM-100" en ligne
      Alors on lui dit qu'il n'y a rien à déclarer
      Et rien n'a changé
