"""A company whose every text column holds a mark, made from the schema so that a new column is marked too (T3)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from typing import Any

from attrs import field, frozen
from sqlalchemy import Column, Engine, insert

from societaire.identity.passwords import normal_password
from societaire.ports.passwords import PasswordHasher
from societaire.ports.storage import FileStore
from societaire.values import Siren
from societaire_db.tables import metadata
from societaire_db.types import Codes, Instant, Moments, Money, Pairs, Text, Texts
from tests.delivery.web.world import NOW, PASSWORD

CLOSED = {
    "accesses.profile": "administrator",
    "accesses.state": "live",
    "address_requests.state": "pending",
    "access_log.outcome": "done",
    "companies.status": "active",
    "contracts.premium_mode": "on_bases",
    "contracts.status": "active",
    "documents.format": "pdf",
    "documents.kind": "attestation",
    "call_backs.end": "10:00",
    "call_backs.start": "09:00",
    "call_backs.state": "asked",
    "claim_declarations.files": "[]",
    "claim_declarations.state": "draft",
    "claim_declarations.tree": "claim",
    "claim_messages.voice": "member",
    "claims.cause": "B1",
    "claims.state": "registered",
    "declared_bases.heading": "turnover",
    "declarations.state": "draft",
    "document_requests.document": "photographs",
    "declarations.way": "online",
    "links.purpose": "reset",
    "outbox.kind": "password_changed",
    "outbox.state": "queued",
    "uploads.state": "received",
}
"""Columns that hold one of a few codes: no mark fits in."""

PUBLIC = frozenset({"agencies"})
"""Tables that anybody may read."""

_TEXTS = (Text, Codes, Pairs, Texts)
_HEXADECIMAL = (
    *(f"{table}.id" for table in ("call_backs", "claim_declarations", "claims", "contracts", "declarations")),
    *(f"{table}.id" for table in ("documents", "persons", "sessions", "uploads")),
    "companies.file_owner",
)
_ADDRESSES = ("email", "recipient")
_SAMPLES: dict[type, object] = {
    date: date(2026, 1, 15),
    datetime: NOW,
    Decimal: Decimal("1500.00"),
    bool: False,
    int: 1,
}


@frozen
class Marked:
    """One company, its person and everything of it, marked with its name."""

    mark: str
    siren: Siren
    files: FileStore
    hasher: PasswordHasher
    written: dict[str, str] = field(factory=dict, init=False)

    @property
    def email(self) -> str:
        """The address of its person."""
        return self.written["persons.email"]

    @property
    def content(self) -> bytes:
        """What its document's file holds."""
        return f"%PDF-1.4\n{self.mark}-content\n%%EOF\n".encode()

    @property
    def canaries(self) -> dict[str, str]:
        """What each marked column holds, and the file."""
        named = {name: value for name, value in self.written.items() if name not in CLOSED}
        return {**named, "files.content": f"{self.mark}-content"}

    def write(self, engine: Engine) -> None:
        """One row in every table."""
        fixed = {**CLOSED, **self._stored()}
        with engine.begin() as connection:
            for table in metadata.sorted_tables:
                if table.name in PUBLIC:
                    continue
                row = {column.name: self._value(column, fixed) for column in table.columns}
                connection.execute(insert(table), row)

    def _stored(self) -> dict[str, Any]:
        owner = self._digits("companies.file_owner")
        stored = self.files.save(owner, BytesIO(self.content))
        return {
            "documents.file_key": stored.key,
            "documents.file_sha256": stored.sha256,
            "documents.file_size": stored.size,
            "documents.year": 2026,
            "declared_bases.year": 2026,
            "claim_numbers.year": int(self.siren.number),
            "declaration_numbers.year": int(self.siren.number),
            "credentials.password_hash": self.hasher.hash(normal_password(PASSWORD)),
            "access_log.id": int(self.siren.number),
            "events.number": int(self.siren.number),
        }

    def _value(self, column: Column[Any], fixed: Mapping[str, Any]) -> Any:
        name = f"{column.table.name}.{column.name}"
        referred = next((key.column for key in column.foreign_keys), None)
        if referred is not None and referred.table.name in PUBLIC:
            return public_value(referred)
        if not isinstance(column.type, _TEXTS):
            return fixed.get(name, _sample(column))
        text = fixed[name] if name in fixed else self._text(column)
        if referred is None and column.name not in ("siren", "person_id"):
            self.written[name] = text
        if isinstance(column.type, Codes):
            return (text,)
        if isinstance(column.type, Texts):
            return {text: text}
        return ((text, text),) if isinstance(column.type, Pairs) else text

    def _text(self, column: Column[Any]) -> str:
        referred = next((key.column for key in column.foreign_keys), None)
        if column.name == "siren":
            return str(self.siren)
        if referred is not None:
            return self._text(referred)
        name = f"{column.table.name}.{column.name}"
        if column.name == "person_id":
            return self._digits("persons.id")
        if name in _HEXADECIMAL:
            return self._digits(name)
        mark = f"{self.mark}-{column.table.name}-{column.name}"
        return f"{mark}@mark.example".lower() if column.name.endswith(_ADDRESSES) else mark

    def _digits(self, name: str) -> str:
        return sha256(f"{self.mark} {name}".encode()).hexdigest()[:32]


def write_public(engine: Engine) -> None:
    """The one agency that everybody has."""
    with engine.begin() as connection:
        for table in (metadata.tables[name] for name in PUBLIC):
            connection.execute(insert(table), {column.name: public_value(column) for column in table.columns})


def public_value(column: Column[Any]) -> str:
    """What a public table holds."""
    return f"public-{column.name}"


def text_columns() -> Iterator[str]:
    """Every column of text that a company's row may hold, a code of a few apart."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            own = not column.foreign_keys and column.name not in ("siren", "person_id")
            if table.name not in PUBLIC and own and isinstance(column.type, _TEXTS):
                yield f"{table.name}.{column.name}"


def _sample(column: Column[Any]) -> object:
    if isinstance(column.type, Instant):
        return datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    if isinstance(column.type, Moments):
        return (NOW,)
    return Decimal("1500.00") if isinstance(column.type, Money) else _SAMPLES[column.type.python_type]
