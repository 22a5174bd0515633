# language: fr
@core @web
Fonctionnalité: Inviter un collaborateur

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que Claire est connectée

  @C3 @C5 @B2
  Règle: Un administrateur ajoute des collaborateurs, et rien ne s'ouvre avant qu'ils acceptent

    Scénario: Inviter une personne inconnue de l'assureur
      Étant donné que Paul n'est pas connu de l'assureur
      Quand elle invite Paul dans "Maçonnerie Martin"
      Alors Paul reçoit une invitation dans "Maçonnerie Martin"
      Et l'invitation de Paul attend sa réponse

    Scénario: Inviter une personne qui a déjà un espace ailleurs
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est activé
      Quand elle invite Denis dans "Maçonnerie Martin"
      Alors Denis reçoit une invitation dans "Maçonnerie Martin"
      Et l'invitation de Denis attend sa réponse

    Scénario: Renvoyer une invitation
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Et que 8 jours ont passé
      Et que Claire est connectée
      Quand elle renvoie l'invitation de Paul dans "Maçonnerie Martin"
      Alors Paul reçoit une invitation dans "Maçonnerie Martin"
      Et la première invitation de Paul ne sert plus

    Scénario: Impossible de renvoyer une invitation qui vient de partir
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Quand elle renvoie l'invitation de Paul dans "Maçonnerie Martin"
      Alors on lui dit que l'invitation vient de partir
      Et rien n'a changé

    Scénario: Annuler une invitation
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Quand elle annule l'invitation de Paul dans "Maçonnerie Martin"
      Alors la première invitation de Paul ne sert plus

    Scénario: Impossible d'inviter qui a déjà accès
      Étant donné que Karim est activé
      Quand elle invite Karim dans "Maçonnerie Martin"
      Alors on lui dit que l'adresse a déjà accès
      Et rien n'a changé

    Scénario: Impossible d'inviter deux fois la même adresse
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Quand elle invite Paul dans "Maçonnerie Martin"
      Alors on lui dit que l'adresse a déjà une invitation
      Et rien n'a changé

    Scénario: Impossible d'inviter plus de cinquante personnes à la fois
      Étant donné que 50 invitations de "Maçonnerie Martin" attendent une réponse
      Quand elle invite Paul dans "Maçonnerie Martin"
      Alors on lui dit que les invitations sont trop nombreuses
      Et rien n'a changé

    Scénario: Impossible d'inviter sans adresse complète
      Étant donné que Paul n'est pas connu de l'assureur
      Quand elle invite l'adresse "paul.absent" dans "Maçonnerie Martin"
      Alors on lui dit que l'adresse est mal écrite
      Et rien n'a changé

  @C7
  Règle: Une adresse est celle d'une personne

    Plan du scénario: Impossible d'inviter une adresse partagée
      Étant donné que Paul n'est pas connu de l'assureur
      Quand elle invite l'adresse "<adresse>" dans "Maçonnerie Martin"
      Alors on lui dit que l'adresse est partagée
      Et rien n'a changé

      Exemples:
        | adresse                       |
        | contact@martin.example        |
        | COMPTA@martin.example         |
        | service.clients@martin.example |
        | info2@martin.example          |

    Scénario: Inviter une adresse partagée que l'agence a autorisée
      Étant donné que l'agence a autorisé "contact@martin.example" dans "Maçonnerie Martin"
      Quand elle invite l'adresse "contact@martin.example" dans "Maçonnerie Martin"
      Alors "contact@martin.example" reçoit une invitation dans "Maçonnerie Martin"

  @C3 @C9
  Règle: Un administrateur change la fonction d'un collaborateur, rien d'autre

    Scénario: Dire ce que fait un collaborateur
      Étant donné que Karim est activé
      Quand elle donne à Karim la fonction "Comptable" dans "Maçonnerie Martin"
      Alors Karim a la fonction "Comptable" dans "Maçonnerie Martin"

    Scénario: Impossible de donner une fonction trop longue
      Étant donné que Karim est activé
      Quand elle donne à Karim la fonction "Comptable, assistante, standardiste et conductrice de travaux" dans "Maçonnerie Martin"
      Alors on lui dit que le texte est trop long
      Et rien n'a changé
