"""What happened to the claims of a company (RULES H)."""

from attrs import frozen

from societaire.events.of_company import CompanyEvent
from societaire.values import PersonId


@frozen
class ClaimSent(CompanyEvent):
    """A claim was declared; `content` is the SHA-256 of what was sent, `contract` is empty while none is found."""

    claim: str
    receipt: str
    cause: str
    contract: str
    content: str


@frozen
class ClaimDraftRemoved(CompanyEvent):
    """The draft of a claim was given up by its company, or was too old."""

    claim: str


@frozen
class ClaimMessageSent(CompanyEvent):
    """One side told the other something about a claim; `voice` says which, the claim holds the words."""

    claim: str
    message: str
    voice: str


@frozen
class ClaimReopeningAsked(CompanyEvent):
    """The company asked for a closed claim to be opened again."""

    claim: str
    message: str


@frozen
class ClaimAssigned(CompanyEvent):
    """The claim was given to somebody at the insurer."""

    claim: str
    handler: str


@frozen
class ClaimDocumentRequested(CompanyEvent):
    """The insurer asked for a document."""

    claim: str
    document: str


@frozen
class ClaimFilesAdded(CompanyEvent):
    """The company added so many files to a claim that it had sent."""

    claim: str
    count: int


@frozen
class ClaimFileRefused(CompanyEvent):
    """A file was refused after it was sent with a claim, or added to it; `reason` is the code of why.

    `people` are those whom it concerns, administrators apart: nobody else reads it in the news.
    """

    claim: str
    number: str
    upload: str
    document: str
    reason: str
    people: tuple[PersonId, ...]


@frozen
class CallBackAsked(CompanyEvent):
    """Somebody asked to be called back about a claim."""

    claim: str
    call_back: str


@frozen
class CallBackPlanned(CompanyEvent):
    """The insurer said when it will call."""

    claim: str
    call_back: str


@frozen
class CallBackEnded(CompanyEvent):
    """A request to be called back came to its end: done, missed or withdrawn."""

    claim: str
    call_back: str
    state: str
