# language: fr
@core @web
Fonctionnalité: Commencer une déclaration de sinistre

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en décennale par "RCD-100" depuis le 01/01/2015
    Et que Claire est connectée

  @H1
  Règle: Vous devez, tout d'abord, rassembler l'ensemble des éléments relatifs à cet événement

    @web
    Plan du scénario: Lire ce qu'il faut rassembler : <élément>
      Quand Claire veut déclarer un sinistre de "Maçonnerie Martin"
      Alors elle voit "<élément>"
      Et on lui propose une réclamation

      Exemples:
        | élément                                      |
        | Des photographies                            |
        | L'attestation d'assurance du chantier        |
        | La date d'ouverture du chantier              |
        | Le courrier, la convocation ou l'acte reçu   |

    @web
    Scénario: Lire à qui téléphoner avant de déclarer ce qui presse
      Quand Claire veut déclarer un sinistre de "Maçonnerie Martin"
      Alors elle voit "Danger, audience ou réunion d'expertise dans les prochains jours ? Appelez d'abord."
      Et elle voit "04 65 71 23 75"

    Scénario: Ne jamais rester devant une porte fermée
      Quand Claire veut déclarer un sinistre de "Maçonnerie Martin"
      Alors on lui propose une réclamation
      Et on lui propose on ne sait quoi

    Scénario: Impossible de déclarer pour une société qui n'est pas la sienne
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est connecté
      Quand Denis veut déclarer un sinistre de "Maçonnerie Martin"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé

  @H2
  Règle: Vous devez d'abord sélectionner la mise en cause de ce sinistre

    Scénario: Choisir la mise en cause
      Quand Claire commence à déclarer une réclamation de "Maçonnerie Martin"
      Alors la déclaration d'une réclamation est commencée
      Et il n'y a qu'un brouillon

    Scénario: Choisir ce qu'aucun contrat connu ne vise
      Quand Claire commence à déclarer une cyberattaque de "Maçonnerie Martin"
      Alors la déclaration d'une cyberattaque est commencée
      Et il n'y a qu'un brouillon

    Scénario: Commencer sans savoir ce que c'est
      Quand Claire commence à déclarer on ne sait quoi de "Maçonnerie Martin"
      Alors la déclaration d'on ne sait quoi est commencée
      Et il n'y a qu'un brouillon

    Scénario: Déclarer en tant que collaborateur
      Étant donné que Karim est connecté
      Quand Karim commence à déclarer un recours de "Maçonnerie Martin"
      Alors la déclaration d'un recours est commencée

    Scénario: Impossible de commencer sans dire ce qui arrive
      Quand Claire commence une déclaration de "Maçonnerie Martin" sans dire ce qui arrive
      Alors on lui dit qu'il faut choisir ce qui arrive
      Et rien n'a changé
