"""Every row that names a file: what is named nowhere is collected, what is named must be there."""

from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, bindparam, cast, literal, null, select, union_all

from societaire_db.claim_tables import claim_declarations
from societaire_db.declaration_tables import declarations
from societaire_db.tables import documents
from societaire_db.types import Text
from societaire_db.upload_tables import uploads

_DOCUMENTS, _DECLARATIONS, _UPLOADS = documents.c, declarations.c, uploads.c
_CLAIMS = claim_declarations.c
_UNTOLD: ColumnElement[Any] = cast(null(), BigInteger())
# What a row is called, its file's key, size (where the row keeps it) and hash.
_NAMED: tuple[tuple[ColumnElement[Any], Column[Any], ColumnElement[Any], Column[Any]], ...] = (
    (_DOCUMENTS.reference, _DOCUMENTS.file_key, _DOCUMENTS.file_size, _DOCUMENTS.file_sha256),
    (
        literal("receipt:", Text()) + _DECLARATIONS.id,
        _DECLARATIONS.receipt_file_key,
        _UNTOLD,
        _DECLARATIONS.receipt_sha256,
    ),
    (literal("scan:", Text()) + _DECLARATIONS.id, _DECLARATIONS.scan_file_key, _UNTOLD, _DECLARATIONS.scan_sha256),
    (literal("claim:", Text()) + _CLAIMS.id, _CLAIMS.receipt_file_key, _UNTOLD, _CLAIMS.receipt_sha256),
    (literal("upload:", Text()) + _UPLOADS.id, _UPLOADS.file_key, _UPLOADS.file_size, _UPLOADS.file_sha256),
    (
        literal("thumbnail:", Text()) + _UPLOADS.id,
        _UPLOADS.thumbnail_file_key,
        _UPLOADS.thumbnail_size,
        _UPLOADS.thumbnail_sha256,
    ),
    (
        literal("display:", Text()) + _UPLOADS.id,
        _UPLOADS.display_file_key,
        _UPLOADS.display_size,
        _UPLOADS.display_sha256,
    ),
)

NAMING_FILES = tuple(key for _, key, _, _ in _NAMED)
"""Every column that names a file (a test compares with the tables)."""

CONTENTS = tuple(
    select(key, size, sha256).where(key.is_not(None)).distinct().order_by(key) for _, key, size, sha256 in _NAMED
)
"""Key, size and hash of every content, once for each column that names it."""

NAMED = tuple(select(key).distinct().where(key.in_(bindparam("keys", expanding=True))) for _, key, _, _ in _NAMED)
"""Those of some keys that a row names, column by column."""

_PORTIONS = tuple(
    select(
        name.label("name"),
        key.table.c.siren.label("siren"),
        key.label("key"),
        size.label("size"),
        sha256.label("sha256"),
    )
    .where(key.is_not(None), name > bindparam("after"))
    .order_by(name)
    .limit(bindparam("most"))
    .subquery()
    for name, key, size, sha256 in _NAMED
)
PORTION = union_all(*map(select, _PORTIONS)).order_by("name").limit(bindparam("most"))
"""Name, company, key, size and hash of the first rows whose name comes after one."""
