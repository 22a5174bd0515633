"""What the insurer's staff gives with a decision: a reason, a day, and what it is about."""

from collections.abc import Iterator
from datetime import date

from societaire.declarations.entries import shape_of
from societaire.declarations.forms import Form
from societaire.declarations.periods import DeclarationPeriod
from societaire.declarations.pieces import DOCUMENTS
from societaire.errors import Invalid, Problem

LONGEST_REASON = 500


def checked_reason(reason: str) -> str:
    """The reason on one line; raises Invalid."""
    told = " ".join(reason.split())
    if problem := _reason_problem(told):
        raise Invalid([problem])
    return told


def checked_correction(
    reason: str, due: date, path: str, today: date, form: Form | None, period: DeclarationPeriod
) -> str:
    """The reason of a request for a correction, on one line; raises Invalid with everything that does not hold.

    `path` names a field of the form (`turnover_total`, `activities.0.amount`) or a document (`documents.tax_return`);
    empty for the whole.
    """
    told = " ".join(reason.split())
    if problems := tuple(_problems(told, due, path, today, form, period)):
        raise Invalid(problems)
    return told


def _problems(
    reason: str, due: date, path: str, today: date, form: Form | None, period: DeclarationPeriod
) -> Iterator[Problem]:
    if problem := _reason_problem(reason):
        yield problem
    if due < today:
        yield Problem("due_date", "due_in_the_past")
    documents = {f"{DOCUMENTS}.{name}" for name in period.requested_documents}
    if path and path not in documents and not (form and shape_of(form).knows(path)):
        yield Problem.of("path", "path_unknown", path=path)


def _reason_problem(reason: str) -> Problem | None:
    if not reason:
        return Problem("reason", "reason_missing")
    return Problem.of("reason", "reason_too_long", maximum=LONGEST_REASON) if len(reason) > LONGEST_REASON else None
