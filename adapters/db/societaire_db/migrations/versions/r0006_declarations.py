"""Declarations, their numbers, and what was told of periods."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def _required(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT) for name in names]


def upgrade() -> None:
    """Add them."""
    op.add_column("periods", sa.Column("announced", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("periods", sa.Column("reminded_ahead", sa.Integer()))
    op.add_column("periods", sa.Column("form", TEXT))
    op.create_table(
        "declaration_numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_declaration_numbers")),
    )
    op.create_table(
        "declarations",
        _required("id"),
        _required("siren"),
        _required("contract"),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _required("way"),
        _required("key"),
        _required("state"),
        *_texts("form"),
        sa.Column("form_version", sa.Integer(), nullable=False),
        _required("entries"),
        _required("reasons"),
        *_texts("written_by"),
        sa.Column("written_at", INSTANT),
        _required("declarant_name"),
        _required("declarant_role"),
        *_texts("number", "sent_by"),
        sa.Column("sent_at", INSTANT),
        sa.Column("late", sa.Boolean(), nullable=False),
        *_texts("receipt_file_key", "receipt_sha256", "scan_file_key", "scan_sha256"),
        _required("decided_by"),
        sa.Column("decided_at", INSTANT),
        _required("decision_reason"),
        _required("decision_path"),
        sa.Column("correction_due", sa.Date()),
        sa.Column("keyed_in", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("warned_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["contract", "start"],
            ["periods.contract", "periods.start"],
            name=op.f("fk_declarations_contract_start_periods"),
        ),
        sa.ForeignKeyConstraint(
            ["siren", "contract"],
            ["contracts.siren", "contracts.number"],
            name=op.f("fk_declarations_siren_contract_contracts"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["persons.id"], name=op.f("fk_declarations_sent_by_persons")),
        sa.ForeignKeyConstraint(["written_by"], ["persons.id"], name=op.f("fk_declarations_written_by_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declarations")),
        sa.UniqueConstraint("contract", "start", "sequence", name=op.f("uq_declarations_contract_start_sequence")),
        sa.UniqueConstraint("key", name=op.f("uq_declarations_key")),
        sa.UniqueConstraint("number", name=op.f("uq_declarations_number")),
    )
    for columns in (["siren", "contract"], ["state", "written_at"], ["receipt_file_key"], ["scan_file_key"]):
        op.create_index(op.f(f"ix_declarations_{'_'.join(columns)}"), "declarations", columns)
