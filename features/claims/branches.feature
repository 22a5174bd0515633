# language: fr
@core @H2
Fonctionnalité: Répondre selon la mise en cause

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en décennale par "RCD-100" depuis le 01/01/2015
    Et que Claire est connectée

  @H3
  Règle: Chaque mise en cause mène jusqu'à l'envoi

    Plan du scénario: Déclarer <mise en cause>
      Étant donné que Claire a commencé à déclarer <mise en cause>
      Et que Claire a répondu à tout
      Quand Claire envoie la déclaration
      Alors le sinistre est déclaré sous le numéro "D2026-000001"

      Exemples: Ma responsabilité
        | mise en cause                 |
        | une réclamation               |
        | une expertise dommages-ouvrage |
        | une expertise amiable         |
        | un référé                     |
        | une assignation               |
        | un recours                    |
        | un titre de recettes          |

      Exemples: Un chantier en cours
        | mise en cause         |
        | un ouvrage effondré   |
        | un mur voisin fissuré |
        | un réseau touché      |
        | une pollution         |

      Exemples: Un salarié ou un dirigeant
        | mise en cause          |
        | un accident du travail |
        | une faute inexcusable  |

      Exemples: Mes biens
        | mise en cause             |
        | un vol                    |
        | un incendie               |
        | un dégât des eaux         |
        | une tempête               |
        | une catastrophe naturelle |
        | un bris de machine        |
        | un acte de vandalisme     |
        | une cyberattaque          |

      Exemples: Mes véhicules
        | mise en cause             |
        | un accident avec un tiers |
        | un accident sans tiers    |
        | un vol de véhicule        |
        | un bris de glace          |
        | un véhicule brûlé         |

      Exemples: Un litige, ou autre chose
        | mise en cause  |
        | un litige      |
        | un impayé      |
        | on ne sait quoi |

  Règle: Les documents dépendent de la mise en cause et des réponses

    @core @web
    Plan du scénario: Attendre le bon document pour <mise en cause>
      Étant donné que Claire a commencé à déclarer <mise en cause>
      Quand Claire regarde les documents à fournir
      Alors on y attend <document>

      Exemples:
        | mise en cause             | document                  |
        | une assignation           | l'acte reçu               |
        | une expertise amiable     | l'acte reçu               |
        | un recours                | le rapport d'expertise    |
        | un ouvrage effondré       | des photographies         |
        | un réseau touché          | les papiers du réseau     |
        | une faute inexcusable     | les papiers de l'accident |
        | un vol                    | le récépissé de plainte   |
        | un bris de machine        | le devis de réparation    |
        | un accident avec un tiers | le constat amiable        |
        | un litige                 | les lettres               |
        | un impayé                 | le marché                 |

    @core @web
    Scénario: Attendre les papiers des sous-traitants
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que Claire y a répondu "oui" à "sous-traitance"
      Quand Claire regarde les documents à fournir
      Alors on y attend les contrats de sous-traitance

    @core @web
    Scénario: Ne pas attendre les papiers de sous-traitants qu'il n'y a pas
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que Claire y a répondu "non" à "sous-traitance"
      Quand Claire regarde les documents à fournir
      Alors on n'y attend pas les contrats de sous-traitance

  Règle: Une question ne se pose que si les réponses l'appellent

    Scénario: Poser la question de la fuite quand le réseau est du gaz
      Étant donné que Claire a commencé à déclarer un réseau touché
      Et que Claire y a répondu "gaz" à "réseau"
      Quand Claire y répond "non" à "fuite de gaz"
      Alors la réponse "non" à "fuite de gaz" compte

    Scénario: Ne poser les questions du chantier que si l'accident y est arrivé
      Étant donné que Claire a commencé à déclarer un accident du travail
      Et que Claire y a répondu "oui" à "sur un chantier"
      Et que Claire y a répondu "Résidence des Lilas" à "nom de l'opération"
      Quand Claire y répond "non" à "sur un chantier"
      Alors la réponse à "nom de l'opération" est mise de côté
