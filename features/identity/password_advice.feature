# language: fr
@core @web
Fonctionnalité: Choisir un mot de passe robuste

  Contexte:
    Étant donné que Claire, née le 14/03/1980, a accès à "Maçonnerie Martin"
    Et que Claire est invitée

  @A3
  Règle: Le mot de passe mêle majuscules, minuscules, chiffres et caractères spéciaux

    Plan du scénario: Choisir librement parmi tous les caractères
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit le mot de passe "<mot de passe>" par son lien d'activation
      Alors elle est connectée
      Et son mot de passe est "<mot de passe>"

      Exemples:
        | mot de passe         |
        | Girafe-Bleue 47      |
        | Été à la plage: 2 km |
        | ÇÀÉ 7 girafes bleues |
        | Girafe_Bleue_47_日本  |

    Plan du scénario: Impossible de choisir un mot de passe auquel manque un genre de caractères
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit le mot de passe "<mot de passe>" par son lien d'activation
      Alors on lui dit qu'<conseil>
      Et rien n'a changé

      Exemples:
        | mot de passe    | conseil                          |
        | girafe-bleue 47 | il y manque une majuscule        |
        | GIRAFE-BLEUE 47 | il y manque une minuscule        |
        | Girafe-Bleue xx | il y manque un chiffre           |
        | GirafeBleue4747 | il y manque un caractère spécial |

    Scénario: Impossible de choisir un mot de passe sans connaître d'un coup tous les conseils à suivre
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit le mot de passe "girafe" par son lien d'activation
      Alors on lui dit que le mot de passe est trop court
      Et on lui dit qu'il y manque une majuscule
      Et on lui dit qu'il y manque un chiffre
      Et on lui dit qu'il y manque un caractère spécial

    Scénario: Connaître les conseils avant d'envoyer
      Étant donné que Claire n'est pas encore activée
      Quand elle essaie le mot de passe "girafe-bleue" par son lien d'activation
      Alors on lui dit qu'il y manque une majuscule
      Et on lui dit qu'il y manque un chiffre
      Et rien n'a changé

  @A4
  Règle: Le mot de passe a douze caractères au moins

    Plan du scénario: Choisir un mot de passe de la longueur permise
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit un mot de passe de <longueur> caractères par son lien d'activation
      Alors elle est connectée

      Exemples:
        | longueur |
        | 12       |
        | 64       |
        | 256      |

    Scénario: Impossible de choisir un mot de passe de onze caractères
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit un mot de passe de 11 caractères par son lien d'activation
      Alors on lui dit que le mot de passe est trop court
      Et rien n'a changé

    Scénario: Impossible de choisir un mot de passe de plus de 256 caractères
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit un mot de passe de 257 caractères par son lien d'activation
      Alors on lui dit que le mot de passe est trop long
      Et rien n'a changé

  @A5
  Règle: Le mot de passe ne dit rien de la personne, et n'est pas de ceux qu'on devine

    Scénario: Choisir un mot de passe qui ne parle pas de soi
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit le mot de passe "Tournesol-Gris 61" par son lien d'activation
      Alors elle est connectée
      Et son mot de passe est "Tournesol-Gris 61"

    Plan du scénario: Impossible de choisir un mot de passe qui parle de soi
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit le mot de passe "<mot de passe>" par son lien d'activation
      Alors on lui dit que le mot de passe contient <information>
      Et rien n'a changé

      Exemples:
        | mot de passe          | information      |
        | Xk-fontaine 92-Lu     | son nom          |
        | Xk-F0NTAINE 92-Lu     | son nom          |
        | Xk-claire 92-Luz      | son prénom       |
        | Xk-CLAÎRE 92-Luz      | son prénom       |
        | Xk-14031980 Luz       | sa date          |
        | Xk-14/03/80 Luz       | sa date          |
        | Xk-1980-03-14 Luz     | sa date          |
        | Xk-14 mars 1980       | sa date          |
        | Xk-clairefontaine 9   | son adresse      |
        | Xk-maconnerie 92-Lu   | le nom de sa société |
        | Xk-Martin 92-Luzerne  | le nom de sa société |

    Scénario: Impossible de choisir le numéro SIREN de sa société
      Étant donné que Claire n'est pas encore activée
      Quand elle choisit un mot de passe qui contient le SIREN de "Maçonnerie Martin" par son lien d'activation
      Alors on lui dit que le mot de passe contient le SIREN de sa société
      Et rien n'a changé

    Scénario: Impossible de choisir un mot de passe que tout le monde essaierait
      Étant donné que "Azerty123456!" est un mot de passe courant
      Quand elle choisit le mot de passe "Azerty123456!" par son lien d'activation
      Alors on lui dit que le mot de passe est courant
      Et rien n'a changé
