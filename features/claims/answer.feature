# language: fr
@H7
Fonctionnalité: Prendre en charge un sinistre et répondre

  Contexte:
    Étant donné que Claire est administratrice de "Maçonnerie Martin"
    Et que "Maçonnerie Martin" est assurée en multirisque par "MRP-300" depuis le 01/01/2015
    Et que Claire est connectée

  @core @cli
  Règle: Notre service prendra en charge votre demande et vous répondra

    Scénario: Trouver les sinistres déclarés
      Étant donné que Claire a déclaré un vol
      Quand l'agence cherche les sinistres
      Alors elle y trouve "D2026-000001"
      Et elle y trouve "Maçonnerie Martin"

    Scénario: Lire une déclaration
      Étant donné que Claire a déclaré au "ZA des Chênes" de Lyon un vol
      Quand l'agence lit le sinistre "D2026-000001"
      Alors elle y trouve "ZA des Chênes"
      Et elle y trouve l'état déclaré

    Plan du scénario: Faire passer un sinistre à : <état>
      Étant donné que Claire demande les sinistres dès que possible
      Et que Claire a déclaré un vol
      Quand l'agence fait passer le sinistre à : <état>
      Alors le sinistre est <état>, suivi par Nadia
      Et Claire a des nouvelles : le sinistre avance

      Exemples:
        | état                 |
        | enregistré           |
        | pièces demandées     |
        | position de garantie |
        | clos                 |

    Scénario: Rouvrir un dossier
      Étant donné que Claire a déclaré un vol
      Et que l'agence a fait passer le sinistre à : clos
      Quand l'agence fait passer le sinistre à : enregistré
      Alors le sinistre est enregistré, suivi par Nadia

    Scénario: Confier un sinistre
      Étant donné que Claire a déclaré un vol
      Quand l'agence confie le sinistre à "I001"
      Alors le sinistre est déclaré, suivi par Nadia

    Scénario: Demander un document
      Étant donné que Claire demande les sinistres dès que possible
      Et que Claire a déclaré un vol
      Quand l'agence demande le récépissé de plainte au sociétaire
      Alors Claire a des nouvelles : le sinistre avance

    Scénario: Écrire à la société
      Étant donné que Claire demande les sinistres dès que possible
      Et que Claire a déclaré un vol
      Quand l'agence écrit "Un expert vous appellera" à la société
      Alors le dossier dit "Un expert vous appellera" une fois
      Et Claire a des nouvelles : le sinistre avance

    Scénario: Ne rien envoyer à qui n'a rien demandé
      Étant donné que Claire a déclaré un vol
      Quand l'agence écrit "Un expert vous appellera" à la société
      Alors Claire n'apprend rien du sinistre

    Scénario: Impossible de sauter des étapes
      Étant donné que Claire a déclaré un vol
      Et que l'agence a fait passer le sinistre à : règlement
      Quand l'agence fait passer le sinistre à : expertise
      Alors on lui dit que le sinistre n'est pas dans cet état
      Et rien n'a changé

    Scénario: Impossible de décider sans être du personnel
      Étant donné que Claire a déclaré un vol
      Quand quelqu'un d'étranger fait passer le sinistre à : clos
      Alors on lui dit que personne n'agit sous ce code
      Et rien n'a changé

    Scénario: Impossible de confier un sinistre à quelqu'un d'inconnu
      Étant donné que Claire a déclaré un vol
      Quand l'agence confie le sinistre à "I999"
      Alors on lui dit que personne ne suit sous ce code
      Et rien n'a changé

    Scénario: Impossible de demander une sorte de pièce inconnue
      Étant donné que Claire a déclaré un vol
      Quand l'agence demande la carte postale au sociétaire
      Alors on lui dit que cette sorte de pièce est inconnue
      Et rien n'a changé

    Scénario: Impossible d'écrire sans rien dire
      Étant donné que Claire a déclaré un vol
      Quand l'agence écrit " " à la société
      Alors on lui dit que le message est vide
      Et rien n'a changé

    Scénario: Impossible d'écrire au sujet d'un sinistre inconnu
      Étant donné que Claire a déclaré un vol
      Quand l'agence écrit "Bonjour" au sujet du sinistre "S0000-000"
      Alors on lui dit que le sinistre est inconnu
      Et rien n'a changé

  @core @web
  Règle: Ses messages et ses demandes se voient dans le dossier

    Scénario: Lire le message du gestionnaire
      Étant donné que Claire a déclaré un vol
      Et que l'agence a écrit "Un expert vous appellera" à la société
      Quand Claire ouvre le sinistre
      Alors elle voit "Un expert vous appellera"

    Scénario: Lire ce que le gestionnaire demande
      Étant donné que Claire a déclaré un vol
      Et que l'agence a réclamé le récépissé de plainte
      Quand Claire ouvre le sinistre
      Alors il lui reste à envoyer le récépissé de plainte
      Et elle voit "Vue large et détail"

  @core @cli @H3
  Règle: La déclaration est remise à l'assureur

    Scénario: Déclarer pour une société qui a téléphoné
      Étant donné que Claire demande les sinistres dès que possible
      Quand l'agence déclare un vol pour "Maçonnerie Martin"
      Alors le sinistre est déclaré sous le numéro "D2026-000001"
      Et la déclaration dit qui l'a saisie
      Et Claire a des nouvelles : le sinistre avance

    Scénario: Emporter un sinistre entier
      Étant donné que Claire a commencé à déclarer un vol
      Et que Claire y a joint "porte.pdf"
      Et que Claire a répondu à tout
      Et que Claire a envoyé sa déclaration
      Quand l'agence exporte le sinistre
      Alors l'archive contient les réponses, le récépissé "D2026-000001" et "porte.pdf"

    Scénario: Recevoir le numéro de l'assureur
      Étant donné que Claire a déclaré un vol
      Et que l'export connaît le sinistre sous le numéro "S2026-118", enregistré
      Quand l'export est repris
      Alors le sinistre porte le numéro "S2026-118" et le récépissé "D2026-000001"

    @core
    Scénario: Être prévenue de ce que l'export apprend
      Étant donné que Claire demande les sinistres dès que possible
      Et que Claire a déclaré un vol
      Et que l'export connaît le sinistre sous le numéro "S2026-118", expertise
      Quand l'export est repris en avertissant
      Alors Claire a des nouvelles : le sinistre avance

    Scénario: Impossible de déclarer à moitié
      Quand l'agence déclare pour "Maçonnerie Martin" un vol sans le raconter
      Alors on lui dit qu'il manque une réponse
      Et rien n'a changé
