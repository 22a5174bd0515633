"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Written out rather than imported: what a past migration does must not change with the package.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
MONEY = sa.BigInteger().with_variant(sa.Numeric(18, 2), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _required(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _optional(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT)


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "access_log",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _required("action"),
        _required("outcome"),
        _optional("person_id"),
        _optional("siren"),
        _required("target"),
        _required("network"),
        _required("request_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    op.create_index(op.f("ix_access_log_at"), "access_log", ["at"], unique=False)
    op.create_index(op.f("ix_access_log_person_id_at"), "access_log", ["person_id", "at"], unique=False)
    op.create_table(
        "agencies",
        _required("code"),
        _required("name"),
        _required("phone"),
        _optional("street"),
        _optional("postal_code"),
        _optional("city"),
        _optional("email"),
        _optional("hours"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_agencies")),
    )
    op.create_table(
        "attempts",
        _required("key"),
        _required("failures"),
        sa.Column("last_failure", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_last_failure"), "attempts", ["last_failure"], unique=False)
    op.create_table(
        "event_streams",
        _required("stream"),
        sa.Column("position", sa.Integer(), nullable=False),
        _required("hash"),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_event_streams")),
    )
    op.create_table(
        "outbox",
        _required("id"),
        _required("kind"),
        _required("recipient"),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        _optional("person_id"),
        _optional("siren"),
        _required("values"),
        _required("state"),
        sa.Column("tries", sa.Integer(), nullable=False),
        _required("last_error"),
        sa.Column("leased_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_state_due_at"), "outbox", ["state", "due_at"], unique=False)
    op.create_table(
        "persons",
        _required("id"),
        _optional("code"),
        _required("email"),
        _required("last_name"),
        _required("first_name"),
        _optional("civility"),
        sa.Column("birth_date", sa.Date(), nullable=True),
        _optional("phone"),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("code", name=op.f("uq_persons_code")),
        sa.UniqueConstraint("email", name=op.f("uq_persons_email")),
    )
    op.create_table(
        "contacts",
        _required("code"),
        _required("first_name"),
        _required("last_name"),
        _required("agency"),
        _optional("role"),
        _optional("phone"),
        _optional("email"),
        sa.ForeignKeyConstraint(["agency"], ["agencies.code"], name=op.f("fk_contacts_agency_agencies")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_contacts")),
    )
    op.create_table(
        "credentials",
        _required("person_id"),
        _required("password_hash"),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_credentials_person_id_persons")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_credentials")),
    )
    op.create_table(
        "devices",
        _required("digest"),
        _required("person_id"),
        sa.Column("used_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_devices_person_id_persons")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_devices")),
    )
    op.create_index(op.f("ix_devices_person_id"), "devices", ["person_id"], unique=False)
    op.create_table(
        "events",
        _required("stream"),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _required("kind"),
        _required("values"),
        _required("actor_kind"),
        _required("actor_code"),
        _required("actor_system_user"),
        _required("previous"),
        _required("hash"),
        sa.ForeignKeyConstraint(["stream"], ["event_streams.stream"], name=op.f("fk_events_stream_event_streams")),
        sa.PrimaryKeyConstraint("stream", "position", name=op.f("pk_events")),
    )
    op.create_table(
        "links",
        _required("digest"),
        _required("purpose"),
        _required("person_id"),
        _required("email"),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        _required("message_id"),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("replaced_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_links_person_id_persons")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_links")),
    )
    op.create_index(
        op.f("ix_links_person_id_purpose_created_at"), "links", ["person_id", "purpose", "created_at"], unique=False
    )
    op.create_table(
        "sessions",
        _required("digest"),
        _required("id"),
        _required("person_id"),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        _required("browser"),
        _required("network"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_sessions_person_id_persons")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
        sa.UniqueConstraint("id", name=op.f("uq_sessions_id")),
    )
    op.create_index(op.f("ix_sessions_person_id"), "sessions", ["person_id"], unique=False)
    op.create_table(
        "companies",
        _required("siren"),
        _required("name"),
        _required("name_key"),
        _required("status"),
        _required("agency"),
        _optional("contact"),
        _optional("legal_form"),
        _optional("siret"),
        _optional("naf"),
        _optional("street"),
        _optional("postal_code"),
        _optional("city"),
        _optional("phone"),
        _optional("email"),
        _required("file_owner"),
        sa.Column("loaded", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.code"], name=op.f("fk_companies_agency_agencies")),
        sa.ForeignKeyConstraint(["contact"], ["contacts.code"], name=op.f("fk_companies_contact_contacts")),
        sa.PrimaryKeyConstraint("siren", name=op.f("pk_companies")),
        sa.UniqueConstraint("file_owner", name=op.f("uq_companies_file_owner")),
    )
    op.create_table(
        "accesses",
        _required("person_id"),
        _required("siren"),
        _required("profile"),
        _required("state"),
        sa.Column("granted_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        sa.Column("visited_at", INSTANT, nullable=True),
        sa.Column("changed_in_portal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_accesses_person_id_persons")),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_accesses_siren_companies")),
        sa.PrimaryKeyConstraint("person_id", "siren", name=op.f("pk_accesses")),
    )
    op.create_index(op.f("ix_accesses_siren"), "accesses", ["siren"], unique=False)
    op.create_table(
        "contracts",
        _required("number"),
        _required("id"),
        _required("siren"),
        _required("product"),
        _required("label"),
        _required("status"),
        sa.Column("start_date", sa.Date(), nullable=False),
        _required("premium_mode"),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("online_form", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _optional("form"),
        _optional("agency"),
        _optional("contact"),
        sa.Column("activities", TEXT, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("operation_limit", MONEY, nullable=True),
        sa.Column("works_contract_limit", MONEY, nullable=True),
        sa.Column("deductible", MONEY, nullable=True),
        sa.Column("ccrd", sa.Boolean(), nullable=True),
        _optional("street"),
        _optional("postal_code"),
        _optional("city"),
        sa.ForeignKeyConstraint(["agency"], ["agencies.code"], name=op.f("fk_contracts_agency_agencies")),
        sa.ForeignKeyConstraint(["contact"], ["contacts.code"], name=op.f("fk_contracts_contact_contacts")),
        sa.ForeignKeyConstraint(["siren"], ["companies.siren"], name=op.f("fk_contracts_siren_companies")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contracts")),
        sa.UniqueConstraint("id", name=op.f("uq_contracts_id")),
        sa.UniqueConstraint("siren", "number", name=op.f("uq_contracts_siren_number")),
    )
    op.create_table(
        "claims",
        _required("number"),
        _required("contract"),
        _required("siren"),
        _required("cause"),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        _required("state"),
        _optional("street"),
        _optional("postal_code"),
        _optional("city"),
        _optional("handler"),
        _optional("receipt"),
        sa.ForeignKeyConstraint(
            ["siren", "contract"],
            ["contracts.siren", "contracts.number"],
            name=op.f("fk_claims_siren_contract_contracts"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_siren_contract"), "claims", ["siren", "contract"], unique=False)
    op.create_table(
        "declared_bases",
        _required("contract"),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        _required("heading"),
        _required("activity"),
        _required("siren"),
        sa.Column("amount", MONEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["siren", "contract"],
            ["contracts.siren", "contracts.number"],
            name=op.f("fk_declared_bases_siren_contract_contracts"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contract", "year", "heading", "activity", name=op.f("pk_declared_bases")),
    )
    op.create_index(op.f("ix_declared_bases_siren_contract"), "declared_bases", ["siren", "contract"], unique=False)
    op.create_table(
        "documents",
        _required("reference"),
        _required("id"),
        _required("contract"),
        _required("siren"),
        _required("kind"),
        sa.Column("year", sa.Integer(), nullable=False),
        _required("label"),
        sa.Column("published_on", sa.Date(), nullable=False),
        _required("file_key"),
        sa.Column("file_size", sa.BigInteger(), nullable=False),
        _required("file_sha256"),
        sa.Column("format", TEXT, server_default=sa.text("'pdf'"), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        _required("search_key"),
        sa.ForeignKeyConstraint(
            ["siren", "contract"],
            ["contracts.siren", "contracts.number"],
            name=op.f("fk_documents_siren_contract_contracts"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", name=op.f("uq_documents_id")),
    )
    op.create_index(
        op.f("ix_documents_siren_contract_year_published_on"),
        "documents",
        ["siren", "contract", "year", "published_on"],
        unique=False,
    )
    op.create_index(op.f("ix_documents_siren_published_on"), "documents", ["siren", "published_on"], unique=False)
    op.create_table(
        "periods",
        _required("contract"),
        sa.Column("start", sa.Date(), nullable=False),
        _required("siren"),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=True),
        sa.Column("requested_documents", TEXT, server_default=sa.text("'[]'"), nullable=False),
        sa.ForeignKeyConstraint(
            ["siren", "contract"],
            ["contracts.siren", "contracts.number"],
            name=op.f("fk_periods_siren_contract_contracts"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contract", "start", name=op.f("pk_periods")),
    )
    op.create_index(op.f("ix_periods_siren_contract"), "periods", ["siren", "contract"], unique=False)
