"""Acts upon how a company is reached, on the core."""

from features.pilots.core_acts import CoreActs
from features.pilots.core_outcomes import CoreOutcome, outcome_of, refused_as
from features.pilots.pilot import Outcome
from societaire.companies.company import Address
from societaire.errors import SocietaireError
from societaire.preferences.address_request import AddressRequest
from societaire.values import Siren


class CoreDetailActs(CoreActs):
    """Acts are calls of use cases; a browser remembers which version of the details it was shown."""

    # The member's side.

    def look_at_details(self, browser: str, siren: Siren) -> Outcome:
        """The details and the last request."""

        def act() -> object:
            found = self.service.contact_details.show(self._person(browser), siren)
            self.browser(browser).shown = found.company.version
            return found.company, found.request

        return outcome_of(act)

    def change_details(self, browser: str, siren: Siren, phone: str, email: str) -> Outcome:
        """Change them, from what was shown before if anything was."""
        if self.browser(browser).shown is None:
            self.look_at_details(browser, siren)

        def act() -> object:
            version = self.browser(browser).shown or 0
            return self.service.contact_details.change(self._person(browser), siren, phone, email, version)

        return outcome_of(act)

    def ask_address(self, browser: str, siren: Siren, address: Address) -> Outcome:
        """Ask for another address."""
        parts = (address.street or "", address.postal_code or "", address.city or "")
        return outcome_of(lambda: self.service.contact_details.ask_address(self._person(browser), siren, *parts))

    def withdraw_address(self, browser: str, siren: Siren) -> Outcome:
        """Take the last request back."""
        request = self.last_request(siren).id
        return outcome_of(lambda: self.service.contact_details.withdraw(self._person(browser), siren, request))

    def last_request(self, siren: Siren) -> AddressRequest:
        """The company's last request."""
        with self.world.parts.database.read() as kept:
            found = kept.address_requests.latest(siren)
        assert found
        return found

    # The insurer's side.

    def waiting_addresses(self) -> Outcome:
        """The requests that wait."""
        return outcome_of(self.service.address_office.pending)

    def approve_address(self, staff: str, siren: Siren) -> Outcome:
        """Take the address wanted."""
        request = self.last_request(siren).id
        return outcome_of(lambda: self.service.address_office.approve(request, self._staff(staff)))

    def refuse_address(self, staff: str, siren: Siren, reason: str) -> Outcome:
        """Leave the present one."""
        request = self.last_request(siren).id
        return outcome_of(lambda: self.service.address_office.refuse(request, reason, self._staff(staff)))

    def read_changes(self, since: str) -> Outcome:
        """The change feed from there on."""
        try:
            kinds = tuple(line.values["kind"] for line in self.service.change_feed.since(since))
        except SocietaireError as error:
            return refused_as(error)
        return CoreOutcome(facts=kinds, counts={"lines": len(kinds)})
