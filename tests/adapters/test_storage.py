"""Files when the disk is full, the power fails or the service is down."""

import errno
import hashlib
import io
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest

from societaire.ports.storage import StorageUnavailable
from societaire_storage import open_file_store
from societaire_storage.disk import DiskFileStore
from societaire_storage.s3 import S3FileStore

OWNER = "0123456789abcdef" * 2
MIB = 1024 * 1024
FAR_AHEAD = datetime(2200, 1, 1, tzinfo=UTC)
STORES = ("DiskFileStore", "TransientFileStore", "S3FileStore")


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


# Addresses.


@pytest.mark.parametrize(
    ("url", "kind"), list(zip(["file:///var/files", "memory://", "s3://bucket/some/prefix"], STORES, strict=True))
)
def test_an_address_names_its_store_and_reaches_nothing_yet(url: str, kind: str) -> None:
    assert type(open_file_store(url)).__name__ == kind


@pytest.mark.parametrize(
    "url", ["", "/var/files", "file://var/files", "s3://", "ftp://me:secret@host/x", "s3://me:secret@bucket/x"]
)
def test_any_other_address_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(ValueError, match="expected file") as caught:
        open_file_store(url)
    assert "secret" not in str(caught.value)


def test_importing_the_adapter_loads_no_library() -> None:
    code = "import sys, societaire_storage; sys.exit(any(m in sys.modules for m in ('fsspec', 's3fs', 'boto3')))"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )


# Disk.


@pytest.fixture
def disk(tmp_path: Path) -> DiskFileStore:
    return DiskFileStore(tmp_path / "files")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_disk_full_in_the_middle_leaves_nothing(disk: DiskFileStore) -> None:
    kept = disk.save(OWNER, BytesIO(b"kept"))
    with largest_file(MIB + 1000), pytest.raises(StorageUnavailable) as caught:
        disk.save(OWNER, BytesIO(b"a" * 3 * MIB))
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.EFBIG
    assert files_below(disk.root) == [disk.root / kept.key]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_file_that_does_not_reach_the_disk_is_not_kept(
    disk: DiskFileStore, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fails(handle: int) -> None:
        if not os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112 - a descriptor
            raise OSError(code, os.strerror(code))

    disk.save(OWNER, BytesIO(b"kept"))
    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(StorageUnavailable):
        disk.save(OWNER, BytesIO(b"lost"))
    assert len(files_below(disk.root)) == 1


def test_file_and_folders_are_synced_in_order_before_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, os.replace

    def note_sync(handle: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{handle}").readlink().relative_to(tmp_path)))
        sync(handle)

    def note_replace(source: Path, target: Path) -> None:
        done.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_replace)
    DiskFileStore(tmp_path / "a" / "b").save(OWNER, BytesIO(b"x"))
    *folders, file, renamed, folder = done
    assert {".", "a", "a/b", "a/b/s"} <= set(folders)
    assert file.endswith(".part")
    assert (renamed, folder) == ("replace", f"a/b/s/{OWNER}")


def test_a_process_killed_in_the_middle_leaves_no_file_under_a_key(disk: DiskFileStore) -> None:
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom societaire_storage.disk import DiskFileStore\n"
        "class Killer:\n    left = 2\n    def read(self, size):\n        self.left -= 1\n"
        "        if self.left < 0: os.kill(os.getpid(), signal.SIGKILL)\n        return b'a' * size\n"
        f"DiskFileStore(Path(sys.argv[1])).save('{OWNER}', Killer())\n"
    )
    path = os.pathsep.join(sys.path)
    killed = subprocess.run(
        [sys.executable, "-c", code, str(disk.root)], check=False, env={**os.environ, "PYTHONPATH": path}
    )
    assert killed.returncode == -signal.SIGKILL
    (left,) = files_below(disk.root)
    assert left.suffix == ".part"
    assert list(disk.keys(FAR_AHEAD)) == []
    assert left.exists(), "a save may still be writing it"
    yesterday = time.time() - 25 * 3600
    os.utime(left, (yesterday, yesterday))
    assert list(disk.keys(FAR_AHEAD)) == []
    assert files_below(disk.root) == []


