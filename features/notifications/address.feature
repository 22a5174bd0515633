# language: fr
Fonctionnalité: Une adresse qui reçoit, et le papier pour qui le veut

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"

  @F3 @core @web
  Règle: Chacun peut revenir au papier, et confirme son adresse une fois par an

    Scénario: Demander le papier
      Étant donné que Claire est connectée
      Quand elle demande le papier depuis "Maçonnerie Martin"
      Alors elle est désormais sur papier

    Scénario: Renoncer au papier
      Étant donné que Claire est connectée
      Et que Claire a demandé le papier
      Quand elle renonce au papier depuis "Maçonnerie Martin"
      Alors elle n'est plus sur papier

    Scénario: Confirmer son adresse
      Étant donné que Claire est activée
      Et qu'un an a passé
      Et que Claire est connectée
      Quand elle confirme son adresse depuis "Maçonnerie Martin"
      Alors son adresse est confirmée

    Scénario: Impossible de demander le papier depuis une société fermée
      Étant donné que Claire est connectée
      Quand elle demande le papier depuis "Toiture Petit"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé

  @F3 @core @cli
  Règle: L'assureur demande cette confirmation, et sait qui n'a pas répondu

    Scénario: Être invité à confirmer son adresse
      Étant donné que Claire est activée
      Et qu'un an a passé
      Quand la nuit passe
      Alors Claire est invitée à confirmer son adresse

    Scénario: Voir qui n'a pas confirmé
      Étant donné que Claire est activée
      Et qu'un an a passé
      Quand l'agence cherche qui n'a pas confirmé son adresse
      Alors elle trouve l'adresse de Claire

  @F3 @core @cli
  Règle: Une adresse dont les courriels reviennent n'en reçoit plus

    Scénario: Noter qu'une adresse ne reçoit plus
      Étant donné que Claire est activée
      Quand l'agence note que les courriels à Claire reviennent
      Alors l'adresse de Claire ne reçoit plus

    Scénario: Noter que l'adresse reçoit de nouveau
      Étant donné que Claire est activée
      Et que l'agence a noté que les courriels à Claire reviennent
      Quand l'agence note que les courriels à Claire arrivent
      Alors l'adresse de Claire reçoit

    Scénario: Impossible de le noter sans raison
      Étant donné que Claire est activée
      Quand l'agence note sans raison que les courriels à Claire reviennent
      Alors on lui dit que la raison manque
      Et rien n'a changé

    Scénario: Impossible de le noter d'une personne inconnue
      Étant donné que Paul n'est pas connu de l'assureur
      Quand l'agence note que les courriels à Paul reviennent
      Alors on lui dit que la personne est inconnue
      Et rien n'a changé
