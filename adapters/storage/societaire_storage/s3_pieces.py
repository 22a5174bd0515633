"""Pieces of files that are still coming, on S3 or a service that speaks like it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, groupby
from secrets import token_hex
from typing import Any, BinaryIO, cast

from attrs import define, field

from societaire.ports.pieces import PieceMissing
from societaire.values import instant
from societaire_storage.pieces import PIECE, Pieces
from societaire_storage.s3_bucket import S3Bucket, reached, spooled, write_all
from societaire_storage.upload_keys import FOLDER, check_upload, is_piece, upload_of


@define
class S3PieceStore:
    """One object for each piece, whatever its size: S3's own parts have a least size, and an order of their own."""

    bucket: str
    prefix: str
    endpoint: str | None = None
    seconds: float = 30
    _bucket: S3Bucket = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._bucket = S3Bucket(self.bucket, self.prefix, self.endpoint, self.seconds)

    def keep(self, upload: str, content: BinaryIO, *, whole: bool = False) -> str:  # noqa: ARG002 - the port asks
        """Spool to a local file, put, then ask S3 what it holds."""
        check_upload(upload)
        name = token_hex(16)
        pieces = Pieces(content, hashed=False)
        with spooled() as spool:
            for piece in pieces:
                write_all(spool, piece)
            with reached():
                self._bucket.put(spool.name, f"{FOLDER}/{upload}/{name}", pieces.size)
        return name

    def open(self, upload: str, names: Sequence[str]) -> BinaryIO:
        """Fetched into a local file: what reads it goes back and forth."""
        check_upload(upload)
        spool = spooled()
        try:
            for name in names:
                self._fetch(upload, name, cast(BinaryIO, spool))
            spool.seek(0)
        except BaseException:
            spool.close()
            raise
        return cast(BinaryIO, spool)

    def forget(self, upload: str) -> None:
        """Remove pieces."""
        check_upload(upload)
        for page in self._bucket.pages(f"{FOLDER}/{upload}/"):
            for item in page:
                with reached():
                    self._bucket.delete(item["Key"])

    def uploads(self, older_than: datetime) -> Iterator[str]:
        """Uploads without newer pieces; objects come by their key, those of one upload together."""
        return self._uploads(instant(older_than))

    def _uploads(self, limit: datetime) -> Iterator[str]:
        items: Iterator[dict[str, Any]] = chain.from_iterable(self._bucket.pages(f"{FOLDER}/"))
        for upload, pieces in groupby(items, lambda item: upload_of(item["Key"])):
            newer = [item for item in pieces if item["LastModified"] >= limit]
            if upload and not newer:
                yield upload

    def _fetch(self, upload: str, name: str, spool: BinaryIO) -> None:
        if not is_piece(name):
            raise PieceMissing
        try:
            content = self._bucket.open(f"{FOLDER}/{upload}/{name}")
        except FileNotFoundError as error:
            raise PieceMissing from error
        with content:
            while piece := content.read(PIECE):
                write_all(spool, piece)
