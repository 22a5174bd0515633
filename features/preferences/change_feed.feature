# language: fr
@core @cli
Fonctionnalité: Apprendre à la gestion de l'assureur ce qui change

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "RCD-100"
    Et que Claire est connectée
    Et que les changements ont été lus

  @F1 @F2
  Règle: La gestion de l'assureur apprend, dans l'ordre, tout ce qui change

    Scénario: Apprendre un changement de coordonnées
      Étant donné que Claire a donné à "Maçonnerie Martin" le téléphone "04 72 00 00 01"
      Quand l'agence lit la suite des changements
      Alors elle y apprend "company_details_changed"

    Scénario: Apprendre une adresse validée et les contrats concernés
      Étant donné que Claire a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Et que l'agence a validé la demande d'adresse de "Maçonnerie Martin"
      Quand l'agence lit la suite des changements
      Alors elle y apprend "address_requested, address_approved, contract_address_changed"

    Scénario: N'apprendre que la suite
      Étant donné que Claire a donné à "Maçonnerie Martin" le téléphone "04 72 00 00 01"
      Et que les changements ont été lus
      Quand l'agence lit la suite des changements
      Alors elle y apprend ""

    Scénario: Impossible de reprendre à un endroit inconnu
      Quand l'agence lit les changements depuis "nulle-part"
      Alors on lui dit que le curseur est inconnu
      Et rien n'a changé
