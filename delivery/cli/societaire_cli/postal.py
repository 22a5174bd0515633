"""A postal address as commands show it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from societaire.companies.company import Address


def address_line(address: "Address") -> str:
    """On one line."""
    return " ".join(part for part in (address.street, address.postal_code, address.city) if part)


def address_data(address: "Address") -> dict[str, str | None]:
    """By its parts."""
    return {"street": address.street, "postal_code": address.postal_code, "city": address.city}
