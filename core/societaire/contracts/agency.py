"""The insurer's local agencies and the contacts who work there (RULES B3, G4)."""

from attrs import frozen

from societaire.companies.company import Address
from societaire.errors import NotAllowed
from societaire.values import AgencyCode, ContactCode


class UnknownStaff(NotAllowed):
    """Nobody is registered under that code to act for the insurer."""

    code = "unknown_staff"


@frozen
class Agency:
    """A local agency; `hours` is the text of the insurer's records, e.g. `lun-ven 08:30-12:00,13:30-17:30`."""

    code: AgencyCode
    name: str
    phone: str
    address: Address = Address()
    email: str | None = None
    hours: str | None = None


@frozen
class Contact:
    """Somebody at the insurer: the usual contact of a member, who may also act on the command line."""

    code: ContactCode
    first_name: str
    last_name: str
    agency: AgencyCode
    role: str | None = None
    phone: str | None = None
    email: str | None = None

    @property
    def full_name(self) -> str:
        """First name then last name."""
        return f"{self.first_name} {self.last_name}"
