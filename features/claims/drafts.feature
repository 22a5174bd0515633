# language: fr
@core @web @H2
Fonctionnalité: Reprendre une déclaration de sinistre

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en multirisque par "MRP-300" depuis le 01/01/2015
    Et que Claire est connectée
    Et que Karim est connecté

  Règle: Chaque réponse est gardée, et la déclaration se reprend ailleurs

    Scénario: Retrouver le brouillon d'une collègue
      Étant donné que Claire a commencé à déclarer un vol
      Quand Karim regarde les sinistres de "Maçonnerie Martin"
      Alors il voit le brouillon d'un vol

    Scénario: Reprendre après la fin de sa session
      Étant donné que Claire a commencé à déclarer un vol
      Et que Claire y a répondu "ZA des Chênes" à "rue"
      Et que 9 heures ont passé
      Et que Claire est connectée
      Quand Claire relit la déclaration
      Alors elle lit "ZA des Chênes" parmi les réponses

    Scénario: Reprendre à la place d'une collègue
      Étant donné que Claire a commencé à déclarer un vol
      Quand Karim y répond "Lyon" à "ville"
      Alors la réponse "Lyon" à "ville" compte

    Scénario: Garder une réponse qui ne se lit pas encore
      Étant donné que Claire a commencé à déclarer un vol
      Quand Claire y répond "hier matin" à "survenu le"
      Alors la réponse "hier matin" à "survenu le" compte

    Scénario: Répondre qu'on ne sait pas
      Étant donné que Claire a commencé à déclarer un vol
      Quand Claire y répond "je ne sais pas" à "survenu le"
      Alors la réponse "je ne sais pas" à "survenu le" compte

    Scénario: Impossible d'écraser les réponses d'un collègue
      Étant donné que Claire a commencé à déclarer un vol
      Et que Claire lit sa déclaration avec Karim
      Et que Karim y a répondu "Lyon" à "ville"
      Quand Claire y répond à son tour "Valence" à "ville"
      Alors on lui dit qu'un collègue y a répondu entre-temps
      Et rien n'a changé

    Scénario: Impossible de reprendre le brouillon d'une autre société
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est connecté
      Et que Claire a commencé à déclarer un vol
      Quand Denis relit la déclaration
      Alors on lui dit que la société lui est fermée

    Scénario: Renoncer à une déclaration
      Étant donné que Claire a commencé à déclarer un vol
      Quand Claire renonce à la déclaration
      Alors il n'y a plus de brouillon

    Scénario: Impossible d'effacer ce qu'un collègue vient de répondre
      Étant donné que Claire a commencé à déclarer un vol
      Et que Claire lit sa déclaration avec Karim
      Et que Karim y a répondu "Lyon" à "ville"
      Quand Claire renonce à la déclaration qu'elle a lue
      Alors on lui dit qu'un collègue y a répondu entre-temps
      Et rien n'a changé

    Scénario: Impossible de renoncer à une déclaration envoyée
      Étant donné que Claire a déclaré un vol
      Quand Claire renonce à la déclaration
      Alors on lui dit que la déclaration est déjà partie
      Et rien n'a changé

  Règle: Revenir en arrière n'écarte que les réponses qui ne servent plus

    Scénario: Mettre de côté ce qui ne sert plus
      Étant donné que Claire a commencé à déclarer un vol
      Et que Claire y a répondu "ZA des Chênes" à "rue"
      Quand Claire dit que c'est plutôt une cyberattaque
      Alors la réponse à "rue" est mise de côté

    Scénario: Garder ce qui sert encore
      Étant donné que Claire a commencé à déclarer un vol
      Et que Claire y a répondu "20/11/2026" à "survenu le"
      Quand Claire dit que c'est plutôt un incendie
      Alors la réponse "20/11/2026" à "survenu le" compte

    Scénario: Retrouver ce qui sert à nouveau
      Étant donné que Claire a commencé à déclarer une cyberattaque
      Et que Claire y a répondu "ZA des Chênes" à "rue"
      Quand Claire dit que c'est plutôt un vol
      Alors la réponse "ZA des Chênes" à "rue" compte

  @core
  Règle: Un brouillon oublié ne s'efface pas sans prévenir

    Scénario: Prévenir qu'un brouillon sera effacé
      Étant donné que Claire a commencé à déclarer un vol
      Et que 61 jours ont passé
      Quand la nuit des sinistres passe
      Alors Claire a des nouvelles : le brouillon sera effacé

    Scénario: Effacer un brouillon après avoir prévenu
      Étant donné que Claire a commencé à déclarer un vol
      Et que 61 jours ont passé
      Et que la nuit des sinistres est passée
      Et que 31 jours ont passé
      Quand la nuit des sinistres passe
      Alors il n'y a plus de brouillon

    Scénario: Garder un brouillon dont personne n'a été prévenu
      Étant donné que Claire a commencé à déclarer un vol
      Et que 100 jours ont passé
      Quand la nuit des sinistres passe
      Alors il n'y a qu'un brouillon
      Et Claire a des nouvelles : le brouillon sera effacé

    Scénario: Garder ce qui est envoyé
      Étant donné que Claire a déclaré un vol
      Et que 100 jours ont passé
      Quand la nuit des sinistres passe
      Alors le sinistre est déclaré sous le numéro "D2026-000001"
      Et rien n'a changé
