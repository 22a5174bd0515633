"""The copies that are shown of a photograph, made where a hostile one can harm nothing."""

from typing import BinaryIO, Protocol

from attrs import frozen


@frozen
class MadeCopies:
    """Two JPEG pictures, upright, of the sides that `societaire.uploads.copies` bounds."""

    thumbnail: bytes
    display: bytes


class PhotographCopier(Protocol):
    """Draws photographs again; nothing but their points goes from one to the other."""

    def copies(self, content: BinaryIO) -> MadeCopies | None:
        """The copies of a PNG, JPEG or HEIC content, read from its beginning and left open; None when none can be made.

        No copy holds the place, the day, the camera, the author, a comment, or a colour profile of the original; what
        is transparent is white. Raises InspectorBusy; errors of `content` itself go through.
        """
