"""Files on S3 or a service that speaks like it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import BinaryIO

from attrs import define, field

from societaire.ports.storage import FileMissing, StoredFile, check_owner, file_key, is_file_key
from societaire.values import instant
from societaire_storage.pieces import Pieces
from societaire_storage.s3_bucket import S3Bucket, reached, spooled, write_all


@define
class S3FileStore:
    """Keeps each file as one object; every call ends within `seconds`, plus what a slow network needs to carry it."""

    bucket: str
    prefix: str
    endpoint: str | None = None
    seconds: float = 30
    _bucket: S3Bucket = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._bucket = S3Bucket(self.bucket, self.prefix, self.endpoint, self.seconds)

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        """Spool to a local file to know the hash, put, then ask S3 what it holds.

        A wrong object is left to the collector: removing it could remove what another save of it has just put right.
        """
        check_owner(owner)
        pieces = Pieces(content)
        with spooled() as spool:
            for piece in pieces:
                write_all(spool, piece)
            stored = StoredFile(file_key(owner, pieces.sha256), pieces.size, pieces.sha256)
            with reached():
                self._bucket.put(spool.name, stored.key, stored.size)
        return stored

    def open(self, key: str) -> BinaryIO:
        """Read a content, some megabytes ahead."""
        if not is_file_key(key):
            raise FileMissing
        try:
            return self._bucket.open(key)
        except FileNotFoundError as error:
            raise FileMissing from error

    def size(self, key: str) -> int | None:
        """Bytes, or None; a service that hides absent objects answers 403, which is an outage."""
        if not is_file_key(key):
            return None
        with reached():
            try:
                return int(self._bucket.call("head_object", Key=self._bucket.object_name(key))["ContentLength"])
            except FileNotFoundError:
                return None

    def delete(self, key: str, saved_before: datetime | None = None) -> bool:
        """Forget a content, unless it is newer."""
        limit = saved_before and instant(saved_before)
        if is_file_key(key):
            with reached(), suppress(FileNotFoundError):
                name = self._bucket.object_name(key)
                if limit is not None and self._bucket.call("head_object", Key=name)["LastModified"] >= limit:
                    return False
                self._bucket.delete(key)
        return True

    def keys(self, older_than: datetime) -> Iterator[str]:
        """Keys of older contents, a thousand objects at a time."""
        return self._keys(instant(older_than))

    def _keys(self, limit: datetime) -> Iterator[str]:
        for page in self._bucket.pages("s/"):
            for item in page:
                if item["LastModified"] < limit and is_file_key(item["Key"]):
                    yield item["Key"]
