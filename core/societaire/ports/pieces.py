"""The pieces of files that are still coming, where any machine of the installation can take them up."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO, Protocol

from societaire.errors import NotFound


class PieceMissing(NotFound):
    """A piece that was kept is not there any more: the file has to be sent again from its beginning."""

    code = "piece_missing"


class PieceStore(Protocol):
    """Keeps pieces under the upload that they belong to; every method may raise StorageUnavailable.

    `upload` is 32 lower-case hexadecimal characters, else ValueError.
    """

    def keep(self, upload: str, content: BinaryIO, *, whole: bool = False) -> str:
        """Read `content` to its end and return the name of the new piece, durable when this returns.

        Two pieces never share a name. A `whole` one is likely to be all of its file, which may then be kept at less
        cost. An error that `content` itself raises goes through, and nothing is kept.
        """

    def open(self, upload: str, names: Sequence[str]) -> BinaryIO:
        """Those pieces one after the other as one seekable content, to be closed; raises PieceMissing."""

    def forget(self, upload: str) -> None:
        """Remove every piece of an upload; harmless when there is none."""

    def uploads(self, older_than: datetime) -> Iterator[str]:
        """Uploads whose pieces were all kept before `older_than`, in no order, found as they are asked for.

        Raises ValueError when `older_than` has no time zone.
        """
