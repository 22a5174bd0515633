"""What the memory database holds: one dictionary per table, of frozen values, so that copying it is cheap."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from attrs import define, field, fields, frozen

from societaire.claims.call_back import CallBack
from societaire.claims.claim import Claim, ClaimMessage, DocumentRequest
from societaire.claims.declaring import ClaimDeclaration
from societaire.companies.access import Access
from societaire.companies.company import Company
from societaire.companies.invitation import Invitation
from societaire.contracts.agency import Agency, Contact
from societaire.contracts.contract import Contract
from societaire.contracts.document import Document
from societaire.declarations.declaration import Declaration
from societaire.events import RecordedEvent
from societaire.identity.links import Link
from societaire.identity.person import Credential, Person
from societaire.identity.sessions import KnownDevice, Session
from societaire.notifications import Message
from societaire.ports.journal import AccessLogEntry
from societaire.ports.notices import DigestItem
from societaire.preferences.address_request import AddressRequest
from societaire.preferences.choices import Choice, Topic
from societaire.preferences.standing import Standing
from societaire.records.rows import BaseRow, PeriodRow
from societaire.uploads.upload import Upload
from societaire.values import AgencyCode, ContactCode, ContractNumber, Email, PersonId, Siren


@frozen
class KeptItem:
    """An item of a daily message, with the message that tells of it once there is one."""

    item: DigestItem
    at: datetime
    message: str = ""
    taken_at: datetime | None = None


@frozen
class KeptClaim:
    """A claim of a daily message, which names it once there is one."""

    siren: Siren
    at: datetime
    taken_at: datetime | None = None


@define
class MemoryTables:
    """Every table by its key; `loaded` holds the companies whose first load is finished, `leases` until when."""

    agencies: dict[AgencyCode, Agency] = field(factory=dict)
    contacts: dict[ContactCode, Contact] = field(factory=dict)
    companies: dict[Siren, Company] = field(factory=dict)
    loaded: dict[Siren, bool] = field(factory=dict)
    persons: dict[PersonId, Person] = field(factory=dict)
    credentials: dict[PersonId, Credential] = field(factory=dict)
    links: dict[str, Link] = field(factory=dict)
    sessions: dict[str, Session] = field(factory=dict)
    devices: dict[str, KnownDevice] = field(factory=dict)
    attempts: dict[str, tuple[datetime, ...]] = field(factory=dict)
    accesses: dict[tuple[PersonId, Siren], Access] = field(factory=dict)
    invitations: dict[str, Invitation] = field(factory=dict)
    invitation_links: dict[str, str] = field(factory=dict)
    allowed_mailboxes: dict[tuple[Siren, Email], datetime] = field(factory=dict)
    access_reviews: dict[Siren, datetime] = field(factory=dict)
    address_requests: dict[str, AddressRequest] = field(factory=dict)
    contracts: dict[ContractNumber, Contract] = field(factory=dict)
    documents: dict[str, Document] = field(factory=dict)
    periods: dict[tuple[str, date], PeriodRow] = field(factory=dict)
    bases: dict[tuple[str, int, str, str], BaseRow] = field(factory=dict)
    announced_periods: dict[tuple[str, date], bool] = field(factory=dict)
    period_reminders: dict[tuple[str, date], int] = field(factory=dict)
    period_forms: dict[tuple[str, date], str] = field(factory=dict)
    declarations: dict[str, Declaration] = field(factory=dict)
    declaration_numbers: dict[int, int] = field(factory=dict)
    draft_warnings: dict[str, datetime] = field(factory=dict)
    claims: dict[str, Claim] = field(factory=dict)
    claim_declarations: dict[str, ClaimDeclaration] = field(factory=dict)
    claim_numbers: dict[int, int] = field(factory=dict)
    claim_warnings: dict[str, datetime] = field(factory=dict)
    claim_messages: dict[str, ClaimMessage] = field(factory=dict)
    document_requests: dict[str, DocumentRequest] = field(factory=dict)
    call_backs: dict[str, CallBack] = field(factory=dict)
    uploads: dict[str, Upload] = field(factory=dict)
    upload_leases: dict[str, datetime] = field(factory=dict)
    outbox: dict[str, Message] = field(factory=dict)
    leases: dict[str, datetime] = field(factory=dict)
    events: dict[str, tuple[RecordedEvent, ...]] = field(factory=dict)
    choices: dict[tuple[PersonId, Topic], Choice] = field(factory=dict)
    standings: dict[PersonId, Standing] = field(factory=dict)
    digest_items: dict[tuple[PersonId, str], KeptItem] = field(factory=dict)
    digest_claims: dict[tuple[PersonId, str, str], KeptClaim] = field(factory=dict)
    markers: dict[tuple[PersonId, Siren], int] = field(factory=dict)
    event_numbers: dict[int, tuple[str, int]] = field(factory=dict)
    access_log: dict[int, AccessLogEntry] = field(factory=dict)

    def copied(self) -> "MemoryTables":
        """The same rows in tables of their own, open to changes."""
        return MemoryTables(**{name: dict(table) for name, table in self._tables().items()})

    def seal(self) -> None:
        """Make every later change an error."""
        for name, table in self._tables().items():
            setattr(self, name, MappingProxyType(table))

    def _tables(self) -> Mapping[str, Mapping[Any, Any]]:
        return {a.name: getattr(self, a.name) for a in fields(MemoryTables)}
