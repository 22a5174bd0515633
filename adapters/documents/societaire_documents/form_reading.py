"""What was typed into a form of ours, whoever saved it; runs confined."""

from typing import Any, BinaryIO

from pypdf.generic import DictionaryObject, NameObject

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
        text = _text(field.get("/V"))
        if text:
            values[str(name)] = text[:_LONGEST]
    information = reader.trailer.get("/Info")
    told = information.get_object() if information is not None else None
    mark = values.pop(MARKS, "")
    if not mark and isinstance(told, DictionaryObject):
        # Some programs drop hidden fields when they save.
        mark = _text(told.get(INFORMATION))
    return {"marks": mark, "values": values} if mark else None


def _text(value: Any) -> str:
    """A text as it is, the state of a box by its name; a box that is not ticked says nothing."""
    value = value.get_object() if value is not None else None
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bytes):
        return value.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, NameObject):
        return "" if value == "/Off" else str(value)[1:].lower()
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
