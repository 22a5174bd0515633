"""What holds every table, and how constraints are named."""

from sqlalchemy import ForeignKeyConstraint, MetaData

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


def of_contract() -> ForeignKeyConstraint:
    """The contract of a row that has its `siren`: one that moves to another company takes its rows along."""
    return ForeignKeyConstraint(["siren", "contract"], ["contracts.siren", "contracts.number"], onupdate="CASCADE")
