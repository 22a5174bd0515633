# language: fr
@core @web
Fonctionnalité: Savoir pour quand déclarer, et ce qui presse

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en multirisque par "MRP-300" depuis le 01/01/2015
    Et que Claire est connectée

  @H2
  Règle: Les délais sont comptés en jours ouvrés, montrés, et ne ferment jamais la porte

    Scénario: Compter cinq jours ouvrés
      Étant donné que Claire a commencé à déclarer un incendie
      Et que Claire y a répondu "23/11/2026" à "connu le"
      Quand Claire relit la déclaration
      Alors elle lit le délai de la déclaration : 30/11/2026

    Scénario: Compter deux jours ouvrés pour un vol du vendredi
      Étant donné que Claire a commencé à déclarer un vol
      Et que Claire y a répondu "20/11/2026" à "connu le"
      Quand Claire relit la déclaration
      Alors elle lit le délai de la déclaration du vol : 24/11/2026

    Scénario: Sauter un jour férié
      Étant donné que le 11/11/2026 est férié
      Et que Claire a commencé à déclarer un incendie
      Et que Claire y a répondu "10/11/2026" à "connu le"
      Quand Claire relit la déclaration
      Alors elle lit le délai de la déclaration : 18/11/2026

    Scénario: Compter trente jours après un arrêté de catastrophe naturelle
      Étant donné que Claire a commencé à déclarer une catastrophe naturelle
      Et que Claire y a répondu "oui" à "arrêté paru"
      Et que Claire y a répondu "10/11/2026" à "arrêté du"
      Quand Claire relit la déclaration
      Alors elle lit le délai de la déclaration après l'arrêté : 10/12/2026

    Scénario: Compter 72 heures pour la plainte après une cyberattaque
      Étant donné que Claire a commencé à déclarer une cyberattaque
      Et que Claire y a répondu "22/11/2026 18:00" à "découvert le"
      Quand Claire relit la déclaration
      Alors elle lit le délai de la plainte : 25/11/2026

    Scénario: Montrer la date de réponse d'un litige
      Étant donné que Claire a commencé à déclarer un litige
      Et que Claire y a répondu "04/12/2026" à "réponse avant le"
      Quand Claire relit la déclaration
      Alors elle lit le délai de la réponse : 04/12/2026

    @H3
    Scénario: Déclarer en retard
      Étant donné que Claire a commencé à déclarer un vol
      Et que Claire y a répondu "02/11/2026" à "connu le"
      Et que Claire a répondu à tout
      Quand Claire envoie la déclaration
      Alors le sinistre est déclaré sous le numéro "D2026-000001"

  @H1
  Règle: Ce qui presse met le téléphone en premier

    Plan du scénario: Appeler d'abord pour <urgence>
      Étant donné que Claire a commencé à déclarer <mise en cause>
      Et que Claire y a répondu "<réponse>" à "<question>"
      Quand Claire relit la déclaration
      Alors on lui dit d'appeler d'abord pour <urgence>

      Exemples:
        | mise en cause                  | question | réponse          | urgence      |
        | un incendie                    | danger   | oui              | un danger    |
        | une assignation                | audience | 27/11/2026       | une audience |
        | une expertise dommages-ouvrage | réunion  | 24/11/2026 14:00 | une réunion  |

    Scénario: Appeler d'abord pour une fuite de gaz
      Étant donné que Claire a commencé à déclarer un réseau touché
      Et que Claire y a répondu "gaz" à "réseau"
      Et que Claire y a répondu "oui" à "fuite de gaz"
      Quand Claire relit la déclaration
      Alors on lui dit d'appeler d'abord pour une fuite de gaz

    Scénario: Rappeler la plainte tant qu'il est temps
      Étant donné que Claire a commencé à déclarer une cyberattaque
      Et que Claire y a répondu "22/11/2026 18:00" à "découvert le"
      Et que Claire y a répondu "non" à "plainte"
      Quand Claire relit la déclaration
      Alors on lui dit d'appeler d'abord pour une plainte à déposer

    Scénario: Ne pas presser pour une audience lointaine
      Étant donné que Claire a commencé à déclarer une assignation
      Et que Claire y a répondu "15/03/2027" à "audience"
      Quand Claire relit la déclaration
      Alors elle lit le délai de l'audience : 15/03/2027
      Et rien ne presse

  @H2
  Règle: La garantie est suggérée avec ses dates, jamais affirmée

    Plan du scénario: Suggérer la garantie <garantie> d'après les dates
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que la réception <réception> date du <reçu>, le dommage du <apparu>, avec <effet>
      Quand Claire relit la déclaration
      Alors la garantie <garantie> est suggérée jusqu'au <fin>

      Exemples:
        | réception    | reçu       | apparu     | effet      | garantie               | fin        |
        | avec réserves | 01/06/2026 | 01/10/2026 | esthétique | de parfait achèvement | 01/06/2027 |
        | sans réserve  | 01/06/2020 | 01/10/2026 | solidité   | décennale             | 01/06/2030 |
        | sans réserve  | 29/02/2016 | 28/02/2026 | solidité   | décennale             | 28/02/2026 |
        | sans réserve  | 01/06/2020 | 01/10/2026 | esthétique | contractuelle         | 01/06/2030 |

    Scénario: Suggérer la garantie de bon fonctionnement d'un équipement
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que la réception sans réserve date du 01/06/2025, le dommage du 01/10/2026, avec esthétique
      Et que Claire y a répondu "oui" à "équipement dissociable"
      Quand Claire relit la déclaration
      Alors la garantie de bon fonctionnement est suggérée jusqu'au 01/06/2027

    Scénario: Suggérer un dommage d'avant la réception
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que Claire y a répondu "pas de réception" à "réception"
      Quand Claire relit la déclaration
      Alors la garantie avant réception est suggérée

    Scénario: Dire que dix ans ont peut-être passé, sans rien refuser
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que la réception sans réserve date du 01/06/2010, le dommage du 01/10/2026, avec solidité
      Quand Claire relit la déclaration
      Alors le délai est peut-être passé
