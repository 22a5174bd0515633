"""Text looked for inside columns that hold it folded (societaire.values.folded)."""

from typing import Any

from sqlalchemy import Column, ColumnElement, bindparam

_ESCAPE = "\\"
_LONGEST = 1000
"""Characters compared at most: SQLite refuses patterns of 50,000 bytes, and no name is that long."""


def containing(column: Column[Any], parameter: str) -> ColumnElement[bool]:
    """Whether the column holds the text given as `parameter`, which `contains` prepares."""
    return column.like(bindparam(parameter), escape=_ESCAPE)


def contains(text: str) -> str:
    """The pattern of a folded text: nothing in it is a wildcard."""
    text = text[:_LONGEST]
    for special in (_ESCAPE, "%", "_"):
        text = text.replace(special, _ESCAPE + special)
    return f"%{text}%"
