"""A claim as its member declares it: a draft kept at every answer, then what was sent, for good (RULES H2, H3)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from attrs import evolve, field, frozen

from societaire.claims.questions import CAUSE
from societaire.errors import Conflict, Invalid, NotFound, Problem
from societaire.values import ContractNumber, PersonId, Siren

SUBJECT = "claim"
"""The kind of subject that the files of a claim belong to: `claim:<id>`."""


class DraftState(StrEnum):
    """A declaration is a draft until it is sent; there is no way back."""

    DRAFT = "draft"
    SENT = "sent"


class ClaimDraftUnknown(NotFound):
    """The company has no such draft, or it is not this person's to see: one answer for both."""

    code = "claim_draft_unknown"


class ClaimAlreadySent(Conflict):
    """The declaration was sent: it is followed, not changed."""

    code = "claim_already_sent"


class ClaimDraftChanged(Conflict):
    """Somebody else wrote in the draft meanwhile; nothing of theirs was overwritten, `by` tells who."""

    code = "claim_draft_changed"


class ClaimFilesChanged(Conflict):
    """A file that the form expects is missing, cut or another one (`name`): nothing was sent."""

    code = "claim_files_changed"


@frozen
class SentFile:
    """A file as sent with a declaration: which document it is, its name, its bytes and their SHA-256."""

    upload: str
    document: str
    name: str
    size: int
    sha256: str


@frozen
class ClaimDeclaration:
    """One declaration; `entries` are the texts as typed, also those whose question does not apply for now.

    `later` are the documents that will come later; `key` makes sending happen once. `version` is how often it was
    written: 0 until it is kept. `staff` is who declared on behalf of the member, if anybody did.
    """

    id: str
    siren: Siren
    key: str
    tree: str
    tree_version: int
    begun_at: datetime
    begun_by: PersonId | None = None
    staff: str = ""
    entries: Mapping[str, str] = field(factory=dict)
    later: frozenset[str] = frozenset()
    written_by: PersonId | None = None
    written_at: datetime | None = None
    state: DraftState = DraftState.DRAFT
    receipt: str | None = None
    contract: ContractNumber | None = None
    contracts: tuple[ContractNumber, ...] = ()
    files: tuple[SentFile, ...] = ()
    sent_by: PersonId | None = None
    sent_at: datetime | None = None
    receipt_key: str | None = None
    receipt_sha256: str | None = None
    version: int = 0

    @property
    def cause(self) -> str:
        """The code of its *mise en cause*; empty while none is chosen."""
        return self.entries.get(CAUSE, "")

    @property
    def owners(self) -> tuple[PersonId | None, ...]:
        """Whose draft it is when it is sensitive: whoever began it, and whoever wrote last."""
        return (self.begun_by, self.written_by)

    @property
    def subject(self) -> str:
        """What its files belong to."""
        return f"{SUBJECT}:{self.id}"

    def written(
        self, entries: Mapping[str, str], later: frozenset[str], by: PersonId | None, now: datetime
    ) -> "ClaimDeclaration":
        """The draft with these texts over its own; raises ClaimAlreadySent."""
        self.check_draft()
        kept = {path: text for path, text in {**self.entries, **entries}.items() if text}
        return evolve(self, entries=kept, later=later, written_by=by, written_at=now)

    def check_draft(self) -> None:
        """Raise ClaimAlreadySent unless it may still be written in."""
        if self.state is not DraftState.DRAFT:
            raise ClaimAlreadySent(receipt=self.receipt or "")


def checked_sincerity(certified: bool) -> None:
    """Raise Invalid unless the person declares that what they tell is sincere."""
    if not certified:
        raise Invalid([Problem("certified", "claim_not_certified")])
