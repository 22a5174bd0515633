# language: fr
@core @cli
Fonctionnalité: Publier un document

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "RCD-100"

  @D1
  Règle: L'assureur publie les attestations, que la personne trouve aussitôt

    Scénario: Publier une attestation
      Étant donné que le contrat "RCD-100" n'a aucun document
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-100"
      Alors le contrat "RCD-100" a l'attestation de 2026

    Scénario: Publier de nouveau la même attestation
      Étant donné que le contrat "RCD-100" a une attestation de 2026
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-100"
      Alors le contrat "RCD-100" a l'attestation de 2026
      Et le contrat "RCD-100" a 1 document

    Scénario: Impossible de publier pour un contrat inconnu
      Étant donné que le contrat "RCD-999" n'est pas connu de l'assureur
      Quand l'agence publie l'attestation de 2026 du contrat "RCD-999"
      Alors on lui dit que le contrat est inconnu
      Et rien n'a changé

    Plan du scénario: Impossible de publier un fichier qui n'est pas un PDF entier
      Étant donné que le contrat "RCD-100" n'a aucun document
      Quand l'agence publie pour le contrat "RCD-100" une attestation dont le fichier est <défaut>
      Alors on lui dit que le fichier est <reproche>
      Et rien n'a changé

      Exemples:
        | défaut   | reproche                   |
        | vide     | vide                       |
        | un texte | d'un genre qui ne convient pas |
        | tronqué  | tronqué                    |

    Scénario: Impossible de publier sous la référence d'un autre contrat
      Étant donné que "Maçonnerie Martin" a un contrat "RCD-200"
      Et que le contrat "RCD-200" a une attestation de 2026
      Quand l'agence publie pour le contrat "RCD-100" un document sous la référence de cette attestation
      Alors on lui dit que la référence est celle d'un autre contrat
      Et rien n'a changé
