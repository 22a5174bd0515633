# language: fr
@core @web @H5
Fonctionnalité: Voir les photographies d'un sinistre

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en multirisque par "MRP-300" depuis le 01/01/2015
    Et que "Maçonnerie Martin" est assurée en responsabilité civile par "RCG-200" depuis le 01/01/2015
    Et que Claire est connectée
    Et que Denis est administrateur de "Charpente Durand"
    Et que Karim est connecté
    Et que Denis est connecté

  Règle: Une photographie se regarde sans dire où elle a été prise, et son original reste au dossier

    Scénario: Regarder une photographie sans le lieu de sa prise de vue
      Étant donné que Claire a déclaré un vol
      Et que Claire a photographié "porte.jpg" pour le sinistre
      Et que l'antivirus a contrôlé les fichiers
      Quand Karim regarde la photographie "porte.jpg"
      Alors la photographie ne dit pas où elle a été prise

    Scénario: Retrouver l'original tel qu'il a été envoyé
      Étant donné que Claire a déclaré un vol
      Et que Claire a photographié "porte.jpg" pour le sinistre
      Et que l'antivirus a contrôlé les fichiers
      Quand Karim télécharge l'original de "porte.jpg"
      Alors l'original dit où la photographie a été prise

    Scénario: Regarder sa photographie avant que l'antivirus ait répondu
      Étant donné que Claire a déclaré un vol
      Et que Claire a photographié "porte.jpg" pour le sinistre
      Et que l'antivirus ne répond pas
      Quand Claire regarde la photographie "porte.jpg"
      Alors la photographie ne dit pas où elle a été prise

    Scénario: Impossible de regarder la photographie d'une autre avant l'antivirus
      Étant donné que Claire a déclaré un vol
      Et que Claire a photographié "porte.jpg" pour le sinistre
      Et que l'antivirus ne répond pas
      Quand Karim regarde la photographie "porte.jpg"
      Alors on lui dit que le fichier n'est pas encore contrôlé
      Et rien n'a changé

    Scénario: Impossible de regarder une photographie infectée
      Étant donné que Claire a déclaré un vol
      Et que Claire a photographié "porte.jpg", infectée, pour le sinistre
      Et que l'antivirus a contrôlé les fichiers
      Quand Claire regarde la photographie "porte.jpg"
      Alors on lui dit que le fichier est inconnu
      Et rien n'a changé

    Scénario: Impossible de regarder la photographie d'un accident déclaré par une autre
      Étant donné que Claire a déclaré un accident du travail
      Et que Claire a photographié "porte.jpg" pour le sinistre
      Et que l'antivirus a contrôlé les fichiers
      Quand Karim regarde la photographie "porte.jpg"
      Alors on lui dit que le dossier est inconnu
      Et rien n'a changé

    Scénario: Impossible de regarder la photographie d'une autre société
      Étant donné que Claire a déclaré un vol
      Et que Claire a photographié "porte.jpg" pour le sinistre
      Et que l'antivirus a contrôlé les fichiers
      Quand Denis regarde la photographie "porte.jpg"
      Alors on lui dit que la société lui est fermée
      Et rien n'a changé
