"""Messages to be sent: a kind, a recipient and values; the words come later, with the link of the moment."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from attrs import evolve, frozen

from societaire.claims.claim import Claim
from societaire.contracts.document import Document, DocumentKind
from societaire.identity.links import Purpose
from societaire.preferences.choices import Topic
from societaire.values import ContractId, ContractNumber, Email, Period, PersonId, Siren

FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=6)
LEASE = timedelta(minutes=10)
MOST_TRIES = 12


class MessageKind(StrEnum):
    """Every kind of message that the service sends; none other exists."""

    ACTIVATION = "activation"
    PASSWORD_HELP = "password_help"  # noqa: S105 - the name of a message
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of a message
    EMAIL_CHANGED = "email_changed"
    COMPANY_ATTACHED = "company_attached"
    COMPANY_DETACHED = "company_detached"
    INVITATION = "invitation"
    ACCESS_ACCEPTED = "access_accepted"
    ACCESS_REMOVED = "access_removed"
    ACCESS_REVIEW = "access_review"
    ATTESTATION_PUBLISHED = "attestation_published"
    PREMIUM_NOTICE_PUBLISHED = "premium_notice_published"
    ADDRESS_REQUESTED = "address_requested"
    ADDRESS_APPROVED = "address_approved"
    ADDRESS_REFUSED = "address_refused"
    CLAIM_SENT = "claim_sent"
    CLAIM_TO_HANDLE = "claim_to_handle"
    CLAIM_NEWS = "claim_news"
    CLAIM_ADDED_TO = "claim_added_to"
    CLAIM_DRAFT_EXPIRING = "claim_draft_expiring"
    CLAIM_FILE_REFUSED = "claim_file_refused"
    CALL_BACK_ASKED = "call_back_asked"
    CALL_BACK_PLANNED = "call_back_planned"
    CALL_BACK_MISSED = "call_back_missed"
    DECLARATION_PREPARED = "declaration_prepared"
    DECLARATION_SENT = "declaration_sent"
    DECLARATION_CORRECTION = "declaration_correction"
    DECLARATION_VALIDATED = "declaration_validated"
    DECLARATION_REFUSED = "declaration_refused"
    DECLARATION_DUE = "declaration_due"
    DECLARATION_FILE_REFUSED = "declaration_file_refused"
    DRAFT_EXPIRING = "draft_expiring"
    DIGEST = "digest"
    EMAIL_CHECK = "email_check"


class MessageState(StrEnum):
    """Where a message is: every one ends sent, dropped (no longer due) or dead (given up, for staff to see)."""

    QUEUED = "queued"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


FINISHED = frozenset({MessageState.SENT, MessageState.DROPPED})
"""Nobody has anything more to do about these."""


@frozen
class Message:
    """A message of the outbox; `recipient` is the address at the moment of queueing, checked again at sending."""

    id: str
    kind: MessageKind
    recipient: Email
    created_at: datetime
    due_at: datetime
    person_id: PersonId | None = None
    siren: Siren | None = None
    values: tuple[tuple[str, str], ...] = ()
    state: MessageState = MessageState.QUEUED
    tries: int = 0
    last_error: str = ""

    def sent(self) -> "Message":
        """Handed over to the mail server."""
        return evolve(self, state=MessageState.SENT, tries=self.tries + 1, last_error="")

    def dropped(self, why: str) -> "Message":
        """No longer due: the recipient is gone, or was told already."""
        return evolve(self, state=MessageState.DROPPED, last_error=why)

    def refused(self, why: str) -> "Message":
        """Given up: the address or the message is refused for good."""
        return evolve(self, state=MessageState.DEAD, tries=self.tries + 1, last_error=why)

    def delayed(self, why: str, now: datetime) -> "Message":
        """To be tried again after a doubling pause, given up after the last try."""
        tries = self.tries + 1
        if tries >= MOST_TRIES:
            return self.refused(why)
        pause = min(FIRST_RETRY * 2 ** (tries - 1), LONGEST_RETRY)
        return evolve(self, tries=tries, last_error=why, due_at=now + pause)


class Audience(StrEnum):
    """Who may be sent a message, looked at again at the moment of sending."""

    WHOEVER = "whoever"
    PERSON = "person"
    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    INVITED = "invited"
    CONTACT = "contact"


class Page(StrEnum):
    """Where the link of a message leads: a single-use link of its own, a page shown once signed in, or nowhere."""

    NONE = "none"
    LINK = "link"
    PASSWORD_HELP = "password_help"  # noqa: S105 - the name of a page
    AGENCIES = "agencies"
    COMPANY = "company"
    CONTRACT = "contract"
    ACCESSES = "accesses"
    DETAILS = "details"
    CHOICES = "choices"
    DECLARATION = "declaration"
    CLAIM = "claim"
    CLAIMS = "claims"


@frozen
class Described:
    """What holds of every message of a kind; without `topics` it is a service message, which nobody can switch off."""

    audience: Audience
    page: Page
    topics: frozenset[Topic] = frozenset()


KINDS: Mapping[MessageKind, Described] = MappingProxyType(
    {
        MessageKind.ACTIVATION: Described(Audience.PERSON, Page.LINK),
        MessageKind.PASSWORD_HELP: Described(Audience.WHOEVER, Page.LINK),
        MessageKind.PASSWORD_CHANGED: Described(Audience.PERSON, Page.PASSWORD_HELP),
        MessageKind.EMAIL_CHANGED: Described(Audience.PERSON, Page.AGENCIES),
        MessageKind.COMPANY_ATTACHED: Described(Audience.MEMBER, Page.COMPANY),
        MessageKind.COMPANY_DETACHED: Described(Audience.PERSON, Page.AGENCIES),
        MessageKind.INVITATION: Described(Audience.INVITED, Page.LINK),
        MessageKind.ACCESS_ACCEPTED: Described(Audience.ADMINISTRATOR, Page.ACCESSES),
        MessageKind.ACCESS_REMOVED: Described(Audience.ADMINISTRATOR, Page.ACCESSES),
        MessageKind.ACCESS_REVIEW: Described(Audience.ADMINISTRATOR, Page.ACCESSES),
        MessageKind.ADDRESS_REQUESTED: Described(Audience.CONTACT, Page.NONE),
        MessageKind.ADDRESS_APPROVED: Described(Audience.MEMBER, Page.DETAILS),
        MessageKind.ADDRESS_REFUSED: Described(Audience.MEMBER, Page.DETAILS),
        MessageKind.CLAIM_SENT: Described(Audience.MEMBER, Page.CLAIM),
        MessageKind.CLAIM_NEWS: Described(Audience.MEMBER, Page.CLAIM, frozenset({Topic.CLAIMS})),
        MessageKind.CLAIM_DRAFT_EXPIRING: Described(Audience.MEMBER, Page.CLAIMS),
        MessageKind.CLAIM_FILE_REFUSED: Described(Audience.MEMBER, Page.CLAIM),
        MessageKind.CLAIM_TO_HANDLE: Described(Audience.CONTACT, Page.NONE),
        MessageKind.CLAIM_ADDED_TO: Described(Audience.CONTACT, Page.NONE),
        MessageKind.CALL_BACK_ASKED: Described(Audience.CONTACT, Page.NONE),
        MessageKind.CALL_BACK_PLANNED: Described(Audience.MEMBER, Page.CLAIM),
        MessageKind.CALL_BACK_MISSED: Described(Audience.MEMBER, Page.CLAIM),
        MessageKind.DECLARATION_PREPARED: Described(Audience.ADMINISTRATOR, Page.DECLARATION),
        MessageKind.DECLARATION_SENT: Described(Audience.MEMBER, Page.DECLARATION),
        MessageKind.DECLARATION_CORRECTION: Described(Audience.MEMBER, Page.DECLARATION),
        MessageKind.DECLARATION_VALIDATED: Described(Audience.MEMBER, Page.DECLARATION),
        MessageKind.DECLARATION_REFUSED: Described(Audience.MEMBER, Page.DECLARATION),
        MessageKind.DECLARATION_DUE: Described(Audience.MEMBER, Page.DECLARATION),
        MessageKind.DECLARATION_FILE_REFUSED: Described(Audience.MEMBER, Page.DECLARATION),
        MessageKind.DRAFT_EXPIRING: Described(Audience.MEMBER, Page.DECLARATION),
        MessageKind.ATTESTATION_PUBLISHED: Described(Audience.MEMBER, Page.CONTRACT, frozenset({Topic.ATTESTATIONS})),
        MessageKind.PREMIUM_NOTICE_PUBLISHED: Described(
            Audience.MEMBER, Page.CONTRACT, frozenset({Topic.PREMIUM_NOTICES})
        ),
        MessageKind.DIGEST: Described(Audience.PERSON, Page.CONTRACT, frozenset(Topic)),
        MessageKind.EMAIL_CHECK: Described(Audience.MEMBER, Page.CHOICES),
    }
)
"""Every kind with its rules; none is sent that is not here."""

PUBLISHED: Mapping[DocumentKind, tuple[Topic, MessageKind]] = MappingProxyType(
    {
        DocumentKind.ATTESTATION: (Topic.ATTESTATIONS, MessageKind.ATTESTATION_PUBLISHED),
        DocumentKind.PREMIUM_NOTICE: (Topic.PREMIUM_NOTICES, MessageKind.PREMIUM_NOTICE_PUBLISHED),
    }
)
"""The documents that are told of (RULES D3, F3): under which topic, by which message."""


@frozen
class Section:
    """What a message tells of one company."""

    siren: Siren
    company_name: str
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...] = ()


@frozen
class DeclarationNotice:
    """What a message tells of the declaration of a period; `number` is empty, `sent_at` None, before it is sent."""

    contract_id: ContractId
    contract: ContractNumber
    label: str
    period: Period
    due_date: date
    number: str = ""
    sent_at: datetime | None = None
    late: bool = False
    reason: str = ""


@frozen
class MailContent:
    """What the words of a message are made from; `token` opens the link of `purpose`, both absent without a link.

    `about` is the name of the person, other than the reader, whom it tells of. `documents` are those that a topic's
    message tells of, company by company; `unsubscribe` opens the page that ends such messages.
    """

    message: Message
    full_name: str
    company_name: str | None = None
    token: str | None = None
    purpose: Purpose | None = None
    expires_at: datetime | None = None
    about: str | None = None
    documents: tuple["Section", ...] = ()
    unsubscribe: str | None = None
    declaration: DeclarationNotice | None = None
