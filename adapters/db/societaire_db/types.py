"""Column types: the same values come back from SQLite and from PostgreSQL."""

# ruff: noqa: ARG002 - SQLAlchemy names the arguments, wanted or not.

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Numeric, types
from sqlalchemy.types import TypeDecorator, TypeEngine

CENT = Decimal("0.01")
MOST_EUROS = Decimal(10) ** 16
"""Amounts stay below this: eighteen digits, cents included."""


class Text(TypeDecorator[str]):
    """Text ordered by code point on both databases; what PostgreSQL can't hold (NUL, surrogates) becomes U+FFFD."""

    impl = types.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """PostgreSQL's own order depends on the machine; "C" does not."""
        return types.Text(collation="C" if dialect.name == "postgresql" else None)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What a stranger sends must find nothing rather than break the query."""
        if value is None or value.isprintable():
            return value
        return value.replace("\0", "\ufffd").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond, always with its time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a moment without time zone rather than guess it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(value)
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite gives no time zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Money(TypeDecorator[Decimal]):
    """Euros and cents, exact: NUMERIC(18, 2) on PostgreSQL, whole cents on SQLite, which has no exact decimals."""

    impl = Numeric(18, 2)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Whole cents where decimals would become floats."""
        return Numeric(18, 2) if dialect.name == "postgresql" else BigInteger()

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | int | None:
        """Raises ValueError for parts of a cent, or too many digits: nothing is rounded silently."""
        if value is None:
            return None
        if not value.is_finite() or abs(value) >= MOST_EUROS or value != (exact := value.quantize(CENT)):
            raise ValueError(value)
        return exact if dialect.name == "postgresql" else int(exact.scaleb(2))

    def process_result_value(self, value: Decimal | int | None, dialect: Dialect) -> Decimal | None:
        """Two decimals, whatever the database."""
        if value is None:
            return None
        return Decimal(value).scaleb(-2) if dialect.name != "postgresql" else Decimal(value)


class Codes(TypeDecorator[tuple[str, ...]]):
    """A list of codes as JSON text, compared as text by the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """Compact, so that equal lists are equal texts."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """A tuple, as the domain holds it."""
        return None if value is None else _codes(value)


# The same few lists come back on every page.
@lru_cache(maxsize=1024)
def _codes(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


class Pairs(TypeDecorator[tuple[tuple[str, str], ...]]):
    """Named values in order, as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[tuple[str, str]] | None, dialect: Dialect) -> str | None:
        """A list of pairs keeps the order, as an object might not."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[tuple[str, str], ...] | None:
        """Tuples, as the domain holds them."""
        return None if value is None else tuple((name, text) for name, text in json.loads(value))


class Texts(TypeDecorator[Mapping[str, str]]):
    """Texts by name, as a JSON object that keeps their order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> str | None:
        """Compact."""
        return None if value is None else json.dumps(dict(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Mapping[str, str] | None:
        """A mapping of its own."""
        return None if value is None else dict(json.loads(value))


class Moments(TypeDecorator[tuple[datetime, ...]]):
    """Moments as a JSON list of ISO texts in UTC."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[datetime] | None, dialect: Dialect) -> str | None:
        """In UTC, to the microsecond."""
        return None if value is None else json.dumps([moment.astimezone(UTC).isoformat() for moment in value])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[datetime, ...] | None:
        """With their time zone."""
        return None if value is None else tuple(datetime.fromisoformat(text) for text in json.loads(value))
