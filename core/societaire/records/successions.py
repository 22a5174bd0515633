"""A company keeps an administrator whatever an export says (RULES C8): demotions wait until all promotions are in."""

from collections.abc import Callable, Collection, Mapping, Sequence

from societaire.companies.access import Profile
from societaire.records.rows import AccessRow

Placed = Sequence[tuple[int, AccessRow]]
Administrators = Callable[[Collection[str]], Mapping[str, Mapping[str, bool]]]
"""The live administrators of some companies by person; true for an access that was changed in the portal since."""


def demotions(placed: Placed, administrators: Administrators) -> frozenset[int]:
    """The lines of the rows that would take the profile of administrator from somebody.

    Those changed in the portal are not among them: what the portal changed stays as it is.
    """
    lower = [(line, row) for line, row in placed if row.profile is not Profile.ADMINISTRATOR]
    present = administrators({row.siren for _, row in lower}) if lower else {}
    return frozenset(line for line, row in lower if present.get(row.siren, {}).get(row.person) is False)


def succeeded(waiting: Placed, administrators: Administrators) -> tuple[Placed, Placed]:
    """The demotions that leave their company an administrator, in the order of lines, and those that would not."""
    present = {siren: set(persons) for siren, persons in administrators({row.siren for _, row in waiting}).items()}
    good: list[tuple[int, AccessRow]] = []
    bad: list[tuple[int, AccessRow]] = []
    for line, row in waiting:
        others = present.get(row.siren, set()) - {row.person}
        (good if others else bad).append((line, row))
        if others:
            present[row.siren] = others
    return good, bad
