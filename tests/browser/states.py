"""Every page of the portal in every state that looks different: what is photographed, and what axe reads."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from attrs import frozen
from playwright.sync_api import Page, expect

from societaire.declarations.declaration import Way
from societaire.preferences.choices import Topic
from societaire.records.codes import RequestedDocument
from tests.browser.claiming import COMPANY, LIST, Loss
from tests.browser.declaring import NUMBER, SOUND, Year
from tests.browser.life import AWAITED, COLLEAGUE, TAKEN_BACK
from tests.browser.portal import (
    COLLABORATOR,
    EMPTY,
    LATE,
    LONG,
    LOST,
    MANY,
    NOBODY,
    REMOVED,
    SEVERAL,
    SINGLE,
    UNACTIVATED,
    Portal,
)

Act = Callable[[Page], None]
MOREAU = "552000002"


def _nothing(_: Page) -> None: ...


@frozen
class State:
    """A page as somebody sees it: who (None: nobody), which address, what they do there."""

    name: str
    path: str
    who: str | None = None
    act: Act = _nothing
    status: int = 200


def _send(**values: str) -> Act:
    def act(page: Page) -> None:
        for name, value in values.items():
            page.locator(f"main [name={name}]").fill(value)
        page.locator("main form[method=post] button:not([type=button])").first.click()

    return act


def _click(selector: str) -> Act:
    def act(page: Page) -> None:
        page.locator(selector).first.click()

    return act


def _typing(page: Page) -> None:
    page.locator("#password").type("Chantier")
    expect(page.locator("#password-etat")).not_to_be_empty()


def _ask_address(page: Page) -> None:
    # A page that was asked once shows the request from then on.
    if page.locator("#city").count():
        for name, value in (("street", "rue du Lac"), ("postal_code", "6950"), ("city", "Bron")):
            page.locator(f"#{name}").fill(value)
        page.get_by_role("button", name="Demander le changement").click()
    expect(page.get_by_role("button", name="Retirer la demande")).to_be_visible()


def every_state(portal: Portal) -> Iterator[State]:
    """All of them."""
    for group in GROUPS.values():
        yield from group(portal)


def _doors(portal: Portal) -> Iterator[State]:
    path = portal.mailed_link(UNACTIVATED).removeprefix(portal.url)
    yield State("connexion", "/connexion")
    yield State("connexion-fin", "/connexion?fin=1")
    yield State("connexion-erreur", "/connexion", act=_send(email="personne@exemple.fr", password="non"))
    yield State("oubli", "/mot-de-passe-oublie")
    yield State("oubli-erreur", "/mot-de-passe-oublie", act=_send(email="alice@a"))
    yield State("oubli-demande", "/mot-de-passe-oublie/demande")
    yield State("activation", path)
    yield State("activation-saisie", path, act=_typing)
    yield State("activation-erreur", path, act=_send(password="claire"))
    yield State("nouveau", portal.mailed_link(LATE, "mot-de-passe").removeprefix(portal.url))
    yield State("agences", "/agences")
    yield State("aide", "/aide")
    yield State("kit", "/kit")


def _homes(portal: Portal) -> Iterator[State]:
    firms = portal.companies
    yield State("accueil", f"/s/{MOREAU}/", SEVERAL)
    yield State("accueil-menu", f"/s/{MOREAU}/", SEVERAL, _click(".switcher summary"))
    yield State("accueil-compte", f"/s/{MOREAU}/", SEVERAL, _click(".account summary"))
    yield State("accueil-seule", "/", SINGLE, _click(".switcher summary"))
    yield State("accueil-vide", "/", EMPTY)
    yield State("accueil-long", "/", LONG)
    yield State("accueil-long-menus", "/", LONG, _click(".account summary"))
    yield State("accueil-radiee", "/s/314000076/", REMOVED)
    yield State("accueil-trente", f"/s/{firms.group[3]}/", MANY, _click(".switcher summary"))
    yield State("sans-societe", "/", NOBODY)
    yield State("societes", "/societes", SEVERAL)
    yield State("societes-trente", "/societes?page=2", MANY)
    yield State("societes-recherche", "/societes?q=bati%2007", MANY)
    yield State("societes-rien", "/societes?q=rien", MANY)


def _contracts(portal: Portal) -> Iterator[State]:
    firms, contracts = portal.companies, portal.contracts
    long = contracts["RCD-LONG-1"]
    yield State("contrats", f"/s/{MOREAU}/contrats", SEVERAL)
    yield State("contrats-radiee", "/s/314000076/contrats", REMOVED)
    yield State("contrats-vides", f"/s/{firms.empty}/contrats", EMPTY)
    yield State("contrats-long", f"/s/{firms.long}/contrats", LONG)
    yield State("contrat", contracts["RCD-552000-59"], SEVERAL)
    yield State("contrat-attestations", contracts["RCD-552000-59"] + "?type=attestations", SEVERAL)
    yield State("contrat-rien", contracts["RCD-552000-59"] + "?q=rien", SEVERAL)
    yield State("contrat-resilie", contracts["DOC-314000-64"], REMOVED)
    yield State("contrat-long", long, LONG)
    yield State("contrat-page-2", f"{long}?page=2", LONG)
    details = f"/s/{MOREAU}/preferences/coordonnees"
    yield State("coordonnees", details, SEVERAL)
    yield State("coordonnees-erreur", details, SEVERAL, _send(phone="au bureau", email="bureau@"))
    yield State("coordonnees-demande", details, SEVERAL, _ask_address)


def _declarations(portal: Portal) -> Iterator[State]:
    fresh, draft = Year(portal, (RequestedDocument.TAX_RETURN, RequestedDocument.SITE_LIST)), Year(portal)
    wrong, scan, sent, corrected = Year(portal), Year(portal), Year(portal), Year(portal)
    draft.draft()
    wrong.draft({**SOUND, "turnover_total": "1,5 M", "activities.2.activity": "PLO", "activities.2.amount": "90 000"})
    scan.draft({}, Way.SCAN)
    sent.sent()
    corrected.corrected()
    yield State("releve", fresh.path, SEVERAL)
    yield State("releve-saisie", f"{fresh.path}/saisie", SEVERAL)
    yield State("releve-brouillon", draft.path, SEVERAL)
    yield State("releve-erreurs", f"{wrong.path}/saisie?verifie=1", SEVERAL)
    yield State("releve-a-corriger", f"{wrong.path}/verification", SEVERAL)
    yield State("releve-verification", f"{draft.path}/verification", SEVERAL)
    yield State("releve-refus", f"{draft.path}/verification", SEVERAL, _send_uncertified)
    yield State("releve-depot", f"{scan.path}/depot", SEVERAL)
    yield State("releve-pieces", f"{scan.path}/pieces", SEVERAL)
    yield State("releve-envoye", sent.path, SEVERAL)
    yield State("releve-correction", corrected.path, SEVERAL)
    yield State("releve-historique", f"{portal.contracts[NUMBER]}?type=releves", SEVERAL)
    yield State("releve-a-faire", f"/s/{MOREAU}/", SEVERAL)


def _send_uncertified(page: Page) -> None:
    page.locator("#certified").evaluate("one => one.form.noValidate = true")
    page.get_by_role("button", name="Envoyer à mon assureur").click()


def _claims(portal: Portal) -> Iterator[State]:
    theft, called = Loss(portal).fill().photographed(), Loss(portal, "A4")
    soon = called.today + timedelta(days=2)
    called.fill({"hearing_on": f"{soon:%d/%m/%Y}", "known_on": "demain", "opening_date": "01/06/2009"})
    talked, closed = Loss(portal).photographed().talked_about(), Loss(portal).closed()
    yield State("sinistres", LIST, SEVERAL)
    yield State("sinistres-rien", f"{LIST}?q=rien", SEVERAL)
    yield State("sinistres-vides", f"/s/{portal.companies.empty}/sinistres", EMPTY)
    yield State("sinistre-declarer", f"{LIST}/declarer", SEVERAL)
    yield State("sinistre-cause", f"{theft.path}/cause", SEVERAL)
    yield State("sinistre-vol", f"{theft.path}/theft", SEVERAL)
    yield State("sinistre-urgence", f"{called.path}/operation", SEVERAL)
    yield State("sinistre-erreurs", f"{called.path}/head?verifie=1", SEVERAL)
    yield State("sinistre-travaux", f"{called.path}/work", SEVERAL)
    yield State("sinistre-documents", f"{theft.path}/documents", SEVERAL)
    yield State("sinistre-verification", f"{theft.path}/check", SEVERAL)
    yield State("sinistre-a-completer", f"{called.path}/check", SEVERAL)
    yield State("sinistre", talked.page, SEVERAL)
    yield State("sinistre-reponses", f"{talked.page}/reponses", SEVERAL)
    yield State("sinistre-photographie", f"/s/{COMPANY}/fichiers/{talked.files[0].id}/photographie", SEVERAL)
    yield State("sinistre-pieces", f"{talked.page}/pieces", SEVERAL)
    yield State("sinistre-rappel-ouvert", f"{talked.page}/rappel", SEVERAL)
    yield State("sinistre-rappel", f"{Loss(portal).sent().page}/rappel", SEVERAL)
    yield State("sinistre-clos", closed.page, SEVERAL)
    yield State("sinistre-brouillons", f"/s/{MOREAU}/", SEVERAL)


def _settings(_: Portal) -> Iterator[State]:
    for name in ("", "/acces", "/acces/ajouter", "/acces/historique", "/notifications", "/coordonnees"):
        yield State(f"preferences{name.replace('/', '-')}", f"/s/{MOREAU}/preferences{name}", SEVERAL)
    yield State("preferences-collaborateur", "/s/566000048/preferences/acces", COLLABORATOR)
    yield State("nouvelles", f"/s/{MOREAU}/notifications", SEVERAL)
    yield State("aide-societe", f"/s/{MOREAU}/aide", SEVERAL)
    yield State("agences-connecte", "/agences", SEVERAL)
    yield State("compte", "/compte", SEVERAL)
    yield State("compte-erreur", "/compte", SEVERAL, _send(present="non", password="court"))


def _accesses(portal: Portal) -> Iterator[State]:
    siren = portal.companies.group[5]
    listing = f"/s/{siren}/preferences/acces"
    colleague = f"{listing}/{portal.person(COLLEAGUE)}"
    yield State("acces", listing, MANY)
    yield State("acces-modifier", colleague, MANY)
    yield State("acces-retrait", f"{colleague}/retrait", MANY)
    yield State("acces-confirmation", f"{colleague}/retrait/confirmation", MANY)
    yield State("acces-historique", f"{listing}/historique", MANY)
    send = _send(last_name="", first_name="Ève", email="compta@groupe.example")
    yield State("acces-ajouter-erreur", f"{listing}/ajouter", MANY, send)
    yield State("acces-retours", f"/s/{portal.companies.empty}/preferences/acces", EMPTY)
    for name, address in (("", AWAITED), ("-connue", COLLABORATOR)):
        yield State(f"invitation{name}", portal.mailed_link(address, "invitation").removeprefix(portal.url))
    dead = portal.mailed_link(TAKEN_BACK, "invitation").removeprefix(portal.url)
    yield State("invitation-annulee", dead, status=409)


def _mails(portal: Portal) -> Iterator[State]:
    long, empty = (f"/s/{siren}" for siren in (portal.companies.long, portal.companies.empty))
    yield State("nouvelles-long", f"{long}/notifications", LONG)
    yield State("choix", f"{long}/preferences/notifications", LONG)
    yield State("choix-retours", f"{empty}/preferences/notifications", LOST)
    yield State("accueil-retours", f"{empty}/", LOST)
    yield State("choix-verifier", f"{empty}/preferences/notifications", LATE)
    yield State("accueil-verifier", f"{empty}/", LATE)
    yield State("desinscription", portal.unsubscription(LONG, Topic.ATTESTATIONS))
    yield State("desinscription-deja", portal.unsubscription(SINGLE, Topic.ATTESTATIONS))
    yield State("desinscription-inconnue", f"/desinscription/{'z' * 43}", status=404)
    yield State("document-perdu", portal.lost, LONG, status=404)
    archive = f"{portal.contracts['RCD-LONG-1']}/documents.zip?annee=1850"
    yield State("documents-aucun", archive, LONG, status=404)


def _refusals(portal: Portal) -> Iterator[State]:
    for status in (400, 403, 404, 405, 409, 413, 422, 429, 500, 503):
        yield State(f"erreur-{status}", f"/essai/{status}", status=status)
    yield State("erreur-404-societe", f"/s/{MOREAU}/essai/404", SEVERAL, status=404)
    yield State("erreur-500-societe", f"/s/{MOREAU}/essai/500", SEVERAL, status=500)
    yield State("societe-fermee", "/s/701000010/", SEVERAL, status=404)
    yield State("autre-compte", f"/s/{MOREAU}/?compte=autre", SEVERAL, status=403)
    yield State("lien-inconnu", f"/activation/{'z' * 43}", status=404)
    yield State("lien-servi", portal.mailed_link(SINGLE).removeprefix(portal.url), status=409)


GROUPS: dict[str, Callable[[Portal], Iterator[State]]] = {
    "doors": _doors,
    "homes": _homes,
    "contracts": _contracts,
    "declarations": _declarations,
    "claims": _claims,
    "settings": _settings,
    "accesses": _accesses,
    "mails": _mails,
    "refusals": _refusals,
}
