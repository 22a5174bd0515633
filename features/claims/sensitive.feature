# language: fr
@core @web @H4
Fonctionnalité: Garder pour quelques-uns les accidents et les fautes

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en responsabilité civile par "RCG-200" depuis le 01/01/2015
    Et que Claire est connectée
    Et que Karim est connecté

  Règle: Un accident ou une faute ne se voit que des administrateurs et de qui l'a déclaré

    Scénario: Voir l'accident qu'on a déclaré
      Étant donné que Karim a déclaré un accident du travail
      Quand Karim ouvre le sinistre
      Alors on lit qu'il est déclaré

    Scénario: Voir l'accident qu'un collaborateur a déclaré
      Étant donné que Karim a déclaré un accident du travail
      Quand Claire ouvre le sinistre
      Alors on lit qu'il est déclaré

    Scénario: Ne pas montrer à un collaborateur l'accident déclaré par une autre
      Étant donné que Claire a déclaré un accident du travail
      Quand Karim regarde les sinistres de "Maçonnerie Martin"
      Alors il ne voit pas le sinistre "D2026-000001"

    Scénario: Ne pas montrer le brouillon d'une faute
      Étant donné que Claire a commencé à déclarer une faute inexcusable
      Quand Karim regarde les sinistres de "Maçonnerie Martin"
      Alors il ne voit pas le brouillon d'une faute inexcusable

    Scénario: Ouvrir les accidents à tous si l'assureur le veut
      Étant donné que l'assureur ouvre à tous les sinistres des personnes
      Et que Claire a déclaré un accident du travail
      Quand Karim ouvre le sinistre
      Alors on lit qu'il est déclaré

    Scénario: Impossible d'ouvrir l'accident déclaré par une autre
      Étant donné que Claire a déclaré un accident du travail
      Quand Karim ouvre le sinistre
      Alors on lui dit que le sinistre est inconnu
      Et rien n'a changé

    Scénario: Impossible de reprendre le brouillon d'une faute
      Étant donné que Claire a commencé à déclarer une faute inexcusable
      Quand Karim relit la déclaration
      Alors on lui dit que la déclaration est inconnue
      Et rien n'a changé

    @core @cli
    Scénario: Ne pas prévenir un collaborateur d'un accident
      Étant donné que Karim demande les sinistres dès que possible
      Et que Claire a déclaré un accident du travail
      Quand l'agence fait passer le sinistre à : enregistré
      Alors Karim n'apprend rien du sinistre

    @core
    Scénario: Ne pas dire à un collaborateur qu'un fichier de l'accident est refusé
      Étant donné que Claire a déclaré un accident du travail
      Et que Claire a ajouté "constat.pdf", infecté, au sinistre
      Quand l'antivirus examine les fichiers
      Alors Claire a des nouvelles : un fichier est refusé
      Et Karim n'apprend rien du sinistre
