"""One bucket of S3, or of a service that speaks like it: what every store upon it shares."""

import hashlib
import io
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import IO, Any, BinaryIO, cast

from aiohttp import ClientError as ConnectionCut
from attrs import define, field
from botocore.exceptions import BotoCoreError, ClientError
from fsspec.asyn import sync
from s3fs import S3FileSystem

from societaire.ports.storage import StorageUnavailable
from societaire_storage.outages import outages

_PART = 8 * 1024 * 1024
_PARTS_AT_ONCE = 2
_READ_AHEAD = 4 * 1024 * 1024
_SLOWEST = 256 * 1024
"""Bytes a second below which a network is as good as down."""

reached = partial(outages, BotoCoreError, ClientError, ConnectionCut)
"""What a service that is out raises, as an outage of the storage."""


@define
class S3Bucket:
    """Objects under a prefix; every call ends within `seconds`, plus what a slow network needs to carry it."""

    name: str
    prefix: str
    endpoint: str | None = None
    seconds: float = 30
    _connected: dict[int, S3FileSystem] = field(factory=dict, init=False, repr=False)
    _connecting: Lock = field(factory=Lock, init=False, repr=False)

    def open(self, key: str) -> BinaryIO:
        """Read an object forward, some megabytes ahead; raises FileNotFoundError."""
        with reached():
            try:
                file = self._fs().open(f"{self.name}/{self.object_name(key)}", "rb", block_size=_READ_AHEAD)
            except FileNotFoundError as error:
                absent = error
            else:
                return cast(BinaryIO, io.BufferedReader(_Reader(file)))
        raise absent

    def pages(self, start: str) -> Iterator[list[dict[str, Any]]]:
        """The objects whose key begins so, by key, a thousand at a time; their `Key` is ours, without the prefix."""
        following: dict[str, str] = {}
        while True:
            with reached():
                page = self.call("list_objects_v2", Prefix=self.object_name(start), **following)
            yield [{**item, "Key": item["Key"].removeprefix(self.object_name(""))} for item in page.get("Contents", ())]
            if not page.get("IsTruncated"):
                return
            following = {"ContinuationToken": page["NextContinuationToken"]}

    def delete(self, key: str) -> None:
        """Remove an object; harmless when there is none."""
        with suppress(FileNotFoundError):
            self.call("delete_object", Key=self.object_name(key))

    def put(self, path: str, key: str, size: int) -> None:
        """Send a local file, then ask what is held; raises StorageUnavailable when it is not the same."""
        fs = self._fs()
        # s3fs names its coroutines with an underscore; the plain methods over them know no deadline.
        sync(
            fs.loop,
            fs._put_file,  # noqa: SLF001 - the public one has no deadline
            path,
            f"{self.name}/{self.object_name(key)}",
            chunksize=_PART,
            max_concurrency=_PARTS_AT_ONCE,
            timeout=self.seconds + size / _SLOWEST,
        )
        held = self.call("head_object", Key=self.object_name(key))
        if held["ContentLength"] != size or not _same(held, path, size):
            raise StorageUnavailable

    def call(self, operation: str, **arguments: str) -> Any:
        """One request of S3's own; raises FileNotFoundError for what is not there."""
        fs = self._fs()
        # As for `put`: the public `call_s3` knows no deadline.
        ask = fs._call_s3  # noqa: SLF001 - see above
        return sync(fs.loop, ask, operation, Bucket=self.name, **arguments, timeout=self.seconds)

    def object_name(self, key: str) -> str:
        """Where a key lies in the bucket."""
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
                        # Twice that at the most: a 500 or a 503 is S3's way to ask for the same once more.
                        "read_timeout": self.seconds / 2,
                        "retries": {"mode": "standard", "total_max_attempts": 2},
                    },
                )
                # Those are of what botocore leaves alone: a content that is cut on its way.
                fs.retries = 2
                connect: Callable[[], Awaitable[object]] = fs.set_session
                sync(fs.loop, connect, timeout=self.seconds)
                self._connected[os.getpid()] = fs
            return fs


def spooled() -> IO[bytes]:
    """A local file that is gone once it is closed."""
    with outages():
        return NamedTemporaryFile(buffering=0, prefix="societaire-")


def write_all(file: IO[bytes], piece: bytes) -> None:
    """Write to its end on a file without buffer; our own disk's failure is an outage, the content's is not."""
    left = memoryview(piece)
    with outages():
        while left:
            left = left[file.write(left) :]


class _Reader(io.RawIOBase):
    """An object's bytes; what cuts them short is an outage, never a shorter file."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._left = int(file.size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with reached():
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
