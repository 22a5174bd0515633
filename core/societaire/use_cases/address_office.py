"""What the insurer's staff does with requests for another postal address (RULES F2)."""

from datetime import datetime

from attrs import frozen

from societaire.companies.access import Profile
from societaire.events import Actor, AddressApproved, AddressRefused, ContractAddressChanged
from societaire.notifications import Message, MessageKind
from societaire.ports.address_requests import PendingAddress
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.preferences.address_request import AddressRequest, AddressRequestUnknown
from societaire.values import ContractNumber


@frozen
class AddressOffice:
    """Decisions: the first one counts, both sides are told."""

    database: Database
    entropy: Entropy
    clock: Clock

    def pending(self) -> tuple[PendingAddress, ...]:
        """Every open request, the oldest first."""
        with self.database.read() as kept:
            return kept.address_requests.pending()

    def approve(self, request_id: str, actor: Actor) -> tuple[AddressRequest, tuple[ContractNumber, ...]]:
        """Give the company, and every contract of it, the address that it asked for; returns those contracts.

        Raises AddressRequestUnknown, AddressSettled, or StaleWrite when another one decides at the same moment.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            request = _known(unit, request_id).approved(actor.code, now)
            company = unit.companies.get(request.siren)
            if company is None:
                raise AddressRequestUnknown()
            unit.address_requests.save(request)
            unit.companies.save(company.with_address(request.wanted))
            contracts = unit.contracts.readdress(request.siren, request.wanted)
            unit.record(AddressApproved(request.siren, request.id), actor)
            for number in contracts:
                unit.record(ContractAddressChanged(request.siren, number), actor)
            self._tell(unit, request, MessageKind.ADDRESS_APPROVED, now)
            unit.commit()
        return request, contracts

    def refuse(self, request_id: str, reason: str, actor: Actor) -> AddressRequest:
        """Leave the address as it is, and say why; raises as `approve`, and Invalid without a reason."""
        now = self.clock.now()
        with self.database.write() as unit:
            request = _known(unit, request_id).refused(actor.code, reason, now)
            unit.address_requests.save(request)
            unit.record(AddressRefused(request.siren, request.id), actor)
            self._tell(unit, request, MessageKind.ADDRESS_REFUSED, now)
            unit.commit()
        return request

    def _tell(self, unit: UnitOfWork, request: AddressRequest, kind: MessageKind, now: datetime) -> None:
        """Whoever asked, and the company's administrators; each once, if they still have an access."""
        told = [
            person
            for access, person in unit.accesses.of_company(request.siren)
            if access.is_live and (access.profile is Profile.ADMINISTRATOR or person.id == request.requested_by)
        ]
        unit.outbox.add(
            [
                Message(self.entropy.identifier(), kind, person.email, now, now, person.id, request.siren)
                for person in told
            ]
        )


def _known(unit: UnitOfWork, request_id: str) -> AddressRequest:
    request = unit.address_requests.get(request_id)
    if request is None:
        raise AddressRequestUnknown()
    return request
