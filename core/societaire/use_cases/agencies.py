"""The insurer's agencies, for whoever can't sign in (RULES B3)."""

from attrs import frozen

from societaire.contracts.agency import Agency
from societaire.ports.database import Database


@frozen
class Agencies:
    """The public list of the agencies."""

    database: Database

    def all(self) -> tuple[Agency, ...]:
        """Every agency, by name."""
        with self.database.read() as kept:
            return kept.agencies.all()
