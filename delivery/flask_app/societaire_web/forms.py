"""Forms shown again with what is wrong in them."""

from collections.abc import Callable
from functools import wraps

from attrs import frozen
from flask import g, make_response, request
from flask.typing import ResponseReturnValue

from societaire.errors import Busy, Invalid, SocietaireError
from societaire_web.context import wants_json
from societaire_web.statuses import status_of
from societaire_wording.catalogue import problem, refusal

PageView = Callable[..., ResponseReturnValue]
_SECRET = ("password", "present")


@frozen
class Submission:
    """What was sent, and what is wrong with it; none of it on a first visit."""

    error: SocietaireError | None = None

    def __bool__(self) -> bool:
        return self.error is not None

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """Field and sentence of each problem; the field is '' when it concerns the whole."""
        if isinstance(self.error, Invalid):
            return tuple((found.field, problem(found)) for found in self.error.problems)
        return (("", refusal(self.error)),) if self.error else ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the problems."""
        return frozenset(p.code for p in self.error.problems) if isinstance(self.error, Invalid) else frozenset()

    def of(self, field: str) -> list[str]:
        """The sentences of one field."""
        return [sentence for name, sentence in self.problems if name == field]

    def value(self, field: str) -> str:
        """What was typed, secrets apart."""
        return request.form.get(field, "") if self.error and field not in _SECRET else ""


_NOTHING_SENT = Submission()


def submission_now() -> Submission:
    """What was sent with this request; for macros too, which know nothing of the page that uses them."""
    found: Submission = g.get("submission", _NOTHING_SENT)
    return found


def shown_again(page: PageView, *refusals: type[SocietaireError]) -> Callable[[PageView], PageView]:
    """Show the form's page again when what was sent is Invalid, or refused in one of the other ways named."""
    expected: tuple[type[SocietaireError], ...] = (Invalid, *refusals)

    def decorate(view: PageView) -> PageView:
        @wraps(view)
        def wrapped(**arguments: object) -> ResponseReturnValue:
            try:
                return view(**arguments)
            except expected as error:
                if wants_json():
                    raise
                g.submission = Submission(error)
                shown = make_response(page(**arguments))
                # The page may be gone since: it leads to another one.
                if shown.status_code == 200:
                    shown.status_code = status_of(error)
                if isinstance(error, Busy):
                    shown.headers["Retry-After"] = str(error.retry_after)
                return shown

        return wrapped

    return decorate
