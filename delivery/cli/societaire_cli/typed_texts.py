"""Texts by name, as staff gives them in a JSON file: the fields of a form, the answers about a claim."""

import json
from typing import BinaryIO

_MOST_BYTES = 1024 * 1024


def texts_of(source: BinaryIO) -> dict[str, str] | None:
    """The texts of a JSON object; None for anything else, or for more than 1 MiB."""
    content = source.read(_MOST_BYTES + 1)
    try:
        found = json.loads(content) if len(content) <= _MOST_BYTES else None
    except ValueError:
        return None
    is_of_texts = isinstance(found, dict) and all(isinstance(text, str) for text in found.values())
    return found if is_of_texts else None
