"""Every table: natural keys first, each business row under its company, no row able to point into another one.

Times are UTC, amounts exact, lists JSON text. A version counts the writes of its row and starts at 1.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    text,
)

from societaire_db.claim_tables import call_backs, claim_declarations, claim_messages, claim_numbers, document_requests
from societaire_db.declaration_tables import declaration_numbers, declarations, declared_bases, periods
from societaire_db.notice_tables import choices, digest_items, markers, outbox, standings
from societaire_db.schema import metadata, of_contract
from societaire_db.types import Codes, Instant, Moments, Money, Text
from societaire_db.upload_tables import uploads

__all__ = [
    "call_backs",
    "choices",
    "claim_declarations",
    "claim_messages",
    "claim_numbers",
    "declaration_numbers",
    "declarations",
    "declared_bases",
    "digest_items",
    "document_requests",
    "markers",
    "metadata",
    "outbox",
    "periods",
    "standings",
    "uploads",
]
"""The tables of other modules, and what holds them all."""


def _address(prefix: str = "") -> list[Column[str]]:
    return [Column(f"{prefix}{name}", Text()) for name in ("street", "postal_code", "city")]


def _changed_here(name: str) -> Column[bool]:
    """Whether the portal changed it since an export last agreed."""
    return Column(f"{name}_changed_here", Boolean(), nullable=False, server_default=text("false"))


agencies = Table(
    "agencies",
    metadata,
    Column("code", Text(), primary_key=True),
    Column("name", Text(), nullable=False),
    Column("phone", Text(), nullable=False),
    *_address(),
    Column("email", Text()),
    Column("hours", Text()),
)

contacts = Table(
    "contacts",
    metadata,
    Column("code", Text(), primary_key=True),
    Column("first_name", Text(), nullable=False),
    Column("last_name", Text(), nullable=False),
    Column("agency", Text(), ForeignKey("agencies.code"), nullable=False),
    Column("role", Text()),
    Column("phone", Text()),
    Column("email", Text()),
)

companies = Table(
    "companies",
    metadata,
    Column("siren", Text(), primary_key=True),
    Column("name", Text(), nullable=False),
    # The name as searched: societaire.values.folded.
    Column("name_key", Text(), nullable=False),
    Column("status", Text(), nullable=False),
    Column("agency", Text(), ForeignKey("agencies.code"), nullable=False),
    Column("contact", Text(), ForeignKey("contacts.code")),
    Column("legal_form", Text()),
    Column("siret", Text()),
    Column("naf", Text()),
    *_address(),
    Column("phone", Text()),
    Column("email", Text()),
    # 32 random hexadecimal digits: whose files are whose in the storage, without telling the SIREN.
    Column("file_owner", Text(), nullable=False, unique=True),
    # Whether an import came to its end since the company first came in.
    Column("loaded", Boolean(), nullable=False, server_default=text("false")),
    Column("version", Integer(), nullable=False, server_default=text("1")),
    *(_changed_here(name) for name in ("phone", "email", "address")),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Text(), primary_key=True),
    Column("code", Text(), unique=True),
    Column("email", Text(), nullable=False, unique=True),
    Column("last_name", Text(), nullable=False),
    Column("first_name", Text(), nullable=False),
    Column("civility", Text()),
    Column("birth_date", Date()),
    Column("phone", Text()),
    Column("version", Integer(), nullable=False, server_default=text("1")),
)

credentials = Table(
    "credentials",
    metadata,
    Column("person_id", Text(), ForeignKey("persons.id"), primary_key=True),
    Column("password_hash", Text(), nullable=False),
    Column("changed_at", Instant(), nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("digest", Text(), primary_key=True),
    Column("purpose", Text(), nullable=False),
    Column("person_id", Text(), ForeignKey("persons.id"), nullable=False),
    Column("email", Text(), nullable=False),
    Column("created_at", Instant(), nullable=False),
    Column("expires_at", Instant(), nullable=False),
    Column("message_id", Text(), nullable=False),
    Column("used_at", Instant()),
    Column("replaced_at", Instant()),
    Index(None, "person_id", "purpose", "created_at"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text(), primary_key=True),
    Column("id", Text(), nullable=False, unique=True),
    Column("person_id", Text(), ForeignKey("persons.id"), nullable=False, index=True),
    Column("created_at", Instant(), nullable=False),
    Column("seen_at", Instant(), nullable=False),
    Column("browser", Text(), nullable=False),
    Column("network", Text(), nullable=False),
)

devices = Table(
    "devices",
    metadata,
    Column("digest", Text(), primary_key=True),
    Column("person_id", Text(), ForeignKey("persons.id"), nullable=False, index=True),
    Column("used_at", Instant(), nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", Text(), primary_key=True),
    Column("failures", Moments(), nullable=False),
    Column("last_failure", Instant(), nullable=False, index=True),
)

accesses = Table(
    "accesses",
    metadata,
    Column("person_id", Text(), ForeignKey("persons.id"), primary_key=True),
    Column("siren", Text(), ForeignKey("companies.siren"), primary_key=True, index=True),
    Column("profile", Text(), nullable=False),
    Column("state", Text(), nullable=False),
    Column("granted_at", Instant(), nullable=False),
    Column("removed_at", Instant()),
    Column("visited_at", Instant()),
    Column("changed_in_portal", Boolean(), nullable=False, server_default=text("false")),
    Column("version", Integer(), nullable=False, server_default=text("1")),
    Column("label", Text(), nullable=False, server_default=text("''")),
    Column("confirmed_at", Instant()),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Text(), primary_key=True),
    Column("siren", Text(), ForeignKey("companies.siren"), nullable=False),
    Column("email", Text(), nullable=False),
    Column("last_name", Text(), nullable=False),
    Column("first_name", Text(), nullable=False),
    Column("label", Text(), nullable=False),
    Column("invited_by", Text(), ForeignKey("persons.id"), nullable=False),
    Column("created_at", Instant(), nullable=False),
    Column("sent_at", Instant(), nullable=False),
    Column("expires_at", Instant(), nullable=False),
    Column("state", Text(), nullable=False),
    # Of the link last sent, empty until it is.
    Column("digest", Text(), nullable=False),
    Column("version", Integer(), nullable=False, server_default=text("1")),
    UniqueConstraint("siren", "id"),
    Index(None, "siren", "created_at"),
)

# Every link ever sent for an invitation: one that was replaced says so rather than nothing.
invitation_links = Table(
    "invitation_links",
    metadata,
    Column("digest", Text(), primary_key=True),
    Column("siren", Text(), nullable=False),
    Column("invitation", Text(), nullable=False),
    ForeignKeyConstraint(["siren", "invitation"], ["invitations.siren", "invitations.id"], onupdate="CASCADE"),
    Index(None, "siren", "invitation"),
)

allowed_mailboxes = Table(
    "allowed_mailboxes",
    metadata,
    Column("siren", Text(), ForeignKey("companies.siren"), primary_key=True),
    Column("email", Text(), primary_key=True),
    Column("allowed_at", Instant(), nullable=False),
)

access_reviews = Table(
    "access_reviews",
    metadata,
    Column("siren", Text(), ForeignKey("companies.siren"), primary_key=True),
    Column("asked_at", Instant(), nullable=False),
)

address_requests = Table(
    "address_requests",
    metadata,
    Column("id", Text(), primary_key=True),
    Column("siren", Text(), ForeignKey("companies.siren"), nullable=False),
    Column("requested_by", Text(), ForeignKey("persons.id"), nullable=False),
    Column("requested_at", Instant(), nullable=False),
    *_address("former_"),
    *_address("wanted_"),
    Column("flags", Codes(), nullable=False),
    Column("state", Text(), nullable=False),
    Column("reason", Text(), nullable=False),
    # A staff member's code, or the id of the person who withdrew it.
    Column("decided_by", Text(), nullable=False),
    Column("decided_at", Instant()),
    Column("version", Integer(), nullable=False, server_default=text("1")),
    Index(None, "siren", "requested_at"),
    # One open request at a time.
    Index(
        "uq_address_requests_open",
        "siren",
        unique=True,
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
)

contracts = Table(
    "contracts",
    metadata,
    Column("number", Text(), primary_key=True),
    Column("id", Text(), nullable=False, unique=True),
    Column("siren", Text(), ForeignKey("companies.siren"), nullable=False),
    Column("product", Text(), nullable=False),
    Column("label", Text(), nullable=False),
    Column("status", Text(), nullable=False),
    Column("start_date", Date(), nullable=False),
    Column("premium_mode", Text(), nullable=False),
    Column("end_date", Date()),
    Column("online_form", Boolean(), nullable=False, server_default=text("false")),
    Column("form", Text()),
    Column("agency", Text(), ForeignKey("agencies.code")),
    Column("contact", Text(), ForeignKey("contacts.code")),
    Column("activities", Codes(), nullable=False, server_default=text("'[]'")),
    Column("operation_limit", Money()),
    Column("works_contract_limit", Money()),
    Column("deductible", Money()),
    Column("ccrd", Boolean()),
    *_address(),
    _changed_here("address"),
    # What composite foreign keys refer to.
    UniqueConstraint("siren", "number"),
)

documents = Table(
    "documents",
    metadata,
    Column("reference", Text(), primary_key=True),
    Column("id", Text(), nullable=False, unique=True),
    Column("contract", Text(), nullable=False),
    Column("siren", Text(), nullable=False),
    of_contract(),
    Column("kind", Text(), nullable=False),
    Column("year", Integer(), nullable=False),
    Column("label", Text(), nullable=False),
    Column("published_on", Date(), nullable=False),
    Column("file_key", Text(), nullable=False),
    Column("file_size", BigInteger(), nullable=False),
    Column("file_sha256", Text(), nullable=False),
    Column("format", Text(), nullable=False, server_default=text("'pdf'")),
    Column("period_start", Date()),
    Column("period_end", Date()),
    # Label and reference as searched: societaire.values.folded(f"{label} {reference}").
    Column("search_key", Text(), nullable=False),
    Index(None, "siren", "contract", "year", "published_on"),
    Index(None, "siren", "published_on"),
    # Which of the stored files are still named: asked of every file, every night.
    Index(None, "file_key"),
)

claims = Table(
    "claims",
    metadata,
    Column("number", Text(), primary_key=True),
    # Absent while nobody knows which one answers.
    Column("contract", Text()),
    Column("siren", Text(), nullable=False),
    of_contract(),
    # Staff and the feed name a claim alone, whichever company it moved to.
    Column("id", Text(), nullable=False, index=True),
    Column("cause", Text(), nullable=False),
    Column("occurred_on", Date(), nullable=False),
    Column("declared_on", Date(), nullable=False),
    Column("state", Text(), nullable=False),
    *_address(),
    Column("handler", Text()),
    Column("receipt", Text(), index=True),
    Column("declared_by", Text(), ForeignKey("persons.id")),
    UniqueConstraint("siren", "id"),
    Index(None, "siren", "contract"),
)

event_streams = Table(
    "event_streams",
    metadata,
    Column("stream", Text(), primary_key=True),
    # Where the stream ends: its row is locked by whoever adds to it.
    Column("position", Integer(), nullable=False),
    Column("hash", Text(), nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("stream", Text(), ForeignKey("event_streams.stream"), primary_key=True),
    Column("position", Integer(), primary_key=True, autoincrement=False),
    Column("at", Instant(), nullable=False),
    Column("kind", Text(), nullable=False),
    Column("values", Text(), nullable=False),
    Column("actor_kind", Text(), nullable=False),
    Column("actor_code", Text(), nullable=False),
    Column("actor_system_user", Text(), nullable=False),
    Column("previous", Text(), nullable=False),
    Column("hash", Text(), nullable=False),
    # The place in the order of all events; given when somebody asks, not when it is written.
    Column("number", BigInteger(), index=True, unique=True),
    Index(
        "ix_events_unnumbered",
        "stream",
        "position",
        sqlite_where=text("number IS NULL"),
        postgresql_where=text("number IS NULL"),
    ),
)

access_log = Table(
    "access_log",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("at", Instant(), nullable=False, index=True),
    Column("action", Text(), nullable=False),
    Column("outcome", Text(), nullable=False),
    Column("person_id", Text()),
    Column("siren", Text()),
    Column("target", Text(), nullable=False),
    Column("network", Text(), nullable=False),
    Column("request_id", Text(), nullable=False),
    Index(None, "person_id", "at"),
)
