"""Files: durable storage on local disk, in memory or on S3, through fsspec."""

from pathlib import Path
from urllib.parse import urlsplit

from societaire.ports.pieces import PieceStore
from societaire.ports.storage import FileStore

_EXPECTED = "expected file:///folder, memory:// or s3://bucket/prefix"


def open_file_store(url: str, *, endpoint: str | None = None) -> FileStore:
    """The store that `file:///folder`, `memory://[name]` or `s3://bucket[/prefix]` names; nothing is reached yet.

    `endpoint` is the address of an S3 service other than Amazon's; keys come from the usual AWS_* environment.
    Raises ValueError, without repeating the address, for any other form.
    """
    # The libraries behind are slow to import, S3's above all: only the one that serves is paid for.
    scheme, _, rest = url.partition("://")
    if scheme == "file" and rest.startswith("/"):
        from societaire_storage.disk import DiskFileStore

        return DiskFileStore(Path(rest))
    if scheme == "memory":
        from societaire_storage.transient import TransientFileStore

        return TransientFileStore(rest)
    if scheme == "s3" and (parts := urlsplit(url)).netloc and "@" not in parts.netloc:
        from societaire_storage.s3 import S3FileStore

        return S3FileStore(parts.netloc, parts.path.strip("/"), endpoint)
    raise ValueError(_EXPECTED)


def open_piece_store(url: str, *, endpoint: str | None = None) -> PieceStore:
    """Where the files of that same address lie while they are still coming; raises as `open_file_store`."""
    scheme, _, rest = url.partition("://")
    if scheme == "file" and rest.startswith("/"):
        from societaire_storage.disk_pieces import DiskPieceStore

        return DiskPieceStore(Path(rest))
    if scheme == "memory":
        from societaire_storage.transient_pieces import TransientPieceStore

        return TransientPieceStore(rest)
    if scheme == "s3" and (parts := urlsplit(url)).netloc and "@" not in parts.netloc:
        from societaire_storage.s3_pieces import S3PieceStore

        return S3PieceStore(parts.netloc, parts.path.strip("/"), endpoint)
    raise ValueError(_EXPECTED)
