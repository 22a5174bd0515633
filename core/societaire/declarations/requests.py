"""What a declaration asks of the insurer besides being taken: activities that the contract does not cover yet."""

from collections.abc import Iterable

from societaire.declarations.findings import Finding
from societaire.declarations.forms import FieldKind, FieldTable, Form


def requested_activities(form: Form, findings: Iterable[Finding]) -> tuple[str, ...]:
    """The activities to be added to the contract (L113-2 3° C. ass.): each by its code, '' for those told in words."""
    codes = {use.code for use in form.rules if use.rule == "activity_not_covered"}
    known = _nomenclature(form)
    found = (finding.about for finding in findings if finding.code in codes)
    return tuple(dict.fromkeys(activity if activity in known else "" for activity in found))


def _nomenclature(form: Form) -> frozenset[str]:
    columns = (column for item in form.items() if isinstance(item, FieldTable) for column in item.columns)
    return frozenset(option for column in columns if column.kind is FieldKind.ACTIVITY for option in column.options)
