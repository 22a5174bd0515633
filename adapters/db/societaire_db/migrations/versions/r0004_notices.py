"""Choices of notifications, standings of addresses, daily messages, markers of news."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def _required(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f(f"fk_{table}_person_id_persons"))


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "choices",
        _required("person_id"),
        _required("topic"),
        _required("frequency"),
        sa.Column("chosen_at", INSTANT, nullable=False),
        _person("choices"),
        sa.PrimaryKeyConstraint("person_id", "topic", name=op.f("pk_choices")),
    )
    op.create_table(
        "standings",
        _required("person_id"),
        sa.Column("paper_since", INSTANT),
        sa.Column("paper_chosen_at", INSTANT),
        sa.Column("verified_email", TEXT),
        sa.Column("verified_at", INSTANT),
        sa.Column("asked_at", INSTANT),
        sa.Column("bounced_email", TEXT),
        sa.Column("bounced_at", INSTANT),
        _required("bounce_reason"),
        _person("standings"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_standings")),
    )
    op.create_table(
        "digest_items",
        _required("person_id"),
        _required("document_id"),
        _required("siren"),
        sa.Column("at", INSTANT, nullable=False),
        _required("message"),
        sa.Column("taken_at", INSTANT),
        _person("digest_items"),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_digest_items_siren_companies")),
        sa.PrimaryKeyConstraint("person_id", "document_id", name=op.f("pk_digest_items")),
    )
    op.create_index(op.f("ix_digest_items_message"), "digest_items", ["message"])
    op.create_table(
        "markers",
        _required("person_id"),
        _required("siren"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id", "siren"],
            ["accesses.person_id", "accesses.siren"],
            name=op.f("fk_markers_person_id_siren_accesses"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "siren", name=op.f("pk_markers")),
    )
