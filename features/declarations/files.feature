# language: fr
@core @web
Fonctionnalité: Joindre des fichiers à un relevé de bases

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" a un contrat "BRM-100" dont la cotisation repose sur des bases
    Et que Claire est connectée
    Et que Karim est connecté
    Et que l'agence a ouvert le relevé 2025 du contrat "BRM-100"
    Et que Claire a commencé le relevé 2025 du contrat "BRM-100"

  @E6
  Règle: Un fichier est jugé sur son contenu, jamais sur son nom

    Scénario: Joindre un PDF
      Étant donné que Karim a joint "plan.pdf", un PDF
      Quand Claire joint "bilan.pdf", un PDF
      Alors "bilan.pdf" est reçu
      Et "plan.pdf" est reçu

    Scénario: Joindre un PDF dont le nom dit autre chose
      Étant donné que Karim a joint "plan.pdf", un PDF
      Quand Claire joint "bilan.exe", un PDF
      Alors "bilan.exe" est reçu

    Scénario: Impossible de joindre ce qui n'est ni un PDF ni une image
      Étant donné que Claire a joint "bilan.pdf", un PDF
      Quand Claire joint "notes.pdf", un texte
      Alors on lui dit que le fichier n'est pas d'une sorte acceptée
      Et "bilan.pdf" est reçu

    Scénario: Impossible de joindre un PDF protégé
      Quand Claire joint "bilan.pdf", un PDF protégé
      Alors on lui dit que le fichier est protégé
      Et rien n'en est gardé

    Scénario: Impossible de joindre un PDF qui contient un programme
      Quand Claire joint "bilan.pdf", un PDF qui contient un programme
      Alors on lui dit que le fichier contient autre chose que des pages
      Et rien n'en est gardé

    Scénario: Impossible de joindre un fichier vide
      Quand Claire joint "bilan.pdf", un fichier vide
      Alors on lui dit que le fichier est vide
      Et rien n'a changé

    Scénario: Impossible de joindre un fichier de plus de 50 Mo
      Quand Claire annonce "plans.pdf", un fichier de plus de 50 Mo
      Alors on lui dit que le fichier est trop lourd
      Et rien n'a changé

  @E6
  Règle: Ce qui est reçu reste

    Scénario: Reprendre un envoi coupé
      Étant donné que l'envoi de "bilan.pdf" par Claire a été coupé
      Quand Claire reprend l'envoi de "bilan.pdf"
      Alors "bilan.pdf" est reçu

    Scénario: Finir l'envoi d'une collègue
      Étant donné que l'envoi de "bilan.pdf" par Claire a été coupé
      Quand Karim reprend l'envoi de "bilan.pdf"
      Alors "bilan.pdf" est reçu

    Scénario: Retirer un fichier
      Étant donné que Claire a joint "bilan.pdf", un PDF
      Quand Karim retire "bilan.pdf"
      Alors aucun fichier n'est joint

    Scénario: Impossible de joindre un fichier à un relevé envoyé
      Étant donné que Claire a envoyé le relevé 2025 du contrat "BRM-100"
      Quand Claire joint "bilan.pdf", un PDF
      Alors on lui dit que le dossier est déjà envoyé
      Et rien n'a changé

    Scénario: Impossible de retirer un fichier d'un relevé envoyé
      Étant donné que Claire a joint "bilan.pdf", un PDF
      Et que Claire a envoyé le relevé 2025 du contrat "BRM-100" avec ses fichiers
      Quand Claire retire "bilan.pdf"
      Alors on lui dit que le dossier est déjà envoyé
      Et rien n'a changé

    @core
    Scénario: Être prévenue qu'un fichier est refusé une fois le relevé envoyé
      Étant donné que Claire a joint "bilan.pdf", un PDF infecté
      Et que Claire a envoyé le relevé 2025 du contrat "BRM-100" avec ses fichiers
      Quand l'antivirus examine les fichiers
      Alors Claire apprend qu'un fichier du relevé est refusé

    Scénario: Lire qu'un fichier du relevé envoyé est refusé
      Étant donné que Claire a joint "bilan.pdf", un PDF infecté
      Et que Claire a envoyé le relevé 2025 du contrat "BRM-100" avec ses fichiers
      Et que l'antivirus a examiné les fichiers
      Quand Claire ouvre le relevé 2025 du contrat "BRM-100"
      Alors elle voit "bilan.pdf"
      Et elle y lit que l'antivirus a refusé un fichier
