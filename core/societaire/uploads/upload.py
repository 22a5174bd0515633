"""A file that a member sends, from its first byte to its acceptance (RULES E5, E6)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from attrs import Factory, evolve, field, frozen

from societaire.errors import Conflict, NotFound, Problem
from societaire.uploads.copies import Copies
from societaire.values import PersonId, Siren


class UploadState(StrEnum):
    """Received: every byte is here and the content is what it says. Accepted: the antivirus has passed it too."""

    RECEIVING = "receiving"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"


NEXT: Mapping[UploadState, frozenset[UploadState]] = MappingProxyType(
    {
        UploadState.RECEIVING: frozenset({UploadState.RECEIVED, UploadState.REFUSED}),
        UploadState.RECEIVED: frozenset({UploadState.ACCEPTED, UploadState.REFUSED}),
        UploadState.ACCEPTED: frozenset[UploadState](),
        UploadState.REFUSED: frozenset[UploadState](),
    }
)
"""Where each state may lead; a missing scanner leaves a file received, which never blocks sending."""

FORM_SLOT = "form"
"""The slot of the completed form itself."""
FREE_SLOT = "free"
"""The slot of whatever the member wants to add."""


class UploadUnknown(NotFound):
    """There is no such upload, or it is another company's: one answer for both."""

    code = "upload_unknown"


class UploadMoved(Conflict):
    """The upload is not in a state that allows this any more."""

    code = "upload_moved"


class FileBeingJudged(Conflict):
    """Every byte of the file `name` has come and nobody has judged it yet: what it is for can't be sent without it."""

    code = "file_being_judged"


class OffsetMismatch(Conflict):
    """The piece does not begin where the last one ended; `offset` tells where that is."""

    code = "upload_offset"


@frozen
class Upload:
    """One file for one subject (`declaration:<id>`, `claim:<id>`) and slot; `offset` bytes of `size` have come.

    `name` is what the person called it, cleaned, shown and never used as a path. `pieces` name what has come, in
    order, as the storage of pieces does; `came_at` is when the last of it did. `order` places the pages of a document.
    `copies` are shown of a photograph once they are made; until then it is `uncopied`. `untold` says that it was added
    to what had been sent, and that the insurer was not told of it yet; `told_at` is when people were told of its
    refusal, what it was for having been sent. `version` is how often it was written: 0 until it is kept.
    """

    id: str
    siren: Siren
    subject: str
    slot: str
    name: str
    size: int
    created_by: PersonId
    created_at: datetime
    offset: int = 0
    pieces: tuple[str, ...] = ()
    state: UploadState = UploadState.RECEIVING
    problem: Problem | None = None
    format: str | None = None
    pages: int | None = None
    sha256: str | None = None
    file_key: str | None = None
    order: int = 0
    scanned_at: datetime | None = None
    copies: Copies | None = None
    uncopied: bool = False
    came_at: datetime = field(default=Factory(lambda self: self.created_at, takes_self=True))
    untold: bool = False
    told_at: datetime | None = None
    version: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every byte has come, judged or not yet."""
        return self.offset == self.size

    @property
    def is_kept(self) -> bool:
        """Whether its content may be sent with its subject."""
        return self.state in (UploadState.RECEIVED, UploadState.ACCEPTED)

    @property
    def is_lost(self) -> bool:
        """Whether it was refused after what it was for was sent: it has to come again."""
        return self.state is UploadState.REFUSED and self.told_at is not None

    def may_be_had_by(self, person_id: PersonId) -> bool:
        """Whether its content, or a copy of it, may be given to a person who may see what it is for.

        Until the antivirus has passed it, its sender alone: they had it already.
        """
        return self.state is UploadState.ACCEPTED or (self.is_kept and self.created_by == person_id)

    def grown(self, piece: str, length: int, now: datetime) -> "Upload":
        """The upload with one more piece of `length` bytes, more than none."""
        return evolve(self, offset=self.offset + length, pieces=(*self.pieces, piece), came_at=now)

    def emptied(self) -> "Upload":
        """The upload as at its beginning, its pieces being lost."""
        return evolve(self, offset=0, pieces=())

    def refused(self, problem: Problem) -> "Upload":
        """The upload refused, its content no longer named; raises UploadMoved."""
        bare = evolve(self.moved(UploadState.REFUSED), pieces=(), file_key=None, copies=None, uncopied=False)
        return evolve(bare, problem=problem, untold=False)

    def copied(self, copies: Copies | None) -> "Upload":
        """The upload with its copies; with None, it is known that none can be made."""
        return evolve(self, copies=copies, uncopied=False)

    def moved(self, state: UploadState) -> "Upload":
        """The upload in another state, as the table allows; raises UploadMoved."""
        if state not in NEXT[self.state]:
            raise UploadMoved(state=self.state.value)
        return evolve(self, state=state)


def check_judged(uploads: Iterable[Upload]) -> None:
    """Raise FileBeingJudged when a file is whole and still waits for its judgement: sending would lose it."""
    waiting = next((one for one in uploads if one.is_whole and one.state is UploadState.RECEIVING), None)
    if waiting:
        raise FileBeingJudged(name=waiting.name)


def lost_files(uploads: Iterable[Upload], later: Iterable[Upload] = ()) -> tuple[Upload, ...]:
    """Those that have to come again: no `later` one of their slot has come since they were refused."""
    came = [(one.slot, one.created_at) for one in later if one.is_kept]
    return tuple(
        upload
        for upload in uploads
        if upload.is_lost
        and upload.told_at is not None
        and not any(slot == upload.slot and at >= upload.told_at for slot, at in came)
    )
