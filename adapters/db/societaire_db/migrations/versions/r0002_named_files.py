"""An index that finds the row that names a file."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add it."""
    op.create_index("ix_documents_file_key", "documents", ["file_key"])
