# language: fr
@core @web
Fonctionnalité: Suivre ses sinistres

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en décennale par "RCD-100" depuis le 01/01/2015
    Et que "Maçonnerie Martin" est assurée en multirisque par "MRP-300" depuis le 01/01/2015
    Et que Claire est connectée

  @H4
  Règle: Suivez l'avancement de votre sinistre : dates, adresse, statut, contrat concerné et votre interlocuteur

    Scénario: Voir ses sinistres
      Étant donné que l'assureur connaît un sinistre "S2025-014" du 03/02/2025 sur le contrat "RCD-100"
      Et que Claire a déclaré un vol
      Quand Claire regarde les sinistres de "Maçonnerie Martin"
      Alors elle voit le sinistre "S2025-014"
      Et elle voit le sinistre "D2026-000001"

    Scénario: Lire où en est un sinistre
      Étant donné que l'assureur connaît un sinistre "S2025-014" du 03/02/2025 sur le contrat "RCD-100"
      Quand Claire ouvre le sinistre
      Alors on lit qu'il est enregistré
      Et elle y lit le 03/02/2025
      Et elle voit "RCD-100"
      Et elle voit "Nadia Perrin"

    Scénario: Lire l'adresse d'un sinistre
      Étant donné que l'assureur connaît un sinistre "S2025-014" du 03/02/2025 sur le contrat "RCD-100"
      Quand Claire ouvre le sinistre
      Alors elle voit "12 rue des Lilas"
      Et elle voit "Lyon"

    Scénario: Chercher un sinistre par son lieu
      Étant donné que l'assureur connaît un sinistre "S2025-014" du 03/02/2025 sur le contrat "RCD-100"
      Et que Claire a déclaré un vol
      Quand Claire cherche "lilas lyon" dans les sinistres de "Maçonnerie Martin"
      Alors elle voit le sinistre "S2025-014"
      Et elle ne voit pas le sinistre "D2026-000001"

    Scénario: Ne voir que ce qui est en cours
      Étant donné que Claire a déclaré un vol
      Et que l'agence a fait passer le sinistre à : clos
      Quand Claire regarde les sinistres en cours de "Maçonnerie Martin"
      Alors elle ne voit pas le sinistre "D2026-000001"

    Scénario: Impossible de voir le sinistre d'une autre société
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Denis est connecté
      Et que Claire a déclaré un vol
      Quand Denis ouvre le sinistre
      Alors on lui dit que la société lui est fermée

  @H5
  Règle: Vous souhaitez ajouter des éléments complémentaires

    Scénario: Ajouter un document à un sinistre
      Étant donné que Claire a déclaré un vol
      Quand Claire ajoute "porte.pdf" au sinistre pour des photographies
      Alors le dossier garde "porte.pdf"
      Et le gestionnaire apprend qu'un élément est ajouté

    @core
    Scénario: Faire prévenir le gestionnaire même si l'on s'en va
      Étant donné que Claire a déclaré un vol
      Et que Claire a ajouté "porte.pdf" et "serrure.pdf" au sinistre, puis s'en est allée
      Quand onze minutes passent
      Alors le gestionnaire apprend qu'un élément est ajouté

    @core
    Scénario: Ne prévenir le gestionnaire qu'une fois
      Étant donné que Claire a déclaré un vol
      Et que Claire a ajouté "porte.pdf" au sinistre et l'a dit
      Quand onze minutes passent
      Alors le gestionnaire n'apprend rien de plus

    @web
    Scénario: Trouver dès l'accueil ce que le gestionnaire a demandé
      Étant donné que Claire a déclaré un vol
      Et que l'agence a réclamé le récépissé de plainte
      Quand Claire ouvre l'espace de "Maçonnerie Martin"
      Alors elle voit "D2026-000001"

    Scénario: Envoyer ce que le gestionnaire a demandé
      Étant donné que Claire a déclaré un vol
      Et que l'agence a réclamé le récépissé de plainte
      Quand Claire ajoute "plainte.pdf" au sinistre pour le récépissé de plainte
      Alors il ne lui reste rien à envoyer

    Scénario: Écrire au gestionnaire
      Étant donné que Claire a déclaré un vol
      Quand Claire écrit "Le devis arrive" au gestionnaire
      Alors le dossier dit "Le devis arrive" une fois
      Et le gestionnaire apprend qu'un élément est ajouté

    Scénario: Demander la réouverture d'un dossier clos
      Étant donné que Claire a déclaré un vol
      Et que l'agence a fait passer le sinistre à : clos
      Quand Claire demande de rouvrir le sinistre : "Les outils sont retrouvés"
      Alors la réouverture est demandée

    Scénario: Impossible d'ajouter ce qui n'est ni un PDF ni une image
      Étant donné que Claire a déclaré un vol
      Quand Claire ajoute au sinistre "notes.pdf", qui n'est qu'un texte
      Alors on lui dit que le fichier n'est pas d'une sorte acceptée

    Scénario: Impossible d'ajouter à un dossier clos
      Étant donné que Claire a déclaré un vol
      Et que l'agence a fait passer le sinistre à : clos
      Quand Claire ajoute "porte.pdf" au sinistre pour des photographies
      Alors on lui dit que le dossier est déjà envoyé
      Et rien n'a changé

    Scénario: Impossible d'écrire dans un dossier clos
      Étant donné que Claire a déclaré un vol
      Et que l'agence a fait passer le sinistre à : clos
      Quand Claire écrit "Et le devis ?" au gestionnaire
      Alors on lui dit que le dossier est clos
      Et rien n'a changé

    Scénario: Impossible de rouvrir un dossier ouvert
      Étant donné que Claire a déclaré un vol
      Quand Claire demande de rouvrir le sinistre : "Les outils sont retrouvés"
      Alors on lui dit que le sinistre n'est pas dans cet état
      Et rien n'a changé

    Scénario: Impossible d'envoyer un message vide
      Étant donné que Claire a déclaré un vol
      Quand Claire écrit " " au gestionnaire
      Alors on lui dit que le message est vide
      Et rien n'a changé

    Scénario: Impossible d'envoyer un message sans fin
      Étant donné que Claire a déclaré un vol
      Quand Claire écrit au gestionnaire un message de 4001 caractères
      Alors on lui dit que le message est trop long
      Et rien n'a changé

    @core
    Scénario: Dire deux fois la même chose ne la dit qu'une fois
      Étant donné que Claire a déclaré un vol
      Et que Claire a écrit "Le devis arrive" au gestionnaire
      Quand Claire renvoie "Le devis arrive" au gestionnaire
      Alors le dossier dit "Le devis arrive" une fois
      Et rien n'a changé

  @H5
  Règle: Un fichier refusé une fois envoyé est dit à qui il concerne, avec ce qu'il reste à faire

    Scénario: Lire qu'un fichier envoyé est refusé
      Étant donné que Claire a déclaré un vol
      Et que Claire a ajouté "porte.pdf", infecté, au sinistre
      Et que l'antivirus a examiné les fichiers
      Quand Claire ouvre le sinistre
      Alors elle voit "porte.pdf"
      Et elle y lit que l'antivirus a refusé un fichier

    Scénario: Envoyer de nouveau un fichier refusé
      Étant donné que Claire a déclaré un vol
      Et que Claire a ajouté "porte.pdf", infecté, au sinistre
      Et que l'antivirus a examiné les fichiers
      Quand Claire ajoute "porte-2.pdf" au sinistre pour des photographies
      Alors le dossier garde "porte-2.pdf"
      Et plus aucun fichier n'est à renvoyer

    @core
    Scénario: Être prévenue qu'un fichier est refusé
      Étant donné que Claire a déclaré un vol
      Et que Claire a ajouté "porte.pdf", infecté, au sinistre
      Quand l'antivirus examine les fichiers
      Alors Claire a des nouvelles : un fichier est refusé
