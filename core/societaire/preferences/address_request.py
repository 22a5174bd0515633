"""A change of postal address: asked for in the portal, decided by the insurer, the former one in force until then."""

from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from attrs import evolve, frozen

from societaire.companies.company import Address
from societaire.errors import Conflict, Invalid, NotFound, Problem
from societaire.values import PersonId, Siren

LONGEST_REASON = 500


class RequestState(StrEnum):
    """Where a request is; only a pending one is open."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


NEXT = MappingProxyType(
    {
        RequestState.PENDING: frozenset({RequestState.APPROVED, RequestState.REFUSED, RequestState.WITHDRAWN}),
        RequestState.APPROVED: frozenset[RequestState](),
        RequestState.REFUSED: frozenset[RequestState](),
        RequestState.WITHDRAWN: frozenset[RequestState](),
    }
)
"""Where each state may lead."""


class AddressPending(Conflict):
    """The company's former request still waits: one at a time."""

    code = "address_pending"


class AddressSettled(Conflict):
    """The request was decided, or withdrawn, already."""

    code = "address_settled"


class AddressRequestUnknown(NotFound):
    """There is no such request, or it is another company's: one answer for both."""

    code = "address_request_unknown"


@frozen
class AddressRequest:
    """One request; `flags` tells what is unusual in the address wanted (societaire.preferences.postal).

    `reason` is why it was refused; `decided_by` is the staff member's code, or the id of whoever withdrew it.
    `version` is how often it was written: 0 until it is kept.
    """

    id: str
    siren: Siren
    requested_by: PersonId
    requested_at: datetime
    former: Address
    wanted: Address
    flags: tuple[str, ...] = ()
    state: RequestState = RequestState.PENDING
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the insurer still has to decide."""
        return self.state is RequestState.PENDING

    def approved(self, by: str, now: datetime) -> "AddressRequest":
        """The insurer takes the new address; raises AddressSettled."""
        return self.moved(RequestState.APPROVED, by, now)

    def refused(self, by: str, reason: str, now: datetime) -> "AddressRequest":
        """The insurer does not; raises AddressSettled, or Invalid without a reason (RULES F2)."""
        told = " ".join(reason.split())
        if not told:
            raise Invalid([Problem("reason", "reason_missing")])
        if len(told) > LONGEST_REASON:
            raise Invalid([Problem.of("reason", "reason_too_long", maximum=LONGEST_REASON)])
        return evolve(self.moved(RequestState.REFUSED, by, now), reason=told)

    def withdrawn(self, by: PersonId, now: datetime) -> "AddressRequest":
        """The company does not want it any more; raises AddressSettled."""
        return self.moved(RequestState.WITHDRAWN, by, now)

    def moved(self, state: RequestState, by: str, now: datetime) -> "AddressRequest":
        """The request in another state, as the table allows; raises AddressSettled."""
        if state not in NEXT[self.state]:
            raise AddressSettled(state=self.state)
        return evolve(self, state=state, decided_by=by, decided_at=now)
