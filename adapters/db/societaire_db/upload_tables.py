"""The table of the files that members send."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, text

from societaire_db.schema import metadata
from societaire_db.types import Codes, Instant, Pairs, Text

uploads = Table(
    "uploads",
    metadata,
    Column("id", Text(), primary_key=True),
    Column("siren", Text(), ForeignKey("companies.siren"), nullable=False),
    # What it is for, `kind:identifier`: kinds may come from elsewhere, so no key can check it.
    Column("subject", Text(), nullable=False),
    Column("slot", Text(), nullable=False),
    Column("name", Text(), nullable=False),
    Column("created_by", Text(), ForeignKey("persons.id"), nullable=False),
    Column("created_at", Instant(), nullable=False),
    # How many bytes of it have come, and in which pieces.
    Column("received", BigInteger(), nullable=False),
    Column("pieces", Codes(), nullable=False),
    Column("state", Text(), nullable=False),
    Column("problem", Text()),
    Column("problem_values", Pairs(), nullable=False),
    Column("format", Text()),
    Column("pages", Integer()),
    # Its size as announced; its content is kept once it is judged.
    Column("file_size", BigInteger(), nullable=False),
    Column("file_sha256", Text()),
    Column("file_key", Text(), index=True),
    Column("place", Integer(), nullable=False),
    Column("scanned_at", Instant()),
    # When the last of it came, whether the insurer has yet to be told of it, when people were told of its refusal.
    Column("came_at", Instant(), nullable=False),
    Column("untold", Boolean(), nullable=False),
    Column("told_at", Instant()),
    Column("leased_until", Instant()),
    Column("version", Integer(), nullable=False, server_default=text("1")),
    # What is shown of a photograph; until it is made, or known to be impossible, the row is uncopied.
    Column("uncopied", Boolean(), nullable=False, server_default=text("false")),
    Column("thumbnail_file_key", Text(), index=True),
    Column("thumbnail_size", BigInteger()),
    Column("thumbnail_sha256", Text()),
    Column("display_file_key", Text(), index=True),
    Column("display_size", BigInteger()),
    Column("display_sha256", Text()),
    Index(None, "siren", "subject"),
    Index(None, "state", "created_at"),
    Index(None, "uncopied", "created_at"),
    Index(None, "untold", "came_at"),
)
