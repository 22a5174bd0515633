"""Tables of periods, of declarations and their numbers, and of the bases of former years."""

from sqlalchemy import (
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

from societaire_db.schema import metadata, of_contract
from societaire_db.types import Codes, Instant, Money, Text, Texts

periods = Table(
    "periods",
    metadata,
    Column("contract", Text(), primary_key=True),
    Column("start", Date(), primary_key=True),
    Column("siren", Text(), nullable=False),
    of_contract(),
    Column("end", Date(), nullable=False),
    Column("due_date", Date(), nullable=False),
    Column("letter_date", Date()),
    Column("requested_documents", Codes(), nullable=False, server_default=text("'[]'")),
    # Whether its opening was recorded, and at how many days from its due date it was last reminded of.
    Column("announced", Boolean(), nullable=False, server_default=text("false")),
    Column("reminded_ahead", Integer()),
    Column("form", Text()),
    Index(None, "siren", "contract"),
)

declared_bases = Table(
    "declared_bases",
    metadata,
    Column("contract", Text(), primary_key=True),
    Column("year", Integer(), primary_key=True, autoincrement=False),
    Column("heading", Text(), primary_key=True),
    Column("activity", Text(), primary_key=True),
    Column("siren", Text(), nullable=False),
    of_contract(),
    Column("amount", Money(), nullable=False),
    Index(None, "siren", "contract"),
)

declarations = Table(
    "declarations",
    metadata,
    Column("id", Text(), primary_key=True),
    Column("siren", Text(), nullable=False),
    Column("contract", Text(), nullable=False),
    Column("start", Date(), nullable=False),
    Column("sequence", Integer(), nullable=False),
    Column("way", Text(), nullable=False),
    # What makes sending happen once.
    Column("key", Text(), nullable=False, unique=True),
    Column("state", Text(), nullable=False),
    Column("form", Text()),
    Column("form_version", Integer(), nullable=False),
    Column("entries", Texts(), nullable=False),
    Column("reasons", Texts(), nullable=False),
    Column("written_by", Text(), ForeignKey("persons.id")),
    Column("written_at", Instant()),
    Column("declarant_name", Text(), nullable=False),
    Column("declarant_role", Text(), nullable=False),
    Column("number", Text(), unique=True),
    Column("sent_by", Text(), ForeignKey("persons.id")),
    Column("sent_at", Instant()),
    Column("late", Boolean(), nullable=False),
    Column("receipt_file_key", Text()),
    Column("receipt_sha256", Text()),
    Column("scan_file_key", Text()),
    Column("scan_sha256", Text()),
    Column("decided_by", Text(), nullable=False),
    Column("decided_at", Instant()),
    Column("decision_reason", Text(), nullable=False),
    Column("decision_path", Text(), nullable=False),
    Column("correction_due", Date()),
    Column("keyed_in", Boolean(), nullable=False),
    Column("version", Integer(), nullable=False, server_default=text("1")),
    # When the people of a draft were told that it will go.
    Column("warned_at", Instant()),
    of_contract(),
    ForeignKeyConstraint(["contract", "start"], ["periods.contract", "periods.start"]),
    # One draft at a time: the next one of a period takes the next place.
    UniqueConstraint("contract", "start", "sequence"),
    Index(None, "siren", "contract"),
    Index(None, "state", "written_at"),
    # Which of the stored files are still named.
    Index(None, "receipt_file_key"),
    Index(None, "scan_file_key"),
)

declaration_numbers = Table(
    "declaration_numbers",
    metadata,
    Column("year", Integer(), primary_key=True, autoincrement=False),
    # The last one given: its row is locked by whoever takes the next.
    Column("last", Integer(), nullable=False),
)
