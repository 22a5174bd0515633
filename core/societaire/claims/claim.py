"""A claim as it is followed: where the insurer is with it, who handles it, what is awaited (RULES H4 to H7)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from attrs import evolve, frozen

from societaire.companies.access import Access, Profile
from societaire.companies.company import Address
from societaire.errors import Conflict, Invalid, NotFound, Problem
from societaire.values import ContactCode, ContractNumber, PersonId, Siren, folded

LONGEST_MESSAGE = 4000
SENSITIVE = frozenset({"C1", "C2"})
"""Accidents and faults: seen by administrators and by whoever declared alone, unless a setting opens them."""
SAME_EVENT_DAYS = 90


class ClaimState(StrEnum):
    """Where the insurer is with a claim."""

    DECLARED = "declared"
    REGISTERED = "registered"
    DOCUMENTS_REQUESTED = "documents_requested"
    EXPERT_APPOINTED = "expert_appointed"
    EXPERTISE = "expertise"
    COVERAGE_POSITION = "coverage_position"
    SETTLEMENT = "settlement"
    REFUSED = "refused"
    RECOURSE = "recourse"
    CLOSED = "closed"


_DECIDED = frozenset({ClaimState.COVERAGE_POSITION, ClaimState.SETTLEMENT, ClaimState.REFUSED, ClaimState.CLOSED})
_AFTER = _DECIDED | {ClaimState.RECOURSE}
_INQUIRY = frozenset({ClaimState.DOCUMENTS_REQUESTED, ClaimState.EXPERT_APPOINTED})

NEXT: Mapping[ClaimState, frozenset[ClaimState]] = MappingProxyType(
    {
        ClaimState.DECLARED: frozenset({ClaimState.REGISTERED}) | _INQUIRY | _DECIDED,
        ClaimState.REGISTERED: _INQUIRY | {ClaimState.EXPERTISE} | _AFTER,
        ClaimState.DOCUMENTS_REQUESTED: frozenset(
            {ClaimState.REGISTERED, ClaimState.EXPERT_APPOINTED, ClaimState.EXPERTISE}
        )
        | _AFTER,
        ClaimState.EXPERT_APPOINTED: frozenset({ClaimState.DOCUMENTS_REQUESTED, ClaimState.EXPERTISE}) | _AFTER,
        ClaimState.EXPERTISE: frozenset({ClaimState.DOCUMENTS_REQUESTED, ClaimState.EXPERT_APPOINTED}) | _AFTER,
        ClaimState.COVERAGE_POSITION: frozenset(
            {
                ClaimState.DOCUMENTS_REQUESTED,
                ClaimState.EXPERTISE,
                ClaimState.SETTLEMENT,
                ClaimState.REFUSED,
                ClaimState.RECOURSE,
                ClaimState.CLOSED,
            }
        ),
        ClaimState.SETTLEMENT: frozenset({ClaimState.RECOURSE, ClaimState.CLOSED}),
        ClaimState.REFUSED: frozenset({ClaimState.COVERAGE_POSITION, ClaimState.CLOSED}),
        ClaimState.RECOURSE: frozenset({ClaimState.SETTLEMENT, ClaimState.CLOSED}),
        ClaimState.CLOSED: frozenset({ClaimState.REGISTERED}),
    }
)
"""Where staff may move a claim; the insurer's records may say any state, since they know more."""


class ClaimUnknown(NotFound):
    """The company has no such claim, or it is not this person's to see: one answer for both."""

    code = "claim_unknown"


class ClaimMoved(Conflict):
    """The claim is not in a state that allows this; `state` tells which it is in."""

    code = "claim_moved"


class ClaimClosed(Conflict):
    """The claim is closed: it may be asked to reopen."""

    code = "claim_closed"


@frozen
class Claim:
    """One claim of a company; `number` is the insurer's, or the receipt's until the insurer gives one.

    `contract` is None while nobody knows which one answers. `declared_by` is who declared it in the portal.
    """

    id: str
    siren: Siren
    number: str
    cause: str
    occurred_on: date
    declared_on: date
    state: ClaimState = ClaimState.DECLARED
    contract: ContractNumber | None = None
    address: Address = Address()
    handler: ContactCode | None = None
    receipt: str | None = None
    declared_by: PersonId | None = None

    @property
    def owners(self) -> tuple[PersonId | None, ...]:
        """Whose it is when it is sensitive: whoever declared."""
        return (self.declared_by,)

    @property
    def is_open(self) -> bool:
        """Whether the insurer still works on it."""
        return self.state is not ClaimState.CLOSED

    @property
    def is_registered(self) -> bool:
        """Whether the insurer gave it a number of its own."""
        return self.number != self.receipt

    def moved(self, state: ClaimState) -> "Claim":
        """The claim in another state, as the table allows; raises ClaimMoved."""
        if state not in NEXT[self.state]:
            raise ClaimMoved(state=self.state.value)
        return evolve(self, state=state)


def is_visible(claim_cause: str, owners: Collection[PersonId | None], access: Access, open_to_all: bool) -> bool:
    """Whether that access may see it: sensitive causes are for administrators and for whoever declared."""
    if claim_cause not in SENSITIVE or open_to_all:
        return True
    return access.profile is Profile.ADMINISTRATOR or access.person_id in owners


def same_event(claim: Claim, address: Address, occurred_on: date) -> bool:
    """Whether a claim seems to tell of the same thing: the same place, within ninety days."""
    if abs((claim.occurred_on - occurred_on).days) > SAME_EVENT_DAYS:
        return False
    ours, theirs = _place(claim.address), _place(address)
    return bool(ours) and ours == theirs


def _place(address: Address) -> str:
    parts = (address.street, address.postal_code, address.city)
    return folded(" ".join(part for part in parts if part)) if address.street and address.city else ""


class Voice(StrEnum):
    """Which side speaks."""

    MEMBER = "member"
    INSURER = "insurer"


@frozen
class ClaimMessage:
    """What one side told the other about a claim; `asks_reopening` goes with a closed one."""

    id: str
    siren: Siren
    claim: str
    at: datetime
    voice: Voice
    author: str
    """The person's id, or the staff member's code."""
    text: str
    asks_reopening: bool = False


@frozen
class DocumentRequest:
    """A document that the insurer asks for, until it comes."""

    id: str
    siren: Siren
    claim: str
    document: str
    note: str
    asked_at: datetime
    asked_by: str
    due_on: date | None = None


def checked_message(text: str) -> str:
    """The text without what surrounds it; raises Invalid when nothing is left, or too much."""
    told = text.strip()
    if not told:
        raise Invalid([Problem("text", "message_missing")])
    if len(told) > LONGEST_MESSAGE:
        raise Invalid([Problem.of("text", "message_too_long", longest=LONGEST_MESSAGE)])
    return told
