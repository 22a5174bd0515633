# language: fr
@core @web @H3
Fonctionnalité: Envoyer une déclaration de sinistre

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en multirisque par "MRP-300" depuis le 01/01/2015
    Et que Claire est connectée
    Et que Claire a commencé à déclarer un vol

  Règle: Une fois le formulaire rempli et envoyé, notre service prendra en charge votre demande

    Scénario: Envoyer une déclaration
      Étant donné que Claire y a répondu "20/11/2026" à "survenu le"
      Et que Claire a répondu à tout
      Quand Claire envoie la déclaration
      Alors le sinistre est déclaré sous le numéro "D2026-000001"
      Et il est rattaché au contrat "MRP-300"
      Et le sinistre est survenu le 20/11/2026

    Scénario: Recevoir l'accusé de réception
      Étant donné que Claire a répondu à tout
      Quand Claire envoie la déclaration
      Alors le sinistre est déclaré sous le numéro "D2026-000001"
      Et Claire reçoit l'accusé de réception
      Et le gestionnaire apprend qu'un sinistre est déclaré

    Scénario: Télécharger le récépissé, avec les fichiers envoyés
      Étant donné que Claire y a joint "porte.pdf"
      Et que Claire a répondu à tout
      Et que Claire a envoyé sa déclaration
      Quand Claire télécharge le récépissé
      Alors elle reçoit un récépissé qui dit "D2026-000001"
      Et elle reçoit un récépissé qui dit "porte.pdf"

    Scénario: Envoyer ce qu'une collègue a préparé
      Étant donné que Claire a répondu à tout
      Et que Karim est connecté
      Quand Karim envoie la déclaration
      Alors le sinistre est déclaré sous le numéro "D2026-000001"
      Et Karim reçoit l'accusé de réception

    Scénario: Envoyer deux fois ne déclare qu'un sinistre
      Étant donné que Claire a répondu à tout
      Et que Claire a envoyé sa déclaration
      Quand Claire envoie de nouveau la déclaration
      Alors le sinistre est déclaré sous le numéro "D2026-000001"
      Et rien n'a changé

    @H2
    Scénario: Envoyer alors qu'un document viendra plus tard
      Étant donné que Claire a répondu à tout
      Et que Claire a dit que le récépissé de plainte viendra plus tard
      Quand Claire envoie la déclaration
      Alors la déclaration dit le récépissé de plainte à venir

    @H2
    Scénario: Envoyer sans document ni promesse
      Étant donné que Claire a répondu à tout
      Quand Claire envoie la déclaration
      Alors le sinistre est déclaré sous le numéro "D2026-000001"

    Scénario: Impossible d'envoyer sans raconter ce qui s'est passé
      Quand Claire envoie la déclaration
      Alors on lui dit qu'il manque une réponse
      Et rien n'a changé

    @H2
    Scénario: Impossible d'envoyer un récit trop court
      Étant donné que Claire a répondu à tout
      Et que Claire y a répondu "Un vol." à "ce qui s'est passé"
      Quand Claire envoie la déclaration
      Alors on lui dit qu'il faut plus de détails
      Et rien n'a changé

    @H2
    Scénario: Impossible d'envoyer une date qui ne se lit pas
      Étant donné que Claire y a répondu "hier matin" à "survenu le"
      Et que Claire a répondu à tout
      Quand Claire envoie la déclaration
      Alors on lui dit que la date ne se lit pas
      Et rien n'a changé

    @H2
    Scénario: Impossible d'envoyer la date d'un événement à venir
      Étant donné que Claire y a répondu "24/11/2026" à "survenu le"
      Et que Claire a répondu à tout
      Quand Claire envoie la déclaration
      Alors on lui dit que ce jour n'est pas encore passé
      Et rien n'a changé

    Scénario: Impossible d'envoyer sans se dire sincère
      Étant donné que Claire a répondu à tout
      Quand Claire envoie la déclaration sans la dire sincère
      Alors on lui dit qu'il faut la dire sincère
      Et rien n'a changé

    Scénario: Impossible d'envoyer un fichier ajouté depuis la relecture
      Étant donné que Claire a répondu à tout
      Et que Claire a relu ses fichiers
      Et que Claire y a joint "porte.pdf"
      Quand Claire envoie la déclaration qu'elle a relue
      Alors on lui dit qu'un fichier n'est plus le même
      Et rien n'a changé

    Scénario: Impossible d'envoyer un fichier remplacé depuis la relecture
      Étant donné que Claire a répondu à tout
      Et que Claire y a joint "porte.pdf"
      Et que Claire a relu ses fichiers
      Et que "porte.pdf" a été remplacé depuis
      Quand Claire envoie la déclaration qu'elle a relue
      Alors on lui dit qu'un fichier n'est plus le même

    Scénario: Impossible de répondre à une déclaration envoyée
      Étant donné que Claire a répondu à tout
      Et que Claire a envoyé sa déclaration
      Quand Claire y répond "Lyon" à "ville"
      Alors on lui dit que la déclaration est déjà partie
      Et rien n'a changé

    Scénario: Impossible de télécharger le récépissé d'une autre société
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est connecté
      Et que Claire a déclaré un vol
      Quand Denis télécharge le récépissé
      Alors on lui dit que la société lui est fermée
