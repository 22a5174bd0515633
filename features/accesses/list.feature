# language: fr
@core @web
Fonctionnalité: Voir qui a accès à une société

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que Karim est collaborateur de "Maçonnerie Martin"

  @C3 @C9 @F5
  Règle: Un collaborateur voit la liste, et ne fait que la voir

    Scénario: Voir la liste comme collaborateur
      Étant donné que Karim est connecté
      Quand Karim regarde les accès de "Maçonnerie Martin"
      Alors il voit Claire comme administratrice
      Et il voit Karim comme collaborateur

    Scénario: Impossible d'inviter comme collaborateur
      Étant donné que Karim est connecté
      Quand Karim invite Paul dans "Maçonnerie Martin"
      Alors on lui dit que son profil ne le permet pas
      Et rien n'a changé

    Scénario: Impossible de retirer un accès comme collaborateur
      Étant donné que Denis est collaborateur de "Maçonnerie Martin"
      Et que Karim est connecté
      Quand Karim retire l'accès de Denis à "Maçonnerie Martin"
      Alors on lui dit que son profil ne le permet pas
      Et rien n'a changé

    Scénario: Impossible de voir les accès d'une société fermée
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Karim est connecté
      Quand Karim regarde les accès de "Charpente Durand"
      Alors on lui dit que la société lui est fermée

  @C1 @F5
  Règle: Le profil vaut pour une société, et la liste se garde et se relit

    Scénario: Impossible d'inviter là où l'on n'est que collaboratrice
      Étant donné que Denis est administrateur de "Charpente Durand"
      Et que Claire est collaboratrice de "Charpente Durand"
      Et que Claire est connectée
      Quand Claire invite Paul dans "Charpente Durand"
      Alors on lui dit que son profil ne le permet pas
      Et rien n'a changé

    Scénario: Emporter la liste
      Étant donné que Claire est connectée
      Quand elle emporte la liste des accès de "Maçonnerie Martin"
      Alors la liste emportée nomme Claire et Karim

    Scénario: Relire qui a fait quoi
      Étant donné que Claire a retiré l'accès de Karim à "Maçonnerie Martin"
      Et que Claire est connectée
      Quand elle relit l'historique des accès de "Maçonnerie Martin"
      Alors elle lit que Claire a retiré l'accès de Karim
