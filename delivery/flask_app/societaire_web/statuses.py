"""The HTTP status of each family of refusals."""

from societaire.errors import Busy, Conflict, Invalid, NotAllowed, NotFound, SocietaireError
from societaire.identity.throttling import TooManyAttempts

_STATUSES: tuple[tuple[type[SocietaireError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Invalid, 422),
    (Conflict, 409),
    (TooManyAttempts, 429),
    (Busy, 503),
)


def status_of(error: SocietaireError) -> int:
    """The status of a refusal, by its family."""
    return next((status for family, status in _STATUSES if isinstance(error, family)), 500)
