"""Shared mailboxes ("contact@", "compta@"): nobody in particular reads them, so nobody signs in with one (RULES C7)."""

import re
import unicodedata

from societaire.values import Email

# The words that name a role rather than somebody, in French and in English, without accents or separators.
ROLES = frozenset(
    """
    accounting accounts accueil achat achats adherent admin administrateur administratif administration adv
    aftersales agence agences appeloffre appelsoffres assistance assistant assistante assurance assurances atelier
    avoir billing boite bonjour booking bureau bureauetudes cabinet careers chantier chantiers client clientele
    clients com commande commandes commercial communication compta comptabilite comptable compte comptes conducteur
    conduite conseil contact contacts contactus contentieux courrier customer customerservice demande demandes
    depannage depot devis dg directeur direction donotreply drh ecole email emploi enquiries entreprise equipe
    espaceclient etude etudes export facturation facture factures fax finance finances formation fournisseurs
    gerance gerant gestion gestionnaire hello help helpdesk hr hse info information informations infos inquiries
    invoice invoices jobs juridique legal livraison logistique magasin mail mailbox maintenance marketing materiel
    message messagerie nepasrepondre news newsletter noreply notification notifications office orders paie paye
    payroll personnel planning postmaster presidence president presse production projet projets purchasing qse
    qualite reception reclamation reclamations recrutement relationclient reservation reservations responsable rh
    root sales sav secretaire secretariat securite service serviceclient serviceclients servicecommercial services
    servicetechnique siege sinistre sinistres site societe standard stock support syndic team technique travaux
    tresorerie vente ventes web webmaster welcome
    """.split()  # noqa: SIM905 - a list that people read and add to
)


def is_role_mailbox(email: Email) -> bool:
    """Whether the address names a role: `contact@`, `compta2@`, `service.clients@`, `contact.lyon@`, `compta+x@`.

    A name beside a role does not make it nominative, unless it comes first: `contact-dupont@` is a role,
    `marie.direction@` is somebody.
    """
    local = email.address.rpartition("@")[0].partition("+")[0]
    plain = "".join(c for c in unicodedata.normalize("NFKD", local) if not unicodedata.combining(c))
    pieces = [piece for piece in re.split(r"[^a-z]+", plain) if piece]
    if not pieces:
        return True
    return pieces[0] in ROLES or "".join(pieces) in ROLES or "".join(pieces[:2]) in ROLES
