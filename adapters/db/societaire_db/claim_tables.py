"""Tables of claims' declarations, of what is said about claims, and of calls back."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, text
from sqlalchemy.schema import SchemaItem

from societaire_db.schema import metadata
from societaire_db.types import Codes, Instant, Text, Texts


def _claim() -> list[SchemaItem]:
    """The company and the claim of a row: a claim that moves with its contract takes its rows along."""
    return [
        Column("siren", Text(), nullable=False),
        Column("claim", Text(), nullable=False),
        ForeignKeyConstraint(["siren", "claim"], ["claims.siren", "claims.id"], onupdate="CASCADE"),
        Index(None, "siren", "claim"),
    ]


claim_declarations = Table(
    "claim_declarations",
    metadata,
    Column("id", Text(), primary_key=True),
    Column("siren", Text(), ForeignKey("companies.siren"), nullable=False),
    # What makes sending happen once.
    Column("key", Text(), nullable=False, unique=True),
    Column("tree", Text(), nullable=False),
    Column("tree_version", Integer(), nullable=False),
    Column("begun_at", Instant(), nullable=False),
    Column("begun_by", Text(), ForeignKey("persons.id")),
    Column("staff", Text(), nullable=False),
    Column("entries", Texts(), nullable=False),
    Column("later", Codes(), nullable=False),
    Column("written_by", Text(), ForeignKey("persons.id")),
    Column("written_at", Instant(), nullable=False),
    Column("state", Text(), nullable=False),
    Column("receipt", Text(), unique=True),
    # Told by number: the contract may move to another company, what was declared stays as it was.
    Column("contract", Text()),
    Column("contracts", Codes(), nullable=False),
    Column("files", Text(), nullable=False),
    Column("sent_by", Text(), ForeignKey("persons.id")),
    Column("sent_at", Instant()),
    Column("receipt_file_key", Text()),
    Column("receipt_sha256", Text()),
    Column("version", Integer(), nullable=False, server_default=text("1")),
    # When the people of a draft were told that it will go.
    Column("warned_at", Instant()),
    Index(None, "siren", "state"),
    Index(None, "state", "written_at"),
    # Which of the stored files are still named.
    Index(None, "receipt_file_key"),
)

claim_numbers = Table(
    "claim_numbers",
    metadata,
    Column("year", Integer(), primary_key=True, autoincrement=False),
    # The last one given: its row is locked by whoever takes the next.
    Column("last", Integer(), nullable=False),
)

claim_messages = Table(
    "claim_messages",
    metadata,
    Column("id", Text(), primary_key=True),
    *_claim(),
    Column("at", Instant(), nullable=False),
    Column("voice", Text(), nullable=False),
    Column("author", Text(), nullable=False),
    Column("text", Text(), nullable=False),
    Column("asks_reopening", Boolean(), nullable=False),
)

document_requests = Table(
    "document_requests",
    metadata,
    Column("id", Text(), primary_key=True),
    *_claim(),
    Column("document", Text(), nullable=False),
    Column("note", Text(), nullable=False),
    Column("asked_at", Instant(), nullable=False),
    Column("asked_by", Text(), nullable=False),
    Column("due_on", Date()),
)

_OPEN = "state IN ('asked', 'planned')"
call_backs = Table(
    "call_backs",
    metadata,
    Column("id", Text(), primary_key=True),
    *_claim(),
    Column("reason", Text(), nullable=False),
    Column("phone", Text(), nullable=False),
    Column("day", Date(), nullable=False),
    # Paris time, `09:00`.
    Column("start", Text(), nullable=False),
    Column("end", Text(), nullable=False),
    Column("asked_by", Text(), ForeignKey("persons.id")),
    Column("asked_at", Instant(), nullable=False),
    Column("state", Text(), nullable=False),
    Column("handled_by", Text(), nullable=False),
    Column("handled_at", Instant()),
    Column("version", Integer(), nullable=False, server_default=text("1")),
    Index(None, "state", "day"),
    # One open request a claim.
    Index(
        "uq_call_backs_open",
        "claim",
        unique=True,
        sqlite_where=text(_OPEN),
        postgresql_where=text(_OPEN),
    ),
)
