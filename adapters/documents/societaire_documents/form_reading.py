"""What was typed into a form of ours, whoever saved it; runs confined."""

from typing import Any, BinaryIO

from pypdf.generic import DictionaryObject

from societaire_documents.fields import INFORMATION, MARKS
from societaire_documents.pdf_library import opened

_MOST_FIELDS = 20_000
_LONGEST = 10_000


def read_form(file: BinaryIO) -> dict[str, Any] | None:
    """The marks and the values by name; None when there is neither."""
    reader = opened(file)
    fields = reader.get_fields() or {}
    values: dict[str, str] = {}
    for name, field in list(fields.items())[:_MOST_FIELDS]:
        text = _state(field.get("/V")) if field.get("/FT") == "/Btn" else _text(field.get("/V"))
        if text:
            values[str(name)] = text[:_LONGEST]
    information = reader.trailer.get("/Info")
    told = information.get_object() if information is not None else None
    mark = values.pop(MARKS, "")
    if not mark and isinstance(told, DictionaryObject):
        # Some programs drop hidden fields when they save.
        mark = _text(told.get(INFORMATION))
    return {"marks": mark, "values": values} if mark else None


def _state(value: Any) -> str:
    """Which box of a question is ticked; programs write it as a name or as a text."""
    state = _text(value).removeprefix("/")
    return "" if state == "Off" else state.lower()


def _text(value: Any) -> str:
    value = value.get_object() if value is not None else None
    if value is None or isinstance(value, list | dict):
        return ""
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")
