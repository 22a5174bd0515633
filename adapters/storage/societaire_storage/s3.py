"""Files on S3 or a service that speaks like it."""

import hashlib
import io
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import Any, BinaryIO, cast

from aiohttp import ClientError as ConnectionCut
from attrs import define, field
from botocore.exceptions import BotoCoreError, ClientError
from fsspec.asyn import sync
from s3fs import S3FileSystem

from societaire.ports.storage import FileMissing, StorageUnavailable, StoredFile, check_owner, file_key, is_file_key
from societaire.values import instant
from societaire_storage.outages import outages
from societaire_storage.pieces import Pieces

_PART = 8 * 1024 * 1024
_PARTS_AT_ONCE = 2
_READ_AHEAD = 4 * 1024 * 1024
_SLOWEST = 256 * 1024
"""Bytes a second below which a network is as good as down."""

_reached = partial(outages, BotoCoreError, ClientError, ConnectionCut)


@define
class S3FileStore:
    """Keeps each file as one object; every call ends within `seconds`, plus what a slow network needs to carry it."""

    bucket: str
    prefix: str
    endpoint: str | None = None
    seconds: float = 30
    _connected: dict[int, S3FileSystem] = field(factory=dict, init=False, repr=False)
    _connecting: Lock = field(factory=Lock, init=False, repr=False)

    def save(self, owner: str, content: BinaryIO) -> StoredFile:
        """Spool to a local file to know the hash, put, then ask S3 what it holds.

        A wrong object is left to the collector: removing it could remove what another save of it has just put right.
        """
        check_owner(owner)
        pieces = Pieces(content)
        with outages():
            spool = NamedTemporaryFile(buffering=0, prefix="societaire-")  # noqa: SIM115 - closed below
        with spool:
            for piece in pieces:
                left = memoryview(piece)
                with outages():
                    while left:
                        left = left[spool.write(left) :]
            stored = StoredFile(file_key(owner, pieces.sha256), pieces.size, pieces.sha256)
            with _reached():
                self._put(spool.name, stored)
        return stored

    def open(self, key: str) -> BinaryIO:
        """Read a content, some megabytes ahead."""
        if not is_file_key(key):
            raise FileMissing
        with _reached():
            try:
                file = self._fs().open(f"{self.bucket}/{self._name(key)}", "rb", block_size=_READ_AHEAD)
            except FileNotFoundError as error:
                raise FileMissing from error
        return cast(BinaryIO, io.BufferedReader(_Reader(file)))

    def size(self, key: str) -> int | None:
        """Bytes, or None; a service that hides absent objects answers 403, which is an outage."""
        if not is_file_key(key):
            return None
        with _reached():
            try:
                return int(self._call("head_object", Key=self._name(key))["ContentLength"])
            except FileNotFoundError:
                return None

    def delete(self, key: str, saved_before: datetime | None = None) -> bool:
        """Forget a content, unless it is newer."""
        limit = saved_before and instant(saved_before)
        if is_file_key(key):
            with _reached(), suppress(FileNotFoundError):
                if limit is not None and self._call("head_object", Key=self._name(key))["LastModified"] >= limit:
                    return False
                self._call("delete_object", Key=self._name(key))
        return True

    def keys(self, older_than: datetime) -> Iterator[str]:
        """Keys of older contents, a thousand objects at a time."""
        return self._keys(instant(older_than))

    def _keys(self, limit: datetime) -> Iterator[str]:
        following: dict[str, str] = {}
        while True:
            with _reached():
                page = self._call("list_objects_v2", Prefix=self._name("s/"), **following)
            for item in page.get("Contents", ()):
                key = item["Key"].removeprefix(self._name(""))
                if item["LastModified"] < limit and is_file_key(key):
                    yield key
            if not page.get("IsTruncated"):
                return
            following = {"ContinuationToken": page["NextContinuationToken"]}

    def _put(self, path: str, stored: StoredFile) -> None:
        fs = self._fs()
        # s3fs names its coroutines with an underscore; the plain methods over them know no deadline.
        sync(
            fs.loop,
            fs._put_file,  # noqa: SLF001 - the public one has no deadline
            path,
            f"{self.bucket}/{self._name(stored.key)}",
            chunksize=_PART,
            max_concurrency=_PARTS_AT_ONCE,
            timeout=self.seconds + stored.size / _SLOWEST,
        )
        held = self._call("head_object", Key=self._name(stored.key))
        if held["ContentLength"] != stored.size or not _same(held, path, stored.size):
            raise StorageUnavailable

    def _call(self, operation: str, **arguments: str) -> Any:
        fs = self._fs()
        return sync(fs.loop, fs._call_s3, operation, Bucket=self.bucket, **arguments, timeout=self.seconds)  # noqa: SLF001

    def _name(self, key: str) -> str:
        return f"{self.prefix}/{key}" if self.prefix else key

    def _fs(self) -> S3FileSystem:
        # s3fs is bound to the process that made it, and a server forks; made under a lock, for it would open one
        # session for each thread that comes first.
        with self._connecting:
            fs = self._connected.get(os.getpid())
            if fs is None:
                fs = S3FileSystem(
                    endpoint_url=self.endpoint,
                    use_listings_cache=False,
                    skip_instance_cache=True,
                    config_kwargs={
                        "connect_timeout": min(5, self.seconds),
                        "read_timeout": self.seconds,
                        "retries": {"total_max_attempts": 1},
                    },
                )
                fs.retries = 2
                connect: Callable[[], Awaitable[object]] = fs.set_session
                sync(fs.loop, connect, timeout=self.seconds)
                self._connected[os.getpid()] = fs
            return fs


class _Reader(io.RawIOBase):
    """An object's bytes; what cuts them short is an outage, never a shorter file."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._left = int(file.size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _reached():
            data = self._file.read(len(buffer))
        if not data and self._left > 0:
            raise StorageUnavailable
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def _same(held: dict[str, Any], path: str, size: int) -> bool:
    # The ETag is the content's MD5, or the MD5 of its parts' MD5, unless S3 encrypts with a key of its own management.
    if str(held.get("ServerSideEncryption", "AES256")) != "AES256" or "SSECustomerAlgorithm" in held:
        return True
    one_put = size < 2 * _PART
    whole, parts = _md5(), _md5()
    count = 0
    with Path(path).open("rb") as file:
        while part := file.read(_PART):
            whole.update(part)
            parts.update(_md5(part).digest())
            count += 1
    expected = whole.hexdigest() if one_put else f"{parts.hexdigest()}-{count}"
    return str(held["ETag"]).strip('"') == expected


_md5 = partial(hashlib.md5, usedforsecurity=False)
