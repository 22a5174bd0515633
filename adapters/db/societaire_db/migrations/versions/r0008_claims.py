"""Claims get an identifier of their own, may wait for their contract, and are declared and talked about here."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
IDENTIFIER = {
    "postgresql": "replace(CAST(gen_random_uuid() AS TEXT), '-', '')",
    "sqlite": "lower(hex(randomblob(16)))",
}
VERSION = sa.text("1")


def _required(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT) for name in names]


def _of_claim(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_siren_claim_claims")
    return sa.ForeignKeyConstraint(["siren", "claim"], ["claims.siren", "claims.id"], name=name, onupdate="CASCADE")


def _of_person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["persons.id"], name=op.f(f"fk_{table}_{column}_persons"))


def _identify_claims() -> None:
    with op.batch_alter_table("claims") as batch:
        batch.add_column(sa.Column("id", TEXT))
        batch.add_column(sa.Column("declared_by", TEXT))
        batch.alter_column("contract", existing_type=TEXT, nullable=True)
    op.execute(f"UPDATE claims SET id = {IDENTIFIER[op.get_bind().dialect.name]}")  # noqa: S608 - of this file alone
    with op.batch_alter_table("claims") as batch:
        batch.alter_column("id", existing_type=TEXT, nullable=False)
        batch.create_unique_constraint(op.f("uq_claims_siren_id"), ["siren", "id"])
        batch.create_foreign_key(op.f("fk_claims_declared_by_persons"), "persons", ["declared_by"], ["id"])
    for column in ("receipt", "id"):
        op.create_index(op.f(f"ix_claims_{column}"), "claims", [column])


def _declarations() -> None:
    op.create_table(
        "claim_declarations",
        *_required("id", "siren", "key", "tree"),
        sa.Column("tree_version", sa.Integer(), nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        *_texts("begun_by"),
        *_required("staff", "entries", "later"),
        *_texts("written_by"),
        sa.Column("written_at", INSTANT, nullable=False),
        *_required("state"),
        *_texts("receipt", "contract"),
        *_required("contracts", "files"),
        *_texts("sent_by"),
        sa.Column("sent_at", INSTANT),
        *_texts("receipt_file_key", "receipt_sha256"),
        sa.Column("version", sa.Integer(), server_default=VERSION, nullable=False),
        sa.Column("warned_at", INSTANT),
        *(_of_person("claim_declarations", column) for column in ("begun_by", "sent_by", "written_by")),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_claim_declarations_siren_companies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_declarations")),
        sa.UniqueConstraint("key", name=op.f("uq_claim_declarations_key")),
        sa.UniqueConstraint("receipt", name=op.f("uq_claim_declarations_receipt")),
    )
    for columns in (["siren", "state"], ["state", "written_at"], ["receipt_file_key"]):
        op.create_index(op.f(f"ix_claim_declarations_{'_'.join(columns)}"), "claim_declarations", columns)
    op.create_table(
        "claim_numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_claim_numbers")),
    )


def _exchanges() -> None:
    op.create_table(
        "claim_messages",
        *_required("id", "siren", "claim"),
        sa.Column("at", INSTANT, nullable=False),
        *_required("voice", "author", "text"),
        sa.Column("asks_reopening", sa.Boolean(), nullable=False),
        _of_claim("claim_messages"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_messages")),
    )
    op.create_table(
        "document_requests",
        *_required("id", "siren", "claim", "document", "note"),
        sa.Column("asked_at", INSTANT, nullable=False),
        *_required("asked_by"),
        sa.Column("due_on", sa.Date()),
        _of_claim("document_requests"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_requests")),
    )


def _call_backs() -> None:
    op.create_table(
        "call_backs",
        *_required("id", "siren", "claim", "reason", "phone"),
        sa.Column("day", sa.Date(), nullable=False),
        *_required("start", "end"),
        sa.Column("asked_by", TEXT),
        sa.Column("asked_at", INSTANT, nullable=False),
        *_required("state", "handled_by"),
        sa.Column("handled_at", INSTANT),
        sa.Column("version", sa.Integer(), server_default=VERSION, nullable=False),
        _of_person("call_backs", "asked_by"),
        _of_claim("call_backs"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_backs")),
    )
    open_ones = sa.text("state IN ('asked', 'planned')")
    op.create_index(
        "uq_call_backs_open",
        "call_backs",
        ["claim"],
        unique=True,
        sqlite_where=open_ones,
        postgresql_where=open_ones,
    )
    op.create_index(op.f("ix_call_backs_state_day"), "call_backs", ["state", "day"])


def _digest() -> None:
    op.create_table(
        "digest_claims",
        *_required("person_id", "claim", "message", "siren"),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("taken_at", INSTANT),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_digest_claims_person_id_persons")),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_digest_claims_siren_companies")),
        sa.PrimaryKeyConstraint("person_id", "claim", "message", name=op.f("pk_digest_claims")),
    )
    op.create_index(op.f("ix_digest_claims_message"), "digest_claims", ["message"])


def upgrade() -> None:
    """Add them."""
    _identify_claims()
    _declarations()
    _exchanges()
    _call_backs()
    _digest()
    for table in ("claim_messages", "document_requests", "call_backs"):
        op.create_index(op.f(f"ix_{table}_siren_claim"), table, ["siren", "claim"])
