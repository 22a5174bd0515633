"""Claims, their declarations, what is said about them, and the requests to be called back, as kept."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from attrs import frozen

from societaire.claims.call_back import CallBack
from societaire.claims.claim import Claim, ClaimMessage, ClaimState, DocumentRequest
from societaire.claims.declaring import ClaimDeclaration
from societaire.companies.company import Company
from societaire.values import Siren


class ClaimDeclarations(Protocol):
    """Declarations of claims, always asked for within a company."""

    def get(self, siren: Siren, declaration_id: str) -> ClaimDeclaration | None:
        """None if the company has no such declaration; within a unit of work the row is locked until its end."""

    def drafts(self, siren: Siren) -> tuple[ClaimDeclaration, ...]:
        """What was begun and not sent, last written first."""

    def save(self, declaration: ClaimDeclaration) -> None:
        """Add or change; raises StaleWrite on another version than the one read (0: a new one)."""

    def remove(self, declaration: ClaimDeclaration) -> None:
        """Forget a draft; raises StaleWrite on another version than the one read, or when it was sent."""

    def next_number(self, year: int) -> int:
        """The next receipt number of that year, from 1 on; two units of work never get the same."""


class Claims(Protocol):
    """Claims, always asked for within a company."""

    def of_company(self, siren: Siren) -> tuple[Claim, ...]:
        """Every claim, last declared first, then by number."""

    def get(self, siren: Siren, claim_id: str) -> Claim | None:
        """None if the company has no such claim; within a unit of work the row is locked until its end."""

    def add(self, claim: Claim) -> None:
        """A new one, under its receipt's number; raises StaleWrite when its id or number is taken."""

    def move(self, claim: Claim, former: ClaimState) -> None:
        """Keep its state, handler and contract; raises StaleWrite unless it was in the former state."""


class ClaimExchanges(Protocol):
    """What both sides told and asked each other about a claim."""

    def messages(self, siren: Siren, claim_id: str) -> tuple[ClaimMessage, ...]:
        """The oldest first."""

    def say(self, message: ClaimMessage) -> None:
        """Keep a message; one of the same id is left as it is, so that a second try says nothing twice."""

    def requests(self, siren: Siren, claims: Iterable[str] | None = None) -> tuple[DocumentRequest, ...]:
        """What was asked for those claims, all of the company's when None, the oldest first."""

    def ask(self, request: DocumentRequest) -> None:
        """Keep a request; one of the same id is left as it is."""


class CallBacks(Protocol):
    """Requests to be called back."""

    def of_company(self, siren: Siren) -> tuple[CallBack, ...]:
        """Every request of the company, last asked first."""

    def find(self, call_back_id: str) -> CallBack | None:
        """Whatever its company: for staff. None if there is none; within a unit of work the row is locked."""

    def save(self, call_back: CallBack) -> None:
        """Add or change.

        Raises StaleWrite on another version than the one read, CallBackPending for a second open one on a claim.
        """

    def waiting(self) -> tuple[tuple[CallBack, Claim, Company], ...]:
        """The open requests of every company, soonest slot first: what staff has to do."""


@frozen
class ClaimFilter:
    """Which claims staff wants to see; None does not narrow, `text` is a SIREN, a claim's or a receipt's number."""

    states: frozenset[ClaimState] = frozenset()
    handler: str | None = None
    declared_since: date | None = None
    text: str = ""


class ClaimRegister(Protocol):
    """Every company's claims: for staff and for the nightly round, never for members."""

    def listed(self, wanted: ClaimFilter, first: int, most: int) -> tuple[tuple[tuple[Claim, Company], ...], int]:
        """`most` claims from the `first` on (0 is the first) and how many in all: last declared first."""

    def find(self, name: str) -> Claim | None:
        """The claim of that number, receipt or id; None if there is none. Within a unit of work the row is locked."""

    def declaration(self, claim_id: str) -> ClaimDeclaration | None:
        """What was declared in the portal for that claim; None for one that the records brought alone."""

    def stale(
        self, written_before: datetime, warned_before: datetime | None, most: int
    ) -> tuple[ClaimDeclaration, ...]:
        """At most `most` drafts not written in, and for which no file came, since the first moment, the oldest first.

        Those whose people were warned since then, and before the second moment; None: those nobody warned of since.
        """

    def note_warning(self, declaration: ClaimDeclaration, now: datetime) -> None:
        """Remember that the people of a draft were told that it will go, without changing its version."""
