"""Files that members send."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def _required(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "uploads",
        _required("id"),
        _required("siren"),
        _required("subject"),
        _required("slot"),
        _required("name"),
        _required("created_by"),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        _required("pieces"),
        _required("state"),
        sa.Column("problem", TEXT),
        _required("problem_values"),
        sa.Column("format", TEXT),
        sa.Column("pages", sa.Integer()),
        sa.Column("file_size", sa.BigInteger(), nullable=False),
        sa.Column("file_sha256", TEXT),
        sa.Column("file_key", TEXT),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("scanned_at", INSTANT),
        sa.Column("came_at", INSTANT, nullable=False),
        sa.Column("untold", sa.Boolean(), nullable=False),
        sa.Column("told_at", INSTANT),
        sa.Column("leased_until", INSTANT),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("uncopied", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("thumbnail_file_key", TEXT),
        sa.Column("thumbnail_size", sa.BigInteger()),
        sa.Column("thumbnail_sha256", TEXT),
        sa.Column("display_file_key", TEXT),
        sa.Column("display_size", sa.BigInteger()),
        sa.Column("display_sha256", TEXT),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_uploads_siren_companies")),
        sa.ForeignKeyConstraint(["created_by"], ["persons.id"], name=op.f("fk_uploads_created_by_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index(op.f("ix_uploads_file_key"), "uploads", ["file_key"])
    op.create_index(op.f("ix_uploads_thumbnail_file_key"), "uploads", ["thumbnail_file_key"])
    op.create_index(op.f("ix_uploads_display_file_key"), "uploads", ["display_file_key"])
    op.create_index(op.f("ix_uploads_siren_subject"), "uploads", ["siren", "subject"])
    op.create_index(op.f("ix_uploads_state_created_at"), "uploads", ["state", "created_at"])
    op.create_index(op.f("ix_uploads_uncopied_created_at"), "uploads", ["uncopied", "created_at"])
    op.create_index(op.f("ix_uploads_untold_came_at"), "uploads", ["untold", "came_at"])
