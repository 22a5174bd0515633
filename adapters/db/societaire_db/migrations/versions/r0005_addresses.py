"""Details and addresses changed in the portal, and the order of all events."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
MARKS = (
    ("companies", "phone_changed_here"),
    ("companies", "email_changed_here"),
    ("companies", "address_changed_here"),
    ("contracts", "address_changed_here"),
)


def _required(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _address(prefix: str) -> list[sa.Column[str]]:
    return [sa.Column(f"{prefix}{name}", TEXT) for name in ("street", "postal_code", "city")]


def upgrade() -> None:
    """Add them."""
    for table, mark in MARKS:
        op.add_column(table, sa.Column(mark, sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_table(
        "address_requests",
        _required("id"),
        _required("siren"),
        _required("requested_by"),
        sa.Column("requested_at", INSTANT, nullable=False),
        *_address("former_"),
        *_address("wanted_"),
        _required("flags"),
        _required("state"),
        _required("reason"),
        _required("decided_by"),
        sa.Column("decided_at", INSTANT),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["persons.id"], name=op.f("fk_address_requests_requested_by_persons")
        ),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_address_requests_siren_companies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_requests")),
    )
    op.create_index(op.f("ix_address_requests_siren_requested_at"), "address_requests", ["siren", "requested_at"])
    pending = sa.text("state = 'pending'")
    op.create_index(
        "uq_address_requests_open",
        "address_requests",
        ["siren"],
        unique=True,
        sqlite_where=pending,
        postgresql_where=pending,
    )
    op.add_column("events", sa.Column("number", sa.BigInteger()))
    # SQLite can't add a constraint to a table; a unique index is the same.
    op.create_index(op.f("ix_events_number"), "events", ["number"], unique=True)
    unnumbered = sa.text("number IS NULL")
    op.create_index(
        "ix_events_unnumbered",
        "events",
        ["stream", "position"],
        sqlite_where=unnumbered,
        postgresql_where=unnumbered,
    )
