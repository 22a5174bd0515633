"""Where the pieces of an upload lie, whatever keeps them: apart from whole files, under names that nobody gives."""

import re

from societaire.ports.storage import check_owner

FOLDER = "p"
_NAME = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(rf"{FOLDER}/([0-9a-f]{{32}})/[0-9a-f]{{32}}")

check_upload = check_owner
"""Raise ValueError unless an upload is 32 lower-case hexadecimal characters, as owners are."""


def is_piece(name: str) -> bool:
    """Whether a piece could have that name."""
    return _NAME.fullmatch(name) is not None


def upload_of(key: str) -> str | None:
    """The upload of a piece's key; None for what is no such key."""
    found = _KEY.fullmatch(key)
    return found[1] if found else None
