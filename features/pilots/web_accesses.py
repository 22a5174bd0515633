"""Acts upon accesses, through the portal's pages."""

from typing import TYPE_CHECKING

from features.pilots.core_accesses import CoreAccessActs
from features.pilots.pilot import Newcomer, Outcome
from features.pilots.told import ToldOutcome
from societaire.identity.links import Purpose
from societaire.values import Siren
from societaire_wording import addresses

if TYPE_CHECKING:
    from features.pilots.web import Window


class WebAccessActs(CoreAccessActs):
    """Links followed and forms sent; what a page does not offer is asked for by its address."""

    if TYPE_CHECKING:

        def window(self, browser: str) -> Window: ...
        def shown(self, browser: str) -> ToldOutcome: ...

    def accesses(self, browser: str, siren: Siren) -> Outcome:
        return self._listed(browser, siren)

    def take_accesses(self, browser: str, siren: Siren) -> Outcome:
        self._listed(browser, siren)
        return self._followed(browser, "Exporter la liste")

    def access_history(self, browser: str, siren: Siren) -> Outcome:
        self._listed(browser, siren)
        return self._followed(browser, "Historique des accès")

    def invite_newcomer(self, browser: str, siren: Siren, newcomer: Newcomer) -> Outcome:
        self._listed(browser, siren)
        here = self.window(browser)
        here.open(here.page.link("Ajouter un collaborateur") or self._address(siren, "ajouter"))
        if here.response.status_code >= 400:
            return self.shown(browser)
        answers = {"Nom": newcomer.last_name, "Prénom": newcomer.first_name, "Adresse e-mail": newcomer.address}
        here.send(here.page.form(*answers), answers)
        return self.shown(browser)

    def renew_invitation(self, browser: str, siren: Siren, address: str) -> Outcome:
        self._listed(browser, siren)
        return self._pressed(browser, f"Renvoyer l'invitation de {self.invitation(siren, address).full_name}")

    def revoke_invitation(self, browser: str, siren: Siren, address: str) -> Outcome:
        self._listed(browser, siren)
        return self._pressed(browser, f"Annuler l'invitation de {self.invitation(siren, address).full_name}")

    def accept_invitation(self, browser: str, token: str, password: str) -> Outcome:
        here = self.window(browser)
        here.open(addresses.link_path(Purpose.INVITATION, token))
        if here.response.status_code >= 400:
            return self.shown(browser)
        form = here.page.form("Votre mot de passe") if password else here.page.form("Accepter")
        here.send(form, {"Votre mot de passe": password} if password else {})
        return self.shown(browser)

    def relabel(self, browser: str, siren: Siren, address: str, label: str) -> Outcome:
        self._listed(browser, siren)
        here = self.window(browser)
        here.open(here.page.link(f"Modifier l'accès de {self._name(address)}") or "")
        answers = {"Fonction dans la société (facultatif)": label}
        here.send(here.page.form(*answers), answers)
        return self.shown(browser)

    def prepare_removal(self, browser: str, siren: Siren, address: str) -> Outcome:
        self._listed(browser, siren)
        here = self.window(browser)
        offered = here.page.link(f"Retirer l'accès de {self._name(address)}")
        here.open(offered or self._address(siren, f"{self.whose(address)}/retrait"))
        return self.shown(browser)

    def remove_access(self, browser: str, siren: Siren, address: str) -> Outcome:
        looked = self.prepare_removal(browser, siren, address)
        if looked.is_refused:
            return looked
        self._followed(browser, "Continuer vers le retrait")
        return self._pressed(browser, f"Retirer l'accès de {self._name(address)}")

    def restore_access(self, browser: str, siren: Siren, address: str) -> Outcome:
        self._listed(browser, siren)
        return self._pressed(browser, f"Rétablir l'accès de {self._name(address)}")

    def confirm_accesses(self, browser: str, siren: Siren, address: str | None = None) -> Outcome:
        self._listed(browser, siren)
        button = f"Confirmer l'accès de {self._name(address)}" if address else "Confirmer toute la liste"
        return self._pressed(browser, button)

    def _listed(self, browser: str, siren: Siren) -> ToldOutcome:
        here = self.window(browser)
        here.open(addresses.COMPANY.format(siren=siren))
        if here.page.link("Mes préférences"):
            self._followed(browser, "Mes préférences")
            self._followed(browser, "Les accès")
        else:
            here.open(addresses.ACCESSES.format(siren=siren))
        return self.shown(browser)

    def _followed(self, browser: str, words: str) -> ToldOutcome:
        here = self.window(browser)
        target = here.page.link(words)
        assert target, f"no link says {words}: {[link.text for link in here.page.links]}"
        here.open(target)
        return self.shown(browser)

    def _pressed(self, browser: str, button: str) -> ToldOutcome:
        here = self.window(browser)
        here.send(here.page.form(button), {})
        return self.shown(browser)

    def _address(self, siren: Siren, page: str) -> str:
        return f"{addresses.ACCESSES.format(siren=siren)}/{page}"

    def _name(self, address: str) -> str:
        return next(each.full_name for each in self._persons() if each.email.address == address)
