"""Rows: tables, repositories, unit of work and outbox on SQLAlchemy Core, with their migrations."""
