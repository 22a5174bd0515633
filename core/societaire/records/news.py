"""What an import tells of: the rows of a batch that somebody waits for, as events."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from societaire.events import AccessGranted, AccessProfileChanged, ClaimStateChanged, CompanyEvent, DocumentPublished
from societaire.records.changes import Change
from societaire.records.rows import AccessRow, ClaimRow, DocumentRow, RecordKind, Row


def events_of(kind: RecordKind, changes: Iterable[Change], rows: Mapping[str, Row]) -> Iterator[CompanyEvent]:
    """The events of a batch's changes; `rows` are by natural key."""
    for change in changes:
        row = rows[change.key]
        if kind is RecordKind.ACCESS:
            yield _access(change, cast(AccessRow, row))
        elif kind is RecordKind.DOCUMENT:
            document = cast(DocumentRow, row)
            yield DocumentPublished(change.siren, document.reference, document.contract, document.kind, document.year)
        elif kind is RecordKind.CLAIM:
            claim = cast(ClaimRow, row)
            yield ClaimStateChanged(change.siren, claim.number, claim.state)


def _access(change: Change, row: AccessRow) -> CompanyEvent:
    if change.person_id is None:
        raise ValueError(change)
    changed = AccessGranted if change.before is None else AccessProfileChanged
    return changed(change.siren, change.person_id, row.profile)
