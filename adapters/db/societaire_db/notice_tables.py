"""Tables of messages, of choices, of standings of addresses, of daily messages and of what people have seen."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table

from societaire_db.schema import metadata
from societaire_db.types import Instant, Pairs, Text

outbox = Table(
    "outbox",
    metadata,
    Column("id", Text(), primary_key=True),
    Column("kind", Text(), nullable=False),
    Column("recipient", Text(), nullable=False),
    Column("created_at", Instant(), nullable=False),
    Column("due_at", Instant(), nullable=False),
    Column("person_id", Text()),
    Column("siren", Text()),
    Column("values", Pairs(), nullable=False),
    Column("state", Text(), nullable=False),
    Column("tries", Integer(), nullable=False),
    Column("last_error", Text(), nullable=False),
    Column("leased_until", Instant()),
    Index(None, "state", "due_at"),
)

# What each person asks to be told of; without a row, nothing.
choices = Table(
    "choices",
    metadata,
    Column("person_id", Text(), ForeignKey("persons.id"), primary_key=True),
    Column("topic", Text(), primary_key=True),
    Column("frequency", Text(), nullable=False),
    Column("chosen_at", Instant(), nullable=False),
)

standings = Table(
    "standings",
    metadata,
    Column("person_id", Text(), ForeignKey("persons.id"), primary_key=True),
    Column("paper_since", Instant()),
    Column("paper_chosen_at", Instant()),
    Column("verified_email", Text()),
    Column("verified_at", Instant()),
    Column("asked_at", Instant()),
    Column("bounced_email", Text()),
    Column("bounced_at", Instant()),
    Column("bounce_reason", Text(), nullable=False),
)

digest_items = Table(
    "digest_items",
    metadata,
    Column("person_id", Text(), ForeignKey("persons.id"), primary_key=True),
    Column("document_id", Text(), primary_key=True),
    Column("siren", Text(), ForeignKey("companies.siren"), nullable=False),
    Column("at", Instant(), nullable=False),
    # The daily message that tells of it; empty while none does.
    Column("message", Text(), nullable=False, index=True),
    Column("taken_at", Instant()),
)

digest_claims = Table(
    "digest_claims",
    metadata,
    Column("person_id", Text(), ForeignKey("persons.id"), primary_key=True),
    Column("claim", Text(), primary_key=True),
    # The daily message that tells of it; empty while none does: what changes again after it is told again.
    Column("message", Text(), primary_key=True, index=True),
    Column("siren", Text(), ForeignKey("companies.siren"), nullable=False),
    Column("at", Instant(), nullable=False),
    Column("taken_at", Instant()),
)

# Up to which place of the company's stream of events the person saw its news.
markers = Table(
    "markers",
    metadata,
    Column("person_id", Text(), primary_key=True),
    Column("siren", Text(), primary_key=True),
    Column("position", Integer(), nullable=False),
    ForeignKeyConstraint(["person_id", "siren"], ["accesses.person_id", "accesses.siren"], onupdate="CASCADE"),
)
