"""Companies and accesses, as kept."""

from datetime import datetime
from typing import Protocol

from societaire.companies.access import Access, Membership
from societaire.companies.company import Company
from societaire.contracts.space import Space
from societaire.identity.person import Person
from societaire.values import PersonId, Siren


class Companies(Protocol):
    """Member companies."""

    def get(self, siren: Siren) -> Company | None:
        """None if the insurer knows no such company."""

    def save(self, company: Company) -> None:
        """Change how a known company is reached, by telephone, e-mail and post, and what of it was changed here.

        Raises StaleWrite on another version than the one read.
        """


class Accesses(Protocol):
    """Who has access to which company."""

    def space(self, person_id: PersonId, siren: Siren, most: int) -> Space | None:
        """What every page of a company needs, in one look; None if the person has no live access to it.

        The switcher holds at most `most` companies, the present one apart, the last visited first.
        """

    def memberships(self, person_id: PersonId, text: str, first: int, most: int) -> tuple[tuple[Membership, ...], int]:
        """Live ones whose company's name or SIREN holds `text` (case and accents set aside), and how many in all.

        The last visited come first, then by name; `most` of them from the `first` on (0 is the first).
        """

    def of_company(self, siren: Siren) -> tuple[tuple[Access, Person], ...]:
        """Every access of a company, ended ones included, administrators first, then by last name.

        Within a unit of work the company's accesses are locked until its end.
        """

    def get(self, person_id: PersonId, siren: Siren) -> Access | None:
        """The person's access whatever its state; None if there never was one."""

    def save(self, access: Access) -> None:
        """Add or change all but the visit; raises StaleWrite on another version than the one read (0: a new one)."""


class Visits(Protocol):
    """When a person last visited a company: which one opens first (RULES B1)."""

    def record(self, person_id: PersonId, siren: Siren, now: datetime) -> None:
        """Keep the visit beside the access, whose version it leaves alone."""
