"""Acts upon how a company is reached, through the portal's pages."""

from typing import TYPE_CHECKING

from features.pilots.core_details import CoreDetailActs
from features.pilots.pages import Form, plain
from features.pilots.pilot import Outcome
from features.pilots.told import ToldOutcome
from societaire.companies.company import Address
from societaire.values import Siren
from societaire_wording import addresses

if TYPE_CHECKING:
    from features.pilots.web import Window


class WebDetailActs(CoreDetailActs):
    """Forms sent; what a page does not offer is asked for by its address."""

    if TYPE_CHECKING:

        def window(self, browser: str) -> Window: ...
        def shown(self, browser: str) -> ToldOutcome: ...

    def look_at_details(self, browser: str, siren: Siren) -> Outcome:
        here = self.window(browser)
        here.open(addresses.DETAILS.format(siren=siren))
        told = self.shown(browser)
        # What stands in a field is read as well.
        fields = " ".join(value for form in here.page.forms for value in form.values.values())
        return ToldOutcome(plain(f"{told.text} {fields}"), told.is_refused, told.asks_sign_in)

    def change_details(self, browser: str, siren: Siren, phone: str, email: str) -> Outcome:
        if refused := self._elsewhere(browser, siren):
            return refused
        here = self.window(browser)
        answers = {"Téléphone": phone, "Adresse e-mail de la société": email}
        here.send(here.page.form(*answers), answers)
        return self.shown(browser)

    def ask_address(self, browser: str, siren: Siren, address: Address) -> Outcome:
        if refused := self._elsewhere(browser, siren):
            return refused
        here = self.window(browser)
        values = {"street": address.street, "postal_code": address.postal_code, "city": address.city}
        made_up = Form(f"{here.path}/adresse", "post", {name: value or "" for name, value in values.items()})
        made_up.values["csrf_token"] = here.page.form("Téléphone").values["csrf_token"]
        offered = next((form for form in here.page.forms if "Ville" in form.labels), None)
        if offered is None:
            here.send(made_up, {})
        else:
            names = {"Numéro et rue": "street", "Code postal": "postal_code", "Ville": "city"}
            here.send(offered, {label: values[name] or "" for label, name in names.items()})
        return self.shown(browser)

    def withdraw_address(self, browser: str, siren: Siren) -> Outcome:
        if refused := self._elsewhere(browser, siren):
            return refused
        here = self.window(browser)
        here.send(here.page.form("Retirer la demande"), {})
        return self.shown(browser)

    def _elsewhere(self, browser: str, siren: Siren) -> Outcome | None:
        """Go to the page unless it is the one shown; what it answered when it does not open."""
        if self.window(browser).path == addresses.DETAILS.format(siren=siren):
            return None
        opened = self.look_at_details(browser, siren)
        return opened if opened.is_refused or opened.asks_sign_in else None
