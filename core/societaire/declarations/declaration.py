"""A declaration and its life: drafted, sent with a receipt, corrected by a new one, validated or refused (RULES E)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from attrs import evolve, frozen

from societaire.errors import Conflict, NotAllowed, NotFound
from societaire.values import ContractId, ContractNumber, PersonId, Siren

SUBJECT = "declaration"
"""The kind of subject that a declaration's files belong to."""


class DeclarationState(StrEnum):
    """Where a declaration is; a period that nobody began has none."""

    DRAFT = "draft"
    PREPARED = "prepared"
    """Waits for an administrator to certify it, where the insurer's setting asks for that."""
    SENT = "sent"
    CORRECTION_REQUESTED = "correction_requested"
    VALIDATED = "validated"
    REFUSED = "refused"
    REPLACED = "replaced"


NEXT: Mapping[DeclarationState, frozenset[DeclarationState]] = MappingProxyType(
    {
        DeclarationState.DRAFT: frozenset({DeclarationState.PREPARED, DeclarationState.SENT}),
        DeclarationState.PREPARED: frozenset({DeclarationState.DRAFT, DeclarationState.SENT}),
        DeclarationState.SENT: frozenset(
            {DeclarationState.CORRECTION_REQUESTED, DeclarationState.VALIDATED, DeclarationState.REFUSED}
        ),
        DeclarationState.CORRECTION_REQUESTED: frozenset({DeclarationState.REPLACED}),
        DeclarationState.VALIDATED: frozenset({DeclarationState.CORRECTION_REQUESTED}),
        DeclarationState.REFUSED: frozenset({DeclarationState.REPLACED}),
        DeclarationState.REPLACED: frozenset[DeclarationState](),
    }
)
"""Where each state may lead. What was sent is never rewritten: a correction is the next declaration of the period."""


class Way(StrEnum):
    """How it was made (RULES E3): the online form, our own form filled in on a computer, or a scan without figures."""

    ONLINE = "online"
    FORM_FILE = "form_file"
    SCAN = "scan"


class DeclarationUnknown(NotFound):
    """The company has no such declaration; another company's answers the same."""

    code = "declaration_unknown"


class DeclarationMoved(Conflict):
    """The declaration is not in a state that allows this any more; `state` tells which it is in."""

    code = "declaration_moved"


class DraftChanged(Conflict):
    """Somebody else wrote in the draft meanwhile; nothing of theirs was overwritten, `by` tells who."""

    code = "draft_changed"


class FormNotOffered(NotAllowed):
    """The contract has no online form (RULES E4)."""

    code = "form_not_offered"


class CertificationReserved(NotAllowed):
    """The insurer wants an administrator of the company to certify what a colleague prepared."""

    code = "certification_reserved"


class NotAScan(Conflict):
    """Only the figures of a scan that was sent are keyed in by staff."""

    code = "not_a_scan"


class FilesChanged(Conflict):
    """The files are not those that the person saw when they sent: nothing was sent."""

    code = "files_changed"


@frozen
class Declaration:
    """One declaration of one period of a contract; `sequence` counts them from 1, corrections included.

    `entries` are the texts as typed, by path; `reasons` what was answered to each warning, by its key
    (`Finding.key`). `scan_key` is where the pages of a scan lie, joined into one. `key` makes sending happen once.
    `version` is how often it was written: 0 until it is kept.
    """

    id: str
    siren: Siren
    contract: ContractNumber
    contract_id: ContractId
    start: date
    sequence: int
    way: Way
    key: str
    state: DeclarationState = DeclarationState.DRAFT
    form: str | None = None
    form_version: int = 0
    entries: Mapping[str, str] = {}
    reasons: Mapping[str, str] = {}
    written_by: PersonId | None = None
    written_at: datetime | None = None
    declarant_name: str = ""
    declarant_role: str = ""
    number: str | None = None
    sent_by: PersonId | None = None
    sent_at: datetime | None = None
    late: bool = False
    receipt_key: str | None = None
    receipt_sha256: str | None = None
    scan_key: str | None = None
    scan_sha256: str | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    decision_reason: str = ""
    decision_path: str = ""
    """The field or requested document that a correction is about; empty for the whole."""
    correction_due: date | None = None
    keyed_in: bool = False
    version: int = 0

    @property
    def subject(self) -> str:
        """What its files belong to."""
        return f"{SUBJECT}:{self.id}"

    @property
    def is_open(self) -> bool:
        """Whether the member may still write in it."""
        return self.state in (DeclarationState.DRAFT, DeclarationState.PREPARED)

    def written(
        self, entries: Mapping[str, str], reasons: Mapping[str, str], person_id: PersonId, now: datetime
    ) -> "Declaration":
        """The draft with other texts, a prepared one being a draft again; raises DeclarationMoved."""
        draft = self if self.state is DeclarationState.DRAFT else self.moved(DeclarationState.DRAFT)
        return evolve(draft, entries=entries, reasons=reasons, written_by=person_id, written_at=now)

    def moved(self, state: DeclarationState) -> "Declaration":
        """The declaration in another state, as the table allows; raises DeclarationMoved."""
        if state not in NEXT[self.state]:
            raise DeclarationMoved(state=self.state.value)
        return evolve(self, state=state)
