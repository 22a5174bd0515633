"""What is shown of a photograph: small copies, upright, without what its camera wrote; the original is evidence."""

from enum import StrEnum

from attrs import frozen

PHOTOGRAPHS = frozenset({"png", "jpeg", "heic"})
"""The kinds of files that copies are made of."""
COPY_FORMAT = "jpeg"
"""What every copy is, whatever its photograph is."""
LARGEST_SIDES = {"thumbnail": 240, "display": 1600}
"""In points; a smaller photograph is not made larger."""


class CopySize(StrEnum):
    """The one in lists, and the one that opens from there."""

    THUMBNAIL = "thumbnail"
    DISPLAY = "display"


@frozen
class Copy:
    """A copy as kept: its key, its size in bytes, its SHA-256."""

    file_key: str
    size: int
    sha256: str


@frozen
class Copies:
    """Both copies of one photograph."""

    thumbnail: Copy
    display: Copy

    def of(self, size: CopySize) -> Copy:
        """One of them."""
        return self.thumbnail if size is CopySize.THUMBNAIL else self.display
