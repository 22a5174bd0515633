"""What is shown of photographs; those that came before wait for theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add it."""
    with op.batch_alter_table("uploads") as batch:
        batch.add_column(sa.Column("uncopied", sa.Boolean(), server_default=sa.text("false"), nullable=False))
        for size in ("thumbnail", "display"):
            batch.add_column(sa.Column(f"{size}_file_key", TEXT))
            batch.add_column(sa.Column(f"{size}_size", sa.BigInteger()))
            batch.add_column(sa.Column(f"{size}_sha256", TEXT))
    for size in ("thumbnail", "display"):
        op.create_index(op.f(f"ix_uploads_{size}_file_key"), "uploads", [f"{size}_file_key"])
    op.create_index(op.f("ix_uploads_uncopied_created_at"), "uploads", ["uncopied", "created_at"])
    uploads = sa.table("uploads", sa.column("state"), sa.column("format"), sa.column("uncopied"))
    photographs = sa.and_(uploads.c.state.in_(["received", "accepted"]), uploads.c.format.in_(["png", "jpeg", "heic"]))
    op.execute(uploads.update().where(photographs).values(uncopied=sa.true()))