def test_only_older_files_are_keys_and_saving_again_makes_new(disk: DiskFileStore) -> None:
    now = datetime.now(UTC)
    old, other = disk.save(OWNER, BytesIO(b"old")), disk.save(OWNER, BytesIO(b"other"))
    for stored in (old, other):
        os.utime(disk.root / stored.key, (now.timestamp() - 7200, now.timestamp() - 7200))
    assert set(disk.keys(now - timedelta(hours=1))) == {old.key, other.key}
    disk.save(OWNER, BytesIO(b"other"))
    assert list(disk.keys(now - timedelta(hours=1))) == [old.key]


def test_a_file_saved_again_between_the_look_at_its_age_and_its_removal_is_kept(
    disk: DiskFileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    stored = disk.save(OWNER, BytesIO(b"old"))
    os.utime(disk.root / stored.key, (now.timestamp() - 7200, now.timestamp() - 7200))
    move = Path.rename

    def meanwhile(path: Path, target: Path) -> Path:
        disk.save(OWNER, BytesIO(b"old"))
        return move(path, target)

    monkeypatch.setattr(Path, "rename", meanwhile)
    assert disk.delete(stored.key, now - timedelta(hours=1)) is False
    assert files_below(disk.root) == [disk.root / stored.key]


def test_nobody_outside_the_group_reads_the_files(disk: DiskFileStore) -> None:
    stored = disk.save(OWNER, BytesIO(b"x"))
    assert all(path.stat().st_mode & 0o007 == 0 for path in [disk.root, *disk.root.rglob("*")])
    assert (disk.root / stored.key).stat().st_mode & 0o777 == 0o640


def test_a_folder_out_of_reach_is_an_outage(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageUnavailable):
        DiskFileStore(tmp_path / "file" / "below").save(OWNER, BytesIO(b"x"))


def test_memory_stays_bounded_whatever_the_size(disk: DiskFileStore) -> None:
    class Endless(io.RawIOBase):
        left = 200 * MIB

        def read(self, size: int = -1, /) -> bytes:
            size = min(size, self.left)
            self.left -= size
            return b"a" * size

    import tracemalloc

    tracemalloc.start()
    try:
        stored = disk.save(OWNER, Endless())  # type: ignore[arg-type]  # only read() is called
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert stored.size == 200 * MIB
    assert peak < 8 * MIB


def test_threads_saving_one_content_while_it_is_read_never_show_a_part_of_it(disk: DiskFileStore) -> None:
    content = os.urandom(2 * MIB)
    key = disk.save(OWNER, BytesIO(content)).key
    with ThreadPoolExecutor(20) as pool:
        saves = [pool.submit(disk.save, OWNER, BytesIO(content)) for _ in range(40)]
        while not all(save.done() for save in saves):
            with disk.open(key) as file:
                assert hashlib.sha256(file.read()).hexdigest() == key[-64:]
    assert {save.result().key for save in saves} == {key}
    assert files_below(disk.root) == [disk.root / key]


# S3.


@pytest.fixture
def s3(s3_bucket: str, s3_service: str) -> S3FileStore:
    return S3FileStore(s3_bucket, "", s3_service, seconds=10)


def test_a_large_file_goes_in_parts_and_comes_back(s3: S3FileStore) -> None:
    content = os.urandom(17 * MIB)
    stored = s3.save(OWNER, BytesIO(content))
    assert (stored.size, s3.size(stored.key)) == (len(content), len(content))
    with s3.open(stored.key) as file:
        assert file.read() == content


def test_a_full_spool_is_an_outage(s3: S3FileStore) -> None:
    with largest_file(MIB), pytest.raises(StorageUnavailable):
        s3.save(OWNER, BytesIO(b"a" * 3 * MIB))
    assert list(s3.keys(FAR_AHEAD)) == []


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_store_made_before_a_fork_serves_the_child(s3: S3FileStore) -> None:
    stored = s3.save(OWNER, BytesIO(b"before"))
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            os._exit(0 if s3.size(stored.key) == 6 else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


class FakeS3(BaseHTTPRequestHandler):
    """A service that keeps one object, and lies about it in the way a test chooses."""

    protocol_version = "HTTP/1.1"
    fault: ClassVar[str] = ""
    body: ClassVar[bytes] = b""

    def do_PUT(self) -> None:
        type(self).body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"ETag": self.tag()})

    def do_HEAD(self) -> None:
        self.answer({"ETag": self.tag(), "Content-Length": str(len(self.body) - (self.fault == "size"))})

    def do_GET(self) -> None:
        self.answer({"ETag": self.tag(), "Content-Length": str(len(self.body))}, self.body)

    def tag(self) -> str:
        seen = self.body + b"x" if self.fault == "tag" else self.body
        return f'"{hashlib.md5(seen, usedforsecurity=False).hexdigest()}"'

    def answer(self, headers: dict[str, str], body: bytes = b"") -> None:
        if self.fault == "slow":
            time.sleep(3)
        status = int(self.fault) if self.fault.isdigit() else 200
        if self.fault == "once":
            type(self).fault, status = "", 500
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.send_header("Last-Modified", "Sun, 22 Nov 2026 12:00:00 GMT")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body[: len(body) // 2] if self.fault == "cut" else body)
        if self.fault == "cut" and body:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@pytest.fixture
def lying_s3(s3_keys: None) -> Iterator[Callable[[str], S3FileStore]]:  # noqa: ARG001 - set before
    class Service(FakeS3):
        pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    store = S3FileStore("bucket", "", f"http://127.0.0.1:{server.server_port}", seconds=1)

    def lie(fault: str) -> S3FileStore:
        Service.fault = fault
        return store

    yield lie
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_service_that_tells_the_truth_is_believed(lying_s3: Callable[[str], S3FileStore]) -> None:
    store = lying_s3("")
    stored = store.save(OWNER, BytesIO(b"content"))
    with store.open(stored.key) as file:
        assert file.read() == b"content"


@pytest.mark.parametrize("fault", ["tag", "size", "403", "500", "503", "slow"])
def test_a_service_that_does_not_hold_what_was_sent_is_an_outage(
    lying_s3: Callable[[str], S3FileStore], fault: str
) -> None:
    started = time.monotonic()
    with pytest.raises(StorageUnavailable):
        lying_s3(fault).save(OWNER, BytesIO(b"content"))
    assert time.monotonic() - started < 6


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, _: store.save(OWNER, BytesIO(b"content")),
        lambda store, key: store.open(key).read(),
        lambda store, key: store.size(key),
    ],
    ids=["save", "open", "size"],
)
def test_a_service_that_stumbles_once_is_asked_again(
    lying_s3: Callable[[str], S3FileStore], ask: Callable[[S3FileStore, str], object]
) -> None:
    store = lying_s3("")
    key = store.save(OWNER, BytesIO(b"content")).key
    expected = ask(store, key)
    assert ask(lying_s3("once"), key) == expected


