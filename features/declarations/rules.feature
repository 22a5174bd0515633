# language: fr
@core @E3
Fonctionnalité: Vérifier un relevé de bases

  Contexte:
    Étant donné que Claire a accès à "Charpente Moreau"
    Et que "Charpente Moreau" a un contrat "RCD-100" de charpente et de menuiserie à déclarer pour 2025

  Règle: Un montant se tape comme on l'écrit en France

    Plan du scénario: Lire un montant
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'on y lit "<texte>" pour le négoce
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il n'y a rien à corriger ni à expliquer

      Exemples:
        | texte       |
        | 29 999,50   |
        | 29.999,50   |
        | 29999,5     |
        | 29 999,50 € |

    Plan du scénario: Impossible de deviner un montant
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'on y lit "<texte>" pour le négoce
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut corriger le négoce, car <raison>

      Exemples:
        | texte  | raison                                     |
        | 29.999 | le point se lit de deux façons             |
        | 29,999 | il y a trop de décimales                   |
        | 2 9999 | les chiffres ne sont pas groupés par trois |
        | 30 k€  | tous les chiffres doivent être écrits      |
        | 0,03 M | tous les chiffres doivent être écrits      |
        | -300   | un montant ne peut pas être négatif        |
        | néant  | un montant nul s'écrit 0                   |
        | trente | le montant ne se lit pas                   |

  Règle: Ce qui se contredit se corrige avant l'envoi

    Scénario: Un relevé exact n'appelle aucune remarque
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il n'y a rien à corriger ni à expliquer

    Plan du scénario: Impossible d'envoyer des montants qui se contredisent
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'on y lit "<texte>" pour <quoi>
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut corriger <lieu>, car <raison>

      Exemples:
        | quoi                                | texte      | lieu                                | raison                                         |
        | le négoce                           | 31 000     | le chiffre d'affaires total         | les parts n'en font pas la somme               |
        | les ouvrages soumis                 | 600 000    | les ouvrages soumis                 | soumis et non soumis ne font pas les travaux   |
        | la métropole                        | 700 000    | la métropole                        | les lieux ne font pas le chiffre d'affaires    |
        | le neuf                             | 700 000    | le neuf                             | neuf et existant ne font pas les travaux       |
        | le logement                         | 1          | le logement                         | logement et reste ne font pas les travaux      |
        | la part des marchés publics         | 40         | la part des marchés publics         | les pourcentages ne font pas cent              |
        | la sous-traitance de la charpente   | 50 000     | la sous-traitance donnée            | les parts sous-traitées n'en font pas la somme |
        | la sous-traitance de la charpente   | 500 000    | la sous-traitance de la charpente   | elle dépasse l'activité                        |
        | la sous-traitance donnée            | 760 000    | la sous-traitance donnée            | elle dépasse le chiffre d'affaires             |
        | la sous-traitance reçue             | 800 000    | la sous-traitance reçue             | elle dépasse le chiffre d'affaires déclaré     |
        | le nombre de sous-traitants         |            | le nombre de sous-traitants         | leur nombre est attendu                        |
        | les attestations des sous-traitants |            | les attestations des sous-traitants | des attestations sont attendues                |
        | l'activité de la seconde ligne      | CHA        | l'activité de la seconde ligne      | une autre ligne la porte déjà                  |
        | le début de la période              | 01/02/2025 | le début de la période              | la période demandée est une autre              |
        | le début de la période              | 01/01/2010 | le début de la période              | le contrat ne courait pas                      |
        | le chiffre d'affaires total         |            | le chiffre d'affaires total         | la réponse manque                              |

  Règle: Ce qui étonne s'explique, et l'explication part avec le relevé

    Plan du scénario: Expliquer ce qui étonne
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'on y lit "<texte>" pour <quoi>
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut expliquer <lieu>, car <raison>

      Exemples:
        | quoi                                | texte     | lieu                                | raison                                       |
        | le chiffre d'affaires total         | 1 200 000 | le chiffre d'affaires total         | il a bougé de plus de trente pour cent       |
        | le chiffre d'affaires total         | 720 000   | le chiffre d'affaires total         | c'est celui de l'an dernier à l'euro près    |
        | l'activité de la seconde ligne      | COU       | l'activité de la seconde ligne      | le contrat ne la garantit pas                |
        | le montant de la menuiserie         | 0         | les activités                       | une activité a perdu plus de vingt points    |
        | la sous-traitance donnée            | 230 000   | la sous-traitance donnée            | elle passe trente pour cent                  |
        | les attestations des sous-traitants | non       | les attestations des sous-traitants | il en manque                                 |
        | les salaires des ouvriers           | 900 000   | les salaires des ouvriers           | le salaire par tête étonne                   |
        | les ouvriers                        | 200       | le chiffre d'affaires total         | le chiffre d'affaires par tête étonne        |
        | les salaires des ouvriers           | 700 000   | les salaires des ouvriers           | les dépenses dépassent le chiffre d'affaires |
        | le plus gros marché                 | 1 600 000 | le plus gros marché                 | il dépasse le plafond du contrat             |
        | le plus gros marché                 | 400 000   | le plus gros marché                 | il pèse plus de la moitié                    |
        | la technique non courante           | oui       | l'avis technique                    | il manque                                    |
        | le chiffre d'affaires de la liasse  | 800 000   | le chiffre d'affaires de la liasse  | il diffère de celui déclaré                  |
        | le SIREN de la liasse               | 552000010 | le SIREN de la liasse               | c'est celui d'une autre société              |
        | l'année de la liasse                | 2024      | l'année de la liasse                | c'est celle d'un autre exercice              |

    Scénario: Une activité délaissée deux ans de suite
      Étant donné que la menuiserie n'avait rien rapporté au contrat "RCD-100" l'an dernier
      Et que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'on y lit "0" pour le montant de la menuiserie
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut expliquer les activités, car l'une d'elles ne sert plus

    Scénario: Des salaires sans personne
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'on y lit "0" pour les ouvriers
      Et qu'on y lit "0" pour les employés
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut expliquer les ouvriers, car il y a des salaires

    Scénario: Du personnel sans salaires
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'on y lit "0" pour les salaires des ouvriers
      Et qu'on y lit "0" pour les salaires des employés
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut expliquer les salaires des ouvriers, car il y a des salariés

  Règle: Une activité hors du contrat devient une demande à l'assureur

    Scénario: Demander une activité en la déclarant
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'on y lit "COU" pour l'activité de la seconde ligne
      Quand Claire envoie le relevé du contrat "RCD-100" en expliquant ce qui étonne
      Alors l'assureur apprend que le contrat "RCD-100" demande l'activité "COU"

    Scénario: Impossible d'envoyer sans un mot sur une activité hors du contrat
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'on y lit "COU" pour l'activité de la seconde ligne
      Quand Claire envoie le relevé du contrat "RCD-100" sans rien expliquer
      Alors on lui dit qu'une explication manque
      Et le contrat "RCD-100" ne demande aucune activité

  Règle: Un grand chantier se décrit

    Scénario: Impossible de taire ce que l'assureur doit savoir d'un grand chantier
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'il porte un chantier de 18 000 000 €
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut corriger le maître d'ouvrage du chantier, car le chantier dépasse le plafond
      Et il faut corriger l'ouverture du chantier, car le chantier dépasse le plafond
      Et on lui signale le coût du chantier, car il lui faut une attestation nominative

    Plan du scénario: Impossible de contredire un chantier
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'il porte un chantier de 18 000 000 €
      Et qu'on y lit "<texte>" pour <quoi>
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut corriger <lieu>, car <raison>

      Exemples:
        | quoi                  | texte      | lieu                  | raison                            |
        | le marché du chantier | 19 000 000 | le marché du chantier | il dépasse le coût de l'opération |
        | le marché du chantier | 500 000    | le marché du chantier | il dépasse le plus gros marché    |
        | l'absence de chantier | oui        | l'absence de chantier | des chantiers sont décrits        |

    Plan du scénario: Expliquer comment un grand chantier est assuré
      Étant donné que le relevé du contrat "RCD-100" est rempli sans rien à signaler
      Et qu'il porte un chantier de 18 000 000 €
      Et qu'on y lit "<texte>" pour <quoi>
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut expliquer <quoi>, car <raison>

      Exemples:
        | quoi                             | texte      | raison                           |
        | le contrat collectif du chantier | non        | le chantier n'en a pas           |
        | le contrat collectif du chantier | oui        | le contrat n'en prévoit pas      |
        | l'ouverture du chantier          | 31/12/2012 | le contrat ne courait pas encore |

  Règle: Le néant se déclare exprès

    Scénario: Déclarer qu'il n'y a rien eu
      Étant donné que le relevé du contrat "RCD-100" dit le néant, sa raison et sa confirmation
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il n'y a rien à corriger ni à expliquer

    Scénario: Impossible de déclarer le néant en laissant tout vide
      Étant donné que le relevé du contrat "RCD-100" est vide
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut corriger le néant, car rien n'est déclaré

    Scénario: Impossible de déclarer le néant avec un montant
      Étant donné que le relevé du contrat "RCD-100" dit le néant, sa raison et sa confirmation
      Et qu'on y lit "12" pour le négoce
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut corriger le néant, car un montant le contredit

    Scénario: Impossible de déclarer le néant sans le confirmer
      Étant donné que le relevé du contrat "RCD-100" dit le néant, sa raison et sa confirmation
      Et qu'on y lit "" pour la confirmation du néant
      Quand Claire fait vérifier le relevé du contrat "RCD-100"
      Alors il faut corriger la confirmation du néant, car la réponse manque

  Règle: Un maître d'œuvre déclare ses honoraires et ses opérations

    Plan du scénario: Impossible d'envoyer des honoraires qui se contredisent
      Étant donné que "Charpente Moreau" a un contrat "MOE-100" de maîtrise d'œuvre à déclarer pour 2025
      Et que le relevé de maîtrise d'œuvre est rempli sans rien à signaler
      Et qu'on y lit "<texte>" pour <quoi>
      Quand Claire fait vérifier le relevé du contrat "MOE-100"
      Alors il faut corriger <lieu>, car <raison>

      Exemples:
        | quoi                         | texte   | lieu                         | raison                                 |
        | les honoraires de conception | 290 000 | le total des honoraires      | les missions n'en font pas la somme    |
        | la métropole                 | 400 000 | la métropole                 | les lieux ne font pas les honoraires   |
        | le taux de la mission        | 120     | le taux de la mission        | un pourcentage ne passe pas cent       |

    Scénario: Expliquer des honoraires sans opération
      Étant donné que "Charpente Moreau" a un contrat "MOE-100" de maîtrise d'œuvre à déclarer pour 2025
      Et que le relevé de maîtrise d'œuvre est rempli sans rien à signaler
      Et qu'on y lit "0" pour les travaux de l'opération
      Quand Claire fait vérifier le relevé du contrat "MOE-100"
      Alors il faut expliquer les opérations, car il y a des honoraires
