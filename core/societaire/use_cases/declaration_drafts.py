"""The draft of a declaration: a new one, and what keeps two people from losing each other's words."""

from collections.abc import Mapping
from datetime import date

from societaire.contracts.contract import Contract
from societaire.declarations.declaration import (
    Declaration,
    DeclarationMoved,
    DeclarationUnknown,
    DraftChanged,
    Way,
)
from societaire.errors import Invalid, Problem
from societaire.ports.database import Repositories, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.use_cases.names import full_name
from societaire.values import Siren

MOST_ENTRIES = 5_000
LONGEST_TEXT = 5_000


def new_draft(contract: Contract, start: date, former: Declaration | None, entropy: Entropy) -> Declaration:
    """The first of a period, or the correction of a former one, which begins with what was sent."""
    place = (entropy.identifier(), contract.siren, contract.number, contract.id, start)
    if former is None:
        return Declaration(*place, 1, Way.ONLINE, entropy.token())
    return Declaration(
        *(*place, former.sequence + 1, former.way, entropy.token()),
        entries=former.entries,
        reasons=former.reasons,
        correction_due=former.correction_due,
    )


def open_draft(kept: Repositories, siren: Siren, declaration_id: str) -> Declaration:
    """The draft of that id; raises DeclarationUnknown, or DeclarationMoved once it was sent."""
    found = kept.declarations.get(siren, declaration_id)
    if found is None:
        raise DeclarationUnknown()
    if not found.is_open:
        raise DeclarationMoved(state=found.state.value)
    return found


def check_version(kept: Repositories, draft: Declaration, version: int) -> None:
    """Raise DraftChanged (by, at, version) unless the draft is at that version."""
    if draft.version == version:
        return
    at = draft.written_at.isoformat() if draft.written_at else ""
    raise DraftChanged(by=full_name(kept, draft.written_by), at=at, version=draft.version)


def check_measure(entries: Mapping[str, str], reasons: Mapping[str, str]) -> None:
    """Raise Invalid when there are too many texts, or one is beyond measure."""
    if len(entries) + len(reasons) > MOST_ENTRIES:
        raise Invalid([Problem.of("", "entries_too_many", maximum=MOST_ENTRIES)])
    problems = [
        Problem.of(path, "entry_too_long", maximum=LONGEST_TEXT)
        for path, text in (*entries.items(), *reasons.items())
        if len(text) > LONGEST_TEXT or len(path) > LONGEST_TEXT
    ]
    if problems:
        raise Invalid(problems)


def remove_draft(unit: UnitOfWork, draft: Declaration) -> None:
    """Forget a draft and its files, whose contents go with the next nightly round; raises StaleWrite."""
    for upload in unit.uploads.of_subject(draft.siren, draft.subject):
        unit.uploads.remove(upload)
    unit.declarations.remove(draft)