@pytest.mark.parametrize("fault", ["403", "500", "503", "slow", "cut"])
def test_a_service_that_fails_while_it_is_read_is_an_outage(lying_s3: Callable[[str], S3FileStore], fault: str) -> None:
    key = lying_s3("").save(OWNER, BytesIO(b"content" * 1000)).key
    store = lying_s3(fault)
    with pytest.raises(StorageUnavailable), store.open(key) as file:
        file.read()
    if fault != "cut":
        with pytest.raises(StorageUnavailable):
            store.size(key)


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, _: store.save(OWNER, BytesIO(b"x")),
        lambda store, key: store.open(key),
        lambda store, key: store.size(key),
        lambda store, key: store.delete(key),
        lambda store, _: list(store.keys(FAR_AHEAD)),
    ],
    ids=["save", "open", "size", "delete", "keys"],
)
def test_a_service_that_is_down_is_an_outage_within_a_bounded_time(
    s3_keys: None,  # noqa: ARG001 - set before
    ask: Callable[[S3FileStore, str], object],
) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        store = S3FileStore("bucket", "", f"http://127.0.0.1:{free.getsockname()[1]}", seconds=2)
        started = time.monotonic()
        with pytest.raises(StorageUnavailable):
            ask(store, f"s/{OWNER}/{'0' * 64}")
        assert time.monotonic() - started < 5


def test_a_bucket_that_does_not_exist_is_an_outage_to_whoever_saves(s3_service: str, s3_keys: None) -> None:  # noqa: ARG001
    with pytest.raises(StorageUnavailable):
        S3FileStore("nowhere", "", s3_service, seconds=5).save(OWNER, BytesIO(b"x"))
