"""The parts of a JPEG: those that make the picture, without those that tell of the camera, the place and the author."""

import re

_KEPT_APPLICATIONS = frozenset({0xE0, 0xEE})
"""JFIF and Adobe: how colours are written."""
_FIRST_APPLICATION, _COMMENT = 0xE0, 0xFE
_SCAN = 0xDA
_LAST = 0xD9
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""What ends a scan: neither a byte of it written twice, nor a restart."""


def bare(content: bytes) -> bytes:
    """The same picture without Exif, comments and whatever follows its end; raises ValueError when it is no JPEG."""
    if not content.startswith(b"\xff\xd8"):
        raise ValueError(content[:2])
    kept = [b"\xff\xd8"]
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if content[at] != 0xFF or size < 2:
            raise ValueError(at)
        if marker == _SCAN:
            break
        if marker in _KEPT_APPLICATIONS or not (_FIRST_APPLICATION <= marker <= _COMMENT):
            kept.append(content[at : at + 2 + size])
        at += 2 + size
    end = _end(content, at)
    return b"".join(kept) + content[at:end]


def _end(content: bytes, at: int) -> int:
    """Where the picture ends; a second picture behind, or anything else, is left out."""
    while found := _MARKER.search(content, at):
        if found[0][1] == _LAST:
            return found.end()
        at = found.start() + 2 + int.from_bytes(content[found.end() : found.end() + 2], "big")
    return len(content)
