# language: fr
@core @cli
Fonctionnalité: Accorder les accès de l'espace et les fichiers de l'assureur

  Contexte:
    Étant donné que l'export décrit "Maçonnerie Martin" et son contrat "RCD-1"
    Et que l'export donne à Claire l'accès à "Maçonnerie Martin" comme administratrice
    Et que l'export donne à Karim l'accès à "Maçonnerie Martin" comme collaborateur
    Et que l'export est déjà repris

  @C4 @C5
  Règle: Ce qui est changé dans l'espace l'emporte tant que l'export ne dit pas de même

    Scénario: Laisser retiré un accès que l'export donne encore
      Étant donné que Claire a retiré l'accès de Karim à "Maçonnerie Martin"
      Quand l'export est repris
      Alors l'import compte 1 accès laissé
      Et Karim n'a plus accès à "Maçonnerie Martin"

    Scénario: Laisser collaborateur qui a été ajouté dans l'espace
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Et que Paul a accepté son invitation
      Et que l'export donne à Paul l'accès à "Maçonnerie Martin" comme administrateur
      Quand l'export est repris
      Alors l'import compte 1 accès laissé
      Et Paul est collaborateur de "Maçonnerie Martin"

    Scénario: Suivre l'export qui donne le même accès
      Étant donné que Claire a invité Paul dans "Maçonnerie Martin"
      Et que Paul a accepté son invitation
      Et que l'export donne à Paul l'accès à "Maçonnerie Martin" comme collaborateur
      Quand l'export est repris
      Alors l'import compte 0 accès laissé
      Et l'accès de Paul à "Maçonnerie Martin" suit de nouveau l'export
