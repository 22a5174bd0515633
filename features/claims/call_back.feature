# language: fr
@H6
Fonctionnalité: Être rappelé au sujet d'un sinistre

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en multirisque par "MRP-300" depuis le 01/01/2015
    Et que Claire est connectée
    Et que Claire a déclaré un vol

  @core @web
  Règle: Soyez mis en contact avec la personne qui gère directement votre dossier

    Scénario: Demander à être rappelée
      Quand Claire demande à être rappelée le 24/11/2026 à 9 h
      Alors on promet de la rappeler le 24/11/2026
      Et le rappel est demandé
      Et le gestionnaire apprend qu'un rappel est demandé

    Scénario: Demander à être rappelée dès l'après-midi
      Quand Claire demande à être rappelée le 23/11/2026 à 14 h
      Alors on promet de la rappeler le 23/11/2026
      Et le rappel est demandé

    @core
    Scénario: Donner un numéro d'outre-mer
      Quand Claire demande à être rappelée au "+262 262 12 34 56"
      Alors le rappel est demandé
      Et le gestionnaire apprend qu'un rappel est demandé

    Scénario: Suivre sa demande de rappel
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Quand Claire ouvre le sinistre
      Alors elle y lit qu'on la rappelle le 24/11/2026

    Scénario: Retirer sa demande
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Quand Claire retire sa demande de rappel
      Alors le rappel est retiré

    Scénario: Redemander après un appel manqué
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Et que l'agence a rappelé en vain
      Quand Claire demande à être rappelée le 25/11/2026 à 9 h
      Alors le rappel est demandé

    Scénario: Impossible de demander deux rappels à la fois
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Quand Claire demande à être rappelée le 25/11/2026 à 9 h
      Alors on lui dit qu'un rappel est déjà demandé
      Et rien n'a changé

    Plan du scénario: Impossible d'être rappelée <quand>
      Quand Claire demande à être rappelée le <jour> à <heure> h
      Alors on lui dit que le créneau n'est pas proposé
      Et rien n'a changé

      Exemples:
        | quand                | jour       | heure |
        | un dimanche          | 29/11/2026 | 9     |
        | la nuit              | 24/11/2026 | 22    |
        | dans l'heure         | 23/11/2026 | 9     |
        | dans un mois         | 23/12/2026 | 9     |

    Scénario: Impossible d'être rappelée un jour férié
      Étant donné que le 24/11/2026 est férié
      Quand Claire demande à être rappelée le 24/11/2026 à 9 h
      Alors on lui dit que le créneau n'est pas proposé
      Et rien n'a changé

    Scénario: Impossible d'être rappelée à un numéro qui n'en est pas un
      Quand Claire demande à être rappelée au "demain matin"
      Alors on lui dit que ce n'est pas un numéro de téléphone
      Et rien n'a changé

    Scénario: Impossible d'être rappelée sans dire pourquoi
      Quand Claire demande à être rappelée sans dire pourquoi
      Alors on lui dit que la raison manque
      Et rien n'a changé

    Scénario: Impossible d'être rappelée pour un dossier clos
      Étant donné que l'agence a fait passer le sinistre à : clos
      Quand Claire demande à être rappelée le 24/11/2026 à 9 h
      Alors on lui dit que le dossier est clos
      Et rien n'a changé

    Scénario: Impossible de retirer une demande déjà honorée
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Et que l'agence a rappelé
      Quand Claire retire sa demande de rappel
      Alors on lui dit que le rappel n'est plus ouvert
      Et rien n'a changé

  @core @web
  Règle: Qui le demande dans sa déclaration est rappelé au plus tôt

    Scénario: Demander à être rappelée en déclarant
      Étant donné que Claire a commencé à déclarer un dégât des eaux
      Et que Claire y a demandé un rappel "plutôt le matin" au "06 12 34 56 78"
      Quand Claire envoie la déclaration
      Alors le rappel est demandé
      Et le gestionnaire apprend qu'un rappel est demandé

    Scénario: Lire dans son sinistre le rappel demandé en déclarant
      Étant donné que Claire a commencé à déclarer un dégât des eaux
      Et que Claire y a demandé un rappel "plutôt le matin" au "06 12 34 56 78"
      Et que Claire a envoyé sa déclaration
      Quand Claire ouvre le sinistre
      Alors elle y lit qu'on la rappelle le 23/11/2026

    Scénario: Impossible d'envoyer en demandant un rappel à un numéro qui n'en est pas un
      Étant donné que Claire a commencé à déclarer un dégât des eaux
      Et que Claire y a demandé un rappel "plutôt le matin" au "bureau"
      Quand Claire envoie la déclaration
      Alors on lui dit que ce n'est pas un numéro de téléphone
      Et rien n'a changé

    Scénario: Impossible d'envoyer en demandant un rappel sans numéro
      Étant donné que Claire a commencé à déclarer un dégât des eaux
      Et qu'aucun numéro de Claire ni de sa société n'est connu
      Et que Claire y a demandé un rappel "plutôt le matin" au ""
      Quand Claire envoie la déclaration
      Alors on lui dit qu'il faut un numéro où rappeler
      Et rien n'a changé

  @core @cli
  Règle: L'agence rappelle, et dit ce qu'il en est

    Scénario: Voir qui attend d'être rappelé
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Quand l'agence regarde les rappels à faire
      Alors elle y trouve "D2026-000001"
      Et elle y trouve "Le mur bouge encore"

    Scénario: Voir qui a demandé un rappel en déclarant
      Étant donné que Claire a commencé à déclarer un dégât des eaux
      Et que Claire y a demandé un rappel "plutôt le matin" au "06 12 34 56 78"
      Et que Claire a envoyé sa déclaration
      Quand l'agence regarde les rappels à faire
      Alors elle y trouve "D2026-000002"
      Et elle y trouve "plutôt le matin"

    Scénario: Prévoir un appel
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Quand l'agence prévoit le rappel le 25/11/2026 à 15 h
      Alors le rappel est prévu
      Et Claire a des nouvelles : l'appel est prévu

    Scénario: Rappeler
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Quand l'agence rappelle
      Alors le rappel est fait

    Scénario: Rappeler en vain
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Quand l'agence rappelle en vain
      Alors le rappel est sans réponse
      Et Claire a des nouvelles : l'appel a manqué

    Scénario: Impossible de prévoir un appel dans le passé
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Quand l'agence prévoit le rappel le 20/11/2026 à 15 h
      Alors on lui dit que l'heure est passée
      Et rien n'a changé

    Scénario: Impossible de prévoir un rappel que personne n'a demandé
      Quand l'agence prévoit un rappel que personne n'a demandé
      Alors on lui dit que le rappel est inconnu
      Et rien n'a changé

    Scénario: Impossible de rappeler deux fois pour une demande
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Et que l'agence a rappelé
      Quand l'agence rappelle
      Alors on lui dit que le rappel n'est plus ouvert
      Et rien n'a changé

    Scénario: Impossible de rappeler après que la demande est retirée
      Étant donné que Claire a demandé à être rappelée le 24/11/2026 à 9 h
      Et que Claire a retiré sa demande de rappel
      Quand l'agence rappelle
      Alors on lui dit que le rappel n'est plus ouvert
      Et rien n'a changé
