"""The member company ("société"), as the insurer's records know it."""

from enum import StrEnum

from attrs import evolve, frozen

from societaire.values import AgencyCode, ContactCode, Siren


class CompanyStatus(StrEnum):
    """A removed company stays readable: its past documents are proof for years."""

    ACTIVE = "active"
    REMOVED = "removed"


@frozen
class Address:
    """A French postal address; every part may be unknown."""

    street: str | None = None
    postal_code: str | None = None
    city: str | None = None


@frozen
class Company:
    """A member: a building firm with its contracts, its agency and its contact at the insurer.

    What `…_changed_here` marks was changed in the portal: it wins over an export until an export agrees.
    """

    siren: Siren
    name: str
    status: CompanyStatus
    agency: AgencyCode
    contact: ContactCode | None = None
    legal_form: str | None = None
    siret: str | None = None
    naf: str | None = None
    address: Address = Address()
    phone: str | None = None
    email: str | None = None
    file_owner: str = ""
    version: int = 0
    phone_changed_here: bool = False
    email_changed_here: bool = False
    address_changed_here: bool = False

    def with_phone(self, phone: str | None) -> "Company":
        """Another telephone number, given in the portal."""
        return evolve(self, phone=phone, phone_changed_here=True)

    def with_email(self, email: str | None) -> "Company":
        """Another e-mail address, given in the portal."""
        return evolve(self, email=email, email_changed_here=True)

    def with_address(self, address: Address) -> "Company":
        """Another postal address, which the insurer took."""
        return evolve(self, address=address, address_changed_here=True)
