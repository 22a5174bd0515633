# language: fr
@core @web
Fonctionnalité: Tenir à jour le téléphone et l'adresse e-mail de la société

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que Claire est connectée
    Et que Karim est connecté

  @F1
  Règle: Les coordonnées de la société se mettent à jour, et changent aussitôt

    Plan du Scénario: Changer les coordonnées quel que soit son profil
      Quand <qui> donne à "Maçonnerie Martin" le téléphone "04 72 00 00 01" et l'adresse "bureau@martin.example"
      Alors "Maçonnerie Martin" est jointe au "04 72 00 00 01" et à "bureau@martin.example"
      Et <qui> trouve "04 72 00 00 01" dans les coordonnées de "Maçonnerie Martin"

      Exemples:
        | qui    |
        | Claire |
        | Karim  |

    Plan du Scénario: Donner un numéro de l'outre-mer ou de l'étranger
      Quand Karim donne à "Maçonnerie Martin" le téléphone "<numéro>" et l'adresse ""
      Alors "Maçonnerie Martin" est jointe au "<numéro>" et à ""
      Et Karim trouve "<numéro>" dans les coordonnées de "Maçonnerie Martin"

      Exemples:
        | numéro      |
        | 0262200001  |
        | 0596500001  |
        | +3225500001 |

    Scénario: Dire que rien n'a changé
      Étant donné que Karim a donné à "Maçonnerie Martin" le téléphone "04 72 00 00 01"
      Quand Karim donne à "Maçonnerie Martin" le téléphone "0472000001" et l'adresse ""
      Alors rien n'a changé

    Scénario: Impossible d'enregistrer ce qui n'est pas un numéro
      Quand Karim donne à "Maçonnerie Martin" le téléphone "au bureau" et l'adresse ""
      Alors on lui dit que ce n'est pas un numéro de téléphone
      Et rien n'a changé

    Scénario: Impossible d'enregistrer une adresse e-mail incomplète
      Quand Karim donne à "Maçonnerie Martin" le téléphone "" et l'adresse "bureau@martin"
      Alors on lui dit que l'adresse est mal écrite
      Et rien n'a changé

    Scénario: Impossible de ne laisser aucun moyen de joindre la société
      Quand Karim donne à "Maçonnerie Martin" le téléphone "" et l'adresse ""
      Alors on lui dit qu'il faut garder un moyen de joindre la société
      Et rien n'a changé

    Scénario: Impossible d'écraser ce qu'un collègue vient de changer
      Étant donné que Karim regarde les coordonnées de "Maçonnerie Martin"
      Et que Claire a donné à "Maçonnerie Martin" le téléphone "04 72 00 00 02"
      Quand Karim donne à "Maçonnerie Martin" le téléphone "04 72 00 00 01" et l'adresse ""
      Alors on lui dit que quelqu'un vient de changer ces coordonnées
      Et Karim trouve "04 72 00 00 02" dans les coordonnées de "Maçonnerie Martin"
      Et rien n'a changé

    Scénario: Impossible de changer les coordonnées d'une autre société
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est connecté
      Quand Denis donne à "Maçonnerie Martin" le téléphone "04 72 00 00 01" et l'adresse ""
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé
