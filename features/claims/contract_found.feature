# language: fr
@core @web @H2
Fonctionnalité: Trouver le contrat qui répond

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en décennale par "RCD-100" depuis le 01/01/2015
    Et que "Maçonnerie Martin" a été assurée en décennale par "RCD-050" du 01/01/2008 au 31/12/2014
    Et que Claire est connectée

  Règle: Le contrat n'est pas demandé quand une date le dit

    Scénario: Trouver le contrat d'un chantier récent
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que Claire y a répondu "12/05/2018" à "chantier ouvert le"
      Quand Claire relit la déclaration
      Alors le contrat "RCD-100" semble répondre
      Et ni le contrat "RCD-050"

    Scénario: Trouver un contrat résilié, en vigueur à l'ouverture du chantier
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que Claire y a répondu "31/12/2014" à "chantier ouvert le"
      Quand Claire relit la déclaration
      Alors le contrat "RCD-050" semble répondre
      Et ni le contrat "RCD-100"

    Scénario: Penser au précédent assureur
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que Claire y a répondu "31/12/2007" à "chantier ouvert le"
      Quand Claire relit la déclaration
      Alors elle apprend qu'un précédent assureur est probablement concerné

    Scénario: Laisser chercher le gestionnaire quand la date n'est pas connue
      Étant donné que Claire a commencé à déclarer une réclamation
      Et que Claire y a répondu "je ne sais pas" à "chantier ouvert le"
      Quand Claire relit la déclaration
      Alors elle apprend que sans cette date le gestionnaire cherchera

    Scénario: Nommer tous les contrats qui peuvent répondre
      Étant donné que "Maçonnerie Martin" est assurée en responsabilité civile par "RCG-200" depuis le 01/01/2015
      Et que Claire a commencé à déclarer une réclamation
      Et que Claire y a répondu "12/05/2018" à "chantier ouvert le"
      Et que Claire y a répondu "20/11/2026" à "réclamé le"
      Quand Claire relit la déclaration
      Alors elle apprend que plusieurs contrats peuvent répondre

    Scénario: Prendre la date de l'événement hors de la décennale
      Étant donné que "Maçonnerie Martin" a été assurée en multirisque par "MRP-050" du 01/01/2008 au 31/10/2026
      Et que "Maçonnerie Martin" est assurée en multirisque par "MRP-300" depuis le 01/11/2026
      Et que Claire a commencé à déclarer un vol
      Et que Claire y a répondu "31/10/2026" à "survenu le"
      Quand Claire relit la déclaration
      Alors le contrat "MRP-050" semble répondre

    Scénario: Dire que le dernier contrat avait pris fin
      Étant donné que "Maçonnerie Martin" a été assurée en multirisque par "MRP-050" du 01/01/2008 au 31/12/2020
      Et que Claire a commencé à déclarer un vol
      Et que Claire y a répondu "20/11/2026" à "survenu le"
      Quand Claire relit la déclaration
      Alors elle apprend que le dernier contrat a pris fin avant

    @H3
    Scénario: Déclarer sans qu'aucun contrat soit trouvé
      Étant donné que Claire a commencé à déclarer une cyberattaque
      Et que Claire a répondu à tout
      Quand Claire envoie la déclaration
      Alors le sinistre est déclaré sous le numéro "D2026-000001"
      Et son contrat reste à trouver

  Règle: Un même événement ne se déclare pas deux fois par mégarde

    Scénario: Rappeler un sinistre du même lieu, à une date proche
      Étant donné que Claire a déclaré au "ZA des Chênes" de Lyon un vol
      Et que Claire est en train de déclarer au "za des chenes" de Lyon un vol
      Quand Claire relit la déclaration
      Alors le sinistre "D2026-000001" lui est rappelé
