"""A company's space as one person sees it: what every page of it shows around its content."""

from attrs import frozen

from societaire.companies.access import Membership, Switcher
from societaire.companies.company import Company
from societaire.contracts.agency import Agency, Contact
from societaire.preferences.standing import Standing


@frozen
class Space:
    """The person's membership, the companies they may switch to, whom to call (RULES B1, B3, G4), how much is new.

    `standing` says how the person's address does.
    """

    membership: Membership
    switcher: Switcher
    agency: Agency
    contact: Contact | None
    standing: Standing
    news: int = 0

    @property
    def company(self) -> Company:
        """The company of the address."""
        return self.membership.company
