"""How a company is reached, seen and changed by its members (RULES F1, F2)."""

from attrs import evolve, frozen

from societaire.companies.company import Company
from societaire.companies.policy import Action
from societaire.contracts.space import Space
from societaire.events import AddressRequested, AddressWithdrawn, CompanyDetailsChanged, person_actor
from societaire.identity.person import Person
from societaire.notifications import Message, MessageKind
from societaire.ports.clock import Clock
from societaire.ports.contact_checks import ContactChecks
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.preferences.address_request import AddressPending, AddressRequest, AddressRequestUnknown
from societaire.preferences.details import Details, DetailsChanged, checked_details
from societaire.preferences.postal import checked_address, to_check
from societaire.use_cases.doorway import Doorway
from societaire.values import Email, PersonId, Siren


@frozen
class DetailsSheet:
    """What the page shows; `request` is the last one whatever its state, `requester` whoever asked for it."""

    space: Space
    request: AddressRequest | None
    requester: Person | None

    @property
    def company(self) -> Company:
        """The company with its details as they are."""
        return self.space.company


@frozen
class ContactDetails:
    """Details change at once; an address waits for the insurer. Both profiles may (RULES C9)."""

    database: Database
    checks: ContactChecks
    entropy: Entropy
    clock: Clock

    @property
    def _doorway(self) -> Doorway:
        return Doorway(self.database, self.clock)

    def show(self, person_id: PersonId, siren: Siren) -> DetailsSheet:
        """The details and the last request; raises CompanyClosedToYou."""
        with self.database.read() as kept:
            space = self._doorway.enter(kept, person_id, siren, Action.UPDATE_DETAILS)
            request = kept.address_requests.latest(siren)
            requester = kept.persons.get(request.requested_by) if request else None
        return DetailsSheet(space, request, requester)

    def change(self, person_id: PersonId, siren: Siren, phone: str, email: str, version: int) -> tuple[str, ...]:
        """Change the telephone number and the e-mail address; returns the names of what differs.

        Raises CompanyClosedToYou, Invalid, or DetailsChanged when the company is not at that version any more and
        something would change; sending the same twice changes nothing the second time.
        """
        with self.database.write() as unit:
            company = self._doorway.enter(unit, person_id, siren, Action.UPDATE_DETAILS).company
            wanted = checked_details(phone, email, self.checks.phone, self.checks.email)
            changed, names = wanted.applied(company, self._present(company))
            if not names:
                return ()
            if company.version != version:
                raise DetailsChanged()
            unit.companies.save(changed)
            unit.record(CompanyDetailsChanged(siren, names), person_actor(person_id))
            unit.commit()
        return names

    def ask_address(
        self, person_id: PersonId, siren: Siren, street: str, postal_code: str, city: str
    ) -> AddressRequest:
        """Ask the insurer to take another postal address; the present one stays until it answers.

        Raises CompanyClosedToYou, AddressPending, or Invalid for what is no other address.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            company = self._doorway.enter(unit, person_id, siren, Action.UPDATE_DETAILS).company
            present = unit.address_requests.latest(siren)
            if present and present.is_open:
                raise AddressPending(siren=str(siren))
            wanted = checked_address(street, postal_code, city, company.address)
            request = AddressRequest(
                self.entropy.identifier(), siren, person_id, now, company.address, wanted, to_check(wanted)
            )
            unit.address_requests.save(request)
            unit.record(AddressRequested(siren, request.id), person_actor(person_id))
            self._tell_contact(unit, company, request)
            unit.commit()
        return evolve(request, version=1)

    def withdraw(self, person_id: PersonId, siren: Siren, request_id: str) -> None:
        """Take a request back; raises CompanyClosedToYou, AddressRequestUnknown, or AddressSettled."""
        now = self.clock.now()
        with self.database.write() as unit:
            self._doorway.enter(unit, person_id, siren, Action.UPDATE_DETAILS)
            request = unit.address_requests.get(request_id)
            if request is None or request.siren != siren:
                raise AddressRequestUnknown()
            unit.address_requests.save(request.withdrawn(person_id, now))
            unit.record(AddressWithdrawn(siren, request.id), person_actor(person_id))
            unit.commit()

    def _present(self, company: Company) -> Details:
        phone, email = company.phone, company.email
        return Details(phone and (self.checks.phone(phone) or phone), email and (self.checks.email(email) or email))

    def _tell_contact(self, unit: UnitOfWork, company: Company, request: AddressRequest) -> None:
        contact = unit.agencies.contact(company.contact) if company.contact else None
        try:
            recipient = Email(contact.email) if contact and contact.email else None
        except ValueError:
            return
        if recipient:
            now, values = request.requested_at, (("request", request.id),)
            kind, identifier = MessageKind.ADDRESS_REQUESTED, self.entropy.identifier()
            unit.outbox.add([Message(identifier, kind, recipient, now, now, siren=company.siren, values=values)])
