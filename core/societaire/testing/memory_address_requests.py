"""Requests for another postal address, in memory."""

from attrs import evolve, frozen

from societaire.ports.address_requests import PendingAddress
from societaire.ports.identity import StaleWrite
from societaire.preferences.address_request import AddressPending, AddressRequest
from societaire.testing.memory_tables import MemoryTables
from societaire.values import Siren


@frozen
class MemoryAddressRequests:
    """The AddressRequests port."""

    tables: MemoryTables

    def latest(self, siren: Siren) -> AddressRequest | None:
        found = [one for one in self.tables.address_requests.values() if one.siren == siren]
        return max(found, key=lambda one: (one.requested_at, one.id), default=None)

    def get(self, request_id: str) -> AddressRequest | None:
        return self.tables.address_requests.get(request_id)

    def pending(self) -> tuple[PendingAddress, ...]:
        found = sorted(
            (one for one in self.tables.address_requests.values() if one.is_open),
            key=lambda one: (one.requested_at, one.id),
        )
        companies, persons = self.tables.companies, self.tables.persons
        return tuple(PendingAddress(one, companies[one.siren], persons[one.requested_by]) for one in found)

    def save(self, request: AddressRequest) -> None:
        held = self.tables.address_requests
        kept = held.get(request.id)
        if request.version != (kept.version if kept else 0):
            raise StaleWrite()
        others = (one for one in held.values() if one.siren == request.siren and one.id != request.id)
        if request.is_open and any(one.is_open for one in others):
            raise AddressPending(siren=str(request.siren))
        held[request.id] = evolve(request, version=request.version + 1)
