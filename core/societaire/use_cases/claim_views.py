"""What the pages of claims show: the list with its filters, and one claim with everything about it (RULES H4)."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from societaire.claims.call_back import CallBack
from societaire.claims.claim import Claim, ClaimMessage, ClaimState, DocumentRequest
from societaire.claims.declaring import ClaimDeclaration
from societaire.claims.questions import Need
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract
from societaire.contracts.space import Space
from societaire.uploads.upload import Upload, lost_files
from societaire.use_cases.claim_reading import Understood
from societaire.values import PersonId, folded

PAGE_SIZE = 25


@frozen
class ClaimFilters:
    """Which claims a member wants to see; `text` is searched in numbers, places and contracts, word by word."""

    state: ClaimState | None = None
    open_only: bool = False
    text: str = ""


@frozen
class ClaimLine:
    """One claim of the list: `awaited` are the documents that the member still has to send."""

    claim: Claim
    contract: Contract | None
    handler: Contact | None
    awaited: tuple[DocumentRequest, ...]
    call_back: CallBack | None


@frozen
class AwaitingClaim:
    """A claim, and the documents that the member still has to send for it: one at least."""

    claim: Claim
    awaited: tuple[DocumentRequest, ...]

    @property
    def due_on(self) -> date | None:
        """The first day by which one of them is wanted, None when no day was given."""
        return min((one.due_on for one in self.awaited if one.due_on), default=None)


@frozen
class ClaimList:
    """A page of the claims that the person may see, and the drafts."""

    space: Space
    lines: tuple[ClaimLine, ...]
    total: int
    held: int
    """How many there are whatever is wanted."""
    page: int
    drafts: tuple[ClaimDeclaration, ...]
    writers: Mapping[PersonId, str]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // PAGE_SIZE))


@frozen
class ClaimFile:
    """One claim with everything about it; `sent` are the files of the declaration, `added` those that came after."""

    space: Space
    claim: Claim
    contract: Contract | None
    handler: Contact | None
    agency: Agency
    declaration: ClaimDeclaration | None
    understood: Understood | None
    messages: tuple[ClaimMessage, ...]
    requests: tuple[DocumentRequest, ...]
    sent: tuple[Upload, ...]
    added: tuple[Upload, ...]
    call_backs: tuple[CallBack, ...]
    names: Mapping[str, str] = field(factory=dict)
    """Names of the people and of the staff whom messages hold by id or code."""

    @property
    def awaited(self) -> tuple[DocumentRequest, ...]:
        """The requests that nothing answers yet."""
        return awaited(self.requests, (*self.sent, *self.added))

    @property
    def lost(self) -> tuple[Upload, ...]:
        """The files that were refused since they were sent, and that nothing replaces yet."""
        return lost_files((*self.sent, *self.added), self.added)

    @property
    def owed(self) -> tuple[str, ...]:
        """The documents required or promised for later that did not come with the declaration, requests apart (H2)."""
        if self.declaration is None or self.understood is None:
            return ()
        covered = {one.slot for one in self.sent if one.is_kept} | {one.document for one in self.requests}
        later = self.declaration.later
        wanted = (
            document for document, need in self.understood.documents if need is Need.REQUIRED or document in later
        )
        return tuple(document for document in wanted if document not in covered)


def awaited(requests: Iterable[DocumentRequest], uploads: Iterable[Upload]) -> tuple[DocumentRequest, ...]:
    """The requests that no file of the right kind answered since they were made."""
    came = [(upload.slot, upload.created_at) for upload in uploads if upload.is_kept]
    return tuple(one for one in requests if not any(slot == one.document and at >= one.asked_at for slot, at in came))


def is_wanted(claim: Claim, wanted: ClaimFilters) -> bool:
    """Whether a claim is among those."""
    if wanted.state is not None and claim.state is not wanted.state:
        return False
    if wanted.open_only and not claim.is_open:
        return False
    parts = (claim.number, claim.receipt, claim.contract, claim.address.street, claim.address.postal_code)
    told = folded(" ".join(part for part in (*parts, claim.address.city) if part))
    return all(word in told for word in folded(wanted.text).split())
