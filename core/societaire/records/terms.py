"""A contract does not end before it starts, whichever of the two days the export leaves out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from societaire.contracts.contract import ContractStatus
from societaire.records.rows import ContractRow

Ends = Callable[[Collection[str]], Mapping[str, date | None]]
"""The end dates that the records hold for some contracts."""


def out_of_order(placed: Sequence[tuple[int, ContractRow]], ends: Ends) -> dict[int, str]:
    """The lines of the contracts that would end before they start, with the field to blame."""
    kept = {row.number for _, row in placed if row.end_date is None and row.status is ContractStatus.TERMINATED}
    stored = ends(kept) if kept else {}
    faults: dict[int, str] = {}
    for line, row in placed:
        former = stored.get(row.number) if row.end_date is None else None
        if row.end_date is not None and row.end_date < row.start_date:
            faults[line] = "end_date"
        elif former is not None and row.number in kept and former < row.start_date:
            faults[line] = "start_date"
    return faults
