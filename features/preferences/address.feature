# language: fr
Fonctionnalité: Changer l'adresse postale de la société

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "RCD-100"
    Et que "Maçonnerie Martin" a un contrat "MRP-200"
    Et que "Maçonnerie Martin" est au "1 rue Haute, 69001 Lyon"
    Et que Claire est connectée
    Et que Karim est connecté

  @F2 @core @web
  Règle: Un changement d'adresse attend la réponse de l'assureur

    Scénario: Demander un changement d'adresse
      Quand Karim demande pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Alors l'adresse de "Maçonnerie Martin" est encore "1 rue Haute, 69001 Lyon"
      Et Claire voit la demande de l'adresse "2 rue du Lac, 69500 Bron" pour "Maçonnerie Martin"

    Plan du Scénario: Ne jamais bloquer une adresse inhabituelle
      Quand Karim demande pour "Maçonnerie Martin" l'adresse "<adresse>"
      Alors la demande de "Maçonnerie Martin" est à vérifier : "<remarques>"
      Et l'adresse de "Maçonnerie Martin" est encore "1 rue Haute, 69001 Lyon"

      Exemples:
        | adresse                               | remarques              |
        | 2 rue du Lac, 6950 Bron               | postal_code_form       |
        | 2 rue du Lac, 96000 Bron              | postal_code_department |
        | rue du Lac, 69500 Bron                | number_missing         |
        | 3 rue de la Paix, 97400 Saint-Denis   |                        |
        | 3 boulevard des Moulins, 98000 Monaco |                        |
        | 3 cours Napoléon, 20000 Ajaccio       |                        |
        | CS 12345, 69431 Lyon CEDEX 03         |                        |

    Scénario: Retirer la demande d'un collègue
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Quand Claire retire la demande d'adresse de "Maçonnerie Martin"
      Alors aucune demande d'adresse de "Maçonnerie Martin" n'attend

    Scénario: Impossible de demander deux changements à la fois
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Quand Claire demande pour "Maçonnerie Martin" l'adresse "5 quai Neuf, 69002 Lyon"
      Alors on lui dit qu'une demande attend déjà
      Et rien n'a changé

    Scénario: Impossible de demander l'adresse que la société a déjà
      Quand Karim demande pour "Maçonnerie Martin" l'adresse "1 rue Haute, 69001 Lyon"
      Alors on lui dit que c'est déjà l'adresse de la société
      Et rien n'a changé

    Scénario: Impossible de demander une adresse sans ville
      Quand Karim demande pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 "
      Alors on lui dit qu'il manque la ville
      Et rien n'a changé

    Scénario: Impossible de retirer une demande qui a reçu sa réponse
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Et que Karim regarde les coordonnées de "Maçonnerie Martin"
      Et que l'agence a validé la demande d'adresse de "Maçonnerie Martin"
      Quand Karim retire la demande d'adresse de "Maçonnerie Martin"
      Alors on lui dit que la demande a déjà sa réponse
      Et rien n'a changé

    Scénario: Lire la raison d'un refus
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Et que l'agence a refusé la demande d'adresse de "Maçonnerie Martin" : "Le justificatif manque"
      Quand Claire ouvre les coordonnées de "Maçonnerie Martin"
      Alors elle voit "Le justificatif manque"

  @F2 @core @cli
  Règle: L'assureur répond, et la nouvelle adresse vaut pour tous les contrats

    Scénario: Valider un changement d'adresse
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Quand l'agence valide la demande d'adresse de "Maçonnerie Martin"
      Alors "Maçonnerie Martin" et ses contrats sont au "2 rue du Lac, 69500 Bron"
      Et Claire apprend que la nouvelle adresse est validée
      Et Karim apprend que la nouvelle adresse est validée

    Scénario: Refuser un changement d'adresse
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Quand l'agence refuse la demande d'adresse de "Maçonnerie Martin" : "Le justificatif manque"
      Alors "Maçonnerie Martin" et ses contrats sont au "1 rue Haute, 69001 Lyon"
      Et Claire apprend que le changement d'adresse est refusé
      Et Karim apprend que le changement d'adresse est refusé

    Scénario: Voir les demandes qui attendent
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Quand l'agence regarde les demandes d'adresse
      Alors elle voit "Maçonnerie Martin"
      Et elle voit "2 rue du Lac"

    Scénario: Impossible de répondre deux fois
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Et que l'agence a validé la demande d'adresse de "Maçonnerie Martin"
      Quand l'agence refuse la demande d'adresse de "Maçonnerie Martin" : "Le justificatif manque"
      Alors on lui dit que la demande a déjà sa réponse
      Et rien n'a changé

    Scénario: Impossible de refuser sans raison
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Quand l'agence refuse la demande d'adresse de "Maçonnerie Martin" : ""
      Alors on lui dit qu'il faut une raison
      Et rien n'a changé

    Scénario: Impossible de répondre quand on n'est pas de l'assureur
      Étant donné que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Quand quelqu'un d'étranger à l'assureur valide la demande d'adresse de "Maçonnerie Martin"
      Alors on lui dit que personne n'agit sous ce code
      Et rien n'a changé

  @F1 @F2 @core @cli
  Règle: Ce qui fut changé dans l'espace l'emporte sur l'export, jusqu'à ce qu'il s'y accorde

    Scénario: Laisser l'adresse validée que l'export ne connaît pas encore
      Étant donné que l'export situe "Maçonnerie Martin" au "1 rue Haute, 69001 Lyon"
      Et que Karim a demandé pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Et que l'agence a validé la demande d'adresse de "Maçonnerie Martin"
      Quand l'export est repris
      Alors l'import compte 3 lignes laissées
      Et "Maçonnerie Martin" et ses contrats sont au "2 rue du Lac, 69500 Bron"

    Scénario: Suivre l'export dès qu'il donne la même adresse
      Étant donné que Karim a obtenu pour "Maçonnerie Martin" l'adresse "2 rue du Lac, 69500 Bron"
      Et que l'export situe "Maçonnerie Martin" au "2 RUE DU LAC, 69500 BRON"
      Et que l'export est déjà repris
      Et que l'export situe "Maçonnerie Martin" au "8 place Vieille, 69005 Lyon"
      Quand l'export est repris
      Alors "Maçonnerie Martin" et ses contrats sont au "8 place Vieille, 69005 Lyon"

    Scénario: Laisser le téléphone que la société a donné
      Étant donné que Karim a donné à "Maçonnerie Martin" le téléphone "04 72 00 00 01"
      Et que l'export donne à "Maçonnerie Martin" le téléphone "04 72 99 99 99"
      Quand l'export est repris
      Alors l'import compte 1 ligne laissée
      Et "Maçonnerie Martin" est jointe au "04 72 00 00 01" et à ""
