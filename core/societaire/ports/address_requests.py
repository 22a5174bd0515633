"""Requests for another postal address, as kept."""

from typing import Protocol

from attrs import frozen

from societaire.companies.company import Company
from societaire.identity.person import Person
from societaire.preferences.address_request import AddressRequest
from societaire.values import Siren


@frozen
class PendingAddress:
    """An open request with its company and whoever asked."""

    request: AddressRequest
    company: Company
    person: Person


class AddressRequests(Protocol):
    """One open request at most for each company."""

    def latest(self, siren: Siren) -> AddressRequest | None:
        """The company's last request whatever its state; None if it never asked."""

    def get(self, request_id: str) -> AddressRequest | None:
        """For staff: None if there is no such request."""

    def pending(self) -> tuple[PendingAddress, ...]:
        """For staff: every open request, the oldest first."""

    def save(self, request: AddressRequest) -> None:
        """Add or change.

        Raises AddressPending on a second open request of the company, StaleWrite on another version than the one
        read (0: a new one).
        """
