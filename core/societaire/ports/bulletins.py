"""What happened for a company, as its people read it: the event log seen through their markers."""

from typing import Protocol

from attrs import frozen

from societaire import events
from societaire.events import RecordedEvent
from societaire.values import PersonId, Siren

NEWS: frozenset[str] = frozenset(
    kind.__name__
    for kind in (
        events.DocumentPublished,
        events.ClaimStateChanged,
        events.DeclarationPeriodOpened,
        events.DeclarationPrepared,
        events.DeclarationSent,
        events.DeclarationCorrectionRequested,
        events.DeclarationFileRefused,
        events.DeclarationRefused,
        events.AccessGranted,
        events.AccessRemoved,
        events.AccessRestored,
        events.AccessProfileChanged,
        events.CompanyDetailsChanged,
        events.AddressRequested,
        events.AddressWithdrawn,
        events.AddressApproved,
        events.AddressRefused,
    )
)
"""The kinds of events that people are shown; both profiles see the list of accesses that some tell of (RULES C9)."""
RESERVED: frozenset[str] = frozenset({events.ClaimFileRefused.__name__})
"""Those that administrators are shown, and the persons whose ids they hold (RULES H4)."""


@frozen
class Bulletin:
    """An event, and whether its reader saw it already."""

    event: RecordedEvent
    is_new: bool


class Bulletins(Protocol):
    """News of a company for one of its people: new is what came since their access, by others, and is not marked."""

    def page(self, person_id: PersonId, siren: Siren, first: int, most: int) -> tuple[tuple[Bulletin, ...], int]:
        """`most` of them from the `first` on (0 is the first), and how many in all; new ones first, then the latest.

        None at all without an access.
        """

    def mark(self, person_id: PersonId, siren: Siren, position: int) -> None:
        """Everything up to that place of the company's stream was seen; a marker never goes back."""
