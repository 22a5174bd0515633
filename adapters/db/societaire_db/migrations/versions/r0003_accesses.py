"""Invitations, allowed mailboxes, and the review of accesses."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def _required(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, INSTANT, nullable=False)


def upgrade() -> None:
    """Add them."""
    op.add_column("accesses", sa.Column("label", TEXT, server_default=sa.text("''"), nullable=False))
    op.add_column("accesses", sa.Column("confirmed_at", INSTANT))
    op.create_table(
        "invitations",
        _required("id"),
        _required("siren"),
        _required("email"),
        _required("last_name"),
        _required("first_name"),
        _required("label"),
        _required("invited_by"),
        _instant("created_at"),
        _instant("sent_at"),
        _instant("expires_at"),
        _required("state"),
        _required("digest"),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["invited_by"], ["persons.id"], name=op.f("fk_invitations_invited_by_persons")),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_invitations_siren_companies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("siren", "id", name=op.f("uq_invitations_siren_id")),
    )
    op.create_index(op.f("ix_invitations_siren_created_at"), "invitations", ["siren", "created_at"])
    op.create_table(
        "invitation_links",
        _required("digest"),
        _required("siren"),
        _required("invitation"),
        sa.ForeignKeyConstraint(
            ["siren", "invitation"],
            ["invitations.siren", "invitations.id"],
            name=op.f("fk_invitation_links_siren_invitation_invitations"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invitation_links")),
    )
    op.create_index(op.f("ix_invitation_links_siren_invitation"), "invitation_links", ["siren", "invitation"])
    op.create_table(
        "allowed_mailboxes",
        _required("siren"),
        _required("email"),
        _instant("allowed_at"),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_allowed_mailboxes_siren_companies")),
        sa.PrimaryKeyConstraint("siren", "email", name=op.f("pk_allowed_mailboxes")),
    )
    op.create_table(
        "access_reviews",
        _required("siren"),
        _instant("asked_at"),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_access_reviews_siren_companies")),
        sa.PrimaryKeyConstraint("siren", name=op.f("pk_access_reviews")),
    )
