# language: fr
@core @web
Fonctionnalité: Changer un mot de passe oublié

  Contexte:
    Étant donné que Claire a accès à "Maçonnerie Martin"
    Et que Claire est activée avec le mot de passe "Girafe-Bleue 47"

  @A2
  Règle: Le mot de passe se change à tout moment, par "Mot de passe oublié"

    Scénario: Changer un mot de passe oublié
      Étant donné que Claire a reçu un lien de changement
      Quand elle choisit le mot de passe "Tambour-Vert 83" par son lien de changement
      Alors son mot de passe est "Tambour-Vert 83"
      Et son mot de passe n'est plus "Girafe-Bleue 47"

    Scénario: Être averti que son mot de passe a changé
      Étant donné que Claire a reçu un lien de changement
      Quand elle choisit le mot de passe "Tambour-Vert 83" par son lien de changement
      Alors elle reçoit un avis de changement de mot de passe
      Et aucun courriel envoyé ne contient "Tambour-Vert 83"

    Scénario: Mettre fin à toutes ses sessions en changeant un mot de passe oublié
      Étant donné que Claire est connectée
      Et que Claire a reçu un lien de changement
      Quand elle choisit le mot de passe "Tambour-Vert 83" par son lien de changement depuis un autre appareil
      Alors elle n'est plus connectée nulle part

    Scénario: Ne pas être connecté par le changement
      Étant donné que Claire a reçu un lien de changement
      Quand elle choisit le mot de passe "Tambour-Vert 83" par son lien de changement
      Alors elle n'est pas connectée

    Scénario: Consulter son lien de changement sans le consommer
      Étant donné que Claire a reçu un lien de changement
      Quand elle consulte son lien de changement
      Alors son lien de changement est encore bon

    Plan du scénario: Répondre la même chose à toute adresse
      Étant donné que Karim a accès à "Maçonnerie Martin"
      Quand de l'aide est demandée pour l'adresse "<adresse>"
      Alors la réponse est la même que pour une adresse connue
      Et <destinataire> reçoit exactement <nombre> courriel

      Exemples:
        | adresse                      | destinataire | nombre |
        | claire.fontaine@mail.example | Claire       | 1      |
        | CLAIRE.Fontaine@Mail.Example | Claire       | 1      |
        | karim.lopez@mail.example     | Karim        | 1      |
        | inconnue@mail.example        | Claire       | 0      |

    Scénario: Garder bon le premier lien malgré une seconde demande trop rapprochée
      Étant donné que Claire a reçu un lien de changement
      Et que 2 minutes ont passé
      Quand elle dit son mot de passe oublié
      Alors elle ne reçoit aucun nouveau courriel
      Et son lien de changement est encore bon

    Scénario: Impossible d'employer un lien de changement après une heure
      Étant donné que Claire a reçu un lien de changement
      Et que 60 minutes ont passé
      Quand elle choisit le mot de passe "Tambour-Vert 83" par son lien de changement
      Alors on lui dit que le lien a expiré
      Et rien n'a changé

    Scénario: Impossible d'employer deux fois le même lien de changement
      Étant donné que Claire a reçu un lien de changement
      Et que Claire a choisi le mot de passe "Tambour-Vert 83" par son lien de changement
      Quand elle choisit le mot de passe "Violon-Jaune 29" par son lien de changement
      Alors on lui dit que le lien a déjà servi
      Et son mot de passe est "Tambour-Vert 83"

    Scénario: Impossible d'employer un lien de changement remplacé par un plus récent
      Étant donné que Claire a reçu un lien de changement
      Et que 10 minutes ont passé
      Et que Claire a reçu un lien de changement
      Quand elle choisit le mot de passe "Tambour-Vert 83" par son premier lien de changement
      Alors on lui dit que le lien a été remplacé
      Et rien n'a changé

    Scénario: Impossible d'employer un lien de changement inventé
      Étant donné que Claire a reçu un lien de changement
      Quand elle choisit le mot de passe "Tambour-Vert 83" par un lien de changement inventé
      Alors on lui dit que le lien est inconnu
      Et rien n'a changé

    Scénario: Impossible de choisir un mot de passe faible à la place de l'oublié
      Étant donné que Claire a reçu un lien de changement
      Quand elle choisit le mot de passe "court" par son lien de changement
      Alors on lui dit que le mot de passe est trop court
      Et rien n'a changé

    Scénario: Impossible de demander de l'aide pour une adresse mal écrite
      Étant donné que Claire n'est pas connectée
      Quand de l'aide est demandée pour l'adresse "claire.fontaine"
      Alors on lui dit que l'adresse est mal écrite
      Et rien n'a changé

    Scénario: Impossible de demander de l'aide sans fin depuis le même endroit
      Étant donné que 200 demandes d'aide sont venues du même endroit
      Quand de l'aide est demandée pour l'adresse "claire.fontaine@mail.example"
      Alors on lui demande d'attendre 1 minute
      Et rien n'a changé
