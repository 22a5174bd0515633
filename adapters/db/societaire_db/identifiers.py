"""Identifiers drawn by the database itself, for rows that it makes in sets."""

from sqlalchemy import ColumnElement, cast, func
from sqlalchemy import Text as PlainText


def random_identifier(*, postgresql: bool) -> ColumnElement[str]:
    """Thirty-two hexadecimal digits, drawn anew for each row."""
    if postgresql:
        return func.replace(cast(func.gen_random_uuid(), PlainText()), "-", "")
    return func.lower(func.hex(func.randomblob(16)))
