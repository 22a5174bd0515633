"""What is in a file that somebody sent, judged before anything else opens it."""

from typing import BinaryIO, Protocol

from attrs import frozen

from societaire.errors import Busy, Problem, Value


class InspectorBusy(Busy):
    """Every place where a file may be looked at is taken: ask again."""

    code = "inspector_busy"

    def __init__(self, retry_after: int = 10, **values: Value) -> None:
        super().__init__(retry_after, **values)


@frozen
class Inspected:
    """A file that can be accepted: its format (pdf, png, jpeg, heic) and its number of pages, 1 for a picture."""

    format: str
    pages: int


class Inspector(Protocol):
    """Opens files that may be hostile, where they can harm nothing."""

    def inspect(self, content: BinaryIO) -> Inspected | Problem:
        """What a seekable content is, or why it can't be accepted; it is read from its beginning and left open.

        Its name is of no interest: what a content is decides (RULES E6), and `societaire.uploads.kinds.named` ends the
        name accordingly. Problems are of the field `file`: file_empty, file_not_accepted (of no accepted kind),
        file_truncated, file_damaged, file_protected (encrypted), file_active (scripts, actions or files inside),
        file_too_many_pages (most), file_too_many_pixels (most, in millions), file_animated, file_too_complex (it
        unfolds, or takes time, beyond measure). Raises InspectorBusy; errors of `content` itself go through.
        """
