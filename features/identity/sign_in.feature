# language: fr
@core @web
Fonctionnalité: Se connecter

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que Claire est activée avec le mot de passe "Girafe-Bleue 47"

  @B2
  Règle: L'adresse est une seule identité, sans égard aux majuscules ni aux espaces autour

    Plan du scénario: Se connecter de quelque façon que l'adresse soit écrite
      Étant donné que Claire n'est pas connectée
      Quand elle se connecte avec l'adresse "<adresse>" et le mot de passe "Girafe-Bleue 47"
      Alors elle est connectée

      Exemples:
        | adresse                         |
        | claire.fontaine@mail.example    |
        | Claire.FONTAINE@Mail.Example    |
        | ␣claire.fontaine@mail.example␣  |

  @A6
  Règle: Les essais sont limités sans mettre un collègue dehors

    Scénario: Se connecter après quelques essais manqués
      Étant donné que Claire a manqué 4 essais
      Quand elle se connecte avec le mot de passe "Girafe-Bleue 47"
      Alors elle est connectée

    Plan du scénario: Impossible de se connecter avec un autre mot de passe que le sien
      Étant donné que Claire n'est pas connectée
      Quand elle se connecte avec le mot de passe "<mot de passe>"
      Alors on lui dit que l'adresse et le mot de passe ne vont pas ensemble
      Et elle n'est pas connectée

      Exemples:
        | mot de passe     |
        | Tambour-Vert 83  |
        | girafe-bleue 47  |
        | Girafe-Bleue 47␣ |
        | Girafe-Bleue 4   |

    Scénario: Impossible de savoir si une adresse est connue
      Étant donné que Claire n'est pas connectée
      Quand elle se connecte avec l'adresse "inconnue@mail.example" et le mot de passe "Girafe-Bleue 47"
      Alors on lui dit que l'adresse et le mot de passe ne vont pas ensemble
      Et elle n'est pas connectée

    Plan du scénario: Impossible de réessayer aussitôt, et l'attente grandit
      Étant donné que Claire a manqué <essais> essais
      Quand elle se connecte avec le mot de passe "Girafe-Bleue 47"
      Alors on lui demande d'attendre <attente>
      Et elle n'est pas connectée

      Exemples:
        | essais | attente   |
        | 5      | 1 minute  |
        | 6      | 2 minutes |
        | 7      | 4 minutes |
        | 8      | 8 minutes |

    Scénario: Se connecter une fois l'attente passée
      Étant donné que Claire a manqué 5 essais
      Et que 1 minute a passé
      Quand elle se connecte avec le mot de passe "Girafe-Bleue 47"
      Alors elle est connectée

    Scénario: Impossible d'essayer plus de vingt-cinq fois en un jour
      Étant donné que Claire a manqué 25 essais
      Et que 2 heures ont passé
      Quand elle se connecte avec le mot de passe "Girafe-Bleue 47"
      Alors on lui demande d'attendre longtemps
      Et elle n'est pas connectée

    Scénario: Impossible d'essayer plusieurs adresses depuis le même endroit sans attendre
      Étant donné que 5 adresses inconnues ont été essayées du même endroit
      Quand elle se connecte avec le mot de passe "Girafe-Bleue 47"
      Alors on lui demande d'attendre 1 minute
      Et elle n'est pas connectée

    Scénario: Entrer depuis son appareil malgré les essais d'un inconnu
      Étant donné que Claire s'est déjà connectée depuis son appareil
      Et qu'un inconnu a manqué 25 essais au nom de Claire
      Quand elle se connecte avec le mot de passe "Girafe-Bleue 47"
      Alors elle est connectée

    Scénario: Entrer par un mot de passe changé malgré les essais d'un inconnu
      Étant donné qu'un inconnu a manqué 25 essais au nom de Claire
      Et que Claire a reçu un lien de changement
      Et que Claire a choisi le mot de passe "Tambour-Vert 83" par son lien de changement
      Quand elle se connecte avec le mot de passe "Tambour-Vert 83"
      Alors elle est connectée
