"""The insurance contract and the details of its policy (RULES G5)."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from societaire.companies.company import Address
from societaire.errors import NotFound
from societaire.values import AgencyCode, ContactCode, ContractId, ContractNumber, Siren


class ContractStatus(StrEnum):
    """A terminated contract stays readable."""

    ACTIVE = "active"
    TERMINATED = "terminated"


class PremiumMode(StrEnum):
    """A flat premium has nothing to declare; one on bases is adjusted on what the member declares each year."""

    FLAT = "flat"
    ON_BASES = "on_bases"


class ContractUnknown(NotFound):
    """The company has no such contract; another company's answers the same."""

    code = "contract_unknown"


@frozen
class Contract:
    """One policy of a company; amounts in euros, None where the policy states none.

    An address that was changed in the portal (`address_changed_here`) wins over an export until an export agrees.
    """

    id: ContractId
    number: ContractNumber
    siren: Siren
    product: str
    label: str
    status: ContractStatus
    start_date: date
    premium_mode: PremiumMode
    end_date: date | None = None
    online_form: bool = False
    form: str | None = None
    agency: AgencyCode | None = None
    contact: ContactCode | None = None
    activities: tuple[str, ...] = ()
    operation_limit: Decimal | None = None
    works_contract_limit: Decimal | None = None
    deductible: Decimal | None = None
    ccrd: bool | None = None
    address: Address = Address()
    address_changed_here: bool = False

    @property
    def is_active(self) -> bool:
        """Whether the insurer's records say that it runs."""
        return self.status is ContractStatus.ACTIVE
