"""The kinds of files that members may send, told by their first bytes, never by their name (RULES E6)."""

from collections.abc import Mapping
from types import MappingProxyType

ACCEPTED = ("pdf", "png", "jpeg", "heic")
MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg", "heic": "image/heic"}
)
"""The type under which each is served: from its content, never from its name."""
HEAD = 32
"""How many bytes `kind_of` looks at."""

_NAMES: Mapping[str, str] = MappingProxyType(
    {"pdf": "pdf", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "jfif": "jpeg", "heic": "heic", "heif": "heic"}
)
_ENDINGS: Mapping[str, str] = MappingProxyType({"pdf": "pdf", "png": "png", "jpeg": "jpg", "heic": "heic"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})


def kind_of(head: bytes) -> str | None:
    """The kind that a content begins like: pdf, png, jpeg or heic; None for any other."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "heic"
    return None


def kind_named(name: str) -> str | None:
    """The kind that a name says; None for any other, or no ending at all."""
    return _NAMES.get(name.rpartition(".")[2].lower())


def named(name: str, kind: str) -> str:
    """The name with the ending of what the content is: a PDF called `bilan.exe` is kept as `bilan.exe.pdf`."""
    name = name.rstrip(". ")
    return name if kind_named(name) == kind else f"{name}.{_ENDINGS[kind]}"
