# language: fr
@core @web
Fonctionnalité: Déclarer ses bases

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "BRM-100" dont la cotisation repose sur des bases
    Et que Claire est connectée
    Et que Karim est connecté

  @E3 @G2
  Règle: Trois façons de déclarer, un seul relevé

    Scénario: Déclarer en ligne
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire a rempli le relevé 2025 du contrat "BRM-100"
      Quand Claire envoie le relevé 2025 du contrat "BRM-100"
      Alors son récépissé porte le numéro "R2026-000001"
      Et Claire reçoit la confirmation du relevé

    Scénario: Déclarer par un formulaire scanné
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Karim a déposé le scan du relevé 2025 du contrat "BRM-100"
      Quand Karim envoie le relevé 2025 du contrat "BRM-100"
      Alors son récépissé porte le numéro "R2026-000001"

    Scénario: Reprendre le relevé d'un collègue
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Karim a rempli le relevé 2025 du contrat "BRM-100"
      Quand Claire commence le relevé 2025 du contrat "BRM-100" en ligne
      Alors elle y retrouve ce que Karim a rempli

    Scénario: Envoyer deux fois le même relevé
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand Claire envoie le relevé 2025 du contrat "BRM-100"
      Alors son récépissé porte le numéro "R2026-000001"
      Et rien n'a changé

    Scénario: Envoyer le relevé en retard
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire a rempli le relevé 2025 du contrat "BRM-100"
      Et que 60 jours ont passé
      Et que Claire est connectée
      Quand Claire envoie le relevé 2025 du contrat "BRM-100"
      Alors le relevé est noté en retard

    Scénario: Impossible d'écraser ce qu'un collègue vient d'écrire
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire et Karim ont ouvert le même brouillon du contrat "BRM-100"
      Et que Karim y écrit "130 000"
      Quand Claire y écrit "140 000"
      Alors on lui dit que quelqu'un a écrit entre-temps
      Et rien n'a changé

    Scénario: Impossible d'envoyer un relevé incomplet
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire a commencé le relevé 2025 du contrat "BRM-100"
      Quand Claire envoie le relevé 2025 du contrat "BRM-100"
      Alors on lui dit qu'il manque une réponse
      Et rien n'a changé

    Scénario: Impossible d'envoyer sans certifier
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire a rempli le relevé 2025 du contrat "BRM-100"
      Quand Claire envoie sans certifier le relevé 2025 du contrat "BRM-100"
      Alors on lui dit qu'il faut certifier
      Et rien n'a changé

    Scénario: Impossible d'envoyer un scan sans formulaire
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire a commencé le scan du relevé 2025 du contrat "BRM-100"
      Quand Claire envoie le relevé 2025 du contrat "BRM-100"
      Alors on lui dit que le relevé rempli manque
      Et rien n'a changé

    Scénario: Impossible de récrire un relevé envoyé
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Claire et Karim ont ouvert le même brouillon du contrat "BRM-100"
      Et que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand Karim y écrit "150 000"
      Alors on lui dit que le relevé est déjà parti
      Et rien n'a changé

  @E3
  Règle: L'assureur peut demander la signature d'un administrateur

    Scénario: Préparer un relevé pour un administrateur
      Étant donné que l'assureur demande la signature d'un administrateur
      Et que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Karim a rempli le relevé 2025 du contrat "BRM-100"
      Quand Karim prépare le relevé 2025 du contrat "BRM-100"
      Alors Claire est prévenue que le relevé attend sa signature

    Scénario: Impossible pour un collaborateur d'envoyer sans cette signature
      Étant donné que l'assureur demande la signature d'un administrateur
      Et que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
      Et que Karim a rempli le relevé 2025 du contrat "BRM-100"
      Quand Karim envoie le relevé 2025 du contrat "BRM-100"
      Alors on lui dit qu'un administrateur doit certifier
      Et rien n'a changé

  @E4
  Règle: Le formulaire en ligne n'existe pas pour tous les contrats

    Scénario: Déclarer par scan sans formulaire en ligne
      Étant donné que "Maçonnerie Martin" a un contrat "FLO-300" qui ne se déclare pas en ligne
      Et que l'agence a ouvert le relevé 2025 du contrat "FLO-300"
      Quand Claire commence le scan du relevé 2025 du contrat "FLO-300"
      Alors le relevé 2025 du contrat "FLO-300" est commencé

    Scénario: Impossible de déclarer en ligne sans formulaire en ligne
      Étant donné que "Maçonnerie Martin" a un contrat "FLO-300" qui ne se déclare pas en ligne
      Et que l'agence a ouvert le relevé 2025 du contrat "FLO-300"
      Quand Claire commence le relevé 2025 du contrat "FLO-300" en ligne
      Alors on lui dit que ce contrat ne se déclare pas en ligne
      Et rien n'a changé

  @E5
  Règle: Les pièces que le courrier demande s'ajoutent au relevé

    Scénario: Envoyer le relevé avec la pièce demandée
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100" en demandant la liasse fiscale
      Et que Claire a rempli le relevé 2025 du contrat "BRM-100"
      Et que Claire y a joint la liasse fiscale
      Quand Claire envoie le relevé 2025 du contrat "BRM-100"
      Alors son récépissé porte le numéro "R2026-000001"

    Scénario: Envoyer le relevé en expliquant la pièce qui manque
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100" en demandant la liasse fiscale
      Et que Claire a rempli le relevé 2025 du contrat "BRM-100"
      Quand Claire envoie le relevé 2025 du contrat "BRM-100" en expliquant que la liasse fiscale viendra
      Alors son récépissé porte le numéro "R2026-000001"

    Scénario: Impossible d'oublier une pièce sans rien dire
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100" en demandant la liasse fiscale
      Et que Claire a rempli le relevé 2025 du contrat "BRM-100"
      Quand Claire envoie le relevé 2025 du contrat "BRM-100"
      Alors on lui dit qu'une explication manque
      Et rien n'a changé

    Scénario: Impossible d'envoyer des fichiers qu'un collègue vient de changer
      Étant donné que l'agence a ouvert le relevé 2025 du contrat "BRM-100" en demandant la liasse fiscale
      Et que Claire relit le relevé 2025 du contrat "BRM-100" qu'elle a rempli
      Et que Karim y a joint la liasse fiscale
      Quand Claire envoie ce qu'elle a relu
      Alors on lui dit que les fichiers ont changé
      Et rien n'a changé
