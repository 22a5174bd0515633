"""What a file really is, judged by its first and last bytes, never by its name (RULES E6)."""

from typing import BinaryIO

from societaire.errors import Problem

TAIL = 2048
_SIGNATURES = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
_ENDINGS = {"pdf": b"%%EOF", "png": b"IEND", "jpeg": b"\xff\xd9"}
_NAMES = {"pdf": "pdf", "png": "png", "jpg": "jpeg", "jpeg": "jpeg"}


def format_of(content: BinaryIO, name: str, largest: int) -> str | Problem:
    """The format of a seekable content: pdf, png or jpeg; or what is wrong with it.

    Problems are of the field `file`: file_empty, file_too_large (largest, in bytes), file_kind (the content is not
    what the name says, or of a kind that is not accepted), file_truncated (its end is missing).
    """
    size = content.seek(0, 2)
    if size == 0:
        return Problem("file", "file_empty")
    if size > largest:
        return Problem.of("file", "file_too_large", largest=largest)
    content.seek(0)
    head = content.read(16)
    content.seek(max(0, size - TAIL))
    tail = content.read(TAIL)
    content.seek(0)
    found = next((kind for kind, signature in _SIGNATURES.items() if head.startswith(signature)), None)
    if found is None or found != _NAMES.get(name.rpartition(".")[2].lower()):
        return Problem("file", "file_kind")
    if _ENDINGS[found] not in tail:
        return Problem("file", "file_truncated")
    return found
