"""The member company ("société"), as the insurer's records know it."""

from enum import StrEnum

from attrs import frozen

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
    """A member: a building firm with its contracts, its agency and its contact at the insurer."""

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
